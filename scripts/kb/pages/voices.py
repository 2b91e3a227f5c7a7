"""Who is quoted for which theme: a page of each study, and the list of these pages.

How densely printed quotes are spread across those who took part is one of the things that a study
of this kind is judged by. The table stands with its study and nowhere else, so that what one person
said is not gathered across the site.
"""

from dataclasses import dataclass

from kb.knowledge.appraised import Asked, appraise_study
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import describe_extent
from kb.knowledge.voices import Matrix, tabulate_study
from kb.pages.divided import DividedView, list_study_parts
from kb.pages.page import HOME, Page, make_crumb, make_index_crumb
from kb.records import Study
from kb.records.addresses import VOICES, get_voices_path

TITLE = "Who is quoted for which theme"


@dataclass(frozen=True, slots=True)
class VoicesView:
    """A study's table, and what its appraisal says of participants' voices, if it is appraised.

    Attributes:
        table: The table.
        extent: How many of the study's quotes are here.
        asked: What the appraisal says.
        appraisal_path: Its page.
    """

    table: Matrix
    extent: str
    asked: Asked | None
    appraisal_path: str


def make_voices_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the list of studies, at the address that the tables once shared, and their pages."""
    studies = kb.all(Study)
    parts = list_study_parts(studies, "voices", lambda study: len(kb.quotes_in(study)))
    total = sum(part.count for part in parts)
    return [
        Page(
            path=VOICES,
            template="divided",
            title=TITLE,
            description="For each study, who is quoted for which of its themes.",
            view=DividedView(total, "quote", "study", parts),
            trail=(HOME,),
        ),
        *(kb.remembered(_make_page, study) for study in studies),
    ]


def _make_page(kb: KnowledgeBase, study: Study) -> Page:
    appraised = appraise_study(study)
    return Page(
        path=get_voices_path(study),
        template="voices",
        title=f"{TITLE} in {study.short_name}",
        description=f"Whose words are here for each theme of {study.short_name}.",
        view=VoicesView(
            table=tabulate_study(kb, study),
            extent=describe_extent(kb, study, "quotes"),
            asked=next((asked for asked in appraised.asked if asked.key == "voices"), None),
            appraisal_path=appraised.path,
        ),
        trail=(HOME, make_index_crumb(Study), make_crumb(study, study.short_name)),
    )
