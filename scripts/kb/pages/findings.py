"""The page of a finding, and the index of findings."""

from dataclasses import dataclass

from kb.knowledge.appraised import Appraised, appraise_study
from kb.knowledge.base import Illustration, KnowledgeBase
from kb.knowledge.beyond import list_evidence_on
from kb.knowledge.entered import has_all
from kb.knowledge.related import Related, list_related
from kb.knowledge.support import Support, get_support
from kb.knowledge.trust import explain_credibility, explain_trust_in_finding
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import HOME, Page, identify, link_by_study, make_crumb, make_index_crumb
from kb.records import (
    BearsOn,
    Citation,
    Evidence,
    Finding,
    Implication,
    Recognition,
    Reference,
    RestsOn,
    Session,
    Situation,
    Study,
    Theme,
)
from kb.records.addresses import get_index_path, get_page_path
from kb.records.links import CITING_REASONS

INDEX = make_index_crumb(Finding)


@dataclass(frozen=True, slots=True)
class CitedWorks:
    """The works cited for one reason."""

    reason: str
    works: list[tuple[Reference, Citation]]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.works)


@dataclass(frozen=True, slots=True)
class ThemeFindings:
    """A theme and the findings that belong to it."""

    theme: Theme
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class FindingView:
    """What a finding's page shows, from top to bottom."""

    finding: Finding
    study: Study
    support: Support
    trust: str
    illustrations: list[Illustration]
    has_all_quotes: bool
    credibility: str
    appraised: Appraised
    related: list[Related]
    implications: list[tuple[Implication, RestsOn]]
    evidence: list[tuple[Evidence, BearsOn]]
    situations: list[tuple[Situation, Recognition]]
    sessions: list[Session]
    works: list[CitedWorks]
    themes: list[ThemeFindings]


@dataclass(frozen=True, slots=True)
class FindingsIndexView:
    """The findings of each study by theme."""

    studies: list[tuple[Study, list[ThemeFindings]]]
    count: int


def make_finding_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each finding, and their index."""
    return [
        *make_index_pages(kb, _index(kb)),
        *link_by_study(kb, [kb.remembered(_make_page, finding) for finding in kb.all(Finding)]),
    ]


def group_by_reason(citations: list[tuple[Reference, Citation]]) -> list[CitedWorks]:
    """Group cited works by the reason for citing them, in the order in which pages show them."""
    groups = [
        CitedWorks(reason.forward, [pair for pair in citations if pair[1].relation == relation])
        for relation, reason in CITING_REASONS.items()
    ]
    return [group for group in groups if group.works]


def list_themes_with_findings(kb: KnowledgeBase, study: Study) -> list[ThemeFindings]:
    """Return every theme of a study that findings belong to, in the order of the study."""
    groups = [ThemeFindings(theme, kb.findings_of(theme)) for theme in kb.all_themes_in(study)]
    return [group for group in groups if group.findings]


def view_finding(kb: KnowledgeBase, finding: Finding) -> FindingView:
    """Gather what is shown of a finding."""
    return FindingView(
        finding=finding,
        study=kb.study_of(finding),
        support=get_support(kb, finding),
        trust=explain_trust_in_finding(kb, finding),
        illustrations=kb.illustrations(finding),
        has_all_quotes=has_all(kb, kb.study_of(finding), "quotes"),
        credibility=explain_credibility(kb, finding),
        appraised=appraise_study(kb.study_of(finding)),
        related=list_related(kb, finding),
        implications=kb.implications_of(finding),
        evidence=list_evidence_on(kb, finding),
        situations=kb.situations_of(finding),
        sessions=kb.sessions_using(finding),
        works=group_by_reason(kb.citations(finding)),
        themes=[ThemeFindings(theme, kb.findings_of(theme)) for theme in kb.themes_of(finding)],
    )


def _make_page(kb: KnowledgeBase, finding: Finding) -> Page:
    themes = kb.themes_of(finding)
    main = themes[0]
    above = [kb.get(main.part_of, Theme)] if main.part_of else []
    return Page(
        path=get_page_path(finding),
        template="finding",
        title=finding.statement,
        label=finding.label,
        description=finding.statement,
        view=view_finding(kb, finding),
        trail=(HOME, INDEX, *(make_crumb(theme, theme.title) for theme in (*above, main))),
        identity=identify(kb, finding, "Finding"),
    )


def _index(kb: KnowledgeBase) -> Index:
    return Index(
        path=get_index_path(Finding),
        part="findings",
        template="findings",
        title="Findings",
        description="Every finding in this knowledge base, by study and theme.",
        noun="finding",
        view=lambda studies: FindingsIndexView(
            studies=[(study, list_themes_with_findings(kb, study)) for study in studies],
            count=sum(len(kb.findings_in(study)) for study in studies),
        ),
        count=lambda study: len(kb.findings_in(study)),
    )
