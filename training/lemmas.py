"""Lemmas: a table of the forms that the treebanks have, and rules for the ones they lack.

In: the treebanks. Out: spaCy's rule lemmatizer with tables. Never here: a list of another project.
"""

from collections import Counter, defaultdict
from pathlib import Path

from spacy.language import Language
from spacy.lookups import Lookups

from data_sets import rows
from hearsay.annotate.lemmas import FACTORY

INFLECTED = ("NOUN", "VERB", "ADJ", "ADV", "AUX", "PRON", "DET")
RULED = ("NOUN", "VERB", "ADJ", "ADV")


def add_lemmatizer(nlp: Language, bench: Path) -> None:
    """Adds the component, its tables learned from the train parts."""
    seen: dict[str, dict[str, Counter[str]]] = {pos: defaultdict(Counter) for pos in INFLECTED}
    for name in ("gum", "ud-ewt"):
        for row in rows(bench, name, part="train"):
            for (start, end), lemma, pos in zip(row["tokens"], row["lemma"], row["upos"], strict=True):
                form = row["text"][start:end].lower().replace("’", "'")
                if pos in seen and form[-1:].isalpha() and lemma != "_":
                    seen[pos][form][lemma.lower()] += 1
    exceptions, index, rules = {}, {}, {}
    for pos, forms in seen.items():
        usual = {form: lemmas.most_common(1)[0][0] for form, lemmas in forms.items()}
        exceptions[pos.lower()] = {form: [lemma] for form, lemma in sorted(usual.items())}
        for form in [f for f in usual if "'" in f]:
            exceptions[pos.lower()][form.replace("'", "’")] = [usual[form]]
        index[pos.lower()] = sorted(set(usual.values()))
        rules[pos.lower()] = _rules(usual) if pos in RULED else []
    tables = Lookups()
    tables.add_table("lemma_exc", exceptions)
    tables.add_table("lemma_index", index)
    tables.add_table("lemma_rules", rules)
    pipe = nlp.add_pipe(FACTORY, name="lemmatizer")
    pipe.initialize(lookups=tables)  # type: ignore[attr-defined]


def _rules(usual: dict[str, str], least: int = 8) -> list[list[str]]:
    """Endings and what replaces them ("ies" → "y"), the longest ending first, then the most frequent."""
    counts: Counter[tuple[str, str]] = Counter()
    for form, lemma in usual.items():
        same = next(
            (i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b),
            min(len(form), len(lemma)),
        )
        if form != lemma and same >= 2:
            counts[form[same:], lemma[same:]] += 1
            counts[form[same - 1 :], lemma[same - 1 :]] += 1
    kept = [(pair, n) for pair, n in counts.items() if n >= least and len(pair[0]) <= 5]
    kept.sort(key=lambda item: (-len(item[0][0]), -item[1], item[0]))
    return [[old, new] for (old, new), _ in kept]
