"""From the one who first says it to the one who prints it.

In: the sayings of a report with their voices. Out: for each saying its chain, first sayer first. A saying
whose cue stands inside the content of another was passed on by that other's voice.
"""

from collections import defaultdict
from collections.abc import Sequence

from hearsay.claims.saying import Saying
from hearsay.claims.words import Words
from hearsay.records import Link, Span, Voice


def enclosing(sayings: Sequence[Saying], words: Words) -> list[int | None]:
    """For each saying the one in whose content its cue stands: the narrowest; None if it is not passed on."""
    touching: dict[int, list[int]] = defaultdict(list)
    for i, saying in enumerate(sayings):
        first = words.sentence_number(saying.content[0].start)
        last = words.sentence_number(max(saying.content[-1].end - 1, saying.content[0].start))
        for number in range(first, last + 1):
            touching[number].append(i)
    return [
        _narrowest(i, sayings, touching[words.sentence_number(s.cue[0].start)]) for i, s in enumerate(sayings)
    ]


def _narrowest(index: int, sayings: Sequence[Saying], near: Sequence[int]) -> int | None:
    inner = sayings[index]
    cue = inner.cue[0]
    holding = [
        i
        for i in near
        if i != index
        and any(cue.within(span) for span in sayings[i].content)
        and not any(span.within(part) for span in sayings[i].cue for part in inner.content)
    ]
    return min(holding, key=lambda i: (_size(sayings[i].content), i), default=None)


def build_chain(voices: Sequence[Voice], publisher: str | None) -> tuple[Link, ...]:
    """The chain of voices, first sayer first, and the publisher; one who follows himself is one link.

    The report's own voice has no link of its own: it is its publisher's.
    """
    links: list[Link] = []
    for voice in voices:
        if voice.kind == "report" or voice.name is None:
            continue
        if links and _same(links[-1].name, voice.name):
            continue
        links.append(Link(voice.name, voice.start, voice.end, voice.refers))
    if publisher is not None:
        if links and _same(links[-1].name, publisher):
            links[-1] = Link(publisher, links[-1].start, links[-1].end, links[-1].refers)
        else:
            links.append(Link(publisher))
    return tuple(links)


def _same(one: str, other: str) -> bool:
    """Whether two names differ only in case, article and words left out at either end."""
    a, b = (name.lower().removeprefix("the ").split() for name in (one, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and (long[: len(short)] == short or long[-len(short) :] == short)


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
