"""From the data sets to what the parsing network is trained on: words, and what is known of each.

In: the bench's files. Out: `Unit`s. Never here: the network, or a test part.

A data set marks some things and leaves others open: what is open is `OPEN` and costs nothing in training.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from data_sets import Row, rows
from hearsay.annotate.parser_features import Ints, Vocabulary, read_words
from names import (
    MISC,
    Groups,
    Mark,
    learn_groups,
    marked,
    silver_marks,
    treebank_marks,
    untokenized,
    usual_kinds,
)
from treebank import passages

OPEN = -1
SOME = -2  # in place of a name's label: any that is no person's, body's or place's
KINDS = ("person", "organization", "group", "place", "event", "work", "other")
NAMES = ("", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
OTHERS = [i for i, name in enumerate(NAMES) if name[2:] not in ("", "person", "organization", "place")]
"""The labels that `SOME` stands for."""
MENTIONS = ("", "person", "organization", "place", "event", "time", "object", "abstract")
SAME = {"substance": "object", "plant": "object", "animal": "object"}
ROLES = {"source": 1, "content": 2}
LABELS = ("xpos", "upos", "head", "dep", "start", "name", "mention", "cue", "role")

Labels = dict[str, Ints]


@dataclass(frozen=True)
class Unit:
    """Words that are read in one go, and labels as long as `words`; heads count within the unit."""

    words: list[str]
    place: Ints
    labels: Labels


class Tags:
    """The numbers of tags, parts of speech and dependency labels, in the order in which they are met."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, int]] = {"xpos": {}, "upos": {}, "dep": {}}

    def number(self, kind: str, label: str) -> int:
        """The number of a label; a new one if it is met for the first time."""
        return self.of[kind].setdefault(label, len(self.of[kind]))


def treebank_units(nlp: Language, bench: Path, tags: Tags, rng: random.Random) -> Iterator[Unit]:
    """Trees of two treebanks, with the names and mentions of the one that marks them."""
    groups = learn_groups(bench)
    for name in ("gum", "ud-ewt"):
        for row in rows(bench, name, part="train"):
            marks = treebank_marks({"mentions": [], **row}, groups)
            for doc, moved in passages(nlp, row, rng, breaks=0.15):
                labels = _tree_labels(doc, tags)
                labels["name"] = _name_labels(doc, _moved(marks, moved))
                if "mentions" in row:
                    mentions = [(m["start"], m["end"], m["type"]) for m in row["mentions"]]
                    labels["mention"] = _mention_labels(doc, _moved(mentions, moved))
                yield from _units(doc, labels)


def wiki_units(nlp: Language, bench: Path) -> Iterator[tuple[str, Unit]]:
    """Sentences of an encyclopedia with names, and the set that each is from."""
    groups = learn_groups(bench)
    for row in rows(bench, "ner-extra"):
        text, marks = untokenized(row, groups)
        doc = nlp.make_doc(text)
        for unit in _units(doc, {"name": _name_labels(doc, marks)}):
            yield row["source"], unit


def report_units(nlp: Language, bench: Path) -> Iterator[Unit]:
    """News articles with cues and roles of attributions by people, and with names by a program."""
    groups = learn_groups(bench)
    silver = {row["id"]: row for row in rows(bench, "polnear-train-silver")}
    articles = list(rows(bench, "polnear-train"))
    marks_of: dict[str, list[Mark]] = {}
    for row in articles:
        if row["id"] in silver:
            marks_of[row["id"]] = silver_marks({**silver[row["id"]], "text": row["text"]}, groups)
    usual = usual_kinds((r["text"][s:e], k) for r in articles for s, e, k in marks_of.get(r["id"], ()))
    for row in articles:
        doc = nlp.make_doc(row["text"])
        labels = _attribution_labels(doc, row)
        if row["id"] in marks_of:
            marks = marks_of[row["id"]]
            agreed = [(s, e, usual.get(row["text"][s:e], kind)) for s, e, kind in marks]
            labels["name"] = _name_labels(doc, agreed)
        yield from _units(doc, labels)


