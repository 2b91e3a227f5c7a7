"""The page of a study, and the index of studies."""

from dataclasses import dataclass

from kb.knowledge.appraised import Appraised, appraise_study
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import has_all, list_extents
from kb.pages.findings import CitedWorks, group_by_reason
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_crumb, make_index_crumb
from kb.pages.themes import ThemeNode, make_node
from kb.records import Implication, Reference, RemarkOnWork, Study, Term
from kb.records.addresses import (
    get_appraisal_path,
    get_index_path,
    get_page_path,
    get_voices_path,
    get_works_path,
)
from kb.records.links import Link

INDEX = make_index_crumb(Study)


@dataclass(frozen=True, slots=True)
class StudyView:
    """What a study's page shows."""

    study: Study
    themes: list[ThemeNode]
    extents: list[str]
    has_all_quotes: bool
    stated: list[Implication]
    terms: list[Term]
    cited: int
    works_path: str
    appraised: Appraised
    voices_path: str


@dataclass(frozen=True, slots=True)
class StudyWorksView:
    """A study's background, and the works it cites outside of its findings by the reason."""

    study: Study
    works: list[CitedWorks]
    remarks: list[tuple[Reference, RemarkOnWork]]
    has_all_citations: bool


@dataclass(frozen=True, slots=True)
class AppraisalView:
    """A study's appraisal, question by question."""

    appraised: Appraised


@dataclass(frozen=True, slots=True)
class StudiesIndexView:
    """Every study with the number of its findings."""

    studies: list[tuple[Study, int]]


def make_study_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the pages of each study (its own, what it draws on, its appraisal), and an index."""
    studies = kb.all(Study)
    return [
        _index(kb),
        *link_in_a_row([kb.remembered(_make_page, study) for study in studies]),
        *(kb.remembered(_make_works_page, study) for study in studies),
        *(_make_appraisal_page(study) for study in studies if study.appraisal),
    ]


def _make_page(kb: KnowledgeBase, study: Study) -> Page:
    return Page(
        path=get_page_path(study),
        template="study",
        title=study.short_name,
        description=f"{study.short_name}: {study.publication.title}",
        view=StudyView(
            study=study,
            themes=[make_node(kb, theme) for theme in kb.themes_in(study)],
            extents=list_extents(kb, study),
            has_all_quotes=has_all(kb, study, "quotes"),
            stated=[kb.get(e.source, Implication) for e in kb.into(study, Link.STATED_IN)],
            terms=[kb.get(e.source, Term) for e in kb.into(study, Link.USED_IN)],
            cited=len({reference.id for reference, _ in kb.citations(study)}),
            works_path=get_works_path(study),
            appraised=appraise_study(study),
            voices_path=get_voices_path(study),
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, study, "Study"),
        lists=(),
    )


def _make_works_page(kb: KnowledgeBase, study: Study) -> Page:
    return Page(
        path=get_works_path(study),
        template="study_works",
        title=f"What {study.short_name} draws on",
        description=f"The background of {study.short_name}, and what it cites each work for.",
        view=StudyWorksView(
            study=study,
            works=group_by_reason(kb.citations(study)),
            remarks=kb.remarks_on_works(study),
            has_all_citations=has_all(kb, study, "citations"),
        ),
        trail=(HOME, INDEX, make_crumb(study, study.short_name)),
        lists=(study,),
    )


def _make_appraisal_page(study: Study) -> Page:
    return Page(
        path=get_appraisal_path(study),
        template="appraisal",
        title=f"How {study.short_name} was appraised",
        description=f"Ten questions on how {study.short_name} was done, each with its answer.",
        view=AppraisalView(appraise_study(study)),
        trail=(HOME, INDEX, make_crumb(study, study.short_name)),
    )


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=get_index_path(Study),
        template="studies",
        title="Studies",
        description="The studies in this knowledge base.",
        view=StudiesIndexView(
            studies=[(study, len(kb.findings_in(study))) for study in kb.all(Study)]
        ),
        trail=(HOME,),
    )
