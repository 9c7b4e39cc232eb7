"""A draft becomes reports: bundles are split, heads are read, and the canonical text is put together.

In: a `Draft`. Out: `Report`s and `Rejected`s. Never here: files and formats.
"""

import re
from collections.abc import Iterable, Sequence

from hearsay.config import ReadConfig
from hearsay.read.bodies import is_institution
from hearsay.read.bundles import split_bundle
from hearsay.read.draft import PAGE_BREAK, Declared, Draft, Fact, Paragraph
from hearsay.read.genre import guess_genre
from hearsay.read.head import Head, read_head
from hearsay.read.language import find_language
from hearsay.records import Found, Rejected, Report, report_id


def compose(draft: Draft, source: str, *, config: ReadConfig) -> list[Report | Rejected]:
    """The reports in a document, in its order; parts of a bundle are named `source#n`."""
    size = sum(len(p.text) for p in draft.paragraphs)
    if size > config.max_characters:
        reason = f"text of {size:,} characters, more than {config.max_characters:,}"
        return [Rejected(source, reason, "raise read.max_characters, or split the file")]
    parts = split_bundle(draft.paragraphs) if draft.bundle else [list(draft.paragraphs)]
    if len(parts) == 1:
        return [_report(parts[0], draft.declared, source, draft.paged)]
    return [
        _report(part, Declared(), f"{source}#{number}", draft.paged)
        for number, part in enumerate(parts, start=1)
    ]


def _report(
    paragraphs: Sequence[Paragraph], declared: Declared, source: str, paged: bool
) -> Report | Rejected:
    """One article with what is known about it, and where each field was found."""
    head = read_head(paragraphs, declared)
    text, pages = join_text(p.text for p in head.rest)
    if not text and head.title and not declared.title:
        text, head.title = head.title.value, None  # a lone line is a text without a title
    if not re.search(r"\w", text):
        return Rejected(source, "no text in it", "scanned pages and pictures need text recognition first")
    publisher = declared.publisher or _publisher(head)
    authors = declared.authors or tuple({fact.value: fact for fact in head.authors}.values())
    publisher = publisher or _first([fact for fact in authors if is_institution(fact.value)])
    authors = tuple(fact for fact in authors if publisher is None or fact.value != publisher.value)
    published = (
        declared.published or _first([*_full(head.dates), *head.dates, *head.updates]) or declared.made
    )
    facts = [("title", head.title), ("publisher", publisher), *(("authors", a) for a in authors)]
    facts.append(("published", published))
    found = [Found(name, fact.where) for name, fact in facts if fact is not None]
    genre = guess_genre(
        title=head.title.value if head.title else None,
        publisher=publisher.value if publisher else None,
        text=text,
        hints=frozenset(head.hints),
    )
    language = find_language(text)
    found.append(Found("genre", "form and wording"))
    if language:
        found.append(Found("language", "wording"))
    return Report(
        id=report_id(
            text,
            publisher=publisher.value if publisher else None,
            published=published.value if published else None,
        ),
        source=source,
        title=head.title.value if head.title else None,
        publisher=publisher.value if publisher else None,
        authors=tuple(fact.value for fact in authors),
        published=published.value if published else None,
        language=language,
        genre=genre,
        text=text,
        found=tuple(found),
        pages=tuple(pages) if paged else (),
    )


def join_text(paragraphs: Iterable[str]) -> tuple[str, list[int]]:
    """The canonical text, and the offset at which each page begins in it."""
    pieces = re.split(f"({PAGE_BREAK})", "\n\n".join(p.strip(" ") for p in paragraphs if p.strip()))
    text, pages = "", [0]
    for piece in pieces:
        if piece == PAGE_BREAK:
            pages.append(len(text))
        else:
            text += piece if text else piece.lstrip()
    return text.rstrip(), pages


def _publisher(head: Head) -> Fact | None:
    """The outlet that the head names: a credit of an agency counts only if nothing else is named."""
    weak = {"dateline", "kicker of the title", "copyright line"}
    strong = [fact for fact in head.publishers if fact.where not in weak]
    order = ["dateline", "copyright line", "kicker of the title"]
    rest = sorted((f for f in head.publishers if f.where in weak), key=lambda f: order.index(f.where))
    return _first([*strong, *rest])


def _full(dates: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in dates if not fact.value.startswith("X")]


def _first(facts: Sequence[Fact]) -> Fact | None:
    return facts[0] if facts else None
