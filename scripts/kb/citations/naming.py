"""What each record is called where something links to it."""

from kb.citations.bibliography import Bibliography
from kb.records import Record, Reference
from kb.records.kinds import get_kind


def get_name(record: Record, bibliography: Bibliography) -> str:
    """Return the words that a link to a record shows, in plain text: a work's are its citation."""
    if isinstance(record, Reference) and record.id in bibliography:
        return bibliography[record.id].narrative
    return str(get_kind(record).name(record))


def get_label(record: Record, bibliography: Bibliography) -> str:
    """Return the few words that name a record in figures and lists."""
    label = get_kind(record).label
    return str(label(record)) if label else get_name(record, bibliography)
