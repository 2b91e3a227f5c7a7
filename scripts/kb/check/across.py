"""Rules over the whole knowledge base: what no single record can get wrong alone."""

from collections import Counter
from collections.abc import Iterator

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.knowledge.link import edges_of
from kb.load.loader import Loaded, Located
from kb.problems.nearest import nearest, suggestion
from kb.problems.problem import Problem
from kb.records import Finding, Quote, Reference, Study, Term, Theme
from kb.records.links import Link
from kb.text.wording import quoted


def studies_by_folder(kb: KnowledgeBase, loaded: Loaded) -> dict[str, Study]:
    """Return by its folder each study whose findings cannot lead to it, for no theme can be read.

    They lie with it, so what they say of it can be looked at all the same.
    """
    if Theme not in loaded.unread_types:
        return {}
    themes = {
        _folder_of_study(place) for place in kb.located.values() if isinstance(place.record, Theme)
    }
    return {
        folder: place.record
        for place in kb.located.values()
        if isinstance(place.record, Study) and (folder := _folder_of_study(place)) not in themes
    }


def _folder_of_study(place: Located) -> str:
    """Return the folder of the study that a file lies with: `themes_data/studies/…`."""
    return "/".join(place.document.file.split("/")[:-1][:3])


def speakers_are_participants(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """Whoever is quoted or named is a participant of the study."""
    lies_with = studies_by_folder(kb, loaded)
    for place in kb.located.values():
        study = kb.origin_of(place.record) or lies_with.get(_folder_of_study(place))
        if study is None:
            continue
        known = [participant.pseudonym for participant in study.participants]
        named: list[tuple[str, tuple[str | int, ...]]]
        match place.record:
            case Quote():
                named = [(place.record.speaker, ("speaker",))]
            case Finding():
                named = [
                    (name, ("reported_for", "participants", i))
                    for i, name in enumerate(place.record.reported_for.participants)
                ]
            case _:
                continue
        for name, path in named:
            if name not in known:
                yield Problem(
                    place.position(*path),
                    f"{quoted(name)} is not among the participants of {study.id}",
                    suggestion(name, known, f"The participants are {', '.join(known)}."),
                )


def counts_agree(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """A finding is reported for no more participants than there were, and no fewer than named."""
    lies_with = studies_by_folder(kb, loaded)
    for place in kb.located.values():
        if not isinstance(place.record, Finding):
            continue
        scope = place.record.reported_for
        study = kb.origin_of(place.record) or lies_with.get(_folder_of_study(place))
        if scope.count is None:
            continue
        if study and scope.count > study.sample.size:
            yield Problem(
                place.position("reported_for", "count"),
                f"the finding is reported for {scope.count} participants, "
                f"but {study.id} had {study.sample.size}",
                "Correct the count here, or the sample's size in study.yaml.",
            )
        if len(scope.participants) > scope.count:
            yield Problem(
                place.position("reported_for", "participants"),
                f"{len(scope.participants)} participants are named, but the count is {scope.count}",
                "Name those for whom the authors report the finding, and count them.",
            )


def sections_exist(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """A section that something is taken from is one of the study's sections."""
    lies_with = studies_by_folder(kb, loaded)
    for place in kb.located.values():
        study = kb.origin_of(place.record) or lies_with.get(_folder_of_study(place))
        if study is None:
            continue
        known = [section.key for section in study.sections]
        for path, key in kb.texts_of(place.record):
            if path[-1] in ("section", "within") and key not in known:
                yield Problem(
                    place.position(*path),
                    f"{study.id} has no section {quoted(key)}",
                    suggestion(key, known, f"Its sections are {', '.join(known)}."),
                )


def references_are_cited(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """Every work is cited by another record, and that record still holds.

    It may be cited by an unsound one, or under a misspelt name: what is only mentioned in a file
    that holds something unsound is left alone until that is mended.
    """
    if loaded.blank & {Study, Term}:
        return
    references = {reference.id for reference in kb.all(Reference)}
    edges = [edge for place in (*loaded.records, *loaded.partial) for edge in edges_of(place)]
    targets = {edge.target for edge in edges if not _is_withdrawn(kb, edge)}
    former = {edge.target for edge in edges} - targets
    meant = {nearest(target, references) for target in targets - kb.located.keys()}
    for identifier in references - targets - meant - loaded.mentioned:
        if identifier in former:
            message = f"only what is withdrawn names {quoted(identifier)}"
            advice = "Withdraw it as well, or cite it in a record in force."
        else:
            message = f"nothing cites {quoted(identifier)}"
            advice = "Cite it in a study, a finding, an implication or a term, or delete the file."
        yield Problem(kb.located[identifier].position("id"), message, advice)


def _is_withdrawn(kb: KnowledgeBase, edge: Edge) -> bool:
    return edge.source in kb.located and kb.is_withdrawn(kb.located[edge.source].record)


def themes_form_no_circle(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No theme is part of itself, directly or through others."""
    parents = {edge.source: edge.target for edge in kb.edges if edge.link is Link.PART_OF}
    told: set[str] = set()
    for identifier in parents:
        trail = [identifier]
        while (parent := parents.get(trail[-1])) and parent not in trail:
            trail.append(parent)
        if parent == identifier and identifier not in told:
            told.update(trail)
            yield Problem(
                kb.located[identifier].position("part_of"),
                f"the theme is part of itself: {' → '.join([*trail, identifier])}",
                "Remove `part_of` from the theme that is the superordinate one.",
            )


def parts_share_a_study(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """Themes that are joined, and the themes of one finding, come from one study."""
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


def contrasts_are_told_once(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A contrast joins two findings, and the data says so on one side only."""
    seen: set[frozenset[str]] = set()
    for edge in kb.edges:
        if edge.link is not Link.CONTRASTS_WITH:
            continue
        pair = frozenset({edge.source, edge.target})
        if len(pair) == 1:
            yield Problem(
                edge.position, "a finding cannot contrast with itself", "Name another finding."
            )
        elif pair in seen:
            yield Problem(
                edge.position,
                f"the contrast of {edge.source} with {edge.target} is given twice",
                "Keep it in one of the two findings, once; the site shows it in both.",
            )
        seen.add(pair)


def findings_lie_with_their_study(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """A finding's file, and a study's themes, lie in the folder of their study."""
    given = Counter(place.record.id for place in loaded.records)
    for place in kb.located.values():
        study = kb.origin_of(place.record)
        # If two studies have one identifier, it is not clear whose folder is meant.
        if study is None or given[study.id] > 1 or not isinstance(place.record, Finding | Theme):
            continue
        folder = kb.located[study.id].document.file.rpartition("/")[0]
        if place.document.file.startswith(f"{folder}/"):
            continue
        home = "findings/" if isinstance(place.record, Finding) else "themes.yaml"
        yield Problem(
            place.position("id"),
            f"{place.record.id} comes from {study.id}, but does not lie in that study's folder",
            f"Move it to {folder}/{home}, or correct what it links to.",
        )


def links_are_given_once(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No record names the same theme, audience or finding twice for the same purpose."""
    seen: set[tuple[str, Link, str]] = set()
    for edge in kb.edges:
        what = (edge.source, edge.link, edge.target)
        if edge.link in _ONCE and what in seen:
            yield Problem(
                edge.position,
                f"{quoted(edge.target)} is named twice here",
                "Keep one of the two.",
            )
        seen.add(what)


_ONCE = (Link.BELONGS_TO, Link.ADDRESSED_TO, Link.RESTS_ON, Link.RECOGNISED_IN)
"""Links of which a record has no more than one to the same target."""
