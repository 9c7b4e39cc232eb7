"""Who says what: the claims of one report.

In: an `AnnotatedReport`. Out: `Claim`s in text order, each in the exact words that carry it. Never here:
another report, or whether a claim is true.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hearsay.claims import cues, slots, stance
from hearsay.claims.chains import build_chain, enclosing
from hearsay.claims.directory import Directory
from hearsay.claims.passing_on import carriers, cited, without_carrier
from hearsay.claims.patterns import ESTIMATING, NAMING, PASSING_ON, designs
from hearsay.claims.referents import Referents
from hearsay.claims.saying import Saying
from hearsay.claims.sayings import find_sayings, top_clauses
from hearsay.claims.voices import find_voice
from hearsay.claims.words import FINITE, QUOTES, SUBJECTS, Words, children, is_passive, is_predicate
from hearsay.records import AnnotatedReport, Claim, Cue, Span, Stance, Token, Voice, claim_id

__all__ = ["find_claims"]

MENTIONING = frozenset({"this", "that", "it", "these", "so"})
FAR = 3  # sentences over which "the accusation" is taken up
FINDING = frozenset({"detect", "discover", "find", "uncover"})
"""What one does with things, too: "found no trace of poison" is a deed, "found no proof that P" a claim."""


def find_claims(doc: AnnotatedReport) -> list[Claim]:
    """Every claim of a report, attributed or in its own voice, in text order; none without a parse."""
    if doc.parse is None or not doc.sentences:
        return []
    words = Words(doc)
    reader = _Reader(doc, words, Referents(words, Directory(words, doc.names)))
    claims = {claim.id: claim for claim in (*reader.attributed(), *reader.own())}
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))


@dataclass(slots=True)
class _Reader:
    """One pass over one report: the sayings in order, and the voices heard so far."""

    doc: AnnotatedReport
    words: Words
    referents: Referents
    known: dict[Saying, stance.CueReading] = field(init=False, default_factory=dict)
    sayings: list[Saying] = field(init=False)
    readings: list[stance.CueReading] = field(init=False)
    outer: list[int | None] = field(init=False)
    inside: dict[int, list[int]] = field(init=False)
    routes: list[list[Voice]] = field(init=False)
    cue_words: set[int] = field(init=False)
    content_words: set[int] = field(init=False)
    spoken: set[int] = field(init=False)
    claimed: list[Claim] = field(init=False)

    def __post_init__(self) -> None:
        self.sayings = find_sayings(self.words, self.doc.attributions, keep=self._claims_something)
        self.readings = [self._read(saying) for saying in self.sayings]
        self.outer = enclosing(self.sayings, self.words)
        self.inside = defaultdict(list)
        for i, outer in enumerate(self.outer):
            if outer is not None:
                self.inside[outer].append(i)
        self.routes = self._hear()
        self.cue_words = {t.i for s in self.sayings for t in self.words.of(s.cue)}
        self.content_words = {t.i for s in self.sayings for t in self.words.of(s.content)}
        source_words = {t.i for s in self.sayings for t in self.words.of(s.source)}
        self.spoken = self.cue_words | self.content_words | source_words
        self.claimed = []

    def _hear(self) -> list[list[Voice]]:
        """The voice of each saying and whoever carried it on, so that "he" can mean the one heard last."""
        heard: list[Voice] = []
        authors: dict[str, Voice] = {}
        routes = []
        for saying, outer in zip(self.sayings, self.outer, strict=True):
            voice = self._speaker(saying, heard, authors)
            carried = carriers(saying, self.words, nested=outer is not None)
            routes.append([voice, *(self._voice(span, heard) for span in carried)])
            if voice.kind != "report" and saying.source:
                heard.append(voice)
                authors |= dict.fromkeys(self._documents(saying), voice)
        return routes

    def _speaker(self, saying: Saying, heard: Sequence[Voice], authors: Mapping[str, Voice]) -> Voice:
        if saying.source:
            source = without_carrier(saying.source[0], self.words)
            return find_voice([source], self.words, self.referents, heard, authors=authors)
        if saying.stance is not None:
            return Voice("report")
        bounds = saying.cue[0]
        return Voice("unnamed", self.words.text[bounds.start : bounds.end], bounds.start, bounds.end)

    def _voice(self, span: Span, heard: Sequence[Voice]) -> Voice:
        return find_voice([span], self.words, self.referents, heard)

    def _documents(self, saying: Saying) -> Iterator[str]:
        """The kinds of document that the sentence of a saying puts beside it ("wrote in a recent report")."""
        sentence = self.words.sentence(saying.cue[0].start)
        for token in self.words.between(sentence.start, sentence.end):
            if token.pos_ != "NOUN" or token.lemma_.lower() not in cues.DOCUMENTS:
                continue
            if not any(span.start <= token.idx < span.end for span in saying.content):
                yield token.lemma_.lower()
        source = self.words.of(saying.source)
        if source and any(
            t.lower_ in {"agency", "newspaper", "daily", "paper"} or t.pos_ == "PROPN" for t in source
        ):
            yield from (
                ("report", "article") if any(t.lemma_ == "report" for t in self.words.of(saying.cue)) else ()
            )

    def attributed(self) -> Iterator[Claim]:
        """The claims that somebody other than the report puts forward, one for each sentence of a content."""
        for index, saying in enumerate(self.sayings):
            reading = self.readings[index]
            parents = [index]
            while (outer := self.outer[parents[-1]]) is not None and outer not in parents:
                parents.append(outer)
            if any(self._unsaid(index, outer) for outer in parents[1:]):
                continue
            if saying.stance is not None and not saying.source and len(parents) > 1:
                parents = parents[1:]
            voices = [voice for i in parents for voice in self.routes[i]]
            if (source := cited(saying, self.words)) is not None:
                voices.insert(0, self._voice(source, voices))
                kept = tuple(span for span in saying.content if not span.overlaps(source))
                saying = replace(saying, content=kept or saying.content)
            for content in self._propositions(saying, index):
                made = self._claim(content, saying, reading, voices)
                self.claimed.append(made)
                yield made

    def _unsaid(self, inner: int, outer: int) -> bool:
        """Whether a voice puts in doubt that another said something: then that is no claim of the other."""
        stance = self.sayings[outer].stance or self.readings[outer].stance
        whole = self.sayings[outer].content
        said = self.sayings[inner]
        inside = all(any(p.within(w) for w in whole) for p in (*said.source, *said.content))
        return stance in {"denies", "doubts", "asks", "other"} and bool(said.source) and inside

    def _read(self, saying: Saying) -> stance.CueReading:
        if saying not in self.known:
            found = stance.read_cue(self.words.of(saying.cue), self.words.of(saying.content))
            self.known[saying] = found
        return self.known[saying]

    def _claims_something(self, saying: Saying) -> bool:
        """Whether a proposition is put forward: not so in "declined to comment", or of a bare thing."""
        if saying.stance is not None:
            return True
        reading = self._read(saying)
        if not saying.source and not stance.is_common_view(self.words.of(saying.cue)):
            return False
        if stance.is_clause(self.words.of(saying.source)):
            return False
        if not reading.claims:
            return False
        content = self.words.of(saying.content)
        if _wants_no_name(content) or _says_nothing(content):
            return False
        if reading.lemma in ESTIMATING and any(token.pos_ == "NUM" for token in content):
            return True
        if reading.lemma in slots.ACCUSING and any(slots.is_accused_of(token) for token in content):
            return True
        behind = "on" if reading.lemma == "blame" else "to"
        if reading.lemma in cues.BLAMING and any(token.lower_ == behind for token in content[1:]):
            return True
        head = self.words.head(content)
        if head is not None and is_predicate(head):
            return True
        verbs = any(token.pos_ == "VERB" for token in content)
        if content and content[0].lower_ in {"no", "that"} and len(content) > 3:
            return verbs or reading.lemma not in FINDING
        if verbs and self._tacked_on(saying):
            return True
        if not saying.source and len(saying.content) > 1:
            return True
        if reading.lemma == "refute":
            return False
        if any(self.words.quoted(token.idx) for token in content):
            return len(content) > 2
        if self._about_something(saying, reading):
            return True
        strong = reading.stance in {"denies", "confirms", "doubts"}
        if len(content) == 1 and content[0].lower_ in MENTIONING:
            return strong or content[0].lower_ == "so"
        if reading.stance == "demands" or not saying.source:
            return verbs
        return strong and any(token.pos_ == "NOUN" for token in content)

    def _about_something(self, saying: Saying, reading: stance.CueReading) -> bool:
        """Whether a voice speaks of a matter in a document of its own ("writes about it in its plan")."""
        cue = self.words.of(saying.cue)
        about = reading.lemma in cues.TOPIC and cue[-1].lower_ in {"about", "of", "on"}
        return about and any(True for _ in self._documents(replace(saying, content=())))

    def _tacked_on(self, saying: Saying) -> bool:
        """Whether the speaker only follows the content, behind a comma: then it is a sentence of its own."""
        follows = min(span.start for span in (*saying.source, *saying.cue))
        gap = self.words.text[saying.content[-1].end : follows]
        return follows >= saying.content[-1].end and gap.strip() in {",", ",”", ',"', "”", '"', "’", "”,"}

    def _propositions(self, saying: Saying, index: int) -> Iterator[tuple[Span, ...]]:
        """The pieces of a content, sentence by sentence, without what another voice inside it says."""
        antecedent = self._antecedent(saying)
        if antecedent:
            yield antecedent
            return
        nested = [self.sayings[i] for i in self.inside.get(index, ()) if not self._unsaid(i, index)]
        groups: dict[tuple[int, int], list[Span]] = {}
        for span in saying.content:
            for piece in self._by_sentence(span):
                for part, half in enumerate(self._halves(piece)):
                    trimmed = self._without_mark(self.words.trim(half.start, half.end))
                    if self.words.between(trimmed.start, trimmed.end):
                        number = self.words.sentence_number(trimmed.start)
                        groups.setdefault((number, part), []).append(trimmed)
        for pieces in groups.values():
            tokens = self.words.of(pieces)
            inner = [s for s in nested if any(s.cue[0].within(piece) for piece in pieces)]
            inner = [s for s in inner if self._is_told(s)]
            covered = [span for s in inner for span in (*s.source, *s.cue, *s.content)]
            left = [t for t in tokens if not any(span.start <= t.idx < span.end for span in covered)]
            if (
                inner
                and sum(t.pos_ not in {"PUNCT", "SCONJ", "DET", "AUX", "PRON", "ADP"} for t in left) <= 3
            ):
                continue
            if len(groups) > 1 and not any(is_predicate(t) for t in tokens):
                continue
            yield tuple(pieces)

    def _is_told(self, saying: Saying) -> bool:
        """Whether somebody says something, and does not do it in saying so ("had agreed to sell a stake")."""
        content = self.words.of(saying.content)
        if not content or any(t.tag_ in FINITE for t in content):
            return True
        reading = self._read(saying)
        thing = reading.lemma in FINDING and not any(is_predicate(t) for t in content)
        return not thing and (content[0].tag_ != "TO" or reading.stance != "asserts")

    def _antecedent(self, saying: Saying) -> tuple[Span, ...]:
        """What "this" stands for in "the company denies this": the content claimed just before."""
        content = self.words.of(saying.content)
        if len(content) > 2 and self._read(saying).stance == "denies":  # "dismissed that as a fairy tale"
            at = next((i for i, t in enumerate(content[:3]) if t.lower_ == "as"), len(content))
            content = content[:at]
        if len(content) == 2 and content[0].lower_ in {"the", "this", "that"}:
            return self._accusation(content[1], saying)
        if len(content) != 1 or content[0].lower_ not in MENTIONING or not self.claimed:
            return ()
        last = self.claimed[-1]
        for whole in self.claimed[-3:-1]:  # what somebody said of what another did, not that alone
            if whole.start <= last.start and last.end <= whole.end:
                last = whole
        near = self.words.sentence_number(saying.cue[0].start) - self.words.sentence_number(last.start) <= 1
        return last.spans if near else ()

    def _accusation(self, noun: Token, saying: Saying) -> tuple[Span, ...]:
        """What "the accusation" stands for: what somebody was accused of before; "this account": the last."""
        here = self.words.sentence_number(saying.cue[0].start)
        if noun.lemma_.lower() in {"account", "claim", "statement", "version"}:
            before = [c for c in self.claimed if here - self.words.sentence_number(c.start) == 1]
            return before[0].spans if len(before) == 1 else ()
        if noun.lemma_.lower() not in {"accusation", "allegation", "charge", "criticism"}:
            return ()
        for claim in reversed(self.claimed):
            if here - self.words.sentence_number(claim.start) > FAR:
                break
            if claim.cue is not None and claim.cue.text.lower().startswith(
                ("accus", "alleg", "blam", "charg", "critici")
            ):
                return claim.spans
        return ()

    def _by_sentence(self, span: Span) -> Iterator[Span]:
        first, last = (
            self.words.sentence_number(span.start),
            self.words.sentence_number(max(span.end - 1, span.start)),
        )
        for sentence in self.words.sentences[first : last + 1]:
            start, end = max(span.start, sentence.start), min(span.end, sentence.end)
            if start < end:
                yield Span(start, end)

    def _halves(self, content: Span) -> list[Span]:
        """Of "that P and that Q", P and Q: each is put forward for itself."""
        tokens = self.words.between(content.start, content.end)
        cuts = [content.start]
        for before, that in pairwise(tokens):
            if that.lower_ != "that" or that.tag_ != "IN" or before.lower_ not in {"and", "but"}:
                continue
            sides = self.words.between(cuts[-1], before.idx), self.words.between(that.idx, content.end)
            if all(any(is_predicate(t) for t in side) for side in sides):
                cuts.append(before.idx)
        return [Span(start, end) for start, end in pairwise([*cuts, content.end])]

    def _without_mark(self, span: Span) -> Span:
        """Without the conjunction that only joins the content to its cue."""
        tokens = self.words.between(span.start, span.end)
        joined = len(tokens) > 2 and tokens[0].pos_ == "CCONJ" and tokens[1].lower_ == "that"
        tokens = tokens[1:] if joined else tokens
        while len(tokens) > 1 and tokens[0].lower_ == "that" and tokens[0].tag_ in {"IN", "WDT"}:
            tokens = tokens[1:]
        while len(tokens) > 1 and tokens[-1].pos_ in {"CCONJ", "PUNCT"} and tokens[-1].text not in QUOTES:
            if tokens[-1].text == ")" and any(t.text == "(" for t in tokens):
                break
            tokens = tokens[:-1]
        return Span(tokens[0].idx, min(span.end, tokens[-1].idx + len(tokens[-1]))) if tokens else span

    def own(self) -> Iterator[Claim]:
        """The claims in the report's own voice: clauses that nobody else is made to answer for."""
        for thing, deed, verb in designs(self.words):
            if verb.i not in self.content_words and not self.words.quoted(deed.start):
                yield self._claim((thing, deed), None, None, [Voice("report")], predicate=verb)
        for sentence in self.words.sentences:
            for clause in top_clauses(sentence, self.words):
                if (piece := self._own_clause(clause)) is not None:
                    yield self._claim((piece,), None, None, [Voice("report")])

    def _own_clause(self, clause: Span) -> Span | None:
        tokens = [t for t in self.words.between(clause.start, clause.end) if t.pos_ not in {"PUNCT", "SYM"}]
        head = self.words.head(tokens)
        if head is None or len(tokens) < 3 or not _asserts_something(head, tokens):
            return None
        if head.i in self.cue_words or head.i in self.content_words:
            return None
        if (
            head.lemma_.lower() in PASSING_ON
            and is_passive(head)
            and any(t.i in self.cue_words for t in tokens)
        ):
            return None  # "the bishop was quoted as saying that P"
        if sum(t.i in self.spoken for t in tokens) > 0.6 * len(tokens):
            return None
        if self.words.quoted(tokens[0].idx) and self.words.quoted(tokens[-1].idx):
            return None
        stated = self.words.trim(clause.start, clause.end)
        return stated if stated.start < stated.end else None

    def _claim(
        self,
        spans: tuple[Span, ...],
        saying: Saying | None,
        reading: stance.CueReading | None,
        voices: Sequence[Voice],
        *,
        predicate: Token | None = None,
    ) -> Claim:
        """`predicate` is given where it lies ahead: what is only planned to be done."""
        words, doc = self.words, self.doc
        tokens = words.of(spans)
        decided: Stance | None = saying.stance if saying is not None else "predicts" if predicate else None
        blames = reading is not None and reading.lemma in slots.ACCUSING
        accused = next((t for t in tokens if slots.is_accused_of(t)), None) if blames else None
        predicate = predicate or accused or slots.find_predicate(tokens, words)
        bounds = Span(spans[0].start, spans[-1].end)
        how = stance.read_content(
            words.of(saying.cue) if saying is not None else (),
            reading,
            predicate,
            tokens,
            decided=decided,
            question="?" in words.text[bounds.start : bounds.end + 1],
            due=any(d.role == "due" and bounds.start <= d.start < bounds.end for d in doc.dates),
        )
        cue = None
        if saying is not None and saying.cue:
            begin, end = saying.cue[0].start, saying.cue[0].end
            cue = Cue(begin, end, words.text[begin:end])
        voice = voices[0]
        return Claim(
            id=claim_id(doc.report.id, spans, voice, cue),
            report=doc.report.id,
            start=bounds.start,
            end=bounds.end,
            text=words.text[bounds.start : bounds.end],
            spans=spans,
            content=" … ".join(words.text[span.start : span.end] for span in spans),
            voice=voice,
            cue=cue,
            chain=build_chain(voices, doc.report.publisher),
            stance=how.stance,
            negated=how.negated,
            certainty=how.certainty,
            predicate=slots.predicate_record(predicate),
            hypothetical=how.hypothetical,
            when=slots.find_when(doc.dates, spans, predicate, words),
            where=slots.find_where(doc.places, spans, predicate, words),
            amounts=slots.find_amounts(doc.amounts, spans),
            participants=slots.find_participants(predicate, spans, self.referents),
            clauses=slots.find_clauses(predicate, spans, self.referents),
            said=slots.find_said(doc.dates, saying.content, saying.cue[0], words) if saying else None,
        )


def _wants_no_name(content: Sequence[Token]) -> bool:
    """Whether a voice only asks for something for itself: "asked not to be named"."""
    plain = [t.lower_ for t in content[:3]]
    return plain == ["not", "to", "be"] and any(t.lemma_.lower() in NAMING for t in content[3:6])


def _says_nothing(content: Sequence[Token]) -> bool:
    """Whether a voice says that it says nothing: "he had no comment"."""
    return len(content) < 8 and any(a.lower_ == "no" and b.lower_ == "comment" for a, b in pairwise(content))


def _asserts_something(head: Token, tokens: Sequence[Token]) -> bool:
    """Whether a clause states or asks something: it has a predicate with a subject, and is no order."""
    here = {token.i for token in tokens}
    linked = [head, *children(head, "conj")]
    if is_predicate(head) and any(
        c.dep_ in SUBJECTS and c.i in here for verb in linked for c in verb.children
    ):
        return True
    # where the tree goes wrong, a finite verb behind something nominal still makes a clause
    finite = next((i for i, t in enumerate(tokens) if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}), 0)
    return any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in tokens[:finite])
