"""A brief says the same in Word and PDF as in HTML, in any script, and says so where it cannot be drawn."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.export.aspects import SAYS, Aspect
from hearsay.export.brief import Brief, Section, State
from hearsay.export.brief_docx import brief_docx
from hearsay.export.brief_html import brief_html
from hearsay.export.brief_markdown import brief_markdown
from hearsay.export.brief_pdf import brief_pdf
from hearsay.export.dossier import Dossier
from hearsay.export.entity_section import entity_section
from hearsay.export.forms import FORMS
from hearsay.export.sections import question_section, story_section
from hearsay.records import Entity, Mention
from tests.export.test_brief import BLOG, BRIEF, LEDGER, OTHER, STORY, THREE
from tests.serve.fiction import make_claim, make_report

ARABIC = make_report("حريق\n\nمات ثلاثة أشخاص في الحريق، قال الطبيب.", "ar.txt", publisher="الصحيفة")
RUSSIAN = make_report("Пожар\n\nТри человека погибли, сказал врач.", "ru.txt", publisher="Вестник")
QUESTION = question_section(STORY, STORY.conflicts[0])


def words_of_docx(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words_of_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_every_form_says_what_stands_in_the_ledger(form: str) -> None:
    text = words_of_docx(brief_docx(BRIEF)) if form == "docx" else words_of_pdf(brief_pdf(BRIEF)[0])
    for words in (
        "2 independent accounts in 4 reports, 1 of them of unknown lineage",
        "How many people died?",
        "copy of Mill burns (Coast Wire)",
        "Passed on: a nurse → Independent.",
        "last decision number 3",
        "What is not known",
        "[5]",
        "+ 1 of unknown lineage",
    ):
        assert words in text


def test_the_numbers_of_a_pdf_lead_to_pages() -> None:
    document = pypdfium2.PdfDocument(brief_pdf(BRIEF)[0])
    assert next(mark.get_title() for mark in document.get_toc()) == "Fire at the mill"
    document.close()


def test_a_question_stands_with_the_accounts_and_words_behind_each_answer() -> None:
    text = brief_markdown(Brief("Deaths", (QUESTION,), LEDGER, "today"))
    two = text[text.index("### 2") : text.index("### 3")]
    assert "**the mayor** says: “Two people died”" in two
    assert "Carried by 2 reports, which go back to 1 account." in two
    assert "Reports whose lineage is not known: mill" in text[text.index("### What is not known") :]


def test_an_entity_stands_with_what_it_says() -> None:
    entity = Entity("e", "person", "the nurse", ("the nurse",), (Mention(OTHER.id, 0, 1),))
    said = replace(THREE, voice=replace(THREE.voice, entity="e", kind="named"), certainty="certain")
    section = entity_section(
        entity, Dossier(None, (OTHER,), (said,), names={"e": "the nurse"}, aspects=(Aspect(SAYS, (said,)),))
    )
    text = brief_markdown(Brief("Her", (section,), LEDGER, "today"))
    assert "### What it says itself\n\n- **the nurse** says: “Three people died” [\\[1\\]](#c1)" in text


def test_sections_are_numbered_through() -> None:
    brief = Brief("Both", (QUESTION, story_section(STORY)), LEDGER, "today")
    assert [c.number for c in brief.citations.values()] == list(range(1, 6))
    assert brief.citations[THREE.id].report is OTHER


@pytest.mark.parametrize("report", [ARABIC, RUSSIAN], ids=["arabic", "russian"])
def test_other_scripts_are_drawn(report: object) -> None:
    claim = make_claim(report, report.text.split("\n\n")[1][:12])  # type: ignore[attr-defined]
    section = story_section(Dossier(None, (report,), (claim,)))  # type: ignore[arg-type]
    brief = Brief(section.title, (section,), LEDGER, "today")
    data, missing = brief_pdf(brief, fonts=())
    assert missing == []
    assert "▯" not in words_of_pdf(data)
    assert claim.text in words_of_docx(brief_docx(brief))
    assert f'<q dir="auto">{claim.text}</q>' in brief_html(brief)


def test_words_from_the_right_are_set_from_the_right() -> None:
    claim = make_claim(ARABIC, "مات ثلاثة")
    data = brief_docx(Brief("x", (story_section(Dossier(None, (ARABIC,), (claim,))),), LEDGER, "today"))
    paragraphs = {paragraph.text: paragraph for paragraph in Document(BytesIO(data)).paragraphs}
    assert "w:bidi" in paragraphs["حريق"]._p.xml
    assert any("w:rtl" in paragraph._p.xml for paragraph in paragraphs.values())


def test_a_script_that_no_font_draws_is_named() -> None:
    report = make_report("火事\n\n三人が死亡した", "ja.txt")
    section = story_section(Dossier(None, (report,), (make_claim(report, "三人が死亡した"),)))
    brief = Brief("Fire", (section,), LEDGER, "today")
    data, missing = brief_pdf(brief, fonts=())
    assert missing == ["Han", "Hiragana"]
    assert "▯" in words_of_pdf(data)


def test_a_broken_font_of_the_system_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    section = Section("火", (), {}, {})
    assert brief_pdf(Brief("Fire", (section,), LEDGER, "today"), fonts=[tmp_path])[1] == ["Han"]


def test_nothing_that_a_brief_shows_stays_closed() -> None:
    many = make_report("\n\n".join(f"The sirens were heard {n} times." for n in range(40)), "many.txt")
    claims = tuple(make_claim(many, f"The sirens were heard {n} times") for n in range(40))
    html = brief_html(Brief("Many", (story_section(Dossier(None, (many, BLOG), claims)),), LEDGER, "today"))
    assert "<details" not in html
    assert all(html.count(claim.content) >= 2 for claim in claims)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_text_is_printed_in_every_form(pieces: list[str]) -> None:
    report = make_report("\n\n".join(["Title", *pieces]), "odd.txt", publisher=pieces[0])
    claims = tuple(make_claim(report, piece) for piece in pieces)
    section = story_section(Dossier(None, (report,), claims))
    brief = Brief(pieces[-1], (section,), State("odd.ledger", {}, "0.1.0"), "today")
    for name in (".html", ".md", ".docx", ".pdf"):
        assert FORMS[name].write(brief).data
