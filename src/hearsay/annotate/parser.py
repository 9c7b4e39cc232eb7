"""The network that reads a text: tags, sentences, trees, names, and which words are heads of mentions.

In: spaCy documents that are cut into tokens. Out: the same, annotated. Never here: training; rules about
particular words.

It is a component of a spaCy pipeline (`hearsay_parser`), so that whatever reads spaCy's documents can use it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from hearsay.annotate.parser_features import Ints, Vocabulary, Words, read_words
from hearsay.annotate.sequences import best_path, like_lengths
from hearsay.annotate.spanning_trees import best_tree

Floats = NDArray[np.float32]

FILES = ("reading.onnx", "labelling.onnx", "vocabulary.json")
BATCH = 1024
"""Words that the network reads at once, padding included: so few that what is between its layers stays in a
core's cache (a fifth faster than 4096)."""
NEVER = np.float32(-1e9)
START = -1.0  # how much likelier than not (log) a sentence must start at a word for one to start
MENTIONS = "hearsay_mentions"
"""The user data of a document that says of what kind a mention is whose head a token is."""


class Labels(msgspec.Struct):
    """The words and labels in the order of their numbers."""

    words: list[str]
    known: list[str]
    xpos: list[str]
    upos: list[str]
    dep: list[str]
    name: list[str]
    mention: list[str]


class Reading:
    """What was found about the words of a batch of documents; arrays as long as there are words.

    `heads` are indexes of words, a root is its own; `states` is what the network has understood.
    """

    def __init__(self, words: int, width: int) -> None:
        self.xpos, self.upos, self.mention, self.dep, self.name = np.zeros((5, words), np.int64)
        self.heads = np.arange(words)
        self.starts = np.zeros(words, bool)
        self.states = np.zeros((words, width), np.float32)


