"""One row for each type of record: all that there is to know of a type beside its fields.

A new type of record is a row here, a record beside it, a page module and a template. Whatever asks
"what is a record of this type called, where does it lie, what does it link to" asks a row.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from kb.records.audience import Audience
from kb.records.base import Record
from kb.records.evidence import Evidence
from kb.records.finding import Finding
from kb.records.implication import DerivedBasis, Implication
from kb.records.links import QUESTIONS, WORK_KINDS, Link
from kb.records.outgoing import (
    Outgoing,
    list_links_of_evidence,
    list_links_of_finding,
    list_links_of_implication,
    list_links_of_reference,
    list_links_of_session,
    list_links_of_situation,
    list_links_of_study,
    list_links_of_term,
    list_links_of_theme,
)
from kb.records.quote import Quote
from kb.records.reference import Reference
from kb.records.session import Session
from kb.records.situation import Situation
from kb.records.study import Study
from kb.records.term import Term
from kb.records.theme import Theme
from kb.text.wording import counted

R = TypeVar("R", bound=Record)

Voice = Literal["participants", "authors", "editors"]
VOICES: tuple[Voice, ...] = ("participants", "authors", "editors")
"""Who can be speaking in a field: those who took part, the study's authors, or we."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """What holds the records of a type below themes_data/.

    Attributes:
        path: The file's path as people read it. `<study>` stands for any folder's name, `<id>` for
            the identifier of the record in it.
        schema: The name of its JSON Schema.
        many: Whether it holds a list of records instead of one.
    """

    path: str
    schema: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """What readers call one record and several, and the records' part of the list of everything."""

    one: str
    many: str
    anchor: str


def _list_nothing(_: Any) -> Iterator[Outgoing]:  # noqa: ANN401 - of any type
    return iter(())


def _let_editors_speak(_: Any, _field: str) -> Voice:  # noqa: ANN401 - of any type
    return "editors"


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """What there is to know of a type of record.

    Attributes:
        record: The type.
        noun: What a record is called in data, code and messages to maintainers.
        readers_noun: What readers call it: an implication is a recommendation to them.
        called: The same as a heading; where there are several, the record's `kind` is the anchor.
        index: The title of the page that lists all of them.
        file: What holds its records; None for those that are written within another's.
        folder: The folder of their pages, or "" for those that share a page with others.
        rank: Its place where readers choose among all types, from 1.
        name: The words that a link to a record shows, in plain text.
        label: The few words that name it in figures and lists, where they are others.
        more: What a list says of it beside its label, or "".
        plural: Several of them, in readers' words, where that is not the noun with an s.
        numbered: Whether identifiers are a letter and a number, given out in order.
        prefix: What keeps identifiers that are words from those of a page's sections.
        links: The links that its fields name, besides that to what takes its place.
        origin: The link that leads towards the study that it is taken from.
        facts: Fields in nobody's voice: what is as printed, and where it stands.
        voice: Who speaks in any other field of a record.
        on_handouts: Whether readers can put records of it on a handout.
    """

    record: type[R]
    noun: str
    readers_noun: str
    called: tuple[Called, ...]
    index: str
    file: DataFile | None
    folder: str
    rank: int
    name: Callable[[R], str]
    label: Callable[[R], str] | None = None
    more: Callable[[R], str] = lambda _: ""
    plural: str | None = None
    numbered: bool = False
    prefix: str = ""
    links: Callable[[R], Iterator[Outgoing]] = _list_nothing
    origin: Link | None = None
    facts: frozenset[str] = frozenset()
    voice: Callable[[R, str], Voice] = _let_editors_speak
    on_handouts: bool = False


def get_called(record: Record) -> Called:
    """Return what readers call a record, as a heading: "Practice recommendation", say."""
    names = get_kind(record).called
    kind = getattr(record, "kind", "")
    return next((name for name in names if name.anchor == kind), names[0])


def get_kind(record: Record | type[Record]) -> Kind[Any]:
    """Return the row of a record's type."""
    return KINDS[record if isinstance(record, type) else type(record)]


