"""How one report stands to a claim, statement by statement.

In: a claim, a report and the claims that the ledger has of it. Out: `Finding`s, one for each voice and side.
Never here: another report, or a support on a likelihood alone: every word of the claim must be borne out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hearsay.check import cues
from hearsay.check.differences import Alignment, Difference, align
from hearsay.check.features import NEAR, Compared, compare, read, report_features, sentence_features
from hearsay.check.findings import Finding, Verdict
from hearsay.check.model import StanceModel
from hearsay.check.words import (
    Sentence,
    clauses,
    is_figure,
    read_sentence,
    read_sentences,
    source_first,
    stem,
    without_contrast,
)
from hearsay.records import Claim, Participant, Report

# A report is about the claim if the network thinks so, or if one statement has this much of it.
SPEAKS_OF_IT = 0.5
# What leaves a claim open stands before its last word or so close behind it ("…, it is claimed").
AFTER = 3
# The network was trained on other text: it can only veto what the words bear out, and only when it is sure.
VETO = 0.1
REBUTTAL = 0.6
# "His" and "their" stand for an owner, who is not the one that the words are about.
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "them", "who"})
_OPEN_STANCES = frozenset({"asks", "doubts", "demands", "predicts"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What one voice says in a report, as words, and what the ledger knows of it."""

    said: Sentence
    claim: Claim | None
    known: frozenset[str]

    @property
    def denied(self) -> bool:
        """Whether the voice says that it is not so."""
        return self.claim is not None and self.claim.stance == "denies"


def judge(text: str, report: Report, claims: Sequence[Claim], model: StanceModel) -> list[Finding]:
    """Where the report stands; nothing if it does not speak of the claim."""
    claim = read_sentence(_plain(text), model.weights)
    sentences = read_sentences(report.text, model.weights)
    outlook = model.outlook(report_features(claim, read(sentences)))
    found: dict[tuple[Verdict, str | None], Finding] = {}
    for statement in _statements(claim, claims, sentences, model):
        finding = compare_statement(claim, statement, report, model)
        if finding is None or (
            finding.verdict == "discusses" and not _speaks_of_it(finding, outlook["unrelated"])
        ):
            continue
        if finding.verdict == "supports" and finding.voice is None and outlook["disagree"] >= REBUTTAL:
            finding = _refuted(finding)
        side = finding.verdict, finding.voice
        if side not in found or _rank(finding) > _rank(found[side]):
            found[side] = finding
    return _told_apart(sorted(found.values(), key=lambda f: (f.start, f.end, f.verdict)))


def _speaks_of_it(finding: Finding, unrelated: float) -> bool:
    return finding.verdict != "discusses" or unrelated < 0.5 or finding.covered >= SPEAKS_OF_IT


def _told_apart(findings: list[Finding]) -> list[Finding]:
    """Who supports or denies is not listed again for discussing."""
    taking_sides = [finding for finding in findings if finding.verdict != "discusses"]
    discussing = [finding for finding in findings if finding.verdict == "discusses"]
    return taking_sides or sorted(discussing, key=_rank, reverse=True)[:1]


def _rank(finding: Finding) -> tuple[float, float, int]:
    return finding.covered, finding.likelihood, -finding.start


def _statements(
    claim: Sentence, claims: Sequence[Claim], sentences: Sequence[Sentence], model: StanceModel
) -> Iterator[Statement]:
    """The sentences; of one on somebody's word only what is said, unless the claim names a voice too."""
    names_voice = bool(cues.ATTRIBUTES.places(claim.words))
    for sentence in (clause for whole in sentences for clause in clauses(whole, model.weights)):
        inside = [made for made in claims if sentence.start <= made.start < sentence.end]
        on_word = [made for made in inside if made.voice.kind != "report" or made.cue is not None]
        if on_word and not (names_voice or _retells(claim, on_word)):
            for made in inside:
                said = read_sentence(without_contrast(made.content), model.weights, start=made.start)
                if said.words:
                    yield Statement(said, made, known_of(made))
            continue
        told = read_sentence(_plain(sentence.text), model.weights, start=sentence.start)
        made_here = min(on_word or inside, key=lambda c: (c.end - c.start, c.id), default=None)
        known = known_of(made_here) | _voice_words(made_here) if made_here else frozenset[str]()
        yield Statement(replace(told, end=sentence.end), made_here, known)


def _retells(claim: Sentence, made: Sequence[Claim]) -> bool:
    """Whether the claim is about the saying itself ("the court ruled that …")."""
    cue_words = {stem(w) for c in made if c.cue for w in c.cue.text.lower().split()} - cues.FUNCTION
    return bool(cue_words & set(claim.stems))


def _plain(text: str) -> str:
    return source_first(without_contrast(text))


def known_of(made: Claim) -> frozenset[str]:
    """What the ledger knows of a claim besides its words: whom "he" means, where and when it happened."""
    names = [p.name for p in made.participants if p.refers and _words_at(made, p) in _PRONOUNS]
    names += [made.where.name] if made.where else []
    words = {stem(word.lower()) for name in names for word in name.split()}
    dates = set(made.when.edtf.split("-")[:1]) if made.when and made.when.edtf else set()
    return frozenset(words | dates)


def _words_at(made: Claim, participant: Participant) -> str:
    return made.text[participant.start - made.start : participant.end - made.start].lower()


def _voice_words(made: Claim) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in (made.voice.name or "").split())


