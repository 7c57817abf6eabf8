"""The one way upper apps tell lower ones what they offer: a typed list the lower app owns and convention files fill."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named entries in the order they were registered; registering a name twice is a programming error."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        """Register an entry. Raises ValueError when the name is taken by another entry."""
        if self._entries.get(name, entry) is not entry:
            raise ValueError(f"two entries named {name!r} among the {self._what}")
        self._entries[name] = entry
        return entry

    def get(self, name: str) -> T:
        """Return the entry of that name. Raises LookupError with the names that exist."""
        try:
            return self._entries[name]
        except KeyError:
            raise LookupError(f"no {name!r} among the {self._what}: {sorted(self._entries)}") from None

    def find(self, name: str) -> T | None:
        """Return the entry of that name, or None."""
        return self._entries.get(name)

    def names(self) -> list[str]:
        """Return the names that exist."""
        return list(self._entries)

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)
