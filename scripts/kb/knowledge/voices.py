"""Whose words the study prints for what: participants across, themes or findings down.

A quote stands with each finding that it illustrates, and with every theme that these belong to.
What is counted is what is printed, and what is printed is the authors' selection: the table says
nothing of who said what, or how often.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Participant, Quote, Study, Theme
from kb.text.wording import counted, number


@dataclass(frozen=True, slots=True)
class Cell:
    """A participant's quotes for one theme or finding; there may be none."""

    participant: Participant
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A theme or a finding, and the quotes behind it by participant, in the study's order.

    Attributes:
        record: The theme or the finding.
        cells: One for each participant of the study, quoted or not.
        findings: How many findings it stands for.
        unshown: How many of them are printed without an excerpt.
    """

    record: Theme | Finding
    cells: tuple[Cell, ...]
    findings: int
    unshown: int

    @property
    def note(self) -> str:
        """Say how many findings it stands for, and how many of them nobody's words show."""
        all_of_them = counted(self.findings, "finding")
        if not self.unshown:
            return all_of_them
        if self.unshown == self.findings == 1:
            return f"{all_of_them}, without a printed excerpt"
        if self.unshown == self.findings:
            return f"{all_of_them}, none with a printed excerpt"
        return f"{all_of_them}, {number(self.unshown)} of them without a printed excerpt"

    @property
    def quoted(self) -> list[Cell]:
        """Return the cells that hold a quote."""
        return [cell for cell in self.cells if cell.quotes]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong to one theme."""

    theme: Theme
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that one table shows."""

    study: Study
    groups: tuple[Group, ...]

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
        themes = kb.themes_within(top)
        rows = [_make_row(kb, study, theme, kb.findings_of(theme)) for theme in themes]
        kept = tuple(row for row in rows if row.findings or row.record.id != top.id)
        groups.append(Group(top, kept))
    return Matrix(study, tuple(groups))


def tabulate_theme(kb: KnowledgeBase, theme: Theme) -> Matrix:
    """Return whose words are printed for each finding of a theme and of its parts."""
    study = kb.study_of(theme)
    groups = [
        Group(one, tuple(_make_row(kb, study, it, [it]) for it in kb.findings_of(one)))
        for one in kb.themes_within(theme)
    ]
    return Matrix(study, tuple(group for group in groups if group.rows))


def _make_row(
    kb: KnowledgeBase, study: Study, record: Theme | Finding, findings: Iterable[Finding]
) -> Row:
    """Count a quote once in a row, however many of its findings it illustrates."""
    findings = list(findings)
    quotes = {quote.id: quote for finding in findings for quote in kb.quotes_of(finding)}.values()
    cells = tuple(
        Cell(who, tuple(quote for quote in quotes if quote.speaker == who.pseudonym))
        for who in study.participants
    )
    return Row(record, cells, len(findings), sum(not kb.quotes_of(finding) for finding in findings))
