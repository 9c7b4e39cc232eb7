"""The place in a text where something is attributed."""

from dataclasses import dataclass

from hearsay.records import Span, Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """In these words `source` does `cue` with `content`; `stance` is set where the construction decides."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: Stance | None = None

    @property
    def start(self) -> int:
        """The first character of any part."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))
