"""What a ledger holds about one story, arranged the way it is read.

In: the records of a story, gathered by the caller. Out: the same records counted, grouped, put in order.
Never here: a record that was not handed in, a verdict, markup.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hearsay.export.aspects import Aspect
from hearsay.export.wording import report_words, voice_words
from hearsay.language import ENGLISH, Language, mark
from hearsay.records import Agreed, Answer, Claim, Conflict, Origin, Prediction, Report, Story, VoiceKind
from hearsay.records.edtf import sort_key, year_known


@dataclass(frozen=True, slots=True)
class Tally:
    """How many accounts the reports go back to; how many reports only discuss them or cannot be placed."""

    independent: int
    unestablished: int
    discussing: int
    reports: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The same voice saying the same words in one report or, copied, in several."""

    speaker: str
    claims: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """The earliest of them."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice, and the claims it puts forward, in the order of their reports."""

    kind: VoiceKind
    name: str
    entity: str | None
    claims: tuple[Claim, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the reports leave open, and the claims and reports that leave it open."""

    what: str
    claims: tuple[Claim, ...] = ()
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """All there is about `story`, or, where that is None, about a report that belongs to no story.

    `names` leads from the id of an entity to its name. `others` are reports outside the story that its
    origins refer to. `about` is the name of an entity where the dossier is about that, and `aspects` then
    hold what is said of it.
    """

    story: Story | None
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()
    origins: tuple[Origin, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Report, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    about: str | None = None
    aspects: tuple[Aspect, ...] = ()

    @property
    def title(self) -> str:
        """The title of the story, or of the one report."""
        if self.about is not None:
            return self.about
        return self.story.title if self.story else report_words(self.reports[0])

    @cached_property
    def report(self) -> Mapping[str, Report]:
        """Reports by id."""
        return {report.id: report for report in (*self.others, *self.reports)}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def tally(self) -> Tally:
        """How many of its reports are accounts of their own."""
        return tally(self.origins, (report.id for report in self.reports))

    def speaker(self, claim: Claim) -> str:
        """The name of a claim's voice: that of its entity, or as the report has it."""
        known = self.names.get(claim.voice.entity or "")
        return known or voice_words(claim, self.report[claim.report])

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who says what: named voices, those with most claims first; then unnamed; then the reports."""
        groups: dict[tuple[VoiceKind, str], list[Claim]] = defaultdict(list)
        for claim in sorted(self.claims, key=self._reading_order):
            name = self.speaker(claim)
            groups[claim.voice.kind, claim.voice.entity or name.casefold()].append(claim)
        speakers = [
            Speaker(kind, self.speaker(first), first.voice.entity, tuple(claims), self.wordings(claims))
            for (kind, _), claims in groups.items()
            for first in claims[:1]
        ]
        rank = {"named": 0, "unnamed": 1, "report": 2}
        return tuple(sorted(speakers, key=lambda s: (rank[s.kind], -len(s.claims), s.name.casefold())))

    def behind(self, answer: Answer) -> tuple[Claim, ...]:
        """The claims that give an answer to a question in dispute, in reading order."""
        found = (self.claim[claim] for claim in answer.claims if claim in self.claim)
        return tuple(sorted(found, key=self._reading_order))

    def wordings(self, claims: Iterable[Claim]) -> tuple[Wording, ...]:
        """Claims in reading order, those that only repeat the words of another gathered with it."""
        same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=self._reading_order):
            words = " ".join(claim.content.casefold().split())
            same[self.speaker(claim).casefold(), claim.stance, claim.negated, words].append(claim)
        return tuple(Wording(self.speaker(found[0]), tuple(found)) for found in same.values())

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """A letter for the account that a report goes back to, by the report's id; "?" if nobody knows."""
        found: dict[str, str] = {}
        established = 0
        for origin in self.accounts:
            found |= {m.report: _letter(established) if origin.established else "?" for m in origin.members}
            established += origin.established
        return found

    @cached_property
    def accounts(self) -> tuple[Origin, ...]:
        """The origins in the order in which they are lettered."""
        return accounts(self.origins)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is not known, most telling first; nothing is listed that is known."""
        lineage = {m.report for o in self.origins if not o.established for m in o.members}
        due = [self.claim[p.claim] for p in self.predictions if p.due is None and p.claim in self.claim]
        gaps = [
            Gap(mark("Reports whose lineage is not known"), reports=self._reports(lambda r: r.id in lineage)),
            Gap(mark("Voices that are not named"), self._claims(lambda c: c.voice.kind == "unnamed")),
            Gap(mark("Dates without a year"), self._claims(_without_year)),
            Gap(mark("Dates that rest on an assumption"), self._claims(_assumed)),
            Gap(
                mark("Places that could not be found on a map"),
                self._claims(lambda c: c.where is not None and c.where.lat is None),
            ),
            Gap(mark("Predictions without a date"), tuple(due)),
            Gap(mark("Reports without a date"), reports=self._reports(lambda r: r.published is None)),
            Gap(mark("Reports without a publisher"), reports=self._reports(lambda r: r.publisher is None)),
        ]
        return tuple(gap for gap in gaps if gap.claims or gap.reports)

    def _claims(self, condition: Callable[[Claim], bool]) -> tuple[Claim, ...]:
        return tuple(c for c in sorted(self.claims, key=self._reading_order) if condition(c))

    def _reports(self, condition: Callable[[Report], bool]) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if condition(report))

    def _reading_order(self, claim: Claim) -> tuple[object, ...]:
        report = self.report[claim.report]
        return *sort_key(report.published), report.id, claim.start, claim.end


def accounts(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """The origins of reports, those with most reports first, those of unknown lineage last."""
    return tuple(
        sorted((o for o in origins if o.members), key=lambda o: (not o.established, -len(o.members), o.id))
    )


def tally(origins: Iterable[Origin], reports: Iterable[str]) -> Tally:
    """Counts the origins that these reports go back to; reports of unknown lineage and analyses apart."""
    among = set(reports)
    independent = unestablished = discussing = 0
    for origin in origins:
        here = sum(member.report in among for member in origin.members)
        if here and not origin.established:
            unestablished += here
        elif origin.discusses:
            discussing += here
        elif here:
            independent += 1
    return Tally(independent, unestablished, discussing, len(among))


def tally_words(tally: Tally, language: Language = ENGLISH) -> str:
    """The count that matters: "3 independent accounts in 9 reports, 1 of them of unknown lineage"."""
    parts = {
        "accounts": language.count(
            "%(num)s independent account", "%(num)s independent accounts", tally.independent
        ),
        "reports": language.count("in %(num)s report", "in %(num)s reports", tally.reports),
    }
    return f"{parts['accounts']} {parts['reports']}{apart_words(tally, language)}"


def apart_words(tally: Tally, language: Language = ENGLISH) -> str:
    """What is not counted as an account: ", 1 of them of unknown lineage, 2 of them only discussing it"."""
    words = ""
    if tally.unestablished:
        number = language.number(tally.unestablished)
        words += language.gettext(", %(number)s of them of unknown lineage") % {"number": number}
    if tally.discussing:
        number = language.number(tally.discussing)
        words += language.gettext(", %(number)s of them only discussing it") % {"number": number}
    return words


def _letter(index: int) -> str:
    """The letters A, B, … Z, AA, AB, and so on."""
    head, tail = divmod(index, 26)
    return (_letter(head - 1) if head else "") + chr(ord("A") + tail)


def _without_year(claim: Claim) -> bool:
    return claim.when is not None and claim.when.edtf is not None and not year_known(claim.when.edtf)


def _assumed(claim: Claim) -> bool:
    return claim.when is not None and claim.when.basis == "assumed"