def conflict_units(nlp: Language, bench: Path) -> Iterator[tuple[str, Unit]]:
    """Reports on a war with their names, and each one's document.

    The set marks mentions, of which the names are proper parts, and has no trees: `nlp` parses. How it marks
    what is no name is learned apart, see `mentions`.
    """
    groups = learn_groups(bench)
    with (bench / "re3d-dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            doc = nlp(row["text"])
            sure = [e for e in row["entities"] if e["confidence"] == 1]
            names = _name_labels(doc, _proper(doc, row, sure, groups))
            for e in row["entities"]:
                if e["confidence"] != 1 and (
                    span := doc.char_span(e["start"], e["end"], alignment_mode="expand")
                ):
                    names[span.start : span.end] = OPEN
            for unit in _units(doc, {"name": names}):
                yield row["id"], unit


def _proper(doc: Doc, row: Row, entities: list[Row], groups: Groups) -> list[Mark]:
    words = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(words)}
    sentences: list[list[int]] = []
    for n, t in enumerate(words):
        if t.is_sent_start or not sentences:
            sentences.append([n, n + 1])
        sentences[-1][1] = n + 1
    first = {n: a for a, b in sentences for n in range(a, b)}
    heads = [number.get(t.head.i, number[t.i]) - first[number[t.i]] if t.head.i != t.i else -1 for t in words]
    kinds = {"Person": "person", "Organisation": "organization", "Location": "place", "Temporal": "time"}
    like = {
        "text": row["text"],
        "tokens": [[t.idx, t.idx + len(t)] for t in words],
        "xpos": [t.tag_ for t in words],
        "sentences": sentences,
        "head": heads,
        "mentions": [{**e, "type": kinds.get(e["type"], "abstract")} for e in entities],
    }
    return treebank_marks(like, groups)


def _moved(marks: Iterable[Mark], moved: dict[int, int]) -> list[Mark]:
    return [(moved[s], moved[e], kind) for s, e, kind in marks if s in moved and e in moved]


def _tree_labels(doc: Doc, tags: Tags) -> Labels:
    return {
        "xpos": np.array([tags.number("xpos", t.tag_) for t in doc]),
        "upos": np.array([tags.number("upos", t.pos_) for t in doc]),
        "dep": np.array([tags.number("dep", t.dep_) for t in doc]),
        "head": np.array([t.head.i for t in doc]),
        "start": np.array([int(t.is_sent_start) for t in doc]),
    }


def _name_labels(doc: Doc, marks: Iterable[Mark]) -> Ints:
    named = marked(doc, marks)
    return np.array([
        OPEN if t.ent_iob == 0
        else SOME if t.ent_type_ == MISC
        else NAMES.index(f"{t.ent_iob_}-{t.ent_type_}") if t.ent_type_ else 0
        for t in named
    ])  # fmt: skip


def _mention_labels(doc: Doc, mentions: Iterable[Mark]) -> Ints:
    """The kind of the mention that each word is the head of, the widest one's; 0 where there is none."""
    labels = np.zeros(len(doc), int)
    for start, end, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span) or (at := span.root.i, labels[span.root.i])[1] != 0:
            continue
        kind = SAME.get(kind, kind)
        labels[at] = MENTIONS.index(kind) if kind in MENTIONS else 0
    return labels


def _attribution_labels(doc: Doc, row: Row) -> Labels:
    """Cues as begun and continued; of each word whether it is within a source or a content."""
    starts = np.array([t.idx for t in doc])
    ends = starts + np.array([len(t) for t in doc])

    def covered(spans: Iterable[tuple[int, int]]) -> Ints:
        return np.flatnonzero(np.any([(starts < e) & (ends > s) for s, e in spans] or [starts < 0], axis=0))

    cue, role = np.zeros(len(doc), int), np.zeros(len(doc), int)
    for item in row["attributions"]:
        for name, label in ROLES.items():
            role[covered(item[name])] = label
    for item in row["attributions"]:
        at = covered(item["cue"])
        if len(at):
            cue[at[0]] = 1
            cue[at[0] + 1 : at[-1] + 1] = 2
    return {"cue": cue, "role": role}


def _units(doc: Doc, labels: Labels) -> Iterator[Unit]:
    """The stretches of a document that are read in one go, blank tokens left out."""
    words = read_words([doc], Vocabulary([]))
    place_of = np.cumsum([not t.is_space for t in doc]) - 1
    for begin, end in words.units.tolist():
        at = words.tokens[begin:end]
        if not len(at):
            continue
        cut = {name: labels[name][at] if name in labels else np.full(len(at), OPEN) for name in LABELS}
        if "head" in labels:
            head = place_of[cut["head"]] - begin
            cut["head"] = np.where((head < 0) | (head >= len(at)), np.arange(len(at)), head)
        yield Unit([doc[int(i)].text for i in at], words.ids[begin:end, -1], cut)