class Parser:
    """The network with its vocabulary, on one thread: results do not depend on the machine's cores."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._known: _Numbers | None = None

    def load(self, folder: Path) -> None:
        """Reads the network from a folder."""
        self._files = {name: (folder / name).read_bytes() for name in FILES}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._reading, self._labelling = (
            onnxruntime.InferenceSession(self._files[name], options, providers=["CPUExecutionProvider"])
            for name in FILES[:2]
        )
        self.lists = msgspec.json.decode(self._files[FILES[2]], type=Labels)
        self._vocabulary = Vocabulary(self.lists.words, self.lists.known)
        self._width = self._reading.get_outputs()[0].shape[1]
        root = self.lists.dep.index("ROOT")
        self._no_root = np.where(np.arange(len(self.lists.dep)) == root, NEVER, np.float32(0))
        self._root = root
        self._name_steps = _steps(self.lists.name)
        self._inside = [i for i, name in enumerate(self.lists.name) if name[:1] == "I"]

    def states_apart(self, docs: Sequence[Doc], ranges: Ints) -> Floats:
        """What the network understands of ranges of words, each by itself as if nothing were around it.

        A row for each word of the documents, blanks left out; nothing in those outside the ranges.
        """
        ids = read_words(docs, self._vocabulary).ids
        states = np.zeros((len(ids), self._width), np.float32)
        begins, ends = ranges.T
        for rows in like_lengths(ends - begins, BATCH):
            inputs, _, at = _padded(ids, begins[rows], ends[rows])
            (states[at],) = self._reading.run(["states"], inputs)
        return states

    def read(self, docs: Sequence[Doc]) -> tuple[Words, Reading]:
        """The words of documents and what was found about them.

        Where a document says already that a sentence starts at a token, it stays so.
        """
        words = read_words(docs, self._vocabulary)
        told = _told_starts(docs, words)
        found = Reading(len(words.ids), self._width)
        begins, ends = words.units.T
        for rows in like_lengths(ends - begins, BATCH):
            self._read_units(words.ids, told, begins[rows], ends[rows], found)
        return words, found

    def _read_units(
        self, ids: Ints, told: NDArray[np.bool_], begins: Ints, ends: Ints, found: Reading
    ) -> None:
        lengths = ends - begins
        inputs, real, at = _padded(ids, begins, ends)
        if not len(at):
            return
        found.states[at], found.xpos[at], found.upos[at], found.mention[at], start, name, root, *views = (
            self._reading.run(None, inputs)
        )
        dependent, head, edge_from, edge_to = views

        scores = np.full((*inputs["ids"].shape[:2], name.shape[1]), NEVER, np.float32)
        scores[real[:, 0], real[:, 1]] = name
        scores[:, 0, self._inside] = NEVER  # no name goes on that has not begun
        found.name[at] = best_path(scores, self._name_steps, lengths)[real[:, 0], real[:, 1]]

        starts = told[at] | (start[:, 1] - start[:, 0] > START) | (real[:, 1] == 0)
        found.starts[at] = starts
        heads = _heads(np.flatnonzero(starts), dependent, head, root[:, 0])
        found.heads[at] = at[heads]

        (labels,) = self._labelling.run(None, {"edge_from": edge_from, "edge_to": edge_to[heads]})
        best = (labels + self._no_root).argmax(axis=1)
        found.dep[at] = np.where(heads == np.arange(len(heads)), self._root, best)

    def states(self, doc: Doc) -> Floats:
        """What the network has understood of each token; of a document that it has not read, it reads it."""
        known: Any = doc.tensor  # the stubs of spaCy promise another type
        if known.shape == (len(doc), self._width):
            return np.asarray(known, np.float32)
        words, found = self.read([doc])
        return _spread(doc, words.tokens, found.states)

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one document."""
        self._annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotates documents, `batch_size` at a time."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: Sequence[Doc]) -> None:
        words, found = self.read(docs)
        for doc, (begin, end) in zip(docs, words.docs.tolist(), strict=True):
            if len(doc):
                self._write(doc, words.tokens[begin:end], begin, end, found)
            states: Any = _spread(doc, words.tokens[begin:end], found.states[begin:end])
            doc.tensor = states
            doc.user_data[MENTIONS] = {
                int(words.tokens[i]): self.lists.mention[found.mention[i]]
                for i in (begin + np.flatnonzero(found.mention[begin:end])).tolist()
            }

    def _write(self, doc: Doc, tokens: Ints, begin: int, end: int, found: Reading) -> None:
        """Writes what was found into a document; a blank token hangs from the word before it."""
        numbers = self._numbers(doc.vocab.strings)
        places = np.arange(len(doc))
        before = np.maximum(np.searchsorted(tokens, places, side="right") - 1, 0)
        columns: Any = np.empty((len(doc), len(_WRITTEN)), np.uint64)  # the type that spaCy wants
        columns[:] = numbers.blank
        columns[:, 3] = _unsigned(tokens[before] - places) if len(tokens) else 0  # blanks alone are roots
        name = found.name[begin:end]
        columns[tokens, 0] = numbers.xpos[found.xpos[begin:end]]
        columns[tokens, 1] = numbers.upos[found.upos[begin:end]]
        columns[tokens, 2] = numbers.dep[found.dep[begin:end]]
        columns[tokens, 3] = _unsigned(tokens[found.heads[begin:end] - begin] - tokens)
        columns[tokens, 4] = numbers.edge[name]
        columns[tokens, 5] = numbers.kind[name]
        for at in np.flatnonzero(numbers.edge[name] == _EDGES["I"]).tolist():
            columns[tokens[at - 1] + 1 : tokens[at], 4:6] = columns[tokens[at], 4:6]  # blanks within a name
        doc.from_array(_WRITTEN, columns)

    def _numbers(self, strings: StringStore) -> "_Numbers":
        if self._known is None or self._known.strings is not strings:
            self._known = _Numbers(self.lists, strings)
        return self._known

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the network into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (path / name).write_bytes(content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "Parser":
        """Reads the network from a folder."""
        self.load(Path(path))
        return self


_WRITTEN: list[int | str] = ["TAG", "POS", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_EDGES = {"": 2, "B": 3, "I": 1}  # spaCy's numbers for outside, begin, inside


class _Numbers:
    """Labels as the numbers by which a spaCy document knows them."""

    def __init__(self, labels: Labels, strings: StringStore) -> None:
        self.strings = strings

        def added(names: Iterable[str]) -> NDArray[np.uint64]:
            return np.array([strings.add(name) if name else 0 for name in names], np.uint64)

        self.xpos, self.upos, self.dep = added(labels.xpos), added(labels.upos), added(labels.dep)
        self.edge = np.array([_EDGES[name[:1]] for name in labels.name], np.uint64)
        self.kind = added(name[2:] for name in labels.name)
        self.blank = np.array(
            [strings.add("_SP"), strings.add("SPACE"), strings.add("dep"), 0, _EDGES[""], 0], np.uint64
        )


@Language.factory("hearsay_parser")
def make_parser(nlp: Language, name: str) -> Parser:
    """The component of a spaCy pipeline; its weights are read when the pipeline is."""
    return Parser()


def _padded(ids: Ints, begins: Ints, ends: Ints) -> tuple[dict[str, Any], NDArray[np.intp], Ints]:
    """Ranges of words side by side as the network reads them; row and column of each word; the words."""
    lengths = ends - begins
    steps = np.arange(lengths.max(initial=0), dtype=np.int32)
    real = np.argwhere(steps < lengths[:, None])
    at = begins[real[:, 0]] + real[:, 1].astype(np.int32)
    padded = np.zeros((len(lengths), len(steps), ids.shape[1]), np.int32)
    padded[real[:, 0], real[:, 1]] = ids[at]
    return {"ids": padded, "lengths": lengths, "real": real}, real, at


def _told_starts(docs: Sequence[Doc], words: Words) -> NDArray[np.bool_]:
    """Of each word whether its document says already that a sentence starts there."""
    told = [np.zeros(0, bool)]
    for doc, (begin, end) in zip(docs, words.docs.tolist(), strict=True):
        marks = doc.to_array(["SENT_START"]).astype(np.int64).reshape(-1)
        told.append(marks[words.tokens[begin:end]] == 1)
    return np.concatenate(told)


def _steps(names: Sequence[str]) -> Floats:
    """The steps between labels of names: a name goes on only as what it has begun as."""
    steps = np.zeros((len(names), len(names)), np.float32)
    for a, before in enumerate(names):
        for b, name in enumerate(names):
            if name[:1] == "I" and before[2:] != name[2:]:
                steps[a, b] = NEVER
    return steps


def _heads(firsts: NDArray[np.intp], dependent: Floats, head: Floats, root: Floats) -> NDArray[np.int64]:
    """The head of each word within its sentence; `firsts` are the first words of the sentences."""
    heads = np.arange(len(root))
    lengths = np.diff(np.append(firsts, len(root))).astype(np.int32)
    for rows in like_lengths(lengths, BATCH):
        width = int(lengths[rows].max())
        steps = np.arange(width)
        real = steps < lengths[rows, None]
        at = np.where(real, firsts[rows, None] + steps, firsts[rows, None])
        scores = dependent[at] @ head[at].transpose(0, 2, 1)
        scores[:, steps, steps] = root[at]
        scores = np.where(real[:, None, :], scores, NEVER)
        best = scores.argmax(axis=2)
        for k in np.flatnonzero(~_are_trees(best, real)).tolist():
            n = int(lengths[rows[k]])
            best[k, :n] = best_tree(scores[k, :n, :n])
        heads[at[real]] = (at[:, :1] + best)[real]
    return heads


def _are_trees(heads: NDArray[np.int64], real: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of each row whether its heads lead to one root; what is not real is left out."""
    places = np.arange(heads.shape[1])
    heads = np.where(real, heads, places)
    roots = ((heads == places) & real).sum(axis=1)
    up = heads
    for _ in range(heads.shape[1].bit_length()):
        up = np.take_along_axis(up, up, axis=1)
    lead: NDArray[np.bool_] = (np.take_along_axis(heads, up, axis=1) == up).all(axis=1)
    one: NDArray[np.bool_] = roots == 1
    return one & lead


def _spread(doc: Doc, tokens: Ints, states: Floats) -> Floats:
    """A row for each token of a document from those of its words; a blank one has nothing in it."""
    rows = np.zeros((len(doc), states.shape[1]), np.float32)
    rows[tokens] = states
    return rows


def _unsigned(offsets: NDArray[Any]) -> NDArray[np.uint64]:
    return offsets.astype(np.int64).astype(np.uint64)
