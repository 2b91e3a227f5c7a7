"""One record as JSON: what it says, how far to trust it, its history, its links in both directions.

Within one version of the schema only additions are made. Addresses are relative to the file
itself, so that they hold wherever the site is put. A quote's words are in its own file only: no
file gathers what one participant said.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.citations.bibliography import Bibliography
from kb.citations.citing import find_conveyed
from kb.citations.naming import get_label
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.card import make_card
from kb.knowledge.pins import list_pins
from kb.knowledge.trust import describe_limits
from kb.records import Finding, Part, Quote, Record, Session, Study, Theme
from kb.records.addresses import get_api_path, get_code_path, get_page_path, make_address
from kb.records.base import is_prose
from kb.records.kinds import get_called, get_kind
from kb.records.links import Link
from kb.text.wording import split_paragraphs

SCHEMA_VERSION = "1.0.0"
"""The version of what stands around and in each record."""

_BESIDES = frozenset({"id", "history", "withdrawn"})
"""Fields that stand beside the others, not among them."""

_UP = "../../../"
"""The way from a record's file to the site's own folder."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a site says of its records besides what they hold.

    Attributes:
        bibliography: The works, formatted.
        address: The site's address, or "" if it is not known.
        date: The newest date of any history.
        plain: Returns prose as plain words.
    """

    bibliography: Bibliography
    address: str
    date: dt.date | None
    plain: Callable[[str], str]


def write_record(kb: KnowledgeBase, told: Told, record: Record) -> str:
    """Return a record as JSON.

    Args:
        kb: The linked records.
        told: What the site says of them.
        record: The record.

    Returns:
        The envelope: the schema's version, the newest date of any history, the licence of what is a
        study's own, and the record as `result`.
    """
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "data_date": told.date.isoformat() if told.date else None,
        "licence": _describe_licence(kb, record),
        "result": _describe(kb, told, record),
    }
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")) + "\n"


def _describe(kb: KnowledgeBase, told: Told, record: Record) -> dict[str, Any]:
    card = make_card(kb, record)
    show = told.plain if isinstance(record, Theme) else str
    return {
        "type": get_kind(record).noun,
        "called": get_called(record).one,
        "id": record.id,
        "version": record.version,
        "label": get_label(record, told.bibliography),
        "html": _find_page(record),
        "address": f"{told.address}{make_address(get_page_path(record))}" if told.address else None,
        "code": f"{_UP}{get_code_path(record)}" if told.address and has_code(record) else None,
        "voice": card.voice,
        "words": [one for text in card.words for one in split_paragraphs(show(text))],
        "source": _describe_source(kb, record),
        "trust": card.trust,
        "limits": describe_limits([card.study]) if card.study else None,
        "suspect": [
            {"id": pin.record.id, "read": pin.version, "now": pin.record.version}
            for pin in list_pins(kb, record)
            if pin.is_suspect
        ],
        "withdrawn": _describe_withdrawal(kb, told, record),
        "history": _list_history(record),
        "fields": _write_fields(record, told.plain, _BESIDES),
        "links": [*_list_links(kb, record)],
    }


def has_code(record: Record) -> bool:
    """Tell whether a record's page has a code that leads to it from paper."""
    return get_kind(record).on_handouts or isinstance(record, Session)


def _describe_source(kb: KnowledgeBase, record: Record) -> dict[str, Any] | None:
    """Return who said it where, and which study that is in."""
    study = kb.origin_of(record)
    if study is None:
        return None
    source: dict[str, Any] = {"id": study.id, "name": study.short_name}
    if isinstance(record, Quote):
        source |= {"speaker": record.speaker, "lines": record.lines}
    return source


def _describe_licence(kb: KnowledgeBase, record: Record) -> dict[str, Any] | None:
    """Return the licence under which a study's own words are shown, where a record holds any."""
    study = find_conveyed(kb, record)
    if not isinstance(study, Study) or not isinstance(record, Study | Finding | Quote):
        return None
    rights = study.rights
    return {
        "name": rights.licence,
        "address": rights.address,
        "holder": rights.holder,
        "non_commercial": "NC" in rights.licence.replace("-", " ").split(),
    }


def _describe_withdrawal(kb: KnowledgeBase, told: Told, record: Record) -> dict[str, Any] | None:
    """Return since when and why a record does not hold; a quote goes with its finding."""
    if not kb.is_withdrawn(record):
        return None
    own = record.withdrawn
    of = kb.written_with(record) if isinstance(record, Quote) and own is None else record
    withdrawn = of.withdrawn
    chain = kb.replacements(of)
    return {
        "on": withdrawn.on.isoformat() if withdrawn else None,
        "reason": told.plain(withdrawn.reason) if withdrawn else None,
        "with": of.id if of is not record else None,
        "replaced_by": [_refer_to(one, told) for one in chain],
    }


def _refer_to(record: Record, told: Told) -> dict[str, Any]:
    label = get_label(record, told.bibliography)
    return {**_point_to(record), "label": label, "withdrawn": record.withdrawn is not None}


def _list_history(record: Record) -> list[dict[str, Any]]:
    version, entries = 0, []
    for entry in record.history:
        version += entry.kind == "substantive"
        entries.append(
            {
                "version": version,
                "date": entry.date.isoformat(),
                "kind": entry.kind,
                "change": entry.change,
            }
        )
    return entries


def _list_links(kb: KnowledgeBase, record: Record) -> Iterator[dict[str, Any]]:
    """Yield every link that begins or ends at a record, as each reads from here."""
    for link in Link:
        for edge in kb.out(record, link):
            yield {"rel": link.value.forward, **_point_to(kb.located[edge.target].record)}
        for edge in kb.into(record, link):
            yield {"rel": link.value.inverse, **_point_to(kb.located[edge.source].record)}


def _point_to(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "version": record.version,
        "href": f"../{get_api_path(record).removeprefix('api/v1/')}",
        "html": _find_page(record),
    }


def _find_page(record: Record) -> str:
    address = f"{_UP}{make_address(get_page_path(record))}"
    return address if get_kind(record).folder else f"{address}#{record.id}"


def _write_fields(
    part: Part, plain: Callable[[str], str], besides: frozenset[str] = frozenset()
) -> Mapping[str, Any]:
    """Return what a part of a record holds by the names of the data; what is empty is left out."""
    return {
        info.alias or name: _write_prose(value, plain)
        if is_prose(info)
        else _write_value(value, plain)
        for name, info in type(part).model_fields.items()
        if name not in besides and (value := getattr(part, name)) is not None and value != ()
    }


def _write_prose(text: str, plain: Callable[[str], str]) -> dict[str, str]:
    return {"text": plain(text), "markdown": text}


def _write_value(value: object, plain: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case Record():
            return value.id
        case Part():
            return _write_fields(value, plain)
        case tuple():
            return [_write_value(one, plain) for one in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value
