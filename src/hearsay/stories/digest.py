"""The digest of a report from which stories are told apart.

In: a report and its dates. Out: its most telling words and its days. Never here: other reports.
"""

import math
from collections import defaultdict

from hearsay.records import AnnotatedReport, StoryDigest
from hearsay.stories.words import weight, words

# Tuned with `measurements/stories.py` on incidents of local news (GVA, dev): from 40 terms up and for any
# factors from 1.5 to 3 the figures stay within 0.01.
TERMS = 80
LEAD, BODY = 600, 4000  # characters that are read as the lead, and at all
IN_TITLE, IN_LEAD, IN_BODY = 3.0, 2.0, 1.0
AS_NAME = 2.0
DATES = 12


def story_digest(doc: AnnotatedReport) -> StoryDigest:
    """What the report is about: its most telling words, its day, and the first days that its text names."""
    report = doc.report
    counts: dict[str, float] = defaultdict(float)
    lead, body = report.text[:LEAD], report.text[LEAD:BODY]
    for text, factor in ((report.title or "", IN_TITLE), (lead, IN_LEAD), (body, IN_BODY)):
        for word, is_name in words(text):
            counts[word] += factor * (AS_NAME if is_name else 1.0)
    telling = {word: (1 + math.log(count)) * weight(word) for word, count in counts.items()}
    best = sorted(telling, key=lambda word: (-telling[word], word))[:TERMS]
    length = math.sqrt(sum(telling[word] ** 2 for word in best)) or 1.0
    return StoryDigest(
        report=report.id,
        title=report.title,
        published=report.published,
        happened=tuple(dict.fromkeys(when.edtf for when in doc.dates if when.edtf))[:DATES],
        terms=tuple(best),
        weights=tuple(round(telling[word] / length, 4) for word in best),
    )
