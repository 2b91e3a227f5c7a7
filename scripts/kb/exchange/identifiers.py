"""What a work can be without, and is often written badly: its DOI, address and serial numbers.

What of these no record may hold is left out, and told at the entry.
"""

from collections.abc import Iterable

from kb.exchange import values
from kb.exchange.draft import Draft
from kb.exchange.plain_text import to_plain


def put_doi(draft: Draft, field: str, text: str) -> None:
    """Give a work its DOI, however it is written."""
    doi = values.clean_doi(to_plain(text) if "&" in text else text)
    if not text.strip():
        return
    if not values.is_doi(doi):
        draft.leave_out(field, text, text, "it is no DOI")
    elif draft.fields.setdefault("DOI", doi) != doi:
        draft.leave_out(field, text, doi, "a work has one DOI")
    else:
        draft.told.add((field, text))


def put_addresses(draft: Draft, given: Iterable[tuple[str, str]]) -> None:
    """Give a work its address: the first that leads to the web, and not only to its DOI."""
    for field, text in given:
        if not text.strip():
            continue
        found = list(values.list_addresses(to_plain(text) if "&" in text else text))
        if not found:
            draft.leave_out(field, text, text, "it is no address on the web")
        for address in found:
            doi = values.clean_doi(address) if values.is_doi_address(address) else ""
            if doi and values.is_doi(doi):
                put_doi(draft, field, address)
            elif draft.fields.setdefault("URL", address) != address:
                draft.leave_out(field, text, address, "a work has one address")
        draft.told.add((field, text))


def put_serials(draft: Draft, field: str, text: str) -> bool:
    """Give a work its ISSN or ISBN, the first of several; tell whether there was one."""
    found = list(values.parse_serials(text))
    for name, number in found:
        if draft.fields.setdefault(name, number) != number:
            draft.leave_out(field, text, number, f"a work has one {name}")
    if found:
        draft.told.add((field, text))
    return bool(found)
