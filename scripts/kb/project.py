"""Where things are in a project's folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.files.limits import PAGE_BYTES
from kb.files.plain import NotReadError, read_plain
from kb.problems.problem import Problem
from kb.problems.report import format_problems, split_lines


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are."""

    root: Path

    @property
    def data(self) -> Path:
        """The knowledge base's YAML."""
        return self.root / "themes_data"

    @property
    def docs(self) -> Path:
        """Hand-written pages, and the files beside them."""
        return self.root / "docs"

    @property
    def build(self) -> Path:
        """What builds leave for the next, and what they need while they run."""
        return self.root / "build"

    @property
    def pages(self) -> Path:
        """The pages as Markdown, for a site generator that knows nothing of records."""
        return self.build / "docs"

    def format_problems(self, problems: Sequence[Problem]) -> str:
        """Lay problems out for a person, each with its line and a caret."""
        return format_problems(problems, "text", self.lines)

    def lines(self, file: str) -> list[str]:
        """Return the lines of a file by its path below the project; none if it cannot be read."""
        try:
            content = read_plain(self.root / file, PAGE_BYTES)
        except NotReadError:
            return []
        return split_lines(content.decode("utf-8", "replace"))