def compare_statement(
    claim: Sentence, statement: Statement, report: Report, model: StanceModel
) -> Finding | None:
    """How one statement stands to a claim; None where it does not speak of it."""
    aligned = align(claim, statement.said)
    covered = _covered(claim, aligned)
    if covered < NEAR:
        return None
    compared = compare(claim, statement.said, aligned)
    differing = _differences(compared, statement)
    lacking = _lacking(claim, compared, statement.known)
    likelihood = model.bears_out(sentence_features(claim, compared))
    verdict, reason = _verdict(claim, compared, statement, differing, lacking)
    if verdict == "supports" and likelihood < VETO:
        verdict, reason = "discusses", "it is worded too differently"
    made = statement.claim
    start, end = (made.start, made.end) if made else (statement.said.start, statement.said.end)
    return Finding(
        report=report.id,
        verdict=verdict,
        start=start,
        end=end,
        text=report.text[start:end],
        claim=made.id if made else None,
        voice=made.voice.name if made and made.voice.kind != "report" else None,
        origin=(made.origin if made else None) or report.origin,
        differences=differing,
        reason=reason,
        covered=round(covered, 3),
        likelihood=round(likelihood, 3),
    )


def _verdict(
    claim: Sentence,
    compared: Compared,
    statement: Statement,
    differing: Sequence[Difference],
    lacking: Sequence[str],
) -> tuple[Verdict, str | None]:
    excluding = [d for d in differing if d.excludes]
    against = {d.claimed for d in excluding if d.kind == "opposite"}
    unsaid = [word for word in lacking if word not in against]
    left_open = _left_open(claim, compared, statement)
    if left_open:
        return "discusses", left_open
    if excluding and not unsaid:
        return "denies", None
    if excluding or differing:
        return "discusses", "it differs: " + ", ".join(
            f"{d.claimed} / {d.said or 'nothing'}" for d in differing
        )
    if unsaid:
        return "discusses", f"it does not say: {', '.join(unsaid)}"
    return "supports", None


def _differences(compared: Compared, statement: Statement) -> tuple[Difference, ...]:
    """With what the ledger knows: who denies turns the words round, and a pronoun stands for a name."""
    found = [d for d in compared.differences if d.said is not None or stem(d.claimed) not in statement.known]
    found = [d for d in found if not (d.kind in {"name", "date"} and stem(d.claimed) in statement.known)]
    if statement.denied:
        turned = [d for d in found if d.kind != "negation"]
        if len(turned) == len(found) and not _says_so_itself(statement):
            cue = statement.claim.cue.text if statement.claim and statement.claim.cue else "denied"
            turned.append(Difference("negation", "no negation", cue, excludes=True))
        found = turned if not _says_so_itself(statement) else found
    return tuple(found)


def _says_so_itself(statement: Statement) -> bool:
    """Whether the words that deny are among those compared, and so counted already."""
    cue = statement.claim.cue if statement.claim else None
    return cue is not None and statement.said.start <= cue.start and cue.end <= statement.said.end


def _covered(claim: Sentence, aligned: Alignment) -> float:
    """The share of a claim that is said, by weight; figures, which are compared by value, are left out."""
    words = {i: w for i, w in enumerate(claim.weights) if not is_figure(claim.words[i])}
    total = sum(words.values())
    return sum(words.get(here, 0.0) for here, _ in aligned.pairs) / total if total else 0.0


def _lacking(claim: Sentence, compared: Compared, known: frozenset[str]) -> list[str]:
    """The words of the claim that are neither said, nor said in another word, nor known of the statement."""
    shared = {here for here, _ in compared.aligned.pairs}
    said = set(compared.sentence.words)
    attributed = bool(cues.ATTRIBUTES.places(compared.sentence.words))
    negating = set(cues.negations(claim.words))
    found = []
    for here, word in enumerate(claim.words):
        if (
            here in shared
            or here in negating
            or word in cues.FUNCTION
            or is_figure(word)
            or word[0].isdigit()
        ):
            continue
        if claim.stems[here] in known or cues.ALIKE.get(word, frozenset()) & said:
            continue
        if attributed and word in cues.ATTRIBUTES.words:
            continue
        found.append(word)
    return found


def _left_open(claim: Sentence, compared: Compared, statement: Statement) -> str | None:
    """Why a statement does not say that it is so, where the claim says that it is."""
    made = statement.claim
    if made is not None and made.stance in _OPEN_STANCES and not cues.LEAVES_OPEN.places(claim.words):
        return f"the voice only {made.stance}"
    if made is not None and made.hypothetical:
        return "it is only supposed"
    if statement.said.text.rstrip().endswith("?"):
        return "it is a question"
    if "will" in claim.words and not cues.LEAVES_OPEN.places(statement.said.words):
        return "it does not speak of what will be"
    until = compared.aligned.window[1] + AFTER
    for kind in (cues.HEDGES, cues.LEAVES_OPEN):
        words = [statement.said.words[i] for i in kind.places(statement.said.words) if i < until]
        if words and not kind.places(claim.words):
            return f"it is left open: {words[0]}"
    if made is not None and made.certainty == "possible" and not cues.HEDGES.places(claim.words):
        return "it is said to be possible only"
    return None


def _refuted(finding: Finding) -> Finding:
    return replace(finding, verdict="discusses", reason="the report as a whole speaks against it")
