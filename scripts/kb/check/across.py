"""Rules over the whole knowledge base: what no single record can get wrong alone."""

import re
from collections import Counter
from collections.abc import Iterator

from kb.check.chains import find_circles, find_first_beyond, write_trail
from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.files.limits import NAMED, THEMES_DEEP
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.load.nearest import Names
from kb.problems.problem import Problem
from kb.records import Finding, Quote, Record, Reference, Study, Term, Theme
from kb.records.links import Link
from kb.strict_yaml.document import FieldPath
from kb.text.folding import fold
from kb.text.wording import join_first, quote_text


@requirement("its pages would name somebody who took no part in the study", reads_words=True)
def speakers_are_participants(linked: Linked) -> Iterator[Problem]:
    """Whoever is quoted or named is a participant of the study."""
    participants: dict[str, _Given] = {}
    for located, record in linked.all():
        study = linked.study_of(located)
        if study is None:
            continue
        if study.id not in participants:
            participants[study.id] = _Given([who.pseudonym for who in study.participants])
        known = participants[study.id]
        for name, path in _list_people(record):
            if name not in known.all:
                guess = known.names.suggest(name, f"The participants are {known.listed}.")
                yield Problem(
                    located.position(*path),
                    f"{quote_text(name)} is not among the participants of {study.id}",
                    f"{guess} If {quote_text(name)} is one more, add it to `participants` in "
                    f"{linked.file_of(study)}.",
                )


class _Given:
    """What a study gives names to: looked up often, listed seldom."""

    def __init__(self, names: list[str]) -> None:
        self.all = frozenset(names)
        self.names = Names(names)
        self.listed = join_first(names, NAMED)


def _list_people(record: Record) -> list[tuple[str, FieldPath]]:
    """Return whom a record quotes or names, each with the path to where it does."""
    match record:
        case Quote():
            return [(record.speaker, ("speaker",))]
        case Finding():
            names = record.reported_for.participants if record.reported_for else ()
            return [(name, ("reported_for", "participants", i)) for i, name in enumerate(names)]
        case _:
            return []


@requirement("its page would give a number that cannot be")
def counts_agree(linked: Linked) -> Iterator[Problem]:
    """A finding is reported for no more participants than there were, and no fewer than named."""
    for located, finding in linked.of(Finding):
        scope = finding.reported_for
        study = linked.study_of(located)
        if scope is None or scope.count is None:
            continue
        if study and scope.count > study.sample.size:
            yield Problem(
                located.position("reported_for", "count"),
                f"the finding is reported for {scope.count} participants, "
                f"but {study.id} had {study.sample.size}",
                "Correct the count here, or the sample's size in study.yaml.",
            )
        if len(scope.participants) > scope.count:
            yield Problem(
                located.position("reported_for", "participants"),
                f"{len(scope.participants)} participants are named, but the count is {scope.count}",
                "Name those for whom the authors report the finding, and count them.",
            )


@requirement("its pages would name a section that the study does not have", reads_words=True)
def sections_exist(linked: Linked) -> Iterator[Problem]:
    """A section that something is taken from is one of the study's sections."""
    sections: dict[str, _Given] = {}
    for located, record in linked.all():
        origin = linked.study_of(located)
        for path, key in linked.kb.texts_of(record):
            if path[-1] not in ("section", "within"):
                continue
            study = _find_study_of(linked, record, path) or origin
            if study is None:
                continue
            if study.id not in sections:
                sections[study.id] = _Given([section.key for section in study.sections])
            known = sections[study.id]
            if key not in known.all:
                guess = known.names.suggest(key, f"Its sections are {known.listed}.")
                missing = f"If it is missing, add it to `sections` in {linked.file_of(study)}."
                yield Problem(
                    located.position(*path),
                    f"{study.id} has no section {quote_text(key)}",
                    _find_heading(study, key) or f"{guess} {missing}",
                )


def _find_heading(study: Study, written: str) -> str:
    """Say which section has a heading that was written in place of its key; "" if none has."""
    for section in study.sections:
        if re.findall(r"[a-z0-9]+", fold(section.heading)) == written.split("-"):
            return f"Write its key, {section.key}: what is here is its heading."
    return ""


def _find_study_of(linked: Linked, record: Record, path: FieldPath) -> Study | None:
    """Return the study whose section a term names: it may be used in several."""
    if not isinstance(record, Term) or path[0] != "used_in":
        return None
    place = record.used_in[int(path[1])]
    found = linked.kb.located.get(place.study)
    return found.record if found and isinstance(found.record, Study) else None


@judgement
def references_are_cited(linked: Linked) -> Iterator[Problem]:
    """Every work is cited by another record, and that record still holds.

    It may be cited by an invalid one, or under a misspelt name: what is only mentioned in a file
    that holds something invalid is left alone until that is fixed. Where a file could not be read
    at all, or a citation does not say of what, every work is.
    """
    kb, loaded = linked.kb, linked.loaded
    lacks = any(path[-1:] == ("reference",) for one in loaded.partial for path in one.filled)
    if loaded.blank or loaded.unread_types or lacks:
        return
    references = {reference.id for reference in kb.all(Reference)}
    names = Names(references)
    targets = {edge.target for edge in linked.edges if not _is_withdrawn(kb, edge)}
    former = {edge.target for edge in linked.edges} - targets
    astray = sorted(targets - kb.located.keys())
    meant = {names.find_nearest(target, loosely=True) for target in astray}
    for identifier in references - targets - meant - loaded.mentioned:
        if identifier in former:
            message = f"only what is withdrawn names {quote_text(identifier)}"
            advice = "Withdraw it as well, or cite it in a record in force."
        else:
            message = f"nothing cites {quote_text(identifier)}"
            advice = "Cite it in a study, a finding, an implication or a term, or delete the file."
        yield Problem(kb.located[identifier].position("id"), message, advice)


