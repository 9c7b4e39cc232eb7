"""Synthetic reports as the ledger holds them, for measurements of size and for pages that need many.

In: a number. Out: short reports with the names, claims and digests that the report stages would give them,
made directly; always the same ones, so that a thousand are the first of a million. Never here: a text that
anybody wrote, a model, a place that exists.

    python measurements/synthetic.py --reports N --ledger FILE [--without-corpus]

300 reports a day, from 2008 on, by 240 papers and six agencies, of 50 to 80 words each. A happening is told
by one to eight reports within four days: 45 of 100 by one only. Of the further reports two in five tell it
in their own words, one in four is a copy of the agency's, one in five takes over half of it, the others
cite an earlier one. In three of ten stories the papers do not agree on how many died. Places come back as
often as places do, their names drawn by a law of powers without an end in sight, so that a million reports
name many more of them than a thousand, and so do persons and bodies; most persons belong to one story, some
to all of their country; family names are borne by several. The towns lie in 80 countries. Every fifth report
foretells something. Words are drawn from those that news uses least often; what happens, and to what, comes
back all the time.
"""

import argparse
import random
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

from hearsay.ledger import Found, open_ledger
from hearsay.origins.digest import sketch_of
from hearsay.origins.passages import Text
from hearsay.pipeline import look_across
from hearsay.records import (
    Amount,
    AnnotatedReport,
    Claim,
    Cue,
    Link,
    LocalEntity,
    Name,
    NameDigest,
    NameForm,
    NameKind,
    Participant,
    Predicate,
    Reliance,
    Report,
    Span,
    Stance,
    TextDigest,
    Voice,
    When,
    claim_id,
    report_id,
)
from hearsay.stories import story_digest

A_DAY = 300
STORED = 1000  # reports in one transaction
KEPT = 20_000  # words that need not be made again
FIRST_DAY = date(2008, 1, 1)
PAPERS, TOWNS, COUNTRIES, FAMILIES, GIVEN = 240, 500_000, 80, 200_000, 400
SIZES, WEIGHTS = (1, 2, 3, 4, 5, 6, 8), (45, 20, 12, 9, 6, 5, 3)
KINDS = ("Courier", "Almanac", "Lantern", "Gazette", "Tribune", "Post", "Echo", "Observer")
OFFICES = "Ambulance Bridge Coast Fire Forest Harbour Hospital Mountain Rail River Road Water".split()
BODIES = (
    "Authority Board Brigade Commission Company Council Department Guard Office Service Trust Union".split()
)
HAPPENINGS = (
    "avalanche blast blaze collapse collision crash derailment earthquake explosion fire flood gale "
    "landslide mudslide rockfall shipwreck stampede storm tornado tremor"
).split()
THINGS = (
    "airport barracks brewery bridge cannery chapel cinema clinic crossing dam depot factory farm ferry "
    "greenhouse harbour hostel hotel library lighthouse market mill monastery museum orphanage prison quarry "
    "refinery sawmill school shipyard stadium station theatre tunnel university viaduct warehouse"
).split()
_ONSETS = "b br d dr f g gr h j k kl l m n p pr r s st t tr v w z".split()
_VOWELS = "a e i o u ae ei oa".split()
Said = tuple[Span, str, Span, Span, Stance, Span | None, Span | None]
"""A claim: its content, its voice by name and place, its cue, its stance, its number and what that counts."""
_CODAS = ["", "", "n", "r", "l", "s", "m", "rk", "nd", "ll", "st"]


@dataclass(frozen=True, slots=True)
class _Happening:
    """What the reports of one story share."""

    seed: str
    day: date
    what: str
    thing: str
    town: str
    country: str
    code: str
    body: str
    person: str
    minister: str
    killed: int
    disputed: int | None
    words: tuple[str, ...]


