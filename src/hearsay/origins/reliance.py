"""What a report rests on by its own words: who is said to have reported, and in how many of its sentences.

In: an annotated report and its claims. Out: the number of sentences that rest on the word of others, and on
whose. Never here: whether a report of that name is at hand.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hearsay.origins.outlets import full_form, means
from hearsay.records import AnnotatedReport, Claim, Reliance, Span

VOICES = 8

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_NAME = (
    rf"(?:the )?(?P<name>(?!{_DAY})[A-Z][\w&-]*(?:['’][A-Z]\w+)?"
    r"(?: (?:of (?:the )?|for |del |de )?[A-Z][\w&-]*){0,6})"
)
_SAYS = r"(?:reported|reports|wrote|writes|quoted|quotes|broadcast|published|publishes|revealed|reveals)\b"
_BY_NAME = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NAME}(?:,[^,]{{1,60}},)?(?: (?:has|had|have|also|first|later|earlier|then))* {_SAYS}",
        rf"\b[Aa]ccording to (?:(?:an?|the) )?(?:\w+ )?(?:(?:report|account)s? (?:by|in|from|of) )?{_NAME}",
        rf"\b(?:citing|quoting|(?:reported|published|broadcast|carried) (?:by|in)) {_NAME}",
        rf"\b(?:report|article|account|interview)s? (?:by|in|from|with) {_NAME}",
        rf"\b(?:told|in) {_NAME}(?=['’]s report\b|[.,]? (?:citing|quoting))",
    )
)
_PUBLICATION = (
    r"(?:(?:same|news|wire|press|state|latest) )*(?:report|agency|newspaper|paper|daily|weekly|broadcaster|"
    r"station|outlet|magazine|website|article|study|assessment|network|group|organi[sz]ation|institute|account)"
)
_BY_KIND = re.compile(
    rf"\b(?:[Aa]ccording to the {_PUBLICATION}\b|[Tt]he {_PUBLICATION} (?:also |then |further )?"
    rf"(?:{_SAYS}|said\b|says\b|added\b|adds\b|notes?\b|noted\b|cites?\b|cited\b))"
)
_ONE_OF_A_KIND = re.compile(rf"(?:(?:the|this|that|its) )?{_PUBLICATION}", re.IGNORECASE)
_PUBLISHED = re.compile(
    rf"\b(?:{_SAYS}|report|according to|cit(?:es?|ed|ing)\b|quoting\b|article|study\b|assessment)",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(r"\b(?:reject|den(?:y|ies|ied)|dismiss|contradict|refut|disput)\w*\b[^.]*$")
_TO_US = (
    r"\b(?:(?:told|tells|spoke to|speaking to|interview(?:ed)? (?:with|by)|seen by|obtained by|reviewed by) "
    r"(?:us\b|(?:this|our) (?:newspaper|paper|website|station|magazine|reporters?|correspondents?)\b{us})|"
    r"(?:this (?:newspaper|reporter)|our (?:own )?(?:reporters?|correspondents?)) (?:saw|met|visited|found))"
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[A-Z][\w&’'-]* )+$")
_AFTER = re.compile(r"(?: [A-Z][\w&-]*)+")


@dataclass(slots=True)
class _Source:
    """Somebody whom sentences rest on: where he is first named, and whether he published."""

    name: str
    start: int
    end: int
    published: bool = False
    sentences: set[int] = field(default_factory=set)
    mentions: set[tuple[int, int]] = field(default_factory=set)


def what_it_rests_on(doc: AnnotatedReport, claims: Sequence[Claim]) -> tuple[int, tuple[Reliance, ...]]:
    """How many sentences rest on the word of others, and on whose, the most frequent first.

    "The agency" and "the same report" go back to the publication that was named last.
    """
    text, publisher = doc.report.text, doc.report.publisher
    starts = [sentence.start for sentence in doc.sentences]
    found: dict[str, _Source] = {}
    attributed = {_at(starts, claim.start) for claim in claims if claim.voice.kind != "report"}
    last: str | None = None
    said = [*_in_claims(claims, text), *_in_words(doc)]
    for start, end, name, published in sorted(said, key=lambda entry: (entry[0], entry[1], entry[2] or "")):
        if name is None or _ONE_OF_A_KIND.fullmatch(name):
            if last is None:
                continue
            name = last
        if publisher and means(name, publisher):
            continue
        source = found.setdefault(full_form(name), _Source(name, start, end))
        source.published |= published
        source.sentences.add(_at(starts, start))
        source.mentions.add((start, end))
        if published:
            last = name
            attributed.add(_at(starts, start))
    best = sorted(found.values(), key=lambda source: (-len(source.sentences), source.start, source.name))
    return len(attributed), tuple(
        Reliance(
            s.name,
            len(s.sentences),
            s.start,
            s.end,
            s.published,
            tuple(Span(*at) for at in sorted(s.mentions)),
        )
        for s in best[:VOICES]
    )


def told_to_itself(doc: AnnotatedReport) -> tuple[Span, ...]:
    """The sentences by whose words the report has it from nobody else: "told the Gazette", "told us"."""
    publisher = doc.report.publisher
    names = [publisher, *re.split(r"\s+[-–—|]\s+|,|\(", publisher)] if publisher else []
    ours = "".join(rf"|(?:the )?{re.escape(name.strip())}\b" for name in names if len(name.strip()) > 1)
    to_us = re.compile(_TO_US.replace("{us}", ours), re.IGNORECASE)
    return tuple(s for s in doc.sentences if to_us.search(doc.report.text[s.start : s.end]))


def _at(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset)


def _in_claims(claims: Sequence[Claim], text: str) -> Iterator[tuple[int, int, str | None, bool]]:
    """The names in the chains of claims, where they stand, and whether the words speak of a publication."""
    for claim in claims:
        if claim.voice.kind == "report":
            continue
        voice, cue = claim.voice, claim.cue
        spans = [(voice.start, voice.end), (cue.start, cue.end) if cue else (None, None)]
        published = bool(_PUBLISHED.search(" ".join(text[a:b] for a, b in spans if a is not None)))
        links = [(link.name, link.start, link.end) for link in claim.chain]
        for name, start, end in (*links, (voice.name or "", voice.start, voice.end)):
            whole = _whole(name, start, end, text)
            if start is None or end is None:
                continue
            if _ONE_OF_A_KIND.fullmatch(whole):
                yield start, end, None, published
            elif _ARTICLE.sub("", whole)[:1].isupper():
                yield start, end, whole, published


def _in_words(doc: AnnotatedReport) -> Iterator[tuple[int, int, str | None, bool]]:
    """The same by the wording of the sentences alone, for what no claim was found in."""
    text = doc.report.text
    for sentence in doc.sentences:
        words = text[sentence.start : sentence.end]
        for pattern in _BY_NAME:
            for match in pattern.finditer(words):
                if not _TURNED_DOWN.search(words[: match.start()]):
                    start, end = match.span("name")
                    yield sentence.start + start, sentence.start + end, match["name"], True
        for match in _BY_KIND.finditer(words):
            yield sentence.start + match.start(), sentence.start + match.end(), None, True


def _whole(name: str, start: int | None, end: int | None, text: str) -> str:
    """The name with the words in capitals around it: a reader's model may have seen a part of it only."""
    if start is None or end is None or not name[:1].isupper() or text[start:end] != name:
        return name
    before = _BEFORE.search(text[max(0, start - 60) : start])
    after = _AFTER.match(text[end : end + 60])
    return (before.group() if before else "") + name + (after.group() if after else "")
