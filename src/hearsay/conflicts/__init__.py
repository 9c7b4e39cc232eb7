"""Where accounts of one happening cannot all be true, and what is said to come.

In: the claims of one story, the reports and the origins. Out: events, `Conflict`s, `Prediction`s. Never
here: which account is right.
"""

from hearsay.conflicts.agreement import find_agreed
from hearsay.conflicts.disputes import find_conflicts
from hearsay.conflicts.outcomes import find_evidence
from hearsay.conflicts.predictions import find_predictions

__all__ = ["find_agreed", "find_conflicts", "find_evidence", "find_predictions"]
