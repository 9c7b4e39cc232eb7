"""A generator of copies: what outlets do to a text that they take over, done to plain news texts.

In: texts, and others to put parts of them into. Out: a forged copy with the kind of change it went through.
Never here: what finds them. The same texts give the same copies.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Change = Callable[[Sequence[str], Sequence[str], random.Random], list[str]]
"""Turns the sentences of a base, with those of a host on another matter, into the sentences of a copy."""

SAME = (
    "said stated|big large|began started|begin start|also additionally|but however|after following|"
    "show indicate|showed indicated|people residents|police officers|killed slain|hurt injured|help assist|"
    "buy purchase|bought purchased|rise increase|rose climbed|fell dropped|near close_to|about around|"
    "more_than over|quickly rapidly|because since|while whilst|although though|many numerous|"
    "children youngsters|found discovered|asked questioned|made produced|get obtain|got obtained|"
    "need require|needed required|want wish|ended finished|company firm|money funds|job post|jobs posts|"
    "last previous|next coming|home house|cut reduce|deal agreement|talks negotiations|win victory|"
    "plan scheme|plans schemes|chief head|leader head|warned cautioned|told informed|against versus|"
    "believe think|believes thinks|likely probable|major significant|government administration|"
    "country nation|countries nations|world globe|year twelve-month|years twelve-months|set due|"
    "announced declared|according_to as_per|including among_them|expected forecast|hit struck|"
    "minister secretary|official officer|officials officers|report account|study survey|used employed"
)
_SYNONYM = {
    one: other.replace("_", " ")
    for pair in SAME.split("|")
    for a, b in [pair.split()]
    for one, other in ((a, b), (b, a))
}
_LEFT_OUT = frozenset(
    "also very just still already however then now even only the a that which his her its".split()
)
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_NOISE = {"e": "c", "l": "1", "o": "0", "i": "l", "m": "rn", "h": "b", "s": "5", "n": "u", "a": "o", "t": "f"}
HEADS = ("Latest: ", "Update: ", "What we know about this: ", "In brief: ")
CREDITS = ("Reuters", "AP", "AFP", "with agencies")


@dataclass(frozen=True, slots=True)
class Forged:
    """A text that went through this kind of change."""

    kind: str
    text: str


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def forge(kind: str, base: str, host: str) -> Forged:
    """A copy of the base by one kind of change; the host lends the words of its own that it needs."""
    rng = random.Random(f"{kind} {base[:200]}")
    changed = (WHOLE | PARTIAL)[kind](sentences_of(base), sentences_of(host), rng)
    paragraphs = [" ".join(changed[i : i + 3]) for i in range(0, len(changed), 3)]
    return Forged(kind, "\n\n".join(paragraphs))


def _verbatim(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return list(base)


def _headed(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return [rng.choice(HEADS) + host[0], *base]


def _cut(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return list(base[: max(4, round(len(base) * rng.uniform(0.4, 0.7)))])


def _thinned(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return [sentence for i, sentence in enumerate(base) if i % 3 != 1]


def _reordered(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    blocks = [list(base[i : i + 2]) for i in range(0, len(base), 2)]
    rng.shuffle(blocks)
    return [sentence for block in blocks for sentence in block]


def _framed(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return [*host[:3], *base, *host[-3:]]


def _credited(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    credit = rng.choice(CREDITS)
    return [f"({credit}) - {base[0]}", *base[1:-1], f"{base[-1]} ({credit})"]


def _renumbered(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return [
        re.sub(r"\d+", lambda m: str(max(1, int(m.group()) + rng.choice((-3, -1, 2, 7)))), s) for s in base
    ]


def _edited(share: float) -> Change:
    """So large a share of the words replaced, left out or added."""

    def change(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
        return [_reworded(sentence, share, rng) for sentence in base]

    return change


def _reworded(sentence: str, share: float, rng: random.Random) -> str:
    words, out = sentence.split(), []
    for word in words:
        plain = word.strip(".,;:").lower()
        if plain in _SYNONYM and rng.random() < 6 * share:
            out.append(word.lower().replace(plain, _SYNONYM[plain]))
        elif plain in _LEFT_OUT and rng.random() < 2 * share:
            continue
        elif rng.random() < share / 3:
            out += [rng.choice(("reportedly", "meanwhile", "in fact", "this week")), word]
        else:
            out.append(word)
    if len(out) > 12 and rng.random() < share:
        out = out[: len(out) * 2 // 3]
        out[-1] = out[-1].rstrip(",;:") + "."
    return " ".join(out)


def _noisy(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    return ["".join(_NOISE.get(c, c) if rng.random() < 0.03 else c for c in sentence) for sentence in base]


def _mixed(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    taken = _edited(0.05)(_renumbered(_cut(base, host, rng), host, rng), host, rng)
    return [*host[:2], *taken, *host[-2:]]


def _part(least: int, most: int, change: Change = _verbatim) -> Change:
    """A run of sentences of so many words, put into the host."""

    def taken(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
        part = change(_run(base, least, most, rng), host, rng)
        at = rng.randrange(1, max(2, len(host)))
        return [*host[:at], *part, *host[at:]]

    return taken


def _two_parts(base: Sequence[str], host: Sequence[str], rng: random.Random) -> list[str]:
    half = len(base) // 2
    first, second = _run(base[:half], 40, 70, rng), _run(base[half:], 40, 70, rng)
    third = max(1, len(host) // 3)
    return [*host[:third], *first, *host[third : 2 * third], *second, *host[2 * third :]]


def _run(base: Sequence[str], least: int, most: int, rng: random.Random) -> list[str]:
    starts = [i for i in range(len(base)) if sum(len(s.split()) for s in base[i:]) >= least]
    part: list[str] = []
    for sentence in base[rng.choice(starts or [0]) :]:
        if sum(len(s.split()) for s in part) >= least:
            break
        part.append(sentence)
    return _capped(part, most)


def _capped(part: Sequence[str], most: int) -> list[str]:
    out, count = [], 0
    for sentence in part:
        words = sentence.split()[: most - count]
        count += len(words)
        if words:
            out.append(" ".join(words))
    return out


WHOLE: dict[str, Change] = {
    "verbatim": _verbatim,
    "new headline": _headed,
    "end cut off": _cut,
    "every third sentence left out": _thinned,
    "reordered": _reordered,
    "another outlet's frame": _framed,
    "wire credit": _credited,
    "numbers changed": _renumbered,
    "lightly edited": _edited(0.06),
    "paraphrased": _edited(0.14),
    "OCR noise": _noisy,
    "cut, framed, edited, numbers changed": _mixed,
}
"""Changes after which most of the base is still there."""

PARTIAL: dict[str, Change] = {
    "60-100 words": _part(60, 100),
    "100-200 words": _part(100, 200),
    "two parts of 40-70 words": _two_parts,
    "70-120 words, lightly edited": _part(70, 120, _edited(0.06)),
    "70-120 words, numbers changed": _part(70, 120, _renumbered),
}
"""Changes after which a part of the base stands in a report on another matter."""