def is_numbered(record: Record) -> bool:
    """Tell whether people know a record by its identifier: one made of words is for machines."""
    return get_kind(record).numbered or isinstance(record, Theme)


def count_by_kind(records: Iterable[Record]) -> list[str]:
    """Count records by type, in readers' words: "one study", "six recommendations"."""
    counts = Counter(type(record) for record in records)
    return [
        counted(counts[kind.record], kind.readers_noun, kind.plural)
        for kind in KINDS.values()
        if counts[kind.record]
    ]


def get_voice(record: Record, path: tuple[str | int, ...]) -> Voice | None:
    """Return who speaks in a field of a record; None where it only says what or where it is."""
    kind, field = get_kind(record), str(path[0])
    return None if field in kind.facts else kind.voice(record, field)


def name_quote(quote: Quote) -> str:
    """Name a quote by its speaker and its first words."""
    words = quote.text.split()
    short = " ".join(words[:8])
    return f"{quote.speaker}: “{short}{' …' if len(words) > 8 else ''}”"  # noqa: PLR2004 - a line


def _let_editors_speak_in(*fields: str) -> Callable[[Record, str], Voice]:
    """Say that the editors speak in some fields of a record, and its study's authors in others."""
    return lambda _, field: "editors" if field in fields else "authors"


def _get_voice_of_implication(implication: Implication, field: str) -> Voice:
    stated = field == "basis" and not isinstance(implication.basis, DerivedBasis)
    return "authors" if stated else "editors"


def _list_other_forms(term: Term) -> str:
    return ", ".join([*([term.abbreviation] if term.abbreviation else []), *term.printed_synonyms])


