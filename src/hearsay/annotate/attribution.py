"""Finds who says what in parsed texts: the words of the source, of the cue and of the content.

In: spaCy documents with tags, trees, sentences and names. Out: `Attribution`s. Never here: rules about
particular words; a network trained on PolNeAR decides (weights and card in `weights/attribution`).
"""

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from typing import Any, Protocol

import msgspec
import numpy as np
import onnxruntime
from spacy.tokens import Doc

from hearsay.annotate.attribution_features import Words, read_words, words_within
from hearsay.annotate.attribution_pairs import CueWords, Windows, make_cues, make_windows
from hearsay.annotate.parser import Parser
from hearsay.annotate.sequences import Floats, Ints, Runs, best_path, like_lengths, runs
from hearsay.errors import MissingModel
from hearsay.records import Attribution, Span

SOURCE, CONTENT = 1, 2
UNLIKELY = 0.025  # what a word within a content has as its chance to be of a cue though it is none
SHORTEST = 5  # words of a content that may hold an attribution of its own
BATCH = 4096  # words that the network reads at once, padding included


class Network(Protocol):
    """The two halves of the trained network; sequences are padded at their end."""

    def encode(
        self, ids: Ints, states: Floats, heads: Floats, lengths: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """From words, their states and those of their heads.

        Of each word: scores of (outside, begins, continues) a cue; its vectors as cue and as filler.
        """
        ...

    def label(self, cues: Floats, words: Floats, pairs: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """Of each word around a cue: scores of (neither, source, content); and of steps from each to each."""
        ...


class OnnxNetwork:
    """The network as shipped, on one thread, so that results do not depend on the machine's cores."""

    def __init__(self, encoder: bytes, labeller: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._encoder, self._labeller = (
            onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
            for model in (encoder, labeller)
        )

    def encode(
        self, ids: Ints, states: Floats, heads: Floats, lengths: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """See `Network`."""
        inputs = {"ids": ids, "states": states, "heads": heads, "lengths": lengths}
        scores, as_cue, as_filler = self._encoder.run(None, inputs)
        return scores, as_cue, as_filler

    def label(self, cues: Floats, words: Floats, pairs: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """See `Network`."""
        inputs = {"cues": cues, "words": words, "pairs": pairs, "lengths": lengths}
        scores, steps = self._labeller.run(None, inputs)
        return scores, steps


class Attributor:
    """Finds attributions with the network, the dependency labels that it knows, and a parser.

    The network starts from the parser's states. A document that the parser has read bears them as its
    tensor; one that came from another pipeline is read by the parser for them alone.
    """

    def __init__(self, labels: Sequence[str], network: Network, parser: Parser) -> None:
        self._labels = {label: i for i, label in enumerate(labels, 1)}
        self._network = network
        self._parser = parser

    def find(self, docs: Sequence[Doc], *, inner: bool = True) -> list[tuple[Attribution, ...]]:
        """The attributions of each document, in the order in which they begin.

        The network has learned from texts in which only the outermost attributions are marked. To find
        who says what within a content, a sentence of it in which a cue is not quite unlikely is read again
        by itself; not so if `inner` is False.
        """
        words = read_words(docs, [self._parser.states(doc) for doc in docs], self._labels)
        found, chances = self._read(words)
        if inner:
            contents = [
                (begin, end)
                for _, _, pieces in found
                for piece in pieces
                for begin, end in _by_sentence(words, *piece)
                if end - begin >= SHORTEST and chances[begin:end].max() > UNLIKELY
            ]
            within = words_within(words, contents, self._labels)
            if len(within.units):
                apart = self._parser.states_apart(docs, within.units)
                found += self._read(replace(within, states=apart))[0]
        by_doc: list[list[Attribution]] = [[] for _ in docs]
        for cue, attribution, _ in found:
            by_doc[int(np.searchsorted(words.docs[:, 1], cue, side="right"))].append(attribution)
        return [tuple(sorted(items, key=_position)) for items in by_doc]

    def _read(self, words: Words) -> tuple[list[tuple[int, Attribution, Runs]], Floats]:
        """Each attribution with the first word of its cue and the ranges of words of its content.

        Beside them the chance of each word to be of a cue.
        """
        scores, as_cue, as_filler = self._encode(words)
        cues = make_cues(words, cue_ranges(scores, words.units))
        windows = make_windows(words, cues)
        roles = self._label(cues, windows, as_cue, as_filler)
        found = []
        for k, first in enumerate(cues.first.tolist()):
            attribution = _attribution(words, cues, windows, roles, k)
            if attribution.content:
                at = windows.words[k]
                pieces = [(int(at[a]), int(at[b - 1]) + 1) for a, b in runs(roles[k] == CONTENT)]
                found.append((first, attribution, pieces))
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return found, 1 - odds[:, 0] / odds.sum(axis=1)

    def _encode(self, words: Words) -> tuple[Floats, Floats, Floats]:
        """Scores and vectors of all words, read unit by unit in batches of like length."""
        parts: list[tuple[Ints, tuple[Floats, ...]]] = []
        begins, ends = words.units.T
        for rows in like_lengths(ends - begins, BATCH):
            lengths = (ends - begins)[rows]
            at = begins[rows, None] + np.arange(lengths.max(), dtype=np.int32)
            real = at < ends[rows, None]
            at = np.where(real, at, begins[rows, None])
            heads = np.where(real, words.heads[at], at)
            outputs = self._network.encode(words.ids[at], words.states[at], words.states[heads], lengths)
            parts.append((at[real], tuple(output[real] for output in outputs)))
        merged = []
        for column in range(3):
            width = parts[0][1][column].shape[1] if parts else 1
            whole = np.zeros((len(words.heads), width), np.float32)
            for at, vectors in parts:
                whole[at] = vectors[column]
            merged.append(whole)
        return merged[0], merged[1], merged[2]

    def _label(self, cues: CueWords, windows: Windows, as_cue: Floats, as_filler: Floats) -> Ints:
        """The roles of the words around each cue, worked out in batches of like length."""
        roles = np.zeros(windows.words.shape, np.int32)
        for rows in like_lengths(windows.lengths, BATCH):
            lengths = windows.lengths[rows]
            width = int(lengths.max())
            at = windows.words[rows, :width]
            pairs = windows.pairs[rows, :width]
            scores, steps = self._network.label(as_cue[cues.head[rows]], as_filler[at], pairs, lengths)
            inside = (at >= cues.first[rows, None]) & (at <= cues.last[rows, None])
            scores = scores - 1e4 * inside[:, :, None] * np.array([0, 1, 1], np.float32)
            roles[rows, :width] = best_path(scores, steps, lengths)
        return roles


def load_attributor(parser: Parser) -> Attributor:
    """The attributor with the weights that come with the package.

    Raises:
        MissingModel: the weights are not there.
    """
    folder = resources.files("hearsay.annotate") / "weights" / "attribution"
    try:
        lists: dict[str, Any] = msgspec.json.decode((folder / "vocabulary.json").read_bytes())
        encoder, labeller = ((folder / f"{name}.onnx").read_bytes() for name in ("encoder", "labeller"))
    except FileNotFoundError as error:
        raise MissingModel("the attribution weights are not there", path=str(error.filename)) from error
    return Attributor(lists["deps"], OnnxNetwork(encoder, labeller), parser)


def cue_ranges(scores: Floats, units: Ints) -> list[tuple[int, int]]:
    """The cues that the words' best labels spell, first and last word; none runs on into the next unit."""
    tags = scores.argmax(axis=1)
    before = np.concatenate([[0], tags[:-1]])
    before[units[:, 0][units[:, 0] < len(tags)]] = 0
    begins = np.flatnonzero((tags == 1) | ((tags == 2) & (before == 0)))
    ends = np.flatnonzero(tags == 0)
    stops = np.minimum(
        np.concatenate([ends, [len(tags)]])[np.searchsorted(ends, begins)],
        np.concatenate([begins[1:], [len(tags)]]),
    )
    return [(a, b - 1) for a, b in zip(begins.tolist(), stops.tolist(), strict=True)]


def _by_sentence(words: Words, begin: int, end: int) -> Runs:
    """A range of words cut where sentences begin."""
    cuts = begin + 1 + np.flatnonzero(np.diff(words.sentences[begin:end]))
    return list(pairwise([begin, *cuts.tolist(), end]))


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
