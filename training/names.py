"""Names from four data sets, brought to the kinds of the ledger.

In: rows whose names are marked in different ways. Out: marks of names in their texts; what a set
leaves open (a proper noun that nobody marked) is marked as unknown, not as "no name".
Never here: invented names, see `invent`.

How the sets become alike: a name is the proper-noun part of a mention ("the Second Grain War, which" →
"Second Grain War"), without titles; adjectives and plurals of nations, faiths and parties are `group`; a
MISC whose noun says so ("… Act", "Battle of …") is `work` or `event`, any other is left as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from data_sets import Row, rows

Mark = tuple[int, int, str]  # start and end in characters, and a kind or "" for unknown
MISC = "misc"  # in place of a kind: the name of something that is no person, body or place

KINDS = {
    "PER": "person", "PERSON": "person", "ORG": "organization", "ORGANIZATION": "organization",
    "LOC": "place", "LOCATION": "place",
    "person": "person", "organization": "organization", "place": "place", "event": "event", "object": "other",
}  # fmt: skip
EVENTS = {
    "war", "wars", "battle", "siege", "election", "elections", "olympics", "games", "cup", "summit", "awards",
    "festival", "championship", "championships", "conference", "revolution", "massacre", "uprising", "crisis",
    "earthquake", "hurricane", "operation", "tournament", "marathon", "referendum", "intifada",
}  # fmt: skip
WORKS = {
    "act", "treaty", "agreement", "accord", "accords", "amendment", "constitution", "bill", "charter",
    "protocol", "declaration", "code", "bible", "quran", "koran", "law", "pact", "resolution", "report",
}  # fmt: skip
TITLES = {
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "professor", "president",
    "vice", "prime", "minister", "secretary", "senator", "sen.", "rep.", "gov.", "governor", "mayor", "king",
    "queen", "prince", "princess", "pope", "general", "gen.", "colonel", "col.", "captain", "capt.", "lt.",
    "sgt.", "judge", "justice", "sir", "lord", "lady", "chancellor", "chairman", "congressman", "sheikh",
}  # fmt: skip
JOINING = {
    "of",
    "for",
    "the",
    "and",
    "&",
    "-",
    "–",
    "de",
    "la",
    "del",
    "von",
    "van",
    "al",
    "’s",
    "'s",
    ".",
    "/",
}
NATIONAL = re.compile(r"\w+(?:ian|ean|can|nese|ese|ish|ani|qi|eli|slim|slims|ians|eans|cans)$")


@dataclass(frozen=True)
class Groups:
    """Words that name a nation, faith or party by themselves, learned from the silver annotation."""

    words: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.words or bool(word[:1].isupper() and NATIONAL.match(word))


def learn_groups(bench: Path) -> Groups:
    """Words that stand alone as MISC and are adjectives or plurals, three times at least."""
    texts = {row["id"]: row["text"] for row in rows(bench, "polnear-train")}
    counts: Counter[str] = Counter()
    for row in rows(bench, "polnear-train-silver"):
        for first, end, kind in _runs(row["ner"]):
            if kind == "MISC" and end == first + 1 and row["pos"][first] in ("JJ", "NNS", "NNPS"):
                start, stop = row["tokens"][first]
                counts[texts[row["id"]][start:stop]] += 1
    return Groups(frozenset(w for w, n in counts.items() if n >= 3 and w.isalpha() and w[0].isupper()))


def usual_kinds(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name that has several kinds: the one it has four times in five, or "" if there is none."""
    counts: dict[str, Counter[str]] = {}
    for name, kind in names:
        if kind:
            counts.setdefault(name, Counter())[kind] += 1
    usual = {}
    for name, kinds in counts.items():
        kind, n = kinds.most_common(1)[0]
        if len(kinds) > 1:
            usual[name] = kind if n >= 0.8 * kinds.total() else ""
    return usual


def marked(doc: Doc, marks: Iterable[Mark]) -> Doc:
    """A text with its names; a mark that cuts through a token is unknown."""
    names, unknown = [], []
    for start, end, kind in marks:
        span = doc.char_span(start, end, label=kind) if kind else None
        if span is not None:
            names.append(span)
        elif (span := doc.char_span(start, end, alignment_mode="expand")) is not None:
            unknown.append(span)
    taken = {t.i for span in names for t in span}
    loose = [doc[t.i : t.i + 1] for span in unknown for t in span if t.i not in taken]
    doc.set_ents(names, missing=list({s.start: s for s in loose}.values()), default="outside")
    return doc


def kind_of_misc(words: list[str], groups: Groups) -> str:
    """`group`, `event`, `work`, or "" where the words do not say."""
    if len(words) == 1:
        return "group" if words[0] in groups else ""
    ends = {words[0].lower(), words[-1].lower()}
    if "of" in words:
        ends.add(words[words.index("of") - 1].lower())
    return "event" if ends & EVENTS else "work" if ends & WORKS else ""