def reports(first: int = 0, *, a_day: int = A_DAY) -> Iterator[Found]:
    """Reports without end, in the order of their days, from that number on."""
    later: dict[date, list[tuple[_Happening, int]]] = {}
    number = 0
    while True:
        day = FIRST_DAY + timedelta(number)
        number += 1
        chance = random.Random(f"day {number}")
        due = later.pop(day, [])
        while len(due) < a_day:
            told = _happening(f"{number}-{len(due)}", day, chance)
            for place in range(chance.choices(SIZES, WEIGHTS)[0]):
                lag = min(place, chance.choice((0, 0, 0, 1, 1, 2, 3)))
                (due if lag == 0 else later.setdefault(day + timedelta(lag), [])).append((told, place))
        later.setdefault(day + timedelta(1), []).extend(due[a_day:])
        for told, place in due[max(0, first - (number - 1) * a_day) : a_day]:
            yield _made(told, place, day)


def _happening(seed: str, day: date, chance: random.Random) -> _Happening:
    rank = int(60 * (chance.paretovariate(0.7) - 1)) % TOWNS
    country = _country(rank % COUNTRIES)
    town = _place(f"town {rank}")
    given, family = chance.randrange(GIVEN), int(60 * (chance.paretovariate(0.7) - 1)) % FAMILIES
    killed = chance.randrange(3, 90)
    return _Happening(
        seed=seed,
        day=day,
        what=chance.choice(HAPPENINGS),
        thing=chance.choice(THINGS),
        town=town,
        country=country,
        code=f"X{chr(65 + rank % COUNTRIES)}",
        body=f"{town} {chance.choice(OFFICES)} {chance.choice(BODIES)}",
        person=f"{_place(f'given {given}')} {_place(f'family {family}')}",
        minister=f"{_place(f'given {rank % COUNTRIES}')} {_place(f'minister {rank % COUNTRIES}')}",
        killed=killed,
        disputed=killed + chance.randrange(2, 30) if chance.random() < 0.3 else None,
        words=tuple(chance.choices(_vocabulary(), k=18)),
    )


