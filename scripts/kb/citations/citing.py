"""How a record itself is cited: as a page of this site, at a version, beside what it conveys."""

from kb.citations.bibliography import Bibliography
from kb.citations.naming import get_name
from kb.knowledge.base import KnowledgeBase
from kb.records import (
    CslItem,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    StatedBasis,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import get_page_path, make_address
from kb.records.csl import CslDate, Name
from kb.records.kinds import get_called
from kb.settings import Settings
from kb.text.wording import capitalised


def list_citations(
    kb: KnowledgeBase, bibliography: Bibliography, settings: Settings, record: Record
) -> dict[str, CslItem]:
    """Return everything that someone who uses a record's page may have to cite.

    Args:
        kb: The linked records.
        bibliography: Their works, formatted.
        settings: What the site is called, and its address if that is known.
        record: The record.

    Returns:
        The record itself by a key with its version, and what it conveys by its identifier.
    """
    own = {make_key(record): cite_record(record, bibliography, settings)}
    conveyed = find_conveyed(kb, record)
    return own | ({conveyed.id: get_work(conveyed)} if conveyed else {})


def make_key(record: Record) -> str:
    """Return the citation key of a record at its version: `F001-v2`."""
    return f"{record.id}-v{record.version}"


def cite_record(record: Record, bibliography: Bibliography, settings: Settings) -> CslItem:
    """Return a record as a web page, by the site, of the day of its last change.

    The site stands as the author, as APA 7 (section 9.11) has it where a group answers for a page,
    and so is not named again as the website. Where the site's address is not known, there is none.
    """
    return CslItem(
        type="webpage",
        title=capitalised(_strip_full_stop(get_name(record, bibliography))),
        author=(Name(literal=settings.name),),
        genre=f"{get_called(record).one} {record.id}, version {record.version}",
        issued=CslDate.model_validate({"date-parts": (record.changed.timetuple()[:3],)}),
        URL=f"{settings.address}{_place(record)}" if settings.address else None,
    )


def find_conveyed(kb: KnowledgeBase, record: Record) -> Study | Reference | None:
    """Return the study whose content a record conveys, or the work that it describes, if any."""
    match record:
        case Study() | Reference():
            return record
        case Theme() | Finding() | Quote():
            return kb.study_of(record)
        case Implication(basis=StatedBasis(study=study)):
            return kb.get(study, Study)
        case _:
            return None


def get_work(record: Study | Reference) -> CslItem:
    """Return the bibliographic data of a study or a reference."""
    return record.publication if isinstance(record, Study) else record.csl


def _place(record: Record) -> str:
    place = make_address(get_page_path(record))
    return f"{place}#{record.id}" if isinstance(record, Term) else place


def _strip_full_stop(text: str) -> str:
    """Let a sentence be a title: its full stop goes, that of an abbreviation or an ellipsis too."""
    return text.rstrip(".") or text
