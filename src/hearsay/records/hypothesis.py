"""A supposed answer to a question, which people put beside its rivals and hold against what claims say."""

from dataclasses import dataclass

from hearsay.records.identity import content_id
from hearsay.records.judgement import Fit


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """At `time` (ISO 8601) `user` supposed that `text` answers `question`, about `story` or, None, anything.

    Hypotheses of one `matter` are rivals. `text` is a sentence that could be true or false.
    """

    id: str
    matter: str
    question: str
    text: str
    story: str | None
    time: str
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """How far what a claim says fits a hypothesis, and why; `judged` is the number of the judgement.

    `consistent`: it bears it out. `inconsistent`: both cannot be so. `neutral`: it speaks of it and leaves it
    open. `not applicable`: it does not speak of it.
    """

    fit: Fit
    reason: str | None = None
    judged: int | None = None


def suppose(question: str, text: str, *, story: str | None, time: str, user: str | None = None) -> Hypothesis:
    """A hypothesis under an id that its words make, so that judgements on it find it again."""
    matter = content_id("matter", question, story)
    return Hypothesis(content_id("hypothesis", matter, text), matter, question, text, story, time, user)
