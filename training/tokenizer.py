"""How a text is cut into words: as the treebanks cut it, so that trees hang from the right words.

In: nothing. Out: a tokenizer, which is shipped with the pipeline as data. Never here: what a word is.

It starts from spaCy's rules for English. What differs was read off the train parts of the treebanks; cases,
each a text with its words, stand in `tests/annotate/words.toml`.
"""

import re
from collections.abc import Iterable

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from hearsay.annotate.model import TITLES

PREFIXES = (
    "anti bi co counter cross de e ex extra hyper inter intra macro mega micro mid mini mis multi non "
    "over post pre pro pseudo re semi sub super trans tri ultra un under uni"
).split()
"""Parts of words that a hyphen does not make words of their own."""

UNITS = "am pm AM PM a.m. p.m. k K m M mm bn B ft kg lb lbs oz mb MB kb KB GB mph hr hrs min mins".split()
"""What is written close behind a number and is another word."""

ABBREVIATIONS = ("al.", "vol.", "Vol.", "ed.", "eds.", "Ft.", "Mlle.", "Nos.", "pp.", "b/c", "B/c", "w/o")
RUNS = r"[!?]{2,} \${2,} \*{2,} ={2,} _{2,} <{2,} >{2,} \#{2,} ~{2,} -{2,}".split()
"""Marks that are one word however often they are repeated."""

_NO_PREFIX = "".join(rf"(?<!\b(?i:{prefix})-)" for prefix in PREFIXES)
_WORD = rf"{ALPHA}0-9"
BETWEEN = (  # each begins with the mark itself, which is looked for faster than what stands around it
    rf"[-‐‑](?<=[{ALPHA}].)(?=[{ALPHA}]){_NO_PREFIX}",  # "river-side", not "non-profit"
    rf"-(?<=[{ALPHA}].)(?=[0-9])",  # "F-102"
    rf"-(?<=[0-9].)(?=[{ALPHA}$€£])",  # "4-for-5"
    rf"[–—](?<=[{_WORD}.,].)(?=[{_WORD}$€£“\"])",  # "837–908"
    r",(?<=[0-9].)(?=[0-9]{1,2}(?![0-9]))",  # "[1,2]", not "1,200"
    rf"[?!;(\[](?<=[{ALPHA}].)(?=[{_WORD}])",  # "lens?or"
    rf":(?<=[{ALPHA}].)(?=[0-9])",
    rf"""[)\]"“”](?<=[{_WORD}].)(?=[{_WORD}–—])""",
    rf"""["“”](?<=[.,!?–—].)(?=[{_WORD}])""",
    rf"~(?<=[{ALPHA}].)(?=[{ALPHA}])",
    r"[)\]](?=[(\[])",  # "(See a.pdf)(See b.pdf)"
    r"(?:am|pm|AM|PM)(?<=[0-9]..)(?=[-–][0-9])",  # "2pm-5pm"
    rf"[(\[](?<=[)\]–—].)(?=[{_WORD}])",
    r"[–—-](?<=[)\]].)(?=[(\[])",  # "[1]–[11]"
    r"-{2,}(?<=[^-\s]--)(?=[^-\s])",
)
JOINED = (
    r"[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}",  # a telephone number
    r"[0-9]{3}-[0-9]{4}",
    r"[0-9]-[0-9]{4}",  # the same within a house
    r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}",  # a date
    r"['’][0-9]{2}s?",  # "'71"
    rf"\#[{ALPHA}_][{_WORD}_]*",
    *RUNS,
)
"""What stays one word whatever other rules say."""


def word_tokenizer() -> Language:
    """A pipeline that does nothing but cut words."""
    nlp = spacy.blank("en")
    usual = nlp.Defaults
    infixes = [rule for rule in usual.infixes or () if "(?:-|–|—|--|---|——|~)" not in rule]
    units = "|".join(re.escape(unit) for unit in UNITS)
    prefixes = [
        rule + r"(?![0-9]{2}s?\b)" if rule in (r"\'", "’") else rule
        for rule in usual.prefixes or ()
        if rule != "#"
    ]
    before = [*RUNS, r"\#(?![^\W\d])", r"-(?=[^\W\d])", r"@(?=\d)", *prefixes]
    behind = [
        *RUNS,
        r"[.][!?]+",
        rf"(?<=[0-9])(?:{units})",
        rf"[`´][sS](?<=[{ALPHA}]..)",  # another mark for the apostrophe
        rf"[-–](?<=[{ALPHA}]{{4}}.)",  # "Otherwise- no", while "I kn- I" is a word broken off
        *(usual.suffixes or ()),
    ]
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules=_rules(usual.tokenizer_exceptions or {}),
        prefix_search=compile_prefix_regex(before).search,
        suffix_search=compile_suffix_regex(behind).search,
        infix_finditer=compile_infix_regex([*infixes, *BETWEEN]).finditer,
        token_match=_any(JOINED),
        url_match=usual.url_match,
    )
    return nlp


def _rules(usual: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    """Words that are cut in their own way, titles and abbreviations that keep their full stop."""
    orth = spacy.attrs.ORTH
    rules = {word: parts for word, parts in usual.items() if word not in ("and/or", "):", ")-:")}
    for word, parts in list(rules.items()):
        if word.endswith(("n't", "n’t")):
            rules.setdefault(word.upper(), [{orth: part[orth].upper()} for part in parts])
    titles = [spelt for title in sorted(TITLES) for spelt in (title.capitalize(), title.upper())]
    for word in (*ABBREVIATIONS, *titles):
        rules[word] = [{orth: word}]
    for first, second in (("wan", "na"), ("lot", "ta"), ("out", "ta"), ("a", "lot")):
        for spelt in (first, first.capitalize()):
            rules[spelt + second] = [{orth: spelt}, {orth: second}]
    return rules


def _any(patterns: Iterable[str]) -> object:
    return re.compile("|".join(rf"(?:{pattern})$" for pattern in patterns)).match