class _Text:
    """A text as it grows, with its names and claims."""

    def __init__(self) -> None:
        self.text = ""
        self.names: list[tuple[str, NameKind, Span]] = []

    def say(self, words: str) -> Span:
        """Append words; where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, words: str, kind: NameKind) -> Span:
        """Append a name; where it stands."""
        span = self.say(words)
        self.names.append((words, kind, span))
        return span


def _made(told: _Happening, place: int, day: date) -> Found:
    """The report that comes so many places after the first of its story."""
    chance = random.Random(f"{told.seed} {place}")
    way = "own" if place == 0 else chance.choices(("own", "copy", "half", "citing"), (40, 25, 20, 15))[0]
    first = _paper(zlib.crc32(told.seed.encode()), agency=True)
    publisher = first if place == 0 else _paper(chance.randrange(1 << 30), agency=False)
    killed = told.disputed if told.disputed and way == "own" and place % 2 else told.killed
    own = tuple(chance.choices(_vocabulary(), k=24))
    # what an agency wrote, and its copies have word for word, comes from the story; all else from the report
    lead = told.words if way in ("own", "copy", "half") and (place == 0 or way != "own") else own[:18]
    rest = told.words[6:] if way == "copy" or place == 0 else own[6:]
    out = _Text()
    claims: list[Said] = []
    if way == "citing":
        out.say(f"{' '.join(own[:3]).capitalize()}, the ")
        out.name(first, "organization")
        out.say(" reported, while ")
    number = out.say(str(killed))
    people = out.say(
        f" people were killed when a {lead[0]} {told.what} struck the {lead[1]} {told.thing} of "
    )
    out.name(told.town, "place")
    out.say(", ")
    out.name(told.country, "place")
    out.say(f", {' '.join(lead[2:6])}, the ")
    body = out.name(told.body, "organization")
    said = out.say(" said.")
    content = Span(number.start, body.start - 6)
    claims.append((content, told.body, body, Span(said.start + 1, said.end - 1), "asserts", number, people))
    out.say(f" {' '.join(rest[:5]).capitalize()} {told.town} {' '.join(rest[5:9])}. ")
    known_as = told.person.split()[1] if way == "own" and place % 3 == 2 else told.person
    person = out.name(known_as, "person")
    out.say(f", the {rest[1]} {rest[2]}, ")
    cue = out.say("said")
    quoted = out.say(f" {' '.join(rest[2:6])} {told.thing} {' '.join(rest[6:10])}")
    claims.append((Span(quoted.start + 1, quoted.end), known_as, person, cue, "asserts", None, None))
    out.say(". ")
    if chance.random() < 0.2:
        minister = out.name(told.minister, "person")
        cue = out.say(" promised")
        due = told.day + timedelta(days=60 + told.killed)
        will = out.say(f" that the {told.thing} will open by {due.day} {due:%B %Y}")
        claims.append((Span(will.start + 6, will.end), told.minister, minister, cue, "predicts", None, None))
        out.say(". ")
    if place % 3 == 0 and way == "own":
        out.name(told.person.split()[1], "person")
        out.say(f" {' '.join(own[10:16])}.")
    if way == "copy":
        out.say(f" ({first})")
    source = first if way in ("copy", "citing") else None
    return _stored(told, out, claims, publisher, day, source, " ".join(lead[2:5]))


def _stored(
    told: _Happening,
    out: _Text,
    found: Sequence[Said],
    publisher: str,
    day: date,
    source: str | None,
    headline: str,
) -> Found:
    published = day.isoformat()
    report = Report(
        id=report_id(out.text, publisher=publisher, published=published),
        source=f"synthetic/{told.seed}/{publisher}.txt".replace(" ", "-"),
        title=f"{told.what.capitalize()} at the {told.thing} of {told.town}: {headline}",
        publisher=publisher,
        authors=(),
        published=published,
        language="en",
        genre="news",
        text=out.text,
    )
    names = tuple(Name(span.start, span.end, kind, words) for words, kind, span in out.names)
    claims = tuple(_claim(report, *one) for one in found)
    doc = AnnotatedReport(report, (), names, (), (), (), (), None)
    return Found(
        report,
        names,
        claims,
        (_names(report, told, out), _text_digest(report, names, source), story_digest(doc)),
    )


def _claim(
    report: Report,
    content: Span,
    name: str,
    voice: Span,
    cue: Span,
    stance: Stance,
    number: Span | None,
    people: Span | None,
) -> Claim:
    said, words = Voice("named", name, voice.start, voice.end), report.text[content.start : content.end]
    by = Cue(cue.start, cue.end, report.text[cue.start : cue.end])
    amounts: tuple[Amount, ...] = ()
    affected: tuple[Participant, ...] = ()
    predicate, when = None, None
    if number and people:
        value = float(report.text[number.start : number.end])
        amounts = (Amount(value, value, value, None, "people", number.start, number.end, "killed"),)
        predicate = Predicate("kill", people.start + 13, people.start + 19)
        affected = (Participant("affected", f"{value:.0f} people", number.start, people.start + 7),)
    if stance == "predicts":
        day = " ".join(words.split()[-3:])
        when = When(_iso(day), content.end - len(day), content.end, "stated", role="due")
    return Claim(
        id=claim_id(report.id, (content,), said, by),
        report=report.id,
        start=content.start,
        end=content.end,
        text=words,
        spans=(content,),
        content=words,
        voice=said,
        cue=by,
        chain=(Link(name, voice.start, voice.end), Link(report.publisher or "")),
        stance=stance,
        negated=False,
        certainty="certain",
        predicate=predicate,
        when=when,
        amounts=amounts,
        participants=affected,
    )


def _text_digest(report: Report, names: Sequence[Name], source: str | None) -> TextDigest:
    """That of `origins.text_digest`, without its search for whom the text rests on: that is known here."""
    text = Text(report.text)
    words = {word.lower() for name in names for word in name.text.split()}
    copies = report.text.endswith(f"({source})")
    at = report.text.find(source) if source and not copies else -1
    rests_on = (Reliance(source or "", 2, at, at + len(source or ""), True),) if at >= 0 else ()
    return TextDigest(
        report=report.id,
        publisher=report.publisher,
        aliases=(),
        published=report.published,
        length=len(text.words),
        sketch=_packed(sketch_of(text)),
        names=_packed(sorted(zlib.crc32(word.encode()) for word in words)),
        credits=(source,) if source and copies else (),
        attributed=2,
        rests_on=rests_on,
    )


def _packed(hashes: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(hashes)}I", *hashes)


def _names(report: Report, told: _Happening, out: _Text) -> NameDigest:
    """What the names stage would give: a family name is that of the person named in full beside it."""
    at: dict[tuple[str, NameKind], list[Span]] = {}
    for words, kind, span in out.names:
        at.setdefault((words, kind), []).append(span)
    family: tuple[str, NameKind] = (told.person.split()[1], "person")
    short = at.pop(family, []) if (told.person, "person") in at else []
    entities = []
    for (words, kind), spans in at.items():
        forms = [NameForm(words, None, tuple(spans))]
        if words == told.person and short:
            forms.append(NameForm(family[0], f"short for {words}", tuple(short)))
            spans = [*spans, *short]
        country = told.code if words in (told.town, told.country, told.body) else None
        entities.append(LocalEntity(kind, tuple(forms), tuple(spans), country))
    return NameDigest(report.id, tuple(entities))


@lru_cache(maxsize=KEPT)
def _iso(day: str) -> str:
    number, month, year = day.split()
    months = [f"{date(2000, m, 1):%B}" for m in range(1, 13)]
    return f"{year}-{months.index(month) + 1:02}-{int(number):02}"


@lru_cache(maxsize=KEPT)
def _word(seed: str) -> str:
    chance = random.Random(seed)
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(chance.choice((2, 2, 3)))
    )


@lru_cache(maxsize=KEPT)
def _place(seed: str) -> str:
    return _word(seed).title()


def _country(number: int) -> str:
    return f"{_place(f'country {number}')}ia"


@cache
def _paper(number: int, *, agency: bool) -> str:
    if agency:
        return f"{_country(number % 6)} News Agency"
    number %= PAPERS
    return f"{_place(f'town {number}')} {KINDS[number % len(KINDS)]}"


@cache
def _vocabulary() -> list[str]:
    """The 4,000 words that reports of happenings use least often, so that word sequences seldom come back."""
    lines = files("hearsay.stories").joinpath("common_words.txt").read_text(encoding="utf-8").splitlines()
    listed = [word for line in lines for word in line.split()[1:] if word.isalpha() and len(word) > 4]
    return listed[-4000:]


def fill(path: Path, count: int) -> int:
    """Put the first `count` synthetic reports into a ledger, made if it is not there; how many it holds."""
    with open_ledger(path, create=True) as ledger, ledger.building():
        made = islice(reports(), count)
        while some := list(islice(made, STORED)):
            ledger.add_reports(some, read_by="synthetic")
        return ledger.counts()["reports"]


def main() -> None:
    """Fills a ledger, and looks across it."""
    parser = argparse.ArgumentParser(description="Fills a ledger with synthetic reports.")
    parser.add_argument("--reports", type=int, required=True, help="how many")
    parser.add_argument("--ledger", type=Path, required=True, help="the ledger")
    parser.add_argument("--without-corpus", action="store_true", help="do not look across the reports")
    options = parser.parse_args()
    print(f"{fill(options.ledger, options.reports):,} reports stored")
    if not options.without_corpus:
        with open_ledger(options.ledger) as ledger:
            look_across(ledger)
            print(", ".join(f"{number:,} {kind}" for kind, number in ledger.counts().items()))


if __name__ == "__main__":
    main()
