"""Rules over the whole knowledge base: what no single record can get wrong alone."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from kb.knowledge_base import KnowledgeBase
from kb.load import Loaded, Located
from kb.nearest import suggestion
from kb.problems import Problem
from kb.records import Finding, Implication, Quote, Reference, Study, Term, Theme
from kb.relations import Link
from kb.yaml_document import Path

Rule = Callable[[KnowledgeBase, Loaded], Iterator[Problem]]


def check(kb: KnowledgeBase, loaded: Loaded) -> list[Problem]:
    """Apply every rule.

    Args:
        kb: The linked records. Links that led nowhere are not in it and have been reported.
        loaded: What was read, to know which records exist but are not sound.

    Returns:
        A problem for each violation.
    """
    return [problem for rule in RULES for problem in rule(kb, loaded)]


def speakers_are_participants(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """Whoever is quoted or named is a participant of the study."""
    for place in kb.located.values():
        study = _study(kb, place)
        if study is None:
            continue
        known = [participant.pseudonym for participant in study.participants]
        named: list[tuple[str, Path]]
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
                    f"{name!r} is not among the participants of {study.id}",
                    suggestion(name, known, f"The participants are {', '.join(known)}."),
                )


def counts_agree(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A finding is reported for no more participants than there were, and no fewer than named."""
    for place in kb.located.values():
        if not isinstance(place.record, Finding):
            continue
        scope = place.record.reported_for
        study = _study(kb, place)
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


def sections_exist(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A section that something is taken from is one of the study's sections."""
    for place in kb.located.values():
        study = _study(kb, place)
        if study is None:
            continue
        known = [section.key for section in study.sections]
        for path, key in _sections(place):
            if key not in known:
                yield Problem(
                    place.position(*path),
                    f"{study.id} has no section {key!r}",
                    suggestion(key, known, f"Its sections are {', '.join(known)}."),
                )


def pinned_versions_exist(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """An implication rests on a version of a finding that was published."""
    for place in kb.located.values():
        if not isinstance(place.record, Implication):
            continue
        for i, (finding, basis) in enumerate(kb.foundations(place.record)):
            if basis.version > finding.version:
                yield Problem(
                    kb.out(place.record, Link.RESTS_ON)[i].position,
                    f"{finding.id} has no version {basis.version}",
                    f"Its newest version is {finding.version}: read it, then write "
                    f"{finding.id}@{finding.version}.",
                )


def references_are_cited(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """Every reference is cited by a record; unsound records might cite it, so they excuse it."""
    if loaded.unread or loaded.unread_types:
        return
    for place in kb.located.values():
        record = place.record
        if isinstance(record, Reference) and not (kb.cited_by(record) or kb.informs(record)):
            yield Problem(
                place.position("id"),
                f"nothing cites {record.id!r}",
                "Cite it in a study, a finding, an implication or a term, or delete the file.",
            )


def themes_form_no_circle(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No theme is part of itself, directly or through others."""
    parents = {edge.source: edge.target for edge in kb.edges if edge.link is Link.PART_OF}
    for identifier in parents:
        trail = [identifier]
        while (parent := parents.get(trail[-1])) and parent not in trail:
            trail.append(parent)
        if parent == identifier:
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
        if target.study != expected:
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
                f"the contrast with {edge.target} is already written there",
                "Keep it on one side; the site shows it on both.",
            )
        seen.add(pair)


def findings_lie_with_their_study(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A finding's file, and a study's themes, lie in the folder of their study."""
    for place in kb.located.values():
        study = _study(kb, place)
        if study is None or not isinstance(place.record, Finding | Theme):
            continue
        folder = kb.located[study.id].document.file.rpartition("/")[0]
        if not place.document.file.startswith(f"{folder}/"):
            yield Problem(
                place.position("id"),
                f"{place.record.id} comes from {study.id}, but lies in another study's folder",
                f"Move it to {folder}/, or link it to the study that it comes from.",
            )


def histories_run_forward(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A history is in the order of time and begins with the first publication."""
    for place in kb.located.values():
        history = place.record.history
        if history[0].kind != "substantive":
            yield Problem(
                place.position("history", 0, "kind"),
                "the first entry of a history is the first publication, which is substantive",
                "Remove `kind` from the first entry.",
            )
        for i, (earlier, later) in enumerate(pairwise(history), start=1):
            if later.date < earlier.date:
                yield Problem(
                    place.position("history", i, "date"),
                    f"{later.date} comes after {earlier.date} in the history, but is earlier",
                    "Put the newest entry last, or correct the date.",
                )


def actions_begin_with_their_strength(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """An action begins with the word that says how strong it is."""
    for place in kb.located.values():
        record = place.record
        if isinstance(record, Implication):
            word = record.strength.capitalize()
            if not record.action.startswith(f"{word} "):
                yield Problem(
                    place.position("action"),
                    f"the action does not begin with its strength word, {word!r}",
                    f"Begin the sentence with {word!r}.",
                )


RULES: tuple[Rule, ...] = (
    speakers_are_participants,
    counts_agree,
    sections_exist,
    pinned_versions_exist,
    references_are_cited,
    themes_form_no_circle,
    parts_share_a_study,
    contrasts_are_told_once,
    findings_lie_with_their_study,
    histories_run_forward,
    actions_begin_with_their_strength,
)
"""Every rule, each over the whole knowledge base."""


def _study(kb: KnowledgeBase, place: Located) -> Study | None:
    """Return the study a record is taken from, if its links lead to one."""
    record = place.record
    match record:
        case Study():
            return record
        case Quote():
            edges = kb.out(record, Link.ILLUSTRATES)
        case Finding():
            edges = kb.out(record, Link.BELONGS_TO)
        case Theme():
            edges = kb.out(record, Link.DEVELOPED_IN)
        case Implication():
            edges = kb.out(record, Link.STATED_IN)
        case Term():
            edges = kb.out(record, Link.USED_IN)
        case _:
            return None
    return _study(kb, kb.located[edges[0].target]) if edges else None


def _sections(place: Located) -> Iterator[tuple[Path, str]]:
    """Yield every section that a record names, with the path to it."""
    skipped = {"quotes"} if isinstance(place.record, Finding) else set()
    value: object = place.record.model_dump(exclude=skipped)
    stack: list[tuple[Path, object]] = [((), value)]
    while stack:
        path, value = stack.pop()
        match value:
            case dict():
                stack += [((*path, key), inner) for key, inner in value.items()]
            case tuple():
                stack += [((*path, i), inner) for i, inner in enumerate(value)]
            case str() if path[-1] in ("section", "within"):
                yield path, value
