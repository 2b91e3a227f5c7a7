"""Whose words a field holds: participants', the study's authors' in our words, or the editors'."""

from typing import Literal

from kb.records import (
    Audience,
    DerivedBasis,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)

Voice = Literal["participants", "authors", "editors"]
VOICES: tuple[Voice, ...] = ("participants", "authors", "editors")

_FACTS: dict[type[Record], frozenset[str]] = {
    Study: frozenset({"short_name", "publication", "online_first", "open_access", "sections"}),
    Theme: frozenset({"study", "part_of"}),
    Finding: frozenset({"themes", "section"}),
    Quote: frozenset({"speaker", "lines", "form", "section"}),
    Reference: frozenset({"kind", "csl", "open_access"}),
}
"""Fields in nobody's voice: what is as printed, and where it stands."""

_EDITORS: dict[type[Record], frozenset[str]] = {
    Study: frozenset({"appraisal", "remarks", "rights", "keywords"}),
    Theme: frozenset({"remarks"}),
    Finding: frozenset({"label", "credibility", "contrasts_with", "remarks"}),
    Quote: frozenset({"supports", "remarks"}),
}
"""Fields in which the editors speak, of records in which the authors do otherwise."""


def voice_of(record: Record, path: tuple[str | int, ...]) -> Voice | None:
    """Return who speaks in a field of a record; None where it only says what or where it is."""
    field = str(path[0])
    if field in _FACTS.get(type(record), frozenset()):
        return None
    match record:
        case Study() | Theme() | Finding():
            return "editors" if field in _EDITORS[type(record)] else "authors"
        case Quote():
            return "participants" if field == "text" else "editors"
        case Implication():
            stated = field == "basis" and not isinstance(record.basis, DerivedBasis)
            return "authors" if stated else "editors"
        case Term():
            return "authors" if record.used_in and field == "definition" else "editors"
        case Reference() | Audience() | Situation():
            return "editors"
        case _:
            message = f"{type(record).__name__} has no voice"
            raise TypeError(message)
