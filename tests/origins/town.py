"""Reports of a small country, and what the tests of origins ask of them."""

from collections.abc import Iterable

from hearsay.origins import text_digest
from hearsay.records import (
    AnnotatedReport,
    Claim,
    Cue,
    Evidence,
    Genre,
    Link,
    Origin,
    Part,
    Report,
    Span,
    TextDigest,
    Voice,
    claim_id,
    report_id,
)


def report(text: str, publisher: str | None, published: str | None, *, genre: Genre = "news") -> Report:
    name = report_id(text, publisher=publisher, published=published)
    return Report(name, f"{publisher}.txt", None, publisher, (), published, "en", genre, text)


def annotated(one: Report) -> AnnotatedReport:
    spans, start = [], 0
    for sentence in one.text.replace(". ", ".\0").replace("\n\n", "\0\0").split("\0"):
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return AnnotatedReport(one, tuple(spans), (), (), (), (), (), None)


def digest(one: Report, claims: Iterable[Claim] = ()) -> TextDigest:
    return text_digest(annotated(one), tuple(claims))


def claim(one: Report, words: str, voice: str | None = None) -> Claim:
    """What stands in these words, put forward by this voice or by the report itself."""
    start = one.text.index(words)
    spans = (Span(start, start + len(words)),)
    said, cue = Voice("report"), None
    chain: tuple[Link, ...] = (Link(one.publisher),) if one.publisher else ()
    if voice:
        at = one.text.index(voice)
        said = Voice("named", voice, at, at + len(voice))
        cue = Cue(at + len(voice) + 1, at + len(voice) + 5, one.text[at + len(voice) + 1 :][:4])
        chain = (Link(voice, at, at + len(voice)), *chain)
    return Claim(
        id=claim_id(one.id, spans, said, cue),
        report=one.id,
        start=start,
        end=start + len(words),
        text=words,
        spans=spans,
        content=words,
        voice=said,
        cue=cue,
        chain=chain,
        stance="asserts",
        negated=False,
        certainty="certain",
    )


def parts_of(origins: Iterable[Origin], one: Report) -> tuple[Part, ...]:
    return next(m.parts for origin in origins for m in origin.members if m.report == one.id)


def words(one: Report, evidence: Iterable[Evidence]) -> list[str]:
    return [one.text[at.start : at.end] for at in evidence]
