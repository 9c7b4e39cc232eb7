"""Finds who says what in parsed texts: the words of the source, of the cue and of the content.

In: spaCy documents with tags, trees, sentences and names. Out: `Attribution`s. Never here: rules about
particular words; a network trained on PolNeAR decides (weights and card in `weights/attribution`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, Protocol

import msgspec
import numpy as np
import onnxruntime
from spacy.tokens import Doc

from hearsay.annotate.attribution_features import Words, read_words, words_above
from hearsay.annotate.attribution_pairs import CueWords, Windows, make_cues, make_windows, near
from hearsay.annotate.parser import Parser
from hearsay.annotate.sequences import (
    Floats,
    Ints,
    Packed,
    best_packed_path,
    like_lengths,
    pack,
    walk,
)
from hearsay.errors import MissingModel
from hearsay.records import Attribution, Span

Encoded = tuple[Floats, Floats, Floats]

SOURCE, CONTENT = 1, 2
TAGS = 5
"""What a word can be: no cue, begins one, continues one, and the same two of a cue within a content."""
BATCH = 8192  # words that the network reads at once

FILES = ("opening", "middle", "closing", "around", "roles")


class Network(Protocol):
    """The two halves of the trained network. What they read lies packed, a row for each word."""

    def encode(self, ids: Ints, states: Floats, above: Ints, packed: Packed) -> Encoded:
        """From words, their states and the numbers of the words above them in the tree.

        Of each word: scores of the tags and of being in a content; its vectors as cue and as filler.
        """
        ...

    def label(self, cues: Floats, words: Floats, pairs: Ints, packed: Packed) -> tuple[Floats, Floats]:
        """Of each word around a cue: scores of (neither, source, content); and of steps from each to each.

        `cues` and `words` are the vectors of the cue and of the word, a row for each word around each cue.
        """
        ...


class OnnxNetwork:
    """The network as shipped, on one thread, so that results do not depend on the machine's cores.

    What it remembers from word to word is worked out between its parts (`walk`).
    """

    def __init__(self, parts: Sequence[bytes]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._opening, self._middle, self._closing, self._around, self._roles = (
            onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
            for model in parts
        )

    def encode(self, ids: Ints, states: Floats, above: Ints, packed: Packed) -> Encoded:
        """See `Network`."""
        opened = self._opening.run(None, {"ids": ids, "states": states, "above": above})
        begun = self._middle.run(None, _remembered(opened, packed))
        scores, as_cue, as_filler = self._closing.run(None, _remembered(begun, packed))
        return scores, as_cue, as_filler

    def label(self, cues: Floats, words: Floats, pairs: Ints, packed: Packed) -> tuple[Floats, Floats]:
        """See `Network`."""
        seen = self._around.run(None, {"cues": cues, "words": words, "pairs": pairs})
        scores, steps = self._roles.run(None, _remembered(seen, packed))
        return scores, steps


def _remembered(gates: Sequence[Floats], packed: Packed) -> dict[str, Floats]:
    """What a layer has read, shows and remembers, in both directions, from what its gates see."""
    read_on, read_back, keep_on, keep_back, new_on, new_back, show_on, show_back = gates
    return {
        "read_onward": read_on,
        "read_back": read_back,
        "show_onward": show_on,
        "show_back": show_back,
        "memory_onward": walk(keep_on, new_on, packed, back=False),
        "memory_back": walk(keep_back, new_back, packed, back=True),
    }


class Attributor:
    """Finds attributions with the network, the dependency labels that it knows, and a parser.

    The network starts from the parser's states. A document that the parser has read bears them as its
    tensor; one that came from another pipeline is read by the parser for them alone.
    """

    def __init__(self, labels: Sequence[str], network: Network, parser: Parser) -> None:
        self._labels = {label: i for i, label in enumerate(labels, 1)}
        self._network = network
        self.parser = parser

    def find(self, docs: Sequence[Doc], *, inner: bool = True) -> list[tuple[Attribution, ...]]:
        """The attributions of each document, in the order in which they begin.

        Those within the content of another are left out if `inner` is False.
        """
        words = read_words(docs, [self.parser.states(doc) for doc in docs], self._labels)
        by_doc: list[list[Attribution]] = [[] for _ in docs]
        ends = words.docs[:, 1].tolist()
        for cue, attribution in self.read(words, inner=inner):
            by_doc[bisect_right(ends, cue)].append(attribution)
        return [tuple(sorted(items, key=_position)) for items in by_doc]

    def read(self, words: Words, *, inner: bool) -> Iterator[tuple[int, Attribution]]:
        """Each attribution with the first word of its cue."""
        scores, as_cue, as_filler = self._encode(words)
        cues = make_cues(words, cue_ranges(scores, words.units))
        windows = make_windows(words, near(words, cues, scores[:, TAGS]))
        roles = self._label(cues, windows, as_cue, as_filler)
        said = np.zeros(len(scores) + 1, bool)
        said[windows.words[roles == CONTENT]] = True
        for first, attribution in _attributions(words, cues, windows, roles):
            if inner or not said[first]:  # no cue is a word of its own content
                yield first, attribution

    def _encode(self, words: Words) -> Encoded:
        """Scores and vectors of all words, read unit by unit in batches of like length."""
        n = len(words.heads)
        begins, ends = words.units.T
        above = words_above(words)
        parts = []
        place = np.empty(n, np.int32)
        for rows in like_lengths(ends - begins, BATCH):
            packed = pack(begins[rows], ends[rows])
            chosen = packed.words
            place[chosen] = np.arange(len(chosen), dtype=np.int32)
            outputs = self._network.encode(
                words.ids[chosen], words.states[chosen], place[above[chosen]], packed
            )
            parts.append((chosen, outputs))
        merged = []
        for column in range(3):
            width = parts[0][1][column].shape[1] if parts else TAGS + 1
            whole = np.zeros((n, width), np.float32)
            for chosen, vectors in parts:
                whole[chosen] = vectors[column]
            merged.append(whole)
        return merged[0], merged[1], merged[2]

    def _label(self, cues: CueWords, windows: Windows, as_cue: Floats, as_filler: Floats) -> Ints:
        """The roles of the words around each cue, worked out in batches of like length."""
        roles = np.zeros(len(windows.words), np.int32)
        for rows in like_lengths(windows.ends - windows.begins, BATCH):
            packed = pack(windows.begins[rows], windows.ends[rows])
            at, cue = packed.words, windows.cues[packed.words]
            words = windows.words[at]
            scores, steps = self._network.label(
                as_cue[cues.head[cue]], as_filler[words], windows.pairs[at], packed
            )
            inside = (words >= cues.first[cue]) & (words <= cues.last[cue])
            scores[inside, 1:] -= 1e4
            roles[at] = best_packed_path(scores, steps, packed)
        return roles


def load_attributor(parser: Parser) -> Attributor:
    """The attributor with the weights that come with the package.

    Raises:
        MissingModel: the weights are not there.
    """
    folder = resources.files("hearsay.annotate") / "weights" / "attribution"
    try:
        lists: dict[str, Any] = msgspec.json.decode((folder / "vocabulary.json").read_bytes())
        parts = [(folder / f"{name}.onnx").read_bytes() for name in FILES]
    except FileNotFoundError as error:
        raise MissingModel("the attribution weights are not there", path=str(error.filename)) from error
    return Attributor(lists["deps"], OnnxNetwork(parts), parser)


def cue_ranges(scores: Floats, units: Ints) -> list[tuple[int, int]]:
    """The cues that the words' best tags spell: first and last word. None runs on into the next unit."""
    tags = scores[:, :TAGS].argmax(axis=1)
    kinds = (tags + 1) // 2
    before = np.concatenate([[0], kinds[:-1]])
    before[units[:, 0][units[:, 0] < len(kinds)]] = 0
    begins = np.flatnonzero((kinds > 0) & ((tags % 2 == 1) | (kinds != before)))
    ends = np.flatnonzero((kinds == 0) | (kinds != before))
    stops = np.concatenate([ends, [len(tags)]])[np.searchsorted(ends, begins, side="right")]
    stops = np.minimum(stops, np.concatenate([begins[1:], [len(tags)]]))
    return [(a, b - 1) for a, b in zip(begins.tolist(), stops.tolist(), strict=True)]


