"""Quotes that belong to no finding yet, read from the files beside their studies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from kb.load.explain import explain
from kb.load.loader import Loaded
from kb.load.present import Present
from kb.problems.problem import Problem
from kb.records.unsorted import UnsortedQuote, is_unsorted
from kb.strict_yaml.document import Document, parse
from kb.text.wording import quote_text


@dataclass(frozen=True, slots=True)
class Unsorted:
    """A quote that is not sorted yet, and where it is written.

    Attributes:
        quote: The quote.
        document: The file that holds it.
        index: Its place there.
    """

    quote: UnsortedQuote
    document: Document
    index: int


def read_unsorted(
    files: Mapping[str, bytes], root: str = "themes_data"
) -> tuple[list[Unsorted], list[Problem]]:
    """Read the quotes of all studies that are not sorted to findings.

    Args:
        files: The content of each file by its path below `root`.
        root: The folder's name as it is to appear in problems.
    """
    present = Present(files, root, parse)
    found: list[Unsorted] = []
    problems: list[Problem] = []
    for path in sorted(filter(is_unsorted, files)):
        document, faults = parse(f"{root}/{path}", files[path])
        problems += faults
        for index, value in enumerate(_list_entries(document)):
            assert document is not None  # noqa: S101 - there is an entry of it
            try:
                quote = UnsortedQuote.model_validate(value)
            except ValidationError as error:
                problems += explain(error, document, (index,), UnsortedQuote, present)
            else:
                found.append(Unsorted(quote, document, index))
    return found, problems


def report_twice(unsorted: list[Unsorted], loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for each quote that has the identifier of another, sorted or not."""
    used = {one.record.id for one in loaded.records} | {one.identifier for one in loaded.claims}
    for one in unsorted:
        if one.quote.id in used:
            yield Problem(
                one.document.position((one.index, "id")),
                f"the identifier {quote_text(one.quote.id)} is used twice",
                "If the quote stands in a finding already, take it out here.",
            )
        used.add(one.quote.id)


def _list_entries(document: Document | None) -> tuple[object, ...]:
    return document.value if document and isinstance(document.value, tuple) else ()
