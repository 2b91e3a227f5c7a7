"""What a new record is begun with, and what comes of it: the files that are there, and a draft."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.authoring.template import Given
from kb.records.data_files import find_identifier
from kb.records.schemas import get_schema_line

Files = Mapping[str, bytes]
"""The content of each file by its path below themes_data/."""


class CannotBeginError(Exception):
    """A new record has no place yet; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A new record.

    Attributes:
        identifier: The one it was given.
        files: The new text of each file that holds it, by its path below themes_data/.
    """

    identifier: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a new record is begun with.

    Attributes:
        files: The data as it is.
        past: Text in which identifiers of records may stand that are gone: the project's history.
        today: The day of the first publication.
    """

    files: Files
    past: str
    today: dt.date

    def free(self, letter: str) -> str:
        """Return the identifier after the highest that was ever used; gaps stay gaps."""
        texts = [
            self.past,
            *(content.decode("utf-8", "replace") for content in self.files.values()),
        ]
        named = {name for name in map(find_identifier, self.files) if name}
        used = named.union(*map(_find_identifiers, texts))
        numbers = [int(one[1:]) for one in used if re.fullmatch(rf"{letter}[0-9]{{3,17}}", one)]
        return f"{letter}{max(numbers, default=0) + 1:03}"

    @property
    def first(self) -> Given:
        """The history that each new record begins with."""
        return {"history": [{"date": self.today.isoformat(), "change": "First published."}]}


def draft(identifier: str, path: str, lines: Iterable[str]) -> Draft:
    """Return a record in a file of its own, whose first line names its schema."""
    return Draft(identifier, {path: "\n".join([get_schema_line(path) or "", *lines, ""])})


def _find_identifiers(text: str) -> set[str]:
    """Return the identifiers that records give themselves; comments only show examples."""
    lines = [line for line in text.splitlines() if not re.match(r"[-+]?\s*#", line)]
    return set(re.findall(r"\bid[\"']?: *[\"']?([A-Z][0-9]{3,})\b", "\n".join(lines)))
