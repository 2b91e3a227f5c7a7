"""A page of this site as APA 7 lists it.

Works are formatted by pandoc. Pages are not: there are as many as records, each changes with its
record's date, and told apart by pandoc they would be given letters after the year that change with
every record that is added. One form is all they need, and a test holds it to pandoc's.
"""

import datetime as dt
from dataclasses import dataclass

from kb.records import CslItem


@dataclass(frozen=True, slots=True)
class ApaEntry:
    """The parts of an entry in their order: author, (date), title in italics, [kind], address.

    Attributes:
        author: Whoever answers for the page, with a full stop.
        date: Year, month and day.
        title: The title, without a full stop.
        kind: What it is, for the square brackets.
        address: Where it is, or "" if that is not known.
    """

    author: str
    date: str
    title: str
    kind: str
    address: str


def make_apa_entry(item: CslItem) -> ApaEntry:
    """Lay out a web page by a body, of a day, with a description (APA 7, sections 9.11 to 9.22)."""
    if not (item.issued and item.author and item.author[0].literal):
        raise ValueError(f"{item.title!r} has no day or no body as its author")
    day = dt.date(*item.issued.date_parts[0])
    author = item.author[0].literal
    return ApaEntry(
        author=author if author.endswith(".") else f"{author}.",
        date=f"{day.year}, {day:%B} {day.day}",
        title=item.title,
        kind=item.genre or "",
        address=item.URL or "",
    )