def _is_withdrawn(kb: KnowledgeBase, edge: Edge) -> bool:
    return edge.source in kb.located and kb.is_withdrawn(kb.located[edge.source].record)


@requirement("the pages of the themes would never end")
def themes_form_no_circle(linked: Linked) -> Iterator[Problem]:
    """No theme is part of itself, directly or through others."""
    kb = linked.kb
    for trail in find_circles(kb, Link.PART_OF):
        yield Problem(
            kb.located[trail[0]].position("part_of"),
            f"the theme is part of itself: {write_trail(trail)}",
            "Remove `part_of` from the theme that is the superordinate one.",
        )


@requirement("the page of a theme would have more levels than anybody can follow")
def themes_are_few_levels_deep(linked: Linked) -> Iterator[Problem]:
    """Themes lie within each other only a few levels deep."""
    kb = linked.kb
    for identifier in find_first_beyond(kb, Link.PART_OF, THEMES_DEEP - 1):
        yield Problem(
            kb.located[identifier].position("part_of"),
            f"{identifier} lies more than {THEMES_DEEP} levels of themes deep",
            "Let it be part of a theme further up: what one theme is part of is part of another, "
            "and so on.",
        )


@requirement("what one study found would be shown as another's")
def parts_share_a_study(linked: Linked) -> Iterator[Problem]:
    """Themes that are joined, and the themes of one finding, come from one study."""
    kb = linked.kb
    for edge in kb.edges:
        source = kb.located[edge.source].record
        target = kb.located[edge.target].record
        if isinstance(source, Theme) and isinstance(target, Theme):
            expected = source.study
        elif isinstance(source, Finding) and isinstance(target, Theme):
            expected = kb.themes_of(source)[0].study
        else:
            continue
        # A study that there is none of has been reported; nothing can be said of it here.
        both_exist = kb.located.keys() >= {expected, target.study}
        if target.study != expected and both_exist:
            yield Problem(
                edge.position,
                f"{target.id} is a theme of {target.study}, but {source.id} comes from {expected}",
                "Link to a theme of the same study.",
            )


@requirement("the pages would show the relation twice")
def relations_are_told_once(linked: Linked) -> Iterator[Problem]:
    """A relation joins two findings, and the data says so on one side only."""
    seen: set[frozenset[str]] = set()
    for edge in linked.kb.edges:
        if edge.link is not Link.RELATES_TO:
            continue
        pair = frozenset({edge.source, edge.target})
        if len(pair) == 1:
            yield Problem(
                edge.position, "a finding cannot relate to itself", "Name another finding."
            )
        elif pair in seen:
            yield Problem(
                edge.position,
                f"the relation of {edge.source} to {edge.target} is given twice",
                "Keep it in one of the two findings, once; the site shows it in both.",
            )
        seen.add(pair)


@requirement("nobody would find the file; moving it costs nothing")
def findings_lie_with_their_study(linked: Linked) -> Iterator[Problem]:
    """A finding's file, and a study's themes, lie in the folder of their study."""
    kb = linked.kb
    given = Counter(located.record.id for located in linked.loaded.records)
    for located, record in linked.all():
        study = kb.origin_of(record)
        # If two studies have one identifier, it is not clear whose folder is meant.
        if study is None or given[study.id] > 1 or not isinstance(record, Finding | Theme):
            continue
        folder = kb.located[study.id].document.file.rpartition("/")[0]
        if located.document.file.startswith(f"{folder}/"):
            continue
        home = "findings/" if isinstance(record, Finding) else "themes.yaml"
        yield Problem(
            located.position("id"),
            f"{record.id} comes from {study.id}, but does not lie in that study's folder",
            f"Move it to {folder}/{home}, or correct what it links to.",
        )


@requirement("the pages would show the link twice")
def links_are_given_once(linked: Linked) -> Iterator[Problem]:
    """No record names the same theme, audience or finding twice for the same purpose."""
    seen: set[tuple[str, Link, str]] = set()
    for edge in linked.kb.edges:
        what = (edge.source, edge.link, edge.target)
        if edge.link in _ONCE and what in seen:
            yield Problem(
                edge.position,
                f"{quote_text(edge.target)} is named twice here",
                "Keep one of the two.",
            )
        seen.add(what)


_ONCE = (
    Link.USED_IN,
    *(Link.BELONGS_TO, Link.ADDRESSED_TO, Link.RESTS_ON, Link.RECOGNISED_IN),
    *(Link.SHARES, Link.SUGGESTS, Link.BEARS_ON_FINDING, Link.BEARS_ON_IMPLICATION),
)
"""Links of which a record has no more than one to the same target."""