def _attributions(
    words: Words, cues: CueWords, windows: Windows, roles: Ints
) -> Iterator[tuple[int, Attribution]]:
    """The attribution of each cue that has a content, with the first word of the cue."""
    edges = np.ones(len(roles) + 1, bool)
    edges[1:-1] = (np.diff(roles) != 0) | (np.diff(windows.cues) != 0)
    begins = np.flatnonzero(edges[:-1] & (roles > 0))
    ends = np.flatnonzero(edges[1:] & (roles > 0))
    first, last = windows.words[begins], windows.words[ends]
    columns = (windows.cues[begins], roles[begins], first, last, words.starts[first], words.ends[last])
    found: dict[int, list[tuple[int, ...]]] = {}
    for cue, *run in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault(cue, []).append((*run,))
    for cue, runs in found.items():
        content = tuple(Span(start, end) for role, _, _, start, end in runs if role == CONTENT)
        if content:
            begin, stop = int(cues.first[cue]), int(cues.last[cue])
            sources = [run for run in runs if run[0] == SOURCE]
            _, _, _, start, end = min(
                sources, key=lambda run: min(abs(run[1] - stop), abs(begin - run[2])), default=(0,) * 5
            )
            source = (Span(start, end),) if sources else ()
            spoken = Span(int(words.starts[begin]), int(words.ends[stop]))
            yield begin, Attribution(source, (spoken,), content)


def _position(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(span.start for span in spans), attribution.cue[0].start
