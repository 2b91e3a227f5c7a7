"""The page of a study, and the index of studies."""

from dataclasses import dataclass

from kb.addresses import index_path, page_path
from kb.knowledge_base import KnowledgeBase
from kb.pages.findings import CitedWorks, by_reason
from kb.pages.page import HOME, Page, identity, in_a_row, index_crumb
from kb.pages.themes import ThemeNode, node
from kb.records import Finding, Implication, Quote, Study, Term
from kb.relations import Link

INDEX = index_crumb(Study, "Studies")


@dataclass(frozen=True, slots=True)
class StudyView:
    """What a study's page shows."""

    study: Study
    themes: list[ThemeNode]
    findings: list[Finding]
    quotes: int
    stated: list[Implication]
    terms: list[Term]
    works: list[CitedWorks]


@dataclass(frozen=True, slots=True)
class StudiesIndexView:
    """Every study with the number of its findings."""

    studies: list[tuple[Study, int]]


def study_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each study, and their index."""
    return [_index(kb), *in_a_row([_page(kb, study) for study in kb.all(Study)])]


def _page(kb: KnowledgeBase, study: Study) -> Page:
    return Page(
        path=page_path(study),
        template="study",
        title=study.short_name,
        description=f"{study.short_name}: {study.publication.title}",
        view=StudyView(
            study=study,
            themes=[node(kb, theme) for theme in kb.themes_in(study)],
            findings=kb.findings_in(study),
            quotes=sum(kb.study_of(quote).id == study.id for quote in kb.all(Quote)),
            stated=[kb.get(e.source, Implication) for e in kb.into(study, Link.STATED_IN)],
            terms=[kb.get(e.source, Term) for e in kb.into(study, Link.USED_IN)],
            works=by_reason(kb.citations(study)),
        ),
        trail=(HOME, INDEX),
        identity=identity(kb, study, "Study"),
    )


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=index_path(Study),
        template="studies",
        title="Studies",
        description="The studies in this knowledge base.",
        view=StudiesIndexView(
            studies=[(study, len(kb.findings_in(study))) for study in kb.all(Study)]
        ),
        trail=(HOME,),
    )
