"""The inventory of cues, read from `cues.toml` beside this file: what each table holds is said there.

In: nothing. Out: sets of lemmas. A lemma that stands in no table of stances does not attribute a claim.
"""

import tomllib
from importlib.resources import files

from hearsay.records import Stance

_TABLES = {
    table: frozenset(words.split())
    for table, words in tomllib.loads(
        files("hearsay.claims").joinpath("cues.toml").read_text("utf-8")
    ).items()
}

CONFIRM = _TABLES["confirm"]
DENY = _TABLES["deny"]
DOUBT = _TABLES["doubt"]
PREDICT = _TABLES["predict"]
DEMAND = _TABLES["demand"]
ORDER = _TABLES["order"]
PROMISE = _TABLES["promise"]
ASK = _TABLES["ask"]
SAY = _TABLES["say"]
UNCERTAIN = _TABLES["uncertain"]
PASSIVE_VIEW = _TABLES["passive_view"]
NO_CONTENT = _TABLES["no_content"]
REFUTING = _TABLES["refuting"]
CLAIM_NOUNS = _TABLES["claim_nouns"]
DOCUMENTS = _TABLES["documents"]
POSSIBLE = _TABLES["possible"]
PROBABLE = _TABLES["probable"]
PEOPLE = _TABLES["people"]
BODIES = _TABLES["bodies"]
TITLES = _TABLES["titles"]

STANCES: tuple[tuple[frozenset[str], Stance], ...] = (
    (DENY, "denies"),
    (CONFIRM, "confirms"),
    (DOUBT, "doubts"),
    (PREDICT, "predicts"),
    (DEMAND, "demands"),
    (ASK, "asks"),
    (SAY, "asserts"),
)
"""The tables of stances in the order in which they are asked."""
