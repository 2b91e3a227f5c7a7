"""The golden cases of mistakes in the data, and what the check finds in each: computed once."""

from dataclasses import dataclass
from functools import cache
from typing import Self

import yaml

from kb.read import Examined, examine
from tests.helpers.building import CASES
from tests.made_up.records import made_up

MISTAKES = CASES / "problems"


@dataclass(frozen=True)
class Mistake:
    """One golden case.

    Attributes:
        why: What the case shows, in a sentence.
        change: What is done to the made-up knowledge base, step by step. Each step names a file
            with `in` and either replaces the first `find` by `put`, or makes the whole file `text`,
            or `bytes` (each character one byte), or a `copy` of another file, or gives it the name
            `move`, or removes what is `gone`.
        problems: What `kb check` prints of the result, its last line aside.
    """

    why: str
    change: list[dict[str, str]]
    problems: str

    @classmethod
    def read(cls, name: str) -> Self:
        """Read the case that the file of this name holds."""
        return cls(**yaml.safe_load((MISTAKES / f"{name}.yaml").read_text(encoding="utf-8")))

    def files(self) -> dict[str, bytes]:
        """Return the changed knowledge base."""
        files = made_up()
        for step in self.change:
            match step:
                case {"in": path, "find": old, "put": new}:
                    text = files[path].decode()
                    assert old in text, f"{path} does not hold {old!r}"
                    files[path] = text.replace(old, new, 1).encode()
                case {"in": path, "text": text}:
                    files[path] = text.encode()
                case {"in": path, "bytes": text}:
                    files[path] = text.encode("latin-1")
                case {"in": path, "copy": other}:
                    files[path] = files[other]
                case {"in": path, "move": other}:
                    files[other] = files.pop(path)
                case {"gone": path}:
                    del files[path]
                case _:
                    raise ValueError(step)
        return files


NAMES = sorted(path.stem for path in MISTAKES.glob("*.yaml"))


@cache
def examine_made_up() -> Examined:
    """Examine the made-up knowledge base."""
    return examine(made_up())


@cache
def examine_mistake(name: str) -> Examined:
    """Examine the made-up knowledge base with a mistake in it."""
    return examine(Mistake.read(name).files())