def treebank_marks(row: Row, groups: Groups) -> list[Mark]:
    """Names of a treebank with mentions: the widest proper names first, then what is left open."""
    tokens, tags, text = row["tokens"], row["xpos"], row["text"]
    words = [text[s:e] for s, e in tokens]
    heads = _absolute_heads(row)
    opening = {first for first, _ in row["sentences"]}
    starts = {s: i for i, (s, _) in enumerate(tokens)}
    ends = {e: i for i, (_, e) in enumerate(tokens)}
    taken: set[int] = set()
    found: list[Mark] = []
    for mention in sorted(row["mentions"], key=lambda m: m["start"] - m["end"]):
        first, last = starts.get(mention["start"]), ends.get(mention["end"])
        if first is None or last is None:
            continue
        name = _proper_part(first, last, words, tags, heads, opening)
        if name is None or taken & set(range(*name)):
            continue
        kind = KINDS.get(mention["type"], "")
        inside = words[slice(*name)]
        if mention["type"] == "person" and len(inside) == 1 and tags[name[0]] == "NNPS":
            kind = "group"
        if mention["type"] == "time":
            kind = "O"
        if not kind:
            kind = kind_of_misc(inside, groups)
        taken |= set(range(*name))
        if kind != "O":
            found.append((tokens[name[0]][0], tokens[name[1] - 1][1], kind))
    for i, (start, end) in enumerate(tokens):
        if i in taken or not words[i][:1].isupper():
            continue
        if tags[i] == "JJ" and i not in opening and words[i] in groups:
            found.append((start, end, "group"))
        elif tags[i] in ("NNP", "NNPS"):
            found.append((start, end, ""))
    return sorted(found)


def _proper_part(
    first: int, last: int, words: list[str], tags: list[str], heads: list[int], opening: set[int]
) -> tuple[int, int] | None:
    """The proper name in a mention whose head is one; None if it has a common noun or pronoun for head."""

    def proper(i: int) -> bool:
        return tags[i] in ("NNP", "NNPS")

    head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last or heads[i] == i), last)
    if not proper(head):
        return None
    start = end = head
    while start > first and (
        proper(start - 1)
        or (tags[start - 1] in ("JJ", "NN", "CD", "HYPH") and _capital(words, start - 1, opening))
    ):
        start -= 1
    while start < end and words[start].lower() in TITLES:
        start += 1
    at = end + 1
    while at <= last:
        if proper(at) or (
            tags[at] in ("NN", "NNS", "JJ", "CD") and (words[at][0].isupper() or words[at].isdigit())
        ):
            end = at
        elif words[at].lower() not in JOINING or at - end > 2:
            break
        at += 1
    if words[end] in ("'s", "’s", "."):
        end -= 1
    return start, end + 1


def _capital(words: list[str], i: int, opening: set[int]) -> bool:
    return (words[i][:1].isupper() and i not in opening) or words[i] == "-"


def _absolute_heads(row: Row) -> list[int]:
    heads = []
    for first, end in row["sentences"]:
        heads += [first + row["head"][i] if row["head"][i] >= 0 else i for i in range(first, end)]
    return heads


def silver_marks(row: Row, groups: Groups) -> list[Mark]:
    """Names found by another program; proper nouns that it passed over are left open."""
    tokens, text, found = row["tokens"], row["text"], []
    for first, end, label in _runs(row["ner"]):
        words = [text[s:e] for s, e in tokens[first:end]]
        start, stop = tokens[first][0], tokens[end - 1][1]
        if label in KINDS and words[0][:1].isupper():
            while label == "PERSON" and len(words) > 1 and words[0].lower() in TITLES:
                words.pop(0)
                start = tokens[end - len(words)][0]
            found.append((start, stop, KINDS[label]))
        elif label == "MISC" and end - first > 1 and all(w in groups for w in words):
            found += [(s, e, "group") for s, e in tokens[first:end]]
        elif label == "MISC":
            found.append((start, stop, kind_of_misc(words, groups)))
    for (start, stop), label, tag in zip(tokens, row["ner"], row["pos"], strict=True):
        if label == "O" and tag in ("NNP", "NNPS"):
            found.append((start, stop, ""))
    return found


def _runs(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of one label other than O: first token, end token, label."""
    first = 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] != labels[first]:
            if labels[first] != "O":
                yield first, i, labels[first]
            first = i


def untokenized(row: Row, groups: Groups) -> tuple[str, list[Mark]]:
    """A text of words set apart by blanks as one would print it, and its names."""
    text, at = "", []
    quoted = False
    previous = ""
    for start, end in row["tokens"]:
        word = row["text"][start:end]
        closing = word in {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'"} or (
            word == '"' and quoted
        )
        if text and not closing and previous not in {"(", "[", "$", "-", "/"} and word not in {"-", "/"}:
            text += " "
        if word == '"':
            quoted = not quoted
        at.append((len(text), len(text) + len(word)))
        text += word
        previous = word if word != '"' else ("(" if quoted else "")
    starts = {s: i for i, (s, _) in enumerate(row["tokens"])}
    ends = {e: i for i, (_, e) in enumerate(row["tokens"])}
    marks = []
    for entity in row["entities"]:
        first, last = starts[entity["start"]], ends[entity["end"]]
        words = [text[s:e] for s, e in at[first : last + 1]]
        kind = KINDS.get(entity["type"]) or kind_of_misc(words, groups) or MISC
        marks.append((at[first][0], at[last][1], kind))
    return text, marks
