"""What was made, and what was asked for it: it is made again when an answer is another now."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

T = TypeVar("T")
Note = tuple[Hashable, ...]
"""What was asked: the name of a table, and the entry if it was not all keys in their order."""


@dataclass(frozen=True, slots=True)
class _Made:
    value: object
    given: tuple[object, ...]
    asked: frozenset[Note]


class Memory:
    """Things made of a knowledge base, by their names, each with what was asked for it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._made: dict[Hashable, _Made] = {}
        self._asking: list[set[Note]] = []
        self._same: dict[Note, Note] = {}

    def note(self, asked: Note) -> None:
        """Note that something was asked, for whatever is being made at the moment."""
        if self._asking:
            self._asking[-1].add(asked)

    def made(self, name: Hashable, given: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made before, or make it.

        Args:
            name: What it is called; two things that differ have two names.
            given: What it is made of besides what is asked for it: made of anything else, it is
                made again.
            make: Makes it. What it returns must not be changed later.
        """
        if not self.knows(name, given):
            self.keep(name, given, *self.noting(make))
        made = self._made[name]
        if self._asking:
            self._asking[-1] |= made.asked
        return cast("T", made.value)

    def knows(self, name: Hashable, given: tuple[object, ...]) -> bool:
        """Tell whether something need not be made again."""
        return name in self._made and self._made[name].given == given

    def noting(self, make: Callable[[], T]) -> tuple[T, frozenset[Note]]:
        """Make something, and return what was asked for it, too."""
        self._asking.append(set())
        try:
            value = make()
        finally:
            asked = self._asking.pop()
        return value, frozenset(asked)

    def keep(
        self, name: Hashable, given: tuple[object, ...], value: object, asked: frozenset[Note]
    ) -> None:
        """Remember what was made, perhaps by a copy of this program."""
        self._made[name] = _Made(value, given, self._shared(asked))

    def forget(self, changed: set[Note]) -> None:
        """Forget what was made from answers that are others now."""
        self._made = {
            name: made for name, made in self._made.items() if made.asked.isdisjoint(changed)
        }

    def _shared(self, asked: frozenset[Note]) -> frozenset[Note]:
        """Hold each note once, however many things depend on it."""
        return frozenset(self._same.setdefault(note, note) for note in asked)
