"""Work spread over processes, its results in the order of the work.

In: a function and pieces of work. Out: results. Never here: what the work is.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

AHEAD = 2  # pieces of work that wait or are under way, for each process


def in_order(
    function: Callable[[Work], Result],
    work: Iterable[Work],
    *,
    processes: int,
) -> Iterator[Result]:
    """Results of the function; only a few pieces of work are held at a time. Its errors are raised here.

    The function is found by name in the other processes: it stands at the top of a module, or is a
    `functools.partial` of one that does.
    """
    context = multiprocessing.get_context("spawn")  # a fork would copy the open ledger and its locks
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
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
