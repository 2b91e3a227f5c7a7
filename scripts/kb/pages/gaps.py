"""The page of gaps and exceptions: where the data is thin, and where a rule is not kept."""

from dataclasses import dataclass

from kb.check.coverage import find_gaps
from kb.check.excuses import Excused, list_excuses
from kb.check.rule import Thin
from kb.citations.bibliography import Bibliography
from kb.citations.naming import get_label
from kb.knowledge.base import KnowledgeBase
from kb.pages.dividing import is_long
from kb.pages.page import HOME, Page
from kb.records import Record, RecordNamedInWords

PATH = "gaps.md"


@dataclass(frozen=True, slots=True)
class Named:
    """A record in a few words, with its identifier if that is a number.

    Where very many records are listed, the identifier stands alone.
    """

    record: Record
    label: str
    number: str


@dataclass(frozen=True, slots=True)
class GapView:
    """One kind of thinness, with the records that it is found at.

    People are not named: a study's own table says who is quoted for what.
    """

    key: str
    heading: str
    meaning: str
    records: list[Named]


@dataclass(frozen=True, slots=True)
class GapsView:
    """Every kind of thinness, found or not, and every exception from a rule."""

    gaps: list[GapView]
    exceptions: list[tuple[Named, Excused]]


def make_gaps_page(kb: KnowledgeBase, bibliography: Bibliography) -> Page:
    """Return the page of gaps and exceptions."""
    gaps = find_gaps(kb)
    brief = is_long(sum(len(gap.places) for gap in gaps), names=True)

    def named(record: Record) -> Named:
        number = "" if isinstance(record, RecordNamedInWords) else record.id
        return Named(record, "" if brief and number else get_label(record, bibliography), number)

    def records(places: tuple[Thin, ...]) -> list[Named]:
        return [named(record) for record in {one.record.id: one.record for one in places}.values()]

    return Page(
        path=PATH,
        template="gaps",
        title="Gaps and exceptions",
        description="Where this knowledge base is thin, and where one of its rules is not kept.",
        view=GapsView(
            gaps=[
                GapView(
                    key=gap.key,
                    heading=gap.heading,
                    meaning=gap.meaning,
                    records=records(gap.places),
                )
                for gap in gaps
            ],
            exceptions=[
                (named(record), exception)
                for record in kb.all(Record)
                for exception in list_excuses(record)
            ],
        ),
        trail=(HOME,),
    )
