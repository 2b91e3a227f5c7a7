"""Where there are several studies, what is of one says so: in lists, the search and sentences."""

from kb.knowledge.base import KnowledgeBase
from kb.records import Implication, Record, Study, Term


def has_several(kb: KnowledgeBase) -> bool:
    """Tell whether there are several studies to tell apart."""
    return len(kb.all(Study)) > 1


def list_studies_of(kb: KnowledgeBase, record: Record) -> list[Study]:
    """Return the studies that a record is of, if there are several to tell apart.

    A recommendation is of those whose findings it rests on; a term, of those that use it.
    """
    if not has_several(kb) or isinstance(record, Study):
        return []
    if isinstance(record, Implication):
        found = [kb.study_of(finding) for finding, _ in kb.foundations(record)]
    elif isinstance(record, Term):
        found = [kb.get(place.study, Study) for place in record.used_in]
    else:
        origin = kb.origin_of(record)
        found = [origin] if origin else []
    return list({study.id: study for study in found}.values())


def name_studies_of(kb: KnowledgeBase, record: Record) -> str:
    """Name these studies; "" where there is no need."""
    return "; ".join(study.short_name for study in list_studies_of(kb, record))
