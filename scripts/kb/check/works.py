"""Rules on bibliographic data: that each work is there once, and that it can be cited."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement
from kb.citations.same_work import Likeness, compare_works, list_keys
from kb.files.limits import LIKE_WORKS
from kb.load.loader import Located
from kb.problems.problem import Problem
from kb.records import CslItem, Reference, Study
from kb.records.csl import ItemType
from kb.text.wording import quote_text

NEEDED: dict[ItemType, tuple[str, ...]] = {
    "article-journal": ("container-title",),
    "article-magazine": ("container-title",),
    "article-newspaper": ("container-title",),
    "book": ("publisher",),
    "chapter": ("container-title", "publisher"),
    "paper-conference": ("container-title",),
    "report": ("publisher",),
    "thesis": ("publisher",),
    "webpage": ("URL",),
}
"""What an entry in a list of references lacks if it is not there (APA 7, chapter 10)."""

_WHAT = {
    "container-title": "the title of the journal, the newspaper or the book that it is in",
    "publisher": "its publisher",
    "URL": "its address",
    "issued": "when it was published",
}


@judgement
def works_are_recorded_once(linked: Linked) -> Iterator[Problem]:
    """Every work is recorded once."""
    works = [(work.id, work.csl) for work in linked.kb.all(Reference)]
    for work, first, like in _find_twice(works, _is_sure):
        yield Problem(
            linked.kb.located[work].position("csl", like.same.split(",")[0]),
            f"{work} is the same work as {first}: they have the same {like.same}",
            "Keep one of the two and cite it everywhere, or correct what agrees.",
        )


@judgement
def studies_are_recorded_once(linked: Linked) -> Iterator[Problem]:
    """Every study is recorded once: no two have one DOI, or one title and year."""
    studies = [(study.id, study.publication) for study in linked.kb.all(Study)]
    for study, first, like in _find_twice(studies, lambda _: True):
        yield Problem(
            linked.kb.located[study].position("publication", like.same.split(",")[0]),
            f"{study} is the same study as {first}: they have the same {like.same}",
            f"Keep one of the two: everything of {study} would be found and counted twice.",
        )


def _find_twice(
    works: Iterable[tuple[str, CslItem]], is_enough: Callable[[Likeness], bool]
) -> Iterator[tuple[str, str, Likeness]]:
    """Yield each work that is another one, with that one and what they have in common."""
    groups: dict[object, list[tuple[str, CslItem]]] = {}
    for work in works:
        for key in list_keys(work[1]):
            groups.setdefault(key, []).append(work)
    for group in groups.values():
        others: list[tuple[str, CslItem]] = []
        for name, item in group:
            likenesses = ((one, compare_works(other, item)) for one, other in others)
            enough = ((one, like) for one, like in likenesses if like and is_enough(like))
            first, like = next(enough, (None, None))
            if first and like:
                yield name, first, like
            elif len(others) < LIKE_WORKS:
                others.append((name, item))


def _is_sure(likeness: Likeness) -> bool:
    """Tell whether two works are one; two of one DOI are, whatever else differs."""
    return likeness.sure or likeness.same == "DOI"


@judgement
def years_fit_identifiers(linked: Linked) -> Iterator[Problem]:
    """The year in a reference's identifier is the year in which the work was published."""
    for located, reference in linked.of(Reference):
        if not reference.csl.issued:
            continue
        year = reference.csl.issued.year
        if not re.search(rf"-{year:04}[a-z]?$", reference.id):
            yield Problem(
                located.position("csl", "issued"),
                f"the date is of {year}, but the identifier says {quote_text(reference.id)}",
                "Correct what is wrong; the identifier only if it has not been published yet.",
            )


@judgement
def works_were_published(linked: Linked) -> Iterator[Problem]:
    """No work is of a year that is still to come; one that is in print may be of the next."""
    for located, field, item in _list_works(linked):
        if item.issued and is_still_to_come(item.issued.year, linked.today):
            yield Problem(
                located.position(field, "issued"),
                f"the year {item.issued.year} is still to come",
                "Correct the year; without one, write what is known in `status`.",
            )


def is_still_to_come(year: int, today: dt.date) -> bool:
    """Tell whether no work can be of a year yet; one that is in print may be of the next."""
    return year > today.year + 1


@judgement
def works_can_be_cited(linked: Linked) -> Iterator[Problem]:
    """All that a list of references must say of a work is recorded.

    A reference that an import wrote has what its file said: there, what is missing is a warning.
    Of an invalid record only a part is known: what seems to be missing may be what is wrong.
    """
    invalid = {problem.position.file for problem in linked.loaded.problems}
    for located, field, item in _list_works(linked):
        if located.document.file in invalid:
            continue
        # Only a reference says in its identifier that it has no date.
        is_reference = isinstance(located.record, Reference)
        undated = not is_reference or located.record.id.endswith("-nd")
        for lacking in list_lacking(item, undated=undated):
            yield Problem(
                located.position(field),
                f"the field {quote_text(lacking)} is missing, which one of the type {item.type} "
                "needs",
                f"Add {describe_field(item, lacking)}, or correct the type.",
                "warning" if is_reference and lacking != "issued" else "error",
            )


@judgement
def page_ranges_run_forward(linked: Linked) -> Iterator[Problem]:
    """A range of pages ends after it begins; 735–43 may stand for 735–743."""
    for located, field, item in _list_works(linked):
        match = re.fullmatch(r"(\D*)([0-9]+)[–-](\D*)([0-9]+)", item.page or "")
        if not match:
            continue
        before, first, after, last = match.groups()
        # As texts, for numbers have no more figures than Python converts.
        if before == after and len(last) == len(first) and last < first:
            yield Problem(
                located.position(field, "page"),
                f"the pages {quote_text(item.page or '')} end before they begin",
                "Correct them by the work itself.",
            )


def list_lacking(item: CslItem, *, undated: bool) -> list[str]:
    """Return the fields without which a work cannot be cited in full.

    The publisher may be absent where a body is the author: it publishes its own works (APA 7,
    section 9.29).

    Args:
        item: The work.
        undated: Whether it is known to have no date.
    """
    given = item.model_dump(by_alias=True, exclude_none=True)
    own = any(name.literal and not name.family for name in item.author)
    needed = [
        field
        for field in NEEDED.get(item.type, ())
        if not (field == "publisher" and own) and not (field == "URL" and item.DOI)
    ]
    if not undated:
        needed.append("issued")
    return [field for field in needed if field not in given]


def describe_field(item: CslItem, field: str) -> str:
    """Say what a field that a work lacks is to hold."""
    return "the university" if (item.type, field) == ("thesis", "publisher") else _WHAT[field]


def _list_works(linked: Linked) -> Iterator[tuple[Located, str, CslItem]]:
    """Yield every work with its place and the field that it is in."""
    for located, record in linked.all():
        match record:
            case Reference(csl=item):
                yield located, "csl", item
            case Study(publication=item):
                yield located, "publication", item
