"""Work spread over processes, its results in the order of the work.

In: a function and pieces of work. Out: results. Never here: what the work is.
"""

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.context import BaseContext
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

AHEAD = 2  # pieces of work that wait or are under way, for each process


def in_order(
    function: Callable[[Work], Result],
    work: Iterable[Work],
    *,
    processes: int,
    modules: Sequence[str] = (),
) -> Iterator[Result]:
    """Results of the function; only a few pieces of work are held at a time. Its errors are raised here.

    `modules` are those that the function needs: where it can be, they are loaded once for all processes.

    The function is found by name in the other processes: it stands at the top of a module, or is a
    `functools.partial` of one that does.
    """
    with ProcessPoolExecutor(processes, mp_context=_context(modules)) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for piece in work:
                waiting.append(pool.submit(function, piece))
                if len(waiting) > AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _context(modules: Sequence[str]) -> BaseContext:
    """How processes begin: never as a fork of this one, which would copy the open ledger and its locks.

    On Linux they are forks of one that holds the modules and nothing else; elsewhere each loads them itself,
    for macOS's own libraries do not bear to be forked.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *modules])
    return context
