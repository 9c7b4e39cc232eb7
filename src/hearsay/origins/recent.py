"""What was loaded lately, kept as long as there is room.

In: a way to load something by its name. Out: the same, loaded once as a rule. Never here: what it is.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Things by name; the one that came first makes room. Unlike `lru_cache`, it can be given some."""

    def __init__(self, load: Callable[[str], T], limit: int) -> None:
        self._load = load
        self._limit = limit
        self._kept: dict[str, T] = {}

    def __call__(self, name: str) -> T:
        """The thing of this name."""
        found = self._kept.get(name)
        if found is None:
            found = self._load(name)
            self.put(name, found)
        return found

    def has(self, name: str) -> bool:
        """Whether the thing need not be loaded."""
        return name in self._kept

    def put(self, name: str, thing: T) -> None:
        """Keep a thing that need not be loaded."""
        self._kept[name] = thing
        if len(self._kept) > self._limit:
            del self._kept[next(iter(self._kept))]

    def forget(self, name: str) -> None:
        """Drop a thing that is no more."""
        self._kept.pop(name, None)
