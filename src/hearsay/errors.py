"""Every error that hearsay raises on purpose.

In: what went wrong and where. Out: one line that a user can act on. Nothing here prints or exits.

    HearsayError                 base; carries an exit status
    ├── UnreadableDocument       a file, page or message that cannot become a report
    ├── NothingToRead            no input at all, or none of it could be read
    ├── NoFeed                   what was named as a feed, or a list of feeds, is none
    ├── Unfetchable              an address that gives nothing, or may not be asked
    ├── BadConfig                a setting that does not exist or cannot hold
    ├── MissingModel             a model or a part of a pipeline that is not there
    ├── BadCursor                a place in a list that no list has
    ├── BadDecision              what a person decided cannot hold, or is not there to be undone
    │   ├── BadForm              a field of a form that cannot be read
    │   └── DecidedMeanwhile     somebody else decided the same matter in between
    └── LedgerError              the store
        ├── NotALedger           the file is something else
        ├── NewerLedger          written by a later version of hearsay
        ├── LedgerBusy           another build holds it
        └── LedgerFull           the disk or the quota is full
"""


class HearsayError(Exception):
    """Something a user can mend: what happened, where, and what to do.

    `exit_status` is what the command line ends with.
    """

    exit_status = 1

    def __init__(self, reason: str, *, path: str | None = None, hint: str | None = None) -> None:
        self.reason = reason
        self.path = path
        self.hint = hint
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole error in one line: where, what, what to do."""
        text = f"{self.path}: {self.reason}" if self.path else self.reason
        return f"{text} ({self.hint})" if self.hint else text


class UnreadableDocument(HearsayError):
    """A document that cannot become a report; the batch goes on without it."""


class NothingToRead(HearsayError):
    """No input was found, or none of it could be read."""


class NoFeed(HearsayError):
    """Bytes that are neither a feed nor a list of feeds."""


class Unfetchable(HearsayError):
    """An address that gave nothing to read. `wait` is how many seconds it asked to be left alone."""

    def __init__(self, reason: str, *, path: str, hint: str | None = None, wait: float = 0) -> None:
        super().__init__(reason, path=path, hint=hint)
        self.wait = wait


class BadConfig(HearsayError):
    """A setting that does not exist, or a value that it cannot take."""

    exit_status = 2


class MissingModel(HearsayError):
    """A model, or the part of a pipeline that a stage needs, is not there."""


class BadCursor(HearsayError):
    """Where a list is to go on is not a place in it."""

    exit_status = 2


class BadDecision(HearsayError):
    """A decision that names nobody, or an undo of what cannot be undone."""

    exit_status = 2


class BadForm(BadDecision):
    """A field of a form that cannot be read; the form can be sent again."""


class DecidedMeanwhile(BadDecision):
    """Somebody decided the same matter since it was last seen; `number` is that decision."""

    exit_status = 1

    def __init__(self, number: int, *, path: str | None = None) -> None:
        self.number = number
        hint = f"see decision {number}, and decide again if need be"
        super().__init__("somebody decided this in the meantime", path=path, hint=hint)


class LedgerError(HearsayError):
    """The store cannot be used."""


class NotALedger(LedgerError):
    """The file exists and is not a ledger."""


class NewerLedger(LedgerError):
    """The ledger was written by a later version, whose records this one does not know."""


class LedgerBusy(LedgerError):
    """Another build is writing to the ledger."""


class LedgerFull(LedgerError):
    """The disk or quota is full; what was committed before stays."""
