"""When a work of a tagged file was published, read, and first published."""

import re

from kb.exchange import dates
from kb.exchange.draft import Draft
from kb.exchange.tagged_entry import TaggedEntry

_ADVICE = (
    "Write it as 2018, 2018/02 or 2018/02/28, or take it out; a work in press has no date yet."
)


def put_dates(draft: Draft, entry: TaggedEntry) -> None:
    """Give the work its dates; of those that it can be without, one that is none is told."""
    issued = _read_issued(entry)
    for one in entry.find("PY", "Y1", "DA"):
        draft.given.append((one.name, one.text))
        if dates.parse_date(one.text) == []:
            draft.told.add((one.name, one.text))
    written = next((one.text for one in entry.find("PY", "Y1", "DA")), "")
    if written:
        draft.put_date("issued", issued, written, _ADVICE)
    for one in entry.find("Y2"):
        parts = dates.parse_day(one.text)
        if parts and "accessed" not in draft.fields:
            draft.fields["accessed"] = {"date-parts": parts}
            draft.told.add((one.name, one.text))
        else:
            draft.leave_out(one.name, one.text, one.text, "it is no day")
    for one in entry.find("OP"):
        parts = dates.parse_date(one.text)
        if parts and re.fullmatch(r"\D{0,30}\d{4}\D{0,3}", one.text):
            draft.fields["original-date"] = {"date-parts": parts}
            draft.told.add((one.name, one.text))


def _read_issued(entry: TaggedEntry) -> dates.DateParts | None:
    """Read when the work was published: DA says it most exactly, PY or Y1 at least the year.

    A DA of another year is the date of something else, unless PY and Y1 both say the date on which
    the work went online.
    """
    years = [one.text for one in entry.find("PY", "Y1")]
    days = [one.text for one in entry.find("DA")]
    read = [parts for text in years if (parts := dates.parse_date(text)) is not None]
    known = next((parts for parts in read if parts), None)
    if known is None:
        if years:
            return [] if [] in read and not days else _parse_first(days)
        return _parse_first(days) if days else []
    same = [parts for parts in read if parts and parts[0][0] == known[0][0]]
    best = max(same, key=lambda parts: len(parts[0]))
    for text in days:
        parts = dates.parse_date(text)
        if parts and parts[0][0] == known[0][0]:
            return max((parts, best), key=lambda one: (len(one[0]), len(one)))
        if parts and len(same) > 1 and any(one.tag == "Y1" for one in entry.find("Y1")):
            return parts
        if parts is None and len(best[0]) == 1:
            best = dates.add_month(best, text)
    return best


def _parse_first(texts: list[str]) -> dates.DateParts | None:
    return next((parts for text in texts if (parts := dates.parse_date(text)) is not None), None)
