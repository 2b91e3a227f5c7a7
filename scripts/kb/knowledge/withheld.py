"""What is kept back with studies that are drafts: no page, list, search or export knows of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.knowledge.link import list_edges
from kb.load.legible import find_identifiers, find_words
from kb.load.loader import Loaded, Located
from kb.records import (
    Evidence,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Session,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.data_files import find_identifier

_DRAFT = re.compile(rb"^state:[ \t]*[\"']?draft\b", re.MULTILINE)

_CONTENT: tuple[type[Record], ...] = (Study, Theme, Finding, Quote, Implication)
"""What a record outside of a study can rest on, and be kept back with."""

_RESTING = (Implication, Evidence, Situation, Session, Term)


def list_draft_folders(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the folders of studies that say that they are drafts, valid or not."""
    return tuple(
        f"{path.rpartition('/')[0]}/"
        for path, content in files.items()
        if re.fullmatch(r"studies/[^/]+/study\.yaml", path) and _DRAFT.search(content)
    )


def withhold(loaded: Loaded, drafts: Iterable[bytes]) -> Loaded:
    """Return what is left when whatever belongs to drafts alone is taken out.

    A recommendation, a situation, a term or other evidence is kept back if all that it rests on
    is. A work is, if a draft names it and nothing that is published cites it. What rests on both
    stays, and the link to the draft is a mistake then.

    Args:
        loaded: What the files outside of drafts hold.
        drafts: The files of drafts.
    """
    contents = [*drafts]
    held = set().union(*map(find_identifiers, contents))
    words = set().union(*map(find_words, contents))
    places = [*loaded.records, *loaded.partial]
    edges = {
        place.record.id: [(one.link.value.target, one.target) for one in list_edges(place)]
        for place in places
    }
    resting = [place.record.id for place in places if isinstance(place.record, _RESTING)]
    before = -1
    while before != len(held):
        before = len(held)
        for identifier in resting:
            targets = {target for kind, target in edges[identifier] if kind in _CONTENT}
            if targets and targets <= held:
                held.add(identifier)
    cited = {target for source, all_ in edges.items() if source not in held for _, target in all_}
    for identifier in {*resting} & held:
        words |= {target for _, target in edges[identifier]}
    works = {place.record.id for place in places if isinstance(place.record, Reference)}
    held |= (works & words) - cited
    files = {
        place.document.file for place in places if place.record.id in held and _is_alone(place)
    }
    return replace(
        loaded,
        records=tuple(one for one in loaded.records if one.record.id not in held),
        partial=tuple(one for one in loaded.partial if one.record.id not in held),
        claims=tuple(one for one in loaded.claims if one.identifier not in held),
        problems=tuple(one for one in loaded.problems if one.position.file not in files),
    )


def _is_alone(place: Located) -> bool:
    """Tell whether a file holds this record and no other."""
    return find_identifier(place.document.file.partition("/")[2]) == place.record.id
