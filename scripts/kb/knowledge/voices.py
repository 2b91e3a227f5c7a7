"""Whose words a study prints for which theme: participants across, themes down.

A quote stands with every theme that a finding belongs to which it illustrates.
What is counted is what is printed, and what is printed is the authors' selection: the table says
nothing of who said what, or how often. Where not all of it is here, the table says no more than
what is.
"""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import has_all
from kb.records import Participant, Quote, Study, Theme
from kb.text.wording import counted, number


@dataclass(frozen=True, slots=True)
class Cell:
    """A participant's quotes for one theme; there may be none."""

    participant: Participant
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A theme, and the quotes behind it by participant, in the study's order.

    Attributes:
        theme: The theme.
        cells: One for each participant of the study, quoted or not.
        findings: How many findings belong to it itself.
        unshown: How many of them are here without a quote.
        is_whole: Whether all quotes that the study prints are here.
    """

    theme: Theme
    cells: tuple[Cell, ...]
    findings: int
    unshown: int
    is_whole: bool = True

    @property
    def note(self) -> str:
        """Say how many findings it stands for, and how many of them nobody's words show."""
        here = "" if self.is_whole else " here"
        all_of_them = counted(self.findings, "finding")
        if not self.unshown:
            return all_of_them
        if self.unshown == self.findings == 1:
            return f"{all_of_them}, without a quote{here}"
        if self.unshown == self.findings:
            return f"{all_of_them}, none with a quote{here}"
        return f"{all_of_them}, {number(self.unshown)} of them without a quote{here}"

    @property
    def quoted(self) -> list[Cell]:
        """Return the cells that hold a quote."""
        return [cell for cell in self.cells if cell.quotes]

    @property
    def share(self) -> str:
        """Say how many of those who took part are quoted."""
        return f"{len(self.quoted)} of {len(self.cells)}"


@dataclass(frozen=True, slots=True)
class Group:
    """A superordinate theme with the rows of what it is divided into."""

    theme: Theme
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that one table shows."""

    study: Study
    groups: tuple[Group, ...]
    is_whole: bool

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Return those who took part, in the study's order."""
        return self.study.participants


def tabulate_study(kb: KnowledgeBase, study: Study) -> Matrix:
    """Return whose words are printed for each theme of a study, by superordinate theme.

    A theme's row holds the quotes of the findings that belong to it itself; a superordinate theme
    has one of its own only where findings belong to it.
    """
    groups = []
    for top in kb.themes_in(study):
        rows = [_make_row(kb, study, theme) for theme in kb.themes_within(top)]
        kept = tuple(row for row in rows if row.findings or row.theme.id != top.id)
        groups.append(Group(top, kept))
    return Matrix(study, tuple(groups), has_all(kb, study, "quotes"))


def _make_row(kb: KnowledgeBase, study: Study, theme: Theme) -> Row:
    """Count a quote once in a row, however many of its findings it illustrates."""
    findings = kb.findings_of(theme)
    quotes = {quote.id: quote for finding in findings for quote in kb.quotes_of(finding)}.values()
    cells = tuple(
        Cell(who, tuple(quote for quote in quotes if quote.speaker == who.pseudonym))
        for who in study.participants
    )
    return Row(
        theme,
        cells,
        len(findings),
        sum(not kb.quotes_of(finding) for finding in findings),
        has_all(kb, study, "quotes"),
    )
