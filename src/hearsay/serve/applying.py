"""Applies in the background what only a look across all reports can apply.

In: the path of a ledger. Out: how far it is. Never here: two looks at once, or a page that waits for one.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hearsay.errors import HearsayError, LedgerBusy
from hearsay.ledger import Ledger

PATIENCE = 1.0  # seconds between two tries while a build holds the ledger

Look = Callable[[Ledger, Callable[[str, int, int], None]], None]
"""Looks across a ledger, and tells of each step its name, number and how many there are."""


@dataclass(frozen=True, slots=True)
class State:
    """`running`, so far in which step; `waiting` for a build to end; or what went wrong the last time."""

    running: bool = False
    step: str = ""
    done: int = 0
    total: int = 0
    waiting: bool = False
    error: str | None = None


def look_across(ledger: Ledger, tell: Callable[[str, int, int], None]) -> None:
    """Look across all reports of the ledger."""
    from hearsay.pipeline import look_across  # loads the models' libraries, which reading pages does not need

    look_across(ledger, on_progress=lambda p: tell(p.step, p.done, p.total or 0))


class Applying:
    """One thread at most; who asks while it runs is heard by another round after it."""

    def __init__(self, path: Path, *, look: Look = look_across) -> None:
        self._path = path
        self._look = look
        self._lock = threading.Lock()
        self._wanted = False
        self._thread: threading.Thread | None = None
        self.state = State()

    def start(self) -> None:
        """Look across the ledger, now or after the look that is under way."""
        with self._lock:
            self._wanted = True
            if self._thread is None:
                self.state = State(running=True)
                self._thread = threading.Thread(target=self._run, name="look across", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Until nothing is under way."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        error: str | None = None
        while self._goes_on(error):
            try:
                with Ledger(self._path) as ledger:
                    self._look(ledger, self._tell)
                error = None
            except LedgerBusy:
                self.state = State(running=True, waiting=True)
                self._wanted = True
                time.sleep(PATIENCE)
            except HearsayError as failed:
                error = str(failed)
            except Exception as failed:  # the decision is kept; a page must be able to say what went wrong
                error = f"{type(failed).__name__}: {failed}"

    def _goes_on(self, error: str | None) -> bool:
        with self._lock:
            wanted, self._wanted = self._wanted, False
            if not wanted:
                self._thread, self.state = None, State(error=error)
            return wanted

    def _tell(self, step: str, done: int, total: int) -> None:
        self.state = State(running=True, step=step, done=done, total=total)
