"""Hand-made claims for the tests of conflicts: a claim is one line of what somebody says."""

from typing import Any

from hearsay.records import (
    Amount,
    Claim,
    Cue,
    Link,
    Member,
    Origin,
    Participant,
    Predicate,
    Report,
    Span,
    Story,
    Voice,
    When,
    Where,
    claim_id,
)

STORY = Story("story-1", "A test", (), None, None)


def report(name: str, *, published: str | None = "2020-05-04", publisher: str | None = None) -> Report:
    return Report(name, f"{name}.txt", None, publisher or name, (), published, "en", "news", "x" * 2000)


def claim(
    text: str,
    *,
    of: str = "Herald",
    voice: str | None = None,
    predicate: str,
    agent: str | None = None,
    affected: str | None = None,
    when: str | None = None,
    where: str | None = None,
    amount: tuple[str, float, str, str | None] | None = None,
    **fields: Any,
) -> Claim:
    """A claim in report `of`, in its own voice if none is given. `amount`: words, value, what, state."""
    said = Voice("named", voice, 0, 1, None, voice.lower()) if voice else Voice("report")
    spans = (Span(0, len(text)),)
    cue = Cue(len(text), len(text) + 4, "said") if voice else None
    participants = [
        Participant(role, name, 0, 1, None, None)  # type: ignore[arg-type]
        for role, name in (("agent", agent), ("affected", affected))
        if name
    ]
    amounts = ()
    if amount:
        words, value, what, state = amount
        at = text.index(words)
        amounts = (Amount(value, value, value, None, what, at, at + len(words), state),)
    values: dict[str, Any] = {
        "stance": "asserts",
        "negated": False,
        "certainty": "certain",
        "amounts": amounts,
    } | fields
    return Claim(
        id=claim_id(of, spans, said, cue) + text[:40],
        report=of,
        start=0,
        end=len(text),
        text=text,
        spans=spans,
        content=text,
        voice=said,
        cue=cue,
        chain=(*((Link(voice),) if voice else ()), Link(of)),
        predicate=Predicate(predicate, 0, 1),
        when=When(when, 0, 1, "stated") if when else None,
        where=Where(where, 0, 1, "stated") if where else None,
        participants=tuple(participants),
        **values,
    )


def origins(*groups: tuple[str, ...], established: bool = True) -> list[Origin]:
    """One origin for each group of reports, the first of which is the origin and the others copies."""
    return [
        Origin(
            f"origin-{group[0]}",
            group[0],
            tuple(
                Member(name, "origin" if name == group[0] else "copy", None if name == group[0] else group[0])
                for name in group
            ),
            established,
        )
        for group in groups
    ]
