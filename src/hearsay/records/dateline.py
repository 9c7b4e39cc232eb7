"""The line in which a report says where and when it was filed ("HALDORF, 4 March 2021 (XYZ) - ").

In: a text. Out: where its datelines stand. They are part of the text and of no sentence, which every stage
that looks at sentences has to know.
"""

import re

from hearsay.records.values import Span

_DATELINE = re.compile(
    r"(?m)^(?:[A-Z]{2,6} / )?"
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}(?:, ?[^\n()—–]{1,40})?(?: ?\([^)\n]{1,40}\))?"
    r"|[A-ZÀ-Þ][\w'’. -]{1,30}, ?[^\n()—–]{1,40} ?\([^)\n]{1,40}\))"
    r"\s?(?:--|[-—–]) "
)


def datelines(text: str) -> list[Span]:
    """The datelines of a text, each with the dash and blank that close it."""
    return [Span(*match.span()) for match in _DATELINE.finditer(text)]
