"""Studies side by side: what each found on one topic, and which findings of two studies meet.

The topics are the situations of this site, which findings of any study can be recognised in. There
is no such page of one study, and no level of confidence on it: several studies beside each other
are no synthesis.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.related import Related, list_meetings
from kb.pages.page import HOME, Page
from kb.records import Finding, Situation, Study
from kb.records.addresses import TOPICS


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, and what each study found on it, in the order of the studies."""

    situation: Situation
    found: list[list[Finding]]


@dataclass(frozen=True, slots=True)
class TopicsView:
    """What the page shows.

    Attributes:
        studies: The studies.
        topics: Each topic on which a study found something.
        meetings: Findings of two studies that meet, each with the other.
    """

    studies: list[Study]
    topics: list[Topic]
    meetings: list[tuple[Finding, Related]]


def has_topics(kb: KnowledgeBase) -> bool:
    """Tell whether there are studies to put side by side."""
    return len(kb.all(Study)) > 1


def make_topics_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the page, if there are two studies."""
    if not has_topics(kb):
        return []
    studies = kb.all(Study)
    topics = [
        Topic(one, [_list_of(kb, study, _list_found(kb, one)) for study in studies])
        for one in kb.all(Situation)
    ]
    return [
        Page(
            path=TOPICS,
            template="topics",
            title="Studies side by side",
            description="What each study found on one topic, and which of their findings meet.",
            view=TopicsView(
                studies, [topic for topic in topics if any(topic.found)], list_meetings(kb)
            ),
            trail=(HOME,),
            wide=True,
        )
    ]


def _list_found(kb: KnowledgeBase, situation: Situation) -> list[Finding]:
    found = [finding for finding, _ in kb.recognised_in(situation)]
    return [finding for finding in found if not kb.is_withdrawn(finding)]


def _list_of(kb: KnowledgeBase, study: Study, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if kb.study_of(finding).id == study.id]
