"""A mapping that grows by one and leaves the one before as it was. Used by the fold.

A plain copy for each note makes a record of thousands of notes take thousands of copies of all of
them. Here only what was added lately is copied, and now and then put with the rest.
"""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from types import MappingProxyType
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

_LATELY = 64
"""After so many additions they are put with the rest."""


class Growing(Mapping[K, V]):
    """Holds what two mappings hold; the second one counts. Neither is ever changed."""

    __slots__ = ("_added", "_before")

    def __init__(self, before: Mapping[K, V], added: Mapping[K, V] = MappingProxyType({})) -> None:
        self._before = before
        self._added = added

    def __getitem__(self, key: K) -> V:
        """Return what is held under a key. Raises KeyError."""
        added = self._added
        return added[key] if key in added else self._before[key]

    def __iter__(self) -> Iterator[K]:
        """Yield the keys in the order in which they came first."""
        return iter(self.whole())

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._before) + sum(key not in self._before for key in self._added)

    def __contains__(self, key: object) -> bool:
        """Whether something is held under a key."""
        return key in self._added or key in self._before

    def values(self) -> ValuesView[V]:
        """Return what is held; making one plain mapping of it is the quickest way through."""
        return self.whole().values()

    def items(self) -> ItemsView[K, V]:
        """Return keys with what they hold."""
        return self.whole().items()

    def whole(self) -> dict[K, V]:
        """Return all of it as one mapping."""
        return {**self._before, **self._added}

    def holding(self, key: K, value: V) -> "Growing[K, V]":
        """Return a mapping that holds this as well, or in place of what it held."""
        added = {**self._added, key: value}
        if len(added) < _LATELY:
            return Growing(self._before, added)
        return Growing({**self._before, **added})


def grown(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """Return what ``{**mapping, key: value}`` would, at the same price however much it holds."""
    known = mapping if isinstance(mapping, Growing) else Growing(mapping)
    return known.holding(key, value)
