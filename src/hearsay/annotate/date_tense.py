"""Which way the verbs around an expression of time point: "will close on Friday", "closed on Friday".

In: a text, a sentence, where the expression stands. Out: a `Direction`. Never here: tags and trees, so that a
bare text can be read.
"""

import re
from typing import Literal

from hearsay.records import Span

Direction = Literal["past", "future"]

# How far before and after an expression its verb is looked for, in characters.
BEFORE, AFTER = 160, 60

_IRREGULAR = (
    "was|were|had|did|went|came|took|fell|gave|began|made|found|left|got|saw|broke|brought|built|bought|caught"
    "|drew|drove|fought|flew|grew|held|kept|knew|laid|led|lost|met|paid|ran|rose|sat|sank|sent|shot|sold|spent"
    "|spoke|stood|stole|struck|swept|swore|taught|thought|threw|woke|won|wore|wrote|became|began|fled|hung|rang"
    "|sought|slept|stuck|tore|withdrew|overthrew|blew|felt|heard|died|born"
)
_TENSE = re.compile(
    r"\b(?:(?P<due>had\s+been\s+(?:due|scheduled|expected|planned|slated|set)\b)"
    r"|(?P<future>(?:will|would|shall|may|might|must|should|cannot)(?!\s+have\b)(?:(?:\s+\w+)?\s+be\s+\w+)?|won['’]t|wouldn['’]t|going\s+to(?:\s+be\s+\w+)?"
    r"|(?:is|are|was|were)\s+(?:to|due)\b|due|(?:scheduled|expected|planned|slated|set|agreed|ordered|asked|forced|urged)"
    r"\s+(?:to|for)\b|expects?|expected|plans?\s+to|hopes?|intends?|promise[sd]?|pledge[sd]?|vow(?:s|ed)|scheduled"
    r"|upcoming|effective|(?:asked|called\s+(?:up)?on|instructed|invited|ordered|told|urged)\s+(?:[\w’'-]+\s+){1,4}?to\b"
    r"|(?:postponed|delayed|extended|adjourned|deferred|suspended)\s+(?:until|till|to)\b|(?:give[ns]?|gave)\s+(?:\w+\s+){1,5}until|begins|starts|opens|resumes|expires|takes\s+effect|kicks\s+off|arrives"
    r"|meets|votes)"
    r"|(?P<aim>to\s+(?:be\s+)?(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b)[a-z]+)"
    rf"|(?P<past>{_IRREGULAR}|said|told|has|have|(?!un\w+ed\b|need\b|indeed\b|hundred\b|exceed\b|proceed\b|succeed\b|speed\b|feed\b|seed\b)"
    r"[a-z]{2,}ed))\b"
)
# An expression that opens its clause belongs to the verb behind it.
_OPENS = re.compile(
    r"(?:^|[,;:“\"(]|\b(?:[Tt]hat|[Bb]ut|[Aa]nd|[Aa]lso|[Ww]hile|[Bb]ecause|[Ii]f|[Ww]hen|[Aa]s))\s*"
    r"(?:(?:[Oo]n|[Ii]n|[Bb]y|[Uu]ntil|[Ll]ate|[Ee]arly)\s+)*$"
)


def direction(text: str, sentence: Span, start: int, end: int, *, aims: bool) -> Direction | None:
    """The tense that governs `text[start:end]`: of the nearest verb before it, else of the one after it.

    With `aims`, an infinitive points to the future ("ordered them to leave by Monday").
    """
    lead = max(sentence.start, start - BEFORE)
    marks = [
        (match.start(), match.lastgroup)
        for match in _TENSE.finditer(text, lead, min(sentence.end, end + AFTER))
        if aims or match.lastgroup != "aim"
    ]
    before = [kind for place, kind in marks if place < start]
    after = [kind for place, kind in marks if place >= end]
    if after and _OPENS.search(text, max(sentence.start, start - 24), start):
        kind = after[0]
    elif before or after:
        kind = before[-1] if before else after[0]
    else:
        return None
    return "future" if kind in ("future", "aim") else "past"
