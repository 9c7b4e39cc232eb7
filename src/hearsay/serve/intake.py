"""Reading files into the ledger while the workbench is served: one build at a time, in the background.

In: paths of files. Out: how far the build is, and what came of it. Never here: two builds, a page that waits.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hearsay.errors import HearsayError
from hearsay.ledger import Ledger, open_ledger
from hearsay.pipeline import Progress, Summary, build
from hearsay.serve.unpack import Refused

State = Literal["idle", "running", "done", "failed", "cancelled"]
Build = Callable[[Sequence[str], Ledger, Callable[[Progress], None]], Summary]


def _build(inputs: Sequence[str], ledger: Ledger, on_progress: Callable[[Progress], None]) -> Summary:
    return build(inputs, ledger, on_progress=on_progress)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the last build stands. `refused` are files that were not even tried."""

    state: State = "idle"
    progress: Progress | None = None
    summary: Summary | None = None
    reason: str | None = None
    refused: tuple[Refused, ...] = ()


class _Cancelled(Exception):  # noqa: N818 - named by what happened
    """Leaves a build; what it has stored stays."""


@dataclass(slots=True)
class Intake:
    """The builds of one workbench."""

    path: Path
    build: Build = _build
    _standing: Standing = field(default_factory=Standing)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def standing(self) -> Standing:
        """Where the last build stands now."""
        return self._standing

    @property
    def folder(self) -> Path:
        """Where files go that are handed over: beside the ledger, so that they are at hand later."""
        return self.path.with_name(f"{self.path.name}-files")

    def start(self, inputs: Sequence[str], refused: Sequence[Refused] = ()) -> bool:
        """Begin to read; False if another build is under way."""
        with self._lock:
            if self._standing.state == "running":
                return False
            self._cancel.clear()
            self._standing = Standing("running", refused=tuple(refused))
        threading.Thread(target=self._run, args=(tuple(inputs),), daemon=True).start()
        return True

    def refuse(self, refused: Sequence[Refused]) -> None:
        """Note that nothing of a delivery could be taken."""
        with self._lock:
            if self._standing.state != "running":
                self._standing = Standing("failed", refused=tuple(refused))

    def cancel(self) -> None:
        """Leave the build at its next step."""
        self._cancel.set()

    def _run(self, inputs: tuple[str, ...]) -> None:
        refused = self._standing.refused
        try:
            with open_ledger(self.path, create=True) as ledger:
                summary = self.build(inputs, ledger, self._note)
            self._standing = Standing("done", self._standing.progress, summary, refused=refused)
        except _Cancelled:
            self._standing = Standing("cancelled", self._standing.progress, refused=refused)
        except HearsayError as error:
            self._standing = Standing("failed", reason=str(error), refused=refused)
        except Exception as error:  # a defect of ours must not leave a page that waits for ever
            reason = f"{type(error).__name__}: {error}"
            self._standing = Standing("failed", reason=reason, refused=refused)

    def _note(self, progress: Progress) -> None:
        if self._cancel.is_set():
            raise _Cancelled
        self._standing = Standing("running", progress, refused=self._standing.refused)
