"""Edits as people make them, chosen by chance: none leaves a problem behind that stops a build."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from kb.problems.problem import DataError
from kb.project import Project
from kb.read import read

_WORD = re.compile(r"(?<=[a-z]) (?=[a-z]{3})")
_HISTORY = re.compile(r"^( *)history:\n", re.MULTILINE)
_TRIES = 50


class Editor:
    """Edits a project, one thing at a time."""

    def __init__(self, project: Project, seed: int) -> None:
        """Take the project; the same seed makes the same edits."""
        self.chance = random.Random(seed)  # noqa: S311 - nothing is secret
        self.project = project
        self.number = 0
        self.done: list[str] = []

    def edit(self) -> None:
        """Make an edit that can be built; what stops a build is taken back."""
        for _ in range(_TRIES):
            kind = self.chance.choice(KINDS)
            before = self._files()
            self.number += 1
            kind(self)
            if self._files() != before and self._is_sound():
                self.done.append(kind.__name__)
                return
            self._restore(before)
        raise AssertionError("no edit was found that can be built")

    # ----------------------------------------------------------------------------- the edits

    def reword(self) -> None:
        """Put a word into some sentence of some record."""
        file = self._any("*.yaml")
        text = file.read_text(encoding="utf-8")
        if spaces := list(_WORD.finditer(text)):
            place = self.chance.choice(spaces).start()
            file.write_text(f"{text[:place]} reworded{text[place:]}", encoding="utf-8")

    def comment(self) -> None:
        """Say something at the top of a file, which moves all records in it down."""
        file = self._any("*.yaml")
        text = file.read_text(encoding="utf-8")
        file.write_text(f"# Remark {self.number}\n{text}", encoding="utf-8")

    def add_finding(self) -> None:
        """Add a finding with quotes like those of another."""
        file = self._any("F*.yaml")
        text = self._renumbered(file.read_text(encoding="utf-8"), "Q")
        self._as_new(file, text, "F")

    def add_recommendation(self) -> None:
        """Add a recommendation like another."""
        file = self._any("I*.yaml")
        self._as_new(file, file.read_text(encoding="utf-8"), "I")

    def add_term(self) -> None:
        """Explain another word."""
        file = self.project.data / "glossary.yaml"
        text = file.read_text(encoding="utf-8")
        word = f"reworded{'again' * (self.number % 2)}"
        entry = re.sub(r"\A- id: .*\n  term: .*", f"- id: {word}\n  term: {word}", _last(text))
        file.write_text(f"{text.rstrip()}\n{entry}", encoding="utf-8")

    def remove(self) -> None:
        """Remove a finding, a recommendation or a reference to which nothing leads."""
        self._any(self.chance.choice(("F*.yaml", "I*.yaml", "references/*.yaml"))).unlink()

    def withdraw(self) -> None:
        """Withdraw a record, or let it hold again."""
        file = self._any(self.chance.choice(("F*.yaml", "I*.yaml", "references/*.yaml")))
        text = file.read_text(encoding="utf-8")
        line = "withdrawn: {on: 2026-04-01, reason: It was made up.}\n"
        if line in text:
            file.write_text(text.replace(line, ""), encoding="utf-8")
        else:
            text = _with_change(text, "2026-04-01", "Withdrawn.")
            file.write_text(f"{text.rstrip()}\n{line}", encoding="utf-8")

    def record_a_change(self) -> None:
        """Add an entry to the history of a record, which is a version more."""
        file = self._any("*.yaml")
        text = file.read_text(encoding="utf-8")
        day = f"2026-05-{self.chance.randint(1, 28):02}"
        file.write_text(_with_change(text, day, f"Change {self.number}."), encoding="utf-8")

    def rename(self) -> None:
        """Give a reference another name wherever it is named, and say what it was called."""
        file = self._any("references/*.yaml")
        old, new = file.stem, f"{file.stem.rstrip('abcdefgh')}{self.chance.choice('abcdefgh')}"
        for other in self._all("*.yaml"):
            text = other.read_text(encoding="utf-8")
            other.write_text(re.sub(rf"(?<![\w./-]){old}(?![\w-])", new, text), encoding="utf-8")
        text = file.read_text(encoding="utf-8")
        file.unlink()
        file.with_stem(new).write_text(f"{text.rstrip()}\nformerly: [{old}]\n", encoding="utf-8")

    def move(self) -> None:
        """Give the folder of a study another name."""
        file = self._any("study.yaml")
        file.parent.rename(file.parent.with_name(f"moved-{self.number}"))

    def write(self) -> None:
        """Add a sentence to a page that people write."""
        file = self.project.docs / "about" / "index.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\nThe sentence {self.number} is made up.\n", encoding="utf-8")

    # --------------------------------------------------------------------------------- files

    def _all(self, pattern: str) -> list[Path]:
        return sorted(self.project.data.rglob(pattern))

    def _any(self, pattern: str) -> Path:
        return self.chance.choice(self._all(pattern))

    def _as_new(self, like: Path, text: str, letter: str) -> None:
        name = self._renumbered(like.stem, letter)
        like.with_stem(name).write_text(
            re.sub(rf"^id: {like.stem}$", f"id: {name}", text, flags=re.MULTILINE),
            encoding="utf-8",
        )

    def _renumbered(self, text: str, letter: str) -> str:
        """Give every number of a kind in a text one that no record has."""
        numbers = (
            re.findall(rf"\b{letter}(\d+)\b", f"{path.stem} {path.read_text(encoding='utf-8')}")
            for path in self._all("*.yaml")
        )
        last = max(int(number) for found in numbers for number in found)
        names = dict.fromkeys(re.findall(rf"\b{letter}\d+\b", text))
        for i, name in enumerate(names, start=last + 1):
            text = re.sub(rf"\b{name}\b", f"{letter}{i:03}", text)
        return text

    def _files(self) -> dict[Path, bytes]:
        folders = (self.project.data, self.project.docs / "about")
        files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
        return {file: file.read_bytes() for file in files}

    def _restore(self, files: dict[Path, bytes]) -> None:
        for file in self._files().keys() - files.keys():
            file.unlink()
        for file, content in files.items():
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)

    def _is_sound(self) -> bool:
        try:
            read(self.project.data)
        except DataError:
            return False
        return True


KINDS: tuple[Callable[[Editor], None], ...] = (
    *(Editor.reword,) * 4,
    Editor.comment,
    Editor.add_finding,
    Editor.add_recommendation,
    Editor.add_term,
    Editor.remove,
    Editor.withdraw,
    Editor.record_a_change,
    Editor.rename,
    Editor.move,
    Editor.write,
)
"""What people do; they reword more often than anything else."""


def _last(listed: str) -> str:
    """Return the last entry of a list of records."""
    return listed[listed.rindex("\n- id: ") + 1 :]


def _with_change(text: str, day: str, change: str) -> str:
    """Add an entry to the first history in a file whose entries stand on lines of their own."""
    match = list(_HISTORY.finditer(text))[-1]
    entry = f"{match[1]}  - {{date: {day}, change: {change}}}\n"
    entries = re.match(rf"(?:{match[1]}  .*\n)*", text[match.end() :])
    end = match.end() + (entries.end() if entries else 0)
    return f"{text[:end]}{entry}{text[end:]}"
