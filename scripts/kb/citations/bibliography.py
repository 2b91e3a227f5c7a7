"""All works of a site, formatted: what did not change since the last time is not formatted again.

Formatting is by pandoc, whose time grows with the square of the works in one call, because it
compares every work with every other to tell them apart. Only works whose first authors share a
family name can need telling apart, so such works stay together and the rest is divided.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from markupsafe import Markup

from kb.citations.pandoc import FormattedWork, cite, get_pandoc_version
from kb.exchange.csl_json import write_csl_json
from kb.files.cache import get_cache_folder, keep, recall, remove_old
from kb.knowledge.base import KnowledgeBase
from kb.records import CslItem, Reference, Study

Bibliography = Mapping[str, FormattedWork]
"""Formatted works by the identifier of their reference or study, in the order of the style."""

Group = dict[str, CslItem]
"""Works that may have to be told apart, by identifier."""

WORKS_IN_A_CALL = 80
"""Where one call for more works takes longer than two calls for half of them each."""

CALLS_AT_A_TIME = 2


def format_bibliography(kb: KnowledgeBase, style: Path) -> Bibliography:
    """Format every work of a knowledge base; the style and errors are those of `format_works`.

    Withdrawn works are formatted by themselves: their pages stay, but a work that was there twice
    must not make its successor the first of two.
    """
    return format_works(list_works(kb), style) | format_works(list_withdrawn_works(kb), style)


def list_works(kb: KnowledgeBase) -> dict[str, CslItem]:
    """Return what is in force and has bibliographic data, by identifier: references and studies."""
    return _index_works(kb.all(Reference), kb.all(Study))


def list_withdrawn_works(kb: KnowledgeBase) -> dict[str, CslItem]:
    """Return what is withdrawn and has bibliographic data, by identifier."""
    return _index_works(kb.withdrawn(Reference), kb.withdrawn(Study))


def _index_works(references: Iterable[Reference], studies: Iterable[Study]) -> dict[str, CslItem]:
    works = {reference.id: reference.csl for reference in references}
    return works | {study.id: study.publication for study in studies}


def format_works(works: Mapping[str, CslItem], style: Path) -> dict[str, FormattedWork]:
    """Format works, all in one call of pandoc unless they are very many.

    What was formatted is kept by content from one time to the next.

    Args:
        works: Bibliographic data by identifier.
        style: A CSL style file.

    Returns:
        Each work as the style writes it, in the order in which the style lists them. Year
        suffixes and initials that tell works apart are given out over all works together.

    Raises:
        subprocess.CalledProcessError: pandoc failed; its own words are in `stderr`.
    """
    if not works:
        return {}
    method, kept = _digest_method(style), get_cache_folder("bibliography")
    groups = {_digest(method, group): group for group in _group_alike(works)}
    known = {digest: _parse_kept(recall(kept, digest)) for digest in groups}
    missing = {digest: group for digest, group in groups.items() if known[digest] is None}
    with ThreadPoolExecutor(CALLS_AT_A_TIME) as pool:
        calls = pool.map(lambda batch: _cite_groups(batch, style), _make_batches(missing))
        found = {digest: done for call in calls for digest, done in call.items()}
    for digest, formatted in found.items():
        keep(kept, digest, {name: asdict(work) for name, work in formatted.items()})
    if found:
        remove_old(kept)
    results = (found.get(digest) or known[digest] or {} for digest in groups)
    return {name: work for result in results for name, work in result.items()}


def _digest_method(style: Path) -> str:
    """Return a digest of what, besides the works, decides how they are formatted."""
    code = (Path(__file__).with_name(name).read_bytes() for name in ("pandoc.py", "fitting.py"))
    ways = (get_pandoc_version().encode(), style.read_bytes(), *code)
    return hashlib.sha256(b"\n".join(ways)).hexdigest()


def _group_alike(works: Mapping[str, CslItem]) -> list[Group]:
    """Divide works by the family name they are listed under, in the order of the alphabet."""
    groups: dict[str, Group] = {}
    for name in sorted(works):
        groups.setdefault(get_sort_name(works[name]), {})[name] = works[name]
    return [groups[key] for key in sorted(groups)]


def get_sort_name(item: CslItem) -> str:
    """Return the letters of the first author's or editor's family name, or else of the title."""
    first = next(iter(item.author or item.editor), None)
    name = f"{first.non_dropping_particle or ''}{first.family or first.literal}" if first else None
    decomposed = unicodedata.normalize("NFKD", name or item.title).casefold()
    return "".join(filter(str.isalnum, decomposed))


def _digest(method: str, group: Group) -> str:
    return hashlib.sha256(f"{method}\n{write_csl_json(group)}".encode()).hexdigest()


def _make_batches(groups: dict[str, Group]) -> Iterator[dict[str, Group]]:
    """Put neighbouring groups together until a call is full."""
    batch: dict[str, Group] = {}
    size = 0
    for digest, group in groups.items():
        if batch and size + len(group) > WORKS_IN_A_CALL:
            yield batch
            batch, size = {}, 0
        batch[digest] = group
        size += len(group)
    if batch:
        yield batch


def _cite_groups(batch: dict[str, Group], style: Path) -> dict[str, dict[str, FormattedWork]]:
    """Format the groups of a batch together, and divide the result again."""
    works = {name: item for group in batch.values() for name, item in group.items()}
    cited = cite(works, style)
    return {
        digest: {name: work for name, work in cited.items() if name in group}
        for digest, group in batch.items()
    }


def _parse_kept(kept: object) -> dict[str, FormattedWork] | None:
    """Return what was kept of a group of works; what cannot be understood counts as nothing."""
    if not isinstance(kept, dict):
        return None
    try:
        return {name: _parse_work(fields) for name, fields in kept.items()}
    except (TypeError, AttributeError, KeyError):
        return None


def _parse_work(fields: Mapping[str, str]) -> FormattedWork:
    return FormattedWork(
        narrative=fields["narrative"],
        parenthetical=fields["parenthetical"],
        entry=Markup(fields["entry"]),  # noqa: S704 - as pandoc escaped it
    )
