"""The same claim travelling through reports: first seen where, passed on by whom, changed in which words.

In: the claims of a story, its reports and origins. Out: `Echo`es. Never here: whether the claim is true, or a
change that the two wordings do not show.
"""

from hearsay.echoes.travel import find_echoes

__all__ = ["find_echoes"]
