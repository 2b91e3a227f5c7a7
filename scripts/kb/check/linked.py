"""What rules look at: the records as they are linked, and what could not be read."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.knowledge.link import list_edges
from kb.load.loader import Loaded, Located
from kb.records import Record, Study, Theme

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Linked:
    """What rules look at.

    Attributes:
        kb: The linked records. Links that led nowhere are not in it, and have been reported.
        loaded: What was read, to know which records exist but are not valid.
        today: The day by which it is told what is still to come.
    """

    kb: KnowledgeBase
    loaded: Loaded
    today: dt.date

    def all(self) -> Iterator[tuple[Located, Record]]:
        """Yield every record with its place, withdrawn ones included."""
        return self.of(Record)

    def of(self, kind: type[R]) -> Iterator[tuple[Located, R]]:
        """Yield every record of a type with its place, withdrawn ones included."""
        for located in self.kb.located.values():
            if isinstance(located.record, kind):
                yield located, located.record

    def study_of(self, located: Located) -> Study | None:
        """Return the study that a record comes from, if that is known."""
        lies_with = self._studies_without_themes.get(_get_study_folder(located))
        return self.kb.origin_of(located.record) or lies_with

    def file_of(self, study: Study) -> str:
        """Return the file in which a study is written."""
        return self.kb.located[study.id].document.file

    @cached_property
    def edges(self) -> list[Edge]:
        """Every link that the data names, of invalid records too, whether it leads anywhere."""
        sources = (*self.loaded.records, *self.loaded.partial)
        return [edge for located in sources for edge in list_edges(located)]

    @cached_property
    def _studies_without_themes(self) -> dict[str, Study]:
        """Each study by its folder whose findings cannot lead to it, as no theme can be read.

        They lie with it, so what they say of it can be looked at all the same.
        """
        if Theme not in self.loaded.unread_types:
            return {}
        themes = {_get_study_folder(located) for located, _ in self.of(Theme)}
        return {
            folder: study
            for located, study in self.of(Study)
            if (folder := _get_study_folder(located)) not in themes
        }


def _get_study_folder(located: Located) -> str:
    """Return the folder of the study that a file lies with: `themes_data/studies/…`."""
    return "/".join(located.document.file.split("/")[:-1][:3])
