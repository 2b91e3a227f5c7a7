"""An index, and what it becomes where it is too long: a list of studies, and a page for each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kb.knowledge.base import KnowledgeBase
from kb.pages.dividing import divides_by_study
from kb.pages.page import HOME, Crumb, Page
from kb.records import Implication, Study
from kb.records.addresses import get_study_part_path


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what was divided.

    Attributes:
        anchor: The identifier of its entry in the list of parts.
        number: Its record's identifier, or "".
        label: What it is called.
        more: What more there is to say of it, or "".
        count: How many entries it has.
        path: The file of its page.
    """

    anchor: str
    number: str
    label: str
    more: str
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class DividedView:
    """What a divided index shows: its parts, and how many entries there are of which kind.

    Attributes:
        total: How many entries there are.
        noun: What one of them is called.
        by: What they are divided by, in a word.
        parts: The parts.
        others: Recommendations that belong to no part.
    """

    total: int
    noun: str
    by: str
    parts: Sequence[Part]
    others: Sequence[Implication] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """An index that can be divided by study.

    Attributes:
        path: Its file.
        part: The name of a study's part of it, which is in that part's address.
        template: How it, or a part of it, is laid out.
        title: What it is called.
        description: What it shows, in a sentence.
        noun: What one of its entries is called.
        view: Returns what it shows of some studies.
        count: Returns how many of its entries belong to a study.
        wide: Whether it, or a part of it, needs the whole width.
    """

    path: str
    part: str
    template: str
    title: str
    description: str
    noun: str
    view: Callable[[list[Study]], object]
    count: Callable[[Study], int]
    wide: bool = False


def make_index_pages(
    kb: KnowledgeBase,
    index: Index,
    total: int | None = None,
    others: Sequence[Implication] = (),
) -> list[Page]:
    """Return an index as one page or, where that is too long, as a list of studies and their pages.

    Args:
        kb: The linked records.
        index: The index.
        total: How many entries it has, if an entry can belong to several studies.
        others: Recommendations that belong to none.
    """
    studies = kb.all(Study)
    entries = sum(map(index.count, studies)) if total is None else total
    if not divides_by_study(kb, entries):
        return [replace(_make_page(index, index.template, index.view(studies)), wide=index.wide)]
    parts = list_study_parts(studies, index.part, index.count)
    overview = DividedView(entries, index.noun, "study", parts, others)
    return [
        _make_page(index, "divided", overview),
        *(
            Page(
                path=part.path,
                template=index.template,
                title=f"{index.title}: {study.short_name}",
                description=f"{index.description} This is the part of {study.short_name}.",
                view=index.view([study]),
                trail=(HOME, Crumb(index.title, index.path)),
                wide=index.wide,
            )
            for study, part in zip(studies, parts, strict=True)
        ),
    ]


def list_study_parts(
    studies: Iterable[Study], part: str, count: Callable[[Study], int]
) -> list[Part]:
    """Return a study's part of something, for each of some studies."""
    return [
        Part(
            anchor=study.id.lower(),
            number=study.id,
            label=study.short_name,
            more=study.publication.title,
            count=count(study),
            path=get_study_part_path(study, part),
        )
        for study in studies
    ]


def _make_page(index: Index, template: str, view: object) -> Page:
    return Page(index.path, template, index.title, index.description, view, trail=(HOME,))
