"""A claim as somebody reads it otherwise: the fields of a form, compared with the claim as it stands.

In: a claim, the fields of a form, the text of the report. Out: a correction with the fields that differ.
Never here: words that do not stand in the report.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

from hearsay.errors import BadForm
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.records import (
    Amount,
    Bearer,
    Certainty,
    Claim,
    Correction,
    Named,
    Reading,
    Span,
    Stance,
    Voice,
    When,
    Where,
    edtf,
)

Given = Mapping[str, str]
PIECE = " … "
"""What stands between the pieces of a content."""
READ = "as a person reads it"


def correction(ledger: View, claim: Claim, given: Given, find_bearer: Callable[[str], Bearer]) -> Correction:
    """What a form with the fields of a claim says otherwise than the claim, as it is read now.

    A field that is not sent changes nothing. `find_bearer` finds whom a name stands for.

    Raises:
        BadForm: nothing is said otherwise, or words do not stand in the report.
    """
    text = ledger.text(claim.report)
    after: dict[str, Any] = {}
    if "stance" in given:
        after["stance"] = one_of(Stance, given["stance"], mark("Choose what the voice does."))
        after["negated"] = given.get("negated") == "yes"
    if "certainty" in given:
        after["certainty"] = one_of(Certainty, given["certainty"], mark("Choose how sure it is."))
    if "content" in given:
        after["spans"] = _pieces(text, given["content"], given.get("content_at", ""), claim.start)
    if "voice_kind" in given:
        after["voice"] = _voice(text, claim, given)
    if "when" in given:
        after["when"] = _when(text, claim, given)
    if "where" in given:
        after["where"] = _where(text, claim, given)
    if "amount_0_words" in given:
        after["amounts"] = _amounts(text, claim, given)
    changed = {name: value for name, value in after.items() if value != _now(claim, name)}
    if (
        "who" in given
        and "voice" not in changed
        and (named := _who(ledger, claim, given["who"], find_bearer))
    ):
        changed["entities"] = named
    if not changed:
        raise BadForm(mark("Nothing was changed."))
    before = {name: _now(claim, name) for name in changed if name != "entities"}
    names = tuple(sorted(changed))
    return Correction(names, Reading(**changed), Reading(**before))  # type: ignore[arg-type]


def _now(claim: Claim, name: str) -> Any:
    """The field of the claim as a correction would write it."""
    value = getattr(claim, name)
    return replace(value, entity=None) if isinstance(value, Voice) else value


def find_words(text: str, words: str, near: int, at: str = "") -> Span:
    """Where these words stand: at `at` (`start-end`) if they do, else the place nearest to `near`.

    Raises:
        BadForm: the report does not hold them.
    """
    wanted = words.split()
    if not wanted:
        raise BadForm(mark("Say which words of the report you mean."))
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at)
    if match and text[int(match[1]) : int(match[2])].split() == wanted:
        return Span(int(match[1]), int(match[2]))
    pattern = r"\s+".join(re.escape(word) for word in wanted)
    places = [Span(*found.span()) for found in re.finditer(pattern, text)]
    if not places:
        raise BadForm(mark("These words do not stand in the report."), path=words)
    return min(places, key=lambda span: (abs(span.start - near), span.start))


def _pieces(text: str, content: str, at: str, near: int) -> tuple[Span, ...]:
    found: list[Span] = []
    places = at.split(",") if at else []
    for number, piece in enumerate(content.replace("…", PIECE).split(PIECE)):
        if piece.strip():
            place = places[number] if number < len(places) else ""
            found.append(find_words(text, piece, found[-1].end if found else near, place))
    found.sort(key=lambda span: span.start)
    if not found or any(a.end > b.start for a, b in pairwise(found)):
        raise BadForm(mark("The pieces of a content stand one after the other."))
    return tuple(found)


def _voice(text: str, claim: Claim, given: Given) -> Voice:
    now = replace(claim.voice, entity=None)
    kind, words = given["voice_kind"], given.get("voice", "").strip()
    if kind not in ("report", "named", "unnamed"):
        raise BadForm(mark("Choose who speaks."))
    if kind == "report":
        return now if now.kind == "report" else Voice("report")
    leads_to = " ".join(given.get("voice_name", "").split())
    said = text[now.start : now.end] if now.start is not None and now.end is not None else ""
    same_name = leads_to == (now.name if now.name != said and now.name else "")
    if kind == now.kind and words.split() == said.split() and same_name:
        return now
    span = find_words(
        text, words, now.start if now.start is not None else claim.start, given.get("voice_at", "")
    )
    written = text[span.start : span.end]
    if kind == "unnamed":
        return Voice("unnamed", None, span.start, span.end)
    if leads_to and leads_to != written:
        refers = find_words(text, leads_to, span.start)
        return Voice("named", leads_to, span.start, span.end, refers, basis="resolved", reason=READ)
    return Voice("named", written, span.start, span.end, basis="stated")


def _when(text: str, claim: Claim, given: Given) -> When | None:
    written, words = given["when"].strip(), given.get("when_words", "").strip()
    now = claim.when
    if not written:
        return now if now is not None and now.edtf is None else None
    said = text[now.start : now.end] if now else ""
    if now and written == now.edtf and words.split() == said.split():
        return now
    if not edtf.is_valid(written):
        raise BadForm(
            mark("Write the date as 2024-03-12, 2024-03, 2024 or another form of EDTF."), path=written
        )
    span = find_words(text, words or said, now.start if now else claim.start, given.get("when_words_at", ""))
    return When(written, span.start, span.end, "resolved", READ)


def _where(text: str, claim: Claim, given: Given) -> Where | None:
    name, words = given["where"].strip(), given.get("where_words", "").strip()
    now = claim.where
    if not name:
        return None
    said = text[now.start : now.end] if now else ""
    at = given.get("where_at", "").strip()
    if now and name == now.name and words.split() == said.split() and at == coordinates(now):
        return now
    span = find_words(
        text, words or said or name, now.start if now else claim.start, given.get("where_words_at", "")
    )
    lat, lon = _coordinates(at)
    return Where(name, span.start, span.end, "resolved", lat=lat, lon=lon, reason=READ)


def coordinates(place: Where | None) -> str:
    """Latitude and longitude as a form shows them."""
    known = place is not None and place.lat is not None and place.lon is not None
    return f"{place.lat:.4f}, {place.lon:.4f}" if place and known else ""


def _coordinates(given: str) -> tuple[float | None, float | None]:
    if not given:
        return None, None
    match = re.fullmatch(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)", given)
    if match is None or abs(lat := float(match[1])) > 90 or abs(lon := float(match[2])) > 180:
        raise BadForm(mark("Write the place as latitude, longitude in degrees: 54.5, 10.2."), path=given)
    return lat, lon


def _amounts(text: str, claim: Claim, given: Given) -> tuple[Amount, ...]:
    found = []
    for number in range(len(claim.amounts) + 1):
        now = claim.amounts[number] if number < len(claim.amounts) else None
        fields = {name: given.get(f"amount_{number}_{name}", "").strip() for name in ("words", *AMOUNT)}
        if now and fields == amount_fields(now, text):
            found.append(now)
        elif any(fields[name] for name in ("value", "low", "high")):
            at = given.get(f"amount_{number}_words_at", "")
            span = find_words(text, fields["words"], now.start if now else claim.start, at)
            value, low, high = (_number(fields[name]) for name in ("value", "low", "high"))
            unit, of, state = (fields[name] or None for name in ("unit", "of", "state"))
            found.append(
                Amount(value, low, high, unit, of, span.start, span.end, state, bool(now and now.part))
            )
    return tuple(found)


AMOUNT = ("value", "low", "high", "unit", "of", "state")
"""The fields of an amount that a form shows, beside its words."""


def amount_fields(amount: Amount, text: str) -> dict[str, str]:
    """An amount as a form shows it."""
    fields = {name: getattr(amount, name) for name in AMOUNT}
    shown = {name: f"{v:g}" if isinstance(v, float | int) else v or "" for name, v in fields.items()}
    return {"words": " ".join(text[amount.start : amount.end].split()), **shown}


def _number(given: str) -> float | None:
    if not given:
        return None
    try:
        number = float(given.replace(",", ""))
    except ValueError:
        number = float("nan")
    if not abs(number) < 1e18:
        raise BadForm(mark("Write numbers like 1234.5."), path=given)
    return number


def _who(ledger: View, claim: Claim, name: str, find_bearer: Callable[[str], Bearer]) -> tuple[Named, ...]:
    """Whom the words of the voice name, if that is somebody else than it is taken to be."""
    voice, name = claim.voice, " ".join(name.split())
    if voice.start is None or voice.end is None:
        return ()
    now = ledger.entity_in_short(voice.entity) if voice.entity else None
    if name in ((now.name, *now.aliases, now.id) if now else ("",)):
        return ()
    if not name:
        return (Named(voice.start, voice.end, None),)
    return (Named(voice.start, voice.end, find_bearer(name)),)


def one_of(kind: Any, given: str, reason: str) -> Any:
    """What is given, if it is one of the literal values of `kind`.

    Raises:
        BadForm: it is none, for this reason.
    """
    allowed: Sequence[str] = get_args(kind)
    if given not in allowed:
        raise BadForm(reason, path=given or None)
    return given
