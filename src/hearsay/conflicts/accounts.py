"""Whose account a claim is, so that a value is counted once however often it is repeated.

In: claims, reports, origins. Out: voices by one key each, and the number of independent origins behind a
value. An account that a report only passes on counts as the account it came from.
"""

from collections.abc import Iterable, Mapping, Sequence

from hearsay.conflicts.happenings import content_words
from hearsay.records import Answer, Claim, Origin, Participant, Report


class Accounts:
    """The origins behind the claims of one story."""

    def __init__(
        self, reports: Mapping[str, Report], origins: Sequence[Origin], claims: Sequence[Claim]
    ) -> None:
        self.reports = reports
        self.claims = claims
        self._origin_of = {m.report: origin for origin in origins for m in origin.members}
        self._by_publisher = {
            frozenset(content_words(report.publisher)): report.id
            for report in sorted(reports.values(), key=lambda r: r.id, reverse=True)
            if report.publisher
        }

    def voice(self, claim: Claim) -> str:
        """One key for one voice: its entity, else its name; for the report's own voice its publisher."""
        if claim.voice.kind == "report" or claim.voice.name is None:
            publisher = self.reports[claim.report].publisher
            return " ".join(sorted(content_words(publisher))) if publisher else claim.report
        if claim.voice.entity is not None:
            return claim.voice.entity
        name = " ".join(sorted(content_words(claim.voice.name)))
        return name if claim.voice.kind == "named" else f"{claim.report} {name}"

    def voice_name(self, claim: Claim) -> str:
        """The voice as a reader is told it; a report without a publisher is called by its title."""
        if claim.voice.kind != "report" and claim.voice.name is not None:
            return claim.voice.name
        report = self.reports[claim.report]
        return report.publisher or report.title or report.source

    def speaks_for_itself(self, claim: Claim, party: Participant) -> bool:
        """Whether the voice of a claim is the party that it speaks of ("the army says it did not fire")."""
        if claim.voice.entity is not None and claim.voice.entity == party.entity:
            return True
        name, own = content_words(party.name), content_words(self.voice_name(claim))
        return bool(name & own) and (name <= own or own <= name)

    def origin(self, claim: Claim) -> str:
        """The account the claim goes back to: its own, or a cited publisher's, or its report's."""
        if claim.origin is not None and claim.origin != self._origin_id(claim.report):
            return claim.origin
        for link in claim.chain[:-1] if len(claim.chain) > 1 else ():
            cited = self._by_publisher.get(content_words(link.name))
            if cited is not None:
                return self._origin_id(cited)
        return self._origin_id(claim.report)

    def _origin_id(self, report: str) -> str:
        origin = self._origin_of.get(report)
        return origin.id if origin else report

    def _only_discusses(self, claim: Claim) -> bool:
        """Whether an analysis or opinion tells what somebody else says: that adds no account to theirs."""
        return claim.voice.kind != "report" and self.reports[claim.report].genre in {"analysis", "opinion"}

    def answer(self, value: str, claims: Iterable[Claim]) -> Answer:
        """A value with everybody who stands behind it; unknown lineage is counted apart."""
        behind = sorted(claims, key=lambda c: c.id)
        first_hand = [claim for claim in behind if not self._only_discusses(claim)]
        established, unknown = set(), set()
        for claim in first_hand or behind:
            origin = self._origin_of.get(claim.report)
            if origin is not None and not origin.established and self.origin(claim) == origin.id:
                unknown.add(claim.report)
            else:
                established.add(self.origin(claim))
        return Answer(
            value=value,
            claims=tuple(claim.id for claim in behind),
            voices=tuple(sorted({self.voice_name(claim) for claim in behind})),
            origins=len(established),
            unestablished=len(unknown),
        )
