import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearsay.annotate import Annotator
from hearsay.claims import find_claims
from hearsay.records import AnnotatedReport, Claim, Report, Span
from tests.claims.random_parse import TEXTS, AnyToken, annotated
from tests.claims.test_cases import read

SENTENCE = "The bridge at Lodra is old, and we shall build another, the mayor said to all of us on Monday. "
ODD = {
    "no marks at all": "the mayor said that the bridge was closed he added that nobody knew why",
    "unbalanced marks": '“The bridge is shut, said the mayor. "It will open, he said.” ‘Never, ” she said. “',
    "guillemets": "« Le pont est fermé », said the mayor. »Die Brücke ist zu«, she added.",
    "low marks": "„The bridge is closed,“ said the mayor, „and it will stay so“.",
    "corner marks": "「The bridge is closed」 said the mayor. 『It is open』, the guard said.",
    "a transcript": "MAYOR: The bridge is closed.\nQ: Who closed it?\nMAYOR: I did.\nGUARD: No.",
    "a list of quotes": "“It fell.” — Anna Torvik\n\n“It did not.” — Paul Odren\n\n“Who knows?” — a guard",
    "no sentence": "14.3 | 22.7 | 9.1\n\n----\n\n§ 4 (2) b",
    "blanks": " \n\n \t \n",
    "capitals": "MAYOR SAYS BRIDGE IS CLOSED, DENIES GUARD WAS ASLEEP",
    "one endless sentence": "the mayor said that " * 300 + "it rained.",
    "no blanks": "“Thebridge”saidthemayor,citingtheguard:“itisclosed”" * 20,
}


def check(claims: list[Claim], text: str) -> None:
    """Everything that a claim points at stands in the text."""
    for claim in claims:
        assert claim.text == text[claim.start : claim.end] and claim.text.strip()
        assert claim.content == " … ".join(text[s.start : s.end] for s in claim.spans)
        assert list(claim.spans) == sorted(claim.spans, key=lambda s: s.start)
        assert claim.cue is None or claim.cue.text == text[claim.cue.start : claim.cue.end]
        for one in (claim.voice, *claim.chain, *claim.participants):
            if one.start is not None and one.end is not None:
                assert 0 <= one.start < one.end <= len(text)
            assert one.refers is None or 0 <= one.refers.start < one.refers.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(annotated())
def test_any_words_in_any_tree_give_claims_that_slice(doc: AnnotatedReport) -> None:
    check(find_claims(doc), doc.report.text)


def test_marks_alone_state_nothing() -> None:
    """Whatever a parser takes quotation marks for."""
    text = ", “ “ The The The The The The"
    report = Report("r", "t.txt", None, "Morning Herald", (), "2020-05-04", "en", "news", text)
    words = enumerate(re.finditer(r"\S+", text))
    tokens = [AnyToken(i, found.start(), found.group(), "NN", "NOUN", "ROOT") for i, found in words]
    tokens[2].dep_ = "nsubj"
    for token in tokens:
        token.head = tokens[0] if token is tokens[2] else token
    tokens[0].children = [tokens[2]]
    sentences = (Span(0, 5), Span(5, len(text)))
    doc = AnnotatedReport(report, sentences, (), (), (), (), (), tokens)  # type: ignore[arg-type]
    check(find_claims(doc), text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS | st.text(max_size=80))
def test_any_text_gives_claims_that_slice(annotator: Annotator, text: str) -> None:
    check(read(text, annotator), text)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_gives_claims_that_slice(text: str, annotator: Annotator) -> None:
    check(read(text, annotator), text)


def test_a_speech_of_twenty_thousand_words(annotator: Annotator) -> None:
    text = SENTENCE * (20_000 // len(SENTENCE.split()))
    claims = read(text, annotator)
    check(claims, text)
    assert len(claims) > 500
