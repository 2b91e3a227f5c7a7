"""One entry of a bibliographic file as a reader found it, not yet checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from kb.problems.problem import Position, Problem
from kb.records.csl import ItemType
from kb.text.wording import quote_text

RECORD_TYPES: dict[str, ItemType] = {kind: kind for kind in get_args(ItemType)} | {
    **dict.fromkeys(("manuscript", "unpublished"), "article"),
    "entry": "entry-encyclopedia",
    **dict.fromkeys(("post", "post-weblog"), "webpage"),
    **dict.fromkeys(("review", "review-book", "periodical"), "article-journal"),
    **dict.fromkeys(("classic", "collection"), "book"),
    "pamphlet": "document",
}
"""The type of a record for each type of CSL that can be told as one."""

MEDIA = {
    "bill": "Bill",
    "broadcast": "Broadcast",
    "event": "Event",
    "figure": "Figure",
    "graphic": "Picture",
    "hearing": "Hearing",
    "interview": "Interview",
    "legal_case": "Court case",
    "legislation": "Act",
    "map": "Map",
    "motion_picture": "Film",
    "musical_score": "Score",
    "patent": "Patent",
    "performance": "Performance",
    "personal_communication": "Letter",
    "regulation": "Regulation",
    "software": "Computer software",
    "song": "Sound recording",
    "speech": "Speech",
    "standard": "Standard",
    "treaty": "Treaty",
}
"""Types of CSL that a record has no type for: it is a document, whose genre says what it is."""


@dataclass(slots=True)
class Draft:
    """What a reader gathers of one entry.

    Attributes:
        key: What the file calls the entry, or "".
        number: The entry's place in the file, counted from 1.
        position: Where in the file it begins.
        fields: CSL fields by name, as plain values.
        given: The file's fields and what each says, which the guard looks for in the work.
        told: Those of which a note says already what was left out.
        unheld: The file's names of the fields that a record has no place for.
        mistakes: What is wrong, each with what to do about it.
        notes: What the maintainer should look at, although nothing is wrong.
        latex: Whether what is given is LaTeX.
    """

    key: str
    number: int
    position: Position
    fields: dict[str, object] = field(default_factory=dict)
    given: list[tuple[str, str]] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)
    unheld: set[str] = field(default_factory=set)
    mistakes: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    latex: bool = False

    @property
    def name(self) -> str:
        """What messages call the entry: by its key, else its title, else its number."""
        title = self.fields.get("title")
        called = self.key or (title if isinstance(title, str) else "")
        return f"entry {quote_text(called)}" if called else f"entry {self.number}"

    def put(self, name: str, text: str | None) -> None:
        """Give a field a text, unless there is none or the field has one already."""
        if text and text.strip():
            self.fields.setdefault(name, text)

    def leave_out(self, field_: str, text: str, what: str, why: str = "") -> None:
        """Say that something is left out.

        Args:
            field_: The file's name of the field.
            text: All that it says, which the guard need not look for.
            what: What of it is left out.
            why: The reason, where it can be mended.
        """
        self.told.add((field_, text))
        self.notes.append(f"{field_}: {quote_text(what)} is left out{f': {why}' if why else ''}")

    def put_type(self, kind: str, written: str, known: str) -> None:
        """Give the work its type, which the file writes in its own way.

        Args:
            kind: A type of CSL, or "" where the file's type means none.
            written: What the file writes.
            known: What may be written instead.
        """
        if kind in MEDIA:
            self.put("genre", MEDIA[kind])
            kind = "document"
        if kind:
            self.fields["type"] = kind
        else:
            self.mistakes.append(
                (f"its type {quote_text(written)} is not known", f"Use one of: {known}.")
            )

    def put_names(self, role: str, names: Iterable[tuple[dict[str, str], str]]) -> None:
        """Add names to a role, with what is to be said about each ("" for nothing)."""
        people = self.fields.setdefault(role, [])
        if isinstance(people, list):
            for name, note in names:
                people += [name] if name else []
                self.notes += [note] if note and note not in self.notes else []
        if not people:
            del self.fields[role]

    def put_date(self, name: str, parts: list[list[int]] | None, written: str, advice: str) -> None:
        """Give a field a date, as `kb.exchange.dates` read it; one that is None is told."""
        if parts is None:
            self.mistakes.append((f"{quote_text(written)} is no date", advice))
        elif parts:
            self.fields[name] = {"date-parts": parts}

    def problems(self) -> Iterable[Problem]:
        """Yield everything that is wrong with the entry, by its name."""
        for message, advice in self.mistakes:
            yield Problem(self.position, f"{self.name}: {message}", advice)
