"""Finds who says what in parsed texts: the words of the source, of the cue and of the content.

In: spaCy documents with tags, trees, sentences and names. Out: `Attribution`s. Never here: rules about
particular words; a network trained on PolNeAR decides (weights and card in `weights/attribution`).
"""

from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, Protocol

import msgspec
import numpy as np
import onnxruntime
from spacy.tokens import Doc

from hearsay.annotate.attribution_features import Words, read_words, words_above
from hearsay.annotate.attribution_pairs import CueWords, Windows, make_cues, make_windows
from hearsay.annotate.parser import Parser
from hearsay.annotate.sequences import (
    Floats,
    Ints,
    Packed,
    Runs,
    best_packed_path,
    like_lengths,
    pack,
    runs,
    walk,
)
from hearsay.errors import MissingModel
from hearsay.records import Attribution, Span

Encoded = tuple[Floats, Floats, Floats]

SOURCE, CONTENT = 1, 2
TAGS = 5
"""What a word can be: no cue, begins one, continues one, and the same two of a cue within a content."""
BATCH = 4096  # words that the network reads at once

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
        read, keep, added, show = self._opening.run(None, {"ids": ids, "states": states, "above": above})
        known = {"read": read, "show": show, "memory": walk(keep, added, packed)}
        read, keep, added, show = self._middle.run(None, known)
        known = {"read": read, "show": show, "memory": walk(keep, added, packed)}
        scores, as_cue, as_filler = self._closing.run(None, known)
        return scores, as_cue, as_filler

    def label(self, cues: Floats, words: Floats, pairs: Ints, packed: Packed) -> tuple[Floats, Floats]:
        """See `Network`."""
        read, keep, added, show = self._around.run(None, {"cues": cues, "words": words, "pairs": pairs})
        known = {"read": read, "show": show, "memory": walk(keep, added, packed)}
        scores, steps = self._roles.run(None, known)
        return scores, steps


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
        for cue, attribution in self.read(words, inner=inner):
            by_doc[int(np.searchsorted(words.docs[:, 1], cue, side="right"))].append(attribution)
        return [tuple(sorted(items, key=_position)) for items in by_doc]

    def read(self, words: Words, *, inner: bool) -> Iterator[tuple[int, Attribution]]:
        """Each attribution with the first word of its cue."""
        scores, as_cue, as_filler = self._encode(words)
        cues = make_cues(words, cue_ranges(scores, words.units))
        windows = make_windows(words, cues)
        roles = self._label(cues, windows, as_cue, as_filler)
        said = np.zeros(len(scores) + 1, bool)
        said[windows.words[roles == CONTENT]] = True
        for k, first in enumerate(cues.first.tolist()):
            if inner or not said[first]:  # no cue is a word of its own content
                attribution = _attribution(words, cues, windows, roles, k)
                if attribution.content:
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
        roles = np.zeros(windows.words.shape, np.int32)
        for rows in like_lengths(windows.lengths, 4 * BATCH):
            lengths = windows.lengths[rows]
            packed = pack(np.zeros_like(lengths), lengths)
            row, column = rows[packed.columns], packed.words
            chosen = windows.words[row, column]
            scores, steps = self._network.label(
                as_cue[cues.head[row]], as_filler[chosen], windows.pairs[row, column], packed
            )
            inside = (chosen >= cues.first[row]) & (chosen <= cues.last[row])
            scores[inside, 1:] -= 1e4
            roles[row, column] = best_packed_path(scores, steps, packed)
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


def _attribution(words: Words, cues: CueWords, windows: Windows, roles: Ints, k: int) -> Attribution:
    at = windows.words[k]
    first, last = int(cues.first[k]), int(cues.last[k])

    def spans(runs: Runs) -> tuple[Span, ...]:
        return tuple(Span(int(words.starts[at[a]]), int(words.ends[at[b - 1]])) for a, b in runs)

    sources = runs(roles[k] == SOURCE)
    nearest = min(
        sources, key=lambda run: min(abs(at[run[0]] - last), abs(first - at[run[1] - 1])), default=None
    )
    cue = (Span(int(words.starts[first]), int(words.ends[last])),)
    return Attribution(spans([nearest] if nearest else []), cue, spans(runs(roles[k] == CONTENT)))


def _position(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(span.start for span in spans), attribution.cue[0].start
