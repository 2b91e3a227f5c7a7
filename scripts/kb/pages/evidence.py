"""The page of a piece of evidence beyond the studies, and all of it by question."""

from dataclasses import dataclass

from kb.citations.bibliography import Bibliography
from kb.citations.naming import get_name
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import get_work, group_by_question, list_bearings
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_index_crumb
from kb.records import BearsOn, Evidence, Finding, Implication, Reference
from kb.records.addresses import get_index_path, get_page_path
from kb.records.links import QUESTIONS

INDEX = make_index_crumb(Evidence)


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What the page of a piece of evidence shows."""

    evidence: Evidence
    work: Reference
    question: str
    bearings: list[tuple[Finding | Implication, BearsOn]]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The evidence on one question, each entry with the work that reports it."""

    key: str
    heading: str
    entries: list[tuple[Evidence, Reference]]


@dataclass(frozen=True, slots=True)
class EvidenceIndexView:
    """All evidence beyond the studies, by question."""

    groups: list[QuestionGroup]
    count: int


def make_evidence_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each piece of evidence, and their index."""
    pages = [kb.remembered(_make_page, bibliography, entry) for entry in kb.all(Evidence)]
    return [_make_index(kb), *link_in_a_row(pages)]


def _make_page(kb: KnowledgeBase, bibliography: Bibliography, evidence: Evidence) -> Page:
    work = get_work(kb, evidence)
    name = get_name(work, bibliography)
    return Page(
        path=get_page_path(evidence),
        template="evidence",
        title=evidence.label,
        description=f"{evidence.label}. Evidence beyond the studies: {name}.",
        view=EvidenceView(
            evidence=evidence,
            work=work,
            question=QUESTIONS[evidence.question],
            bearings=list_bearings(kb, evidence),
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, evidence, "Evidence beyond the studies"),
    )


def _make_index(kb: KnowledgeBase) -> Page:
    groups = [
        QuestionGroup(key, QUESTIONS[key], [(entry, get_work(kb, entry)) for entry in entries])
        for key, entries in group_by_question(kb)
    ]
    return Page(
        path=get_index_path(Evidence),
        template="evidence_index",
        title=INDEX.label,
        description="What other works found that bears on what is here, by question.",
        view=EvidenceIndexView(groups, sum(len(group.entries) for group in groups)),
        trail=(HOME,),
    )
