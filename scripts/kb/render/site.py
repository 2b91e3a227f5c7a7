"""Everything that pages are made from: the records, their works as formatted, the settings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.citations.bibliography import Bibliography
from kb.citations.cite_view import CiteView, cite_view
from kb.knowledge.base import KnowledgeBase
from kb.records import Study, Term
from kb.render.glossing import Glossary
from kb.settings import Settings


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from.

    Attributes:
        kb: The linked records.
        bibliography: Their works, formatted.
        settings: What pages need to know that is not in the data.
    """

    kb: KnowledgeBase
    bibliography: Bibliography
    settings: Settings

    @cached_property
    def glossary(self) -> Glossary:
        """The words that pages explain."""
        return Glossary(self.kb.all(Term))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each work in the order of the style."""
        return {name: place for place, name in enumerate(self.bibliography)}

    @cached_property
    def plain_entries(self) -> Mapping[str, str]:
        """Each study as a bibliography lists it, in plain text."""
        return {s.id: self.bibliography[s.id].entry.striptags() for s in self._studies}

    @cached_property
    def data_date(self) -> dt.date | None:
        """The day of the newest change in any record; None where there are no records."""
        return self.kb.changed

    def cite(self, identifier: str) -> CiteView:
        """Return how a record is cited: on its page, and in the files beside it.

        It is made anew each time: kept of all records, it would fill the memory.
        """
        record = self.kb.located[identifier].record
        return cite_view(self.kb, self.bibliography, self.settings, record)

    def prepare(self) -> None:
        """Make what many pages share before they are laid out side by side."""
        _ = self.glossary, self.places, self.plain_entries, self.data_date

    @property
    def _studies(self) -> list[Study]:
        return [*self.kb.all(Study), *self.kb.withdrawn(Study)]