_ROWS: tuple[Kind[Any], ...] = (
    Kind(
        Study,
        noun="study",
        readers_noun="study",
        called=(Called("Study", "Studies", "studies"),),
        index="Studies",
        file=DataFile("studies/<study>/study.yaml", "study"),
        folder="studies",
        rank=8,
        name=lambda study: study.short_name,
        more=lambda study: study.publication.title,
        plural="studies",
        numbered=True,
        links=list_links_of_study,
        facts=frozenset(
            {"short_name", "state", "publication", "online_first", "open_access", "sections"}
        ),
        voice=_let_editors_speak_in(
            *("appraisal", "remarks", "misprints", "rights", "keywords", "entered"),
            "remarks_on_works",
        ),
    ),
    Kind(
        Theme,
        noun="theme",
        readers_noun="theme",
        on_handouts=True,
        called=(Called("Theme", "Themes", "themes"),),
        index="Themes",
        file=DataFile("studies/<study>/themes.yaml", "themes", many=True),
        folder="themes",
        rank=6,
        name=lambda theme: theme.title,
        links=list_links_of_theme,
        origin=Link.DEVELOPED_IN,
        facts=frozenset({"study", "part_of"}),
        voice=_let_editors_speak_in("remarks"),
    ),
    Kind(
        Finding,
        noun="finding",
        readers_noun="finding",
        on_handouts=True,
        called=(Called("Finding", "Findings", "findings"),),
        index="Findings",
        file=DataFile("studies/<study>/findings/<id>.yaml", "finding"),
        folder="findings",
        rank=2,
        name=lambda finding: finding.statement,
        label=lambda finding: finding.label,
        more=lambda finding: finding.statement,
        numbered=True,
        links=list_links_of_finding,
        origin=Link.BELONGS_TO,
        facts=frozenset({"themes", "section"}),
        voice=_let_editors_speak_in(
            *("label", "credibility", "shared_quotes", "relates_to", "remarks")
        ),
    ),
    Kind(
        Quote,
        noun="quote",
        readers_noun="quote",
        on_handouts=True,
        called=(Called("Quote", "Quotes", "quotes"),),
        index="Quotes",
        file=None,
        folder="quotes",
        rank=3,
        name=name_quote,
        numbered=True,
        origin=Link.ILLUSTRATES,
        facts=frozenset({"speaker", "lines", "form", "section"}),
        voice=lambda _, field: "participants" if field == "text" else "editors",
    ),
    Kind(
        Implication,
        noun="implication",
        readers_noun="recommendation",
        on_handouts=True,
        called=(
            Called("Practice recommendation", "Practice recommendations", "practice"),
            Called("Research recommendation", "Research recommendations", "research"),
        ),
        index="Recommendations",
        file=DataFile("implications/<id>.yaml", "implication"),
        folder="implications",
        rank=4,
        name=lambda implication: implication.label,
        more=lambda implication: implication.action,
        numbered=True,
        links=list_links_of_implication,
        origin=Link.STATED_IN,
        voice=_get_voice_of_implication,
    ),
    Kind(
        Reference,
        noun="reference",
        readers_noun="reference",
        called=(Called("Reference", "References", "references"),),
        index="References",
        file=DataFile("references/<id>.yaml", "reference"),
        folder="references",
        rank=11,
        name=lambda reference: reference.csl.title,
        more=lambda reference: f"{WORK_KINDS[reference.kind]}: {reference.csl.title}",
        links=list_links_of_reference,
        facts=frozenset({"kind", "csl", "open_access"}),
    ),
    Kind(
        Evidence,
        noun="evidence",
        readers_noun="entry of other evidence",
        called=(Called("Evidence beyond the studies", "Evidence beyond the studies", "evidence"),),
        index="Evidence beyond the studies",
        file=DataFile("evidence/<id>.yaml", "evidence"),
        folder="evidence",
        rank=7,
        name=lambda evidence: evidence.label,
        more=lambda evidence: QUESTIONS[evidence.question],
        plural="entries of other evidence",
        numbered=True,
        links=list_links_of_evidence,
        facts=frozenset({"reference", "question"}),
    ),
    Kind(
        Audience,
        noun="audience",
        readers_noun="role",
        called=(Called("Role", "Roles", "roles"),),
        index="For your role",
        file=DataFile("audiences.yaml", "audiences", many=True),
        folder="for",
        rank=9,
        name=lambda audience: audience.name,
        prefix="for-",
    ),
    Kind(
        Situation,
        noun="situation",
        readers_noun="situation",
        on_handouts=True,
        called=(Called("Situation", "Situations", "situations"),),
        index="Situations",
        file=DataFile("situations.yaml", "situations", many=True),
        folder="situations",
        rank=1,
        name=lambda situation: situation.heading,
        prefix="situation-",
        links=list_links_of_situation,
    ),
    Kind(
        Session,
        noun="session",
        readers_noun="session",
        called=(Called("Session", "Sessions", "sessions"),),
        index="Sessions",
        file=DataFile("sessions/<id>.yaml", "session"),
        folder="sessions",
        rank=5,
        name=lambda session: session.title,
        more=lambda session: f"{session.minutes} minutes",
        prefix="session-",
        links=list_links_of_session,
    ),
    Kind(
        Term,
        noun="glossary term",
        readers_noun="term",
        called=(Called("Term", "Glossary", "glossary"),),
        index="Glossary",
        file=DataFile("glossary.yaml", "glossary", many=True),
        folder="",
        rank=10,
        name=lambda term: term.term,
        more=_list_other_forms,
        prefix="term-",
        links=list_links_of_term,
        origin=Link.USED_IN,
        voice=lambda term, field: (
            "authors" if term.used_in and field in ("definition", "used_in") else "editors"
        ),
    ),
)

KINDS: dict[type[Record], Kind[Any]] = {kind.record: kind for kind in _ROWS}
"""Every type of record by its class, in the order in which counts and files name them."""

LETTERS: dict[str, type[Record]] = {
    "S": Study,
    "T": Theme,
    "F": Finding,
    "Q": Quote,
    "I": Implication,
    "E": Evidence,
}
"""The types whose identifiers are a number, by the letter that the identifiers begin with."""


def rank_kinds() -> list[Kind[Any]]:
    """Return the types in the order in which readers choose among them."""
    return sorted(KINDS.values(), key=lambda kind: kind.rank)
