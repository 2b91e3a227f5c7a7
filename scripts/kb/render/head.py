"""What a page tells machines in its head: what it is, where its citation is, whose rights hold.

For reference managers, Highwire Press' `citation_*` tags (as Google Scholar's inclusion guidelines
list them) and schema.org's ScholarlyArticle, on a study's page only: they describe an article, and
no other page is one. For everyone, Signposting's typed links (https://signposting.org/).
"""

from dataclasses import asdict, dataclass

from kb.citations.citing import find_conveyed
from kb.citations.files import FORMATS, make_stem
from kb.knowledge.base import KnowledgeBase
from kb.records import Audience, CslItem, Finding, Quote, Record, Session, Study
from kb.records.addresses import get_api_path, get_page_path, make_address, make_relative
from kb.records.csl import Name
from kb.records.doi import make_doi_address
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class Meta:
    """A meta element."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A link element."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What goes into the head of a page, as its front matter carries it to the theme."""

    meta: tuple[Meta, ...]
    links: tuple[Relation, ...]
    linked_data: dict[str, object] | None

    def front_matter(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def make_head(kb: KnowledgeBase, settings: Settings, record: Record) -> Head:
    """Return what the page of a record tells machines."""
    study = record if isinstance(record, Study) else None
    session = record if isinstance(record, Session) else None
    return Head(
        meta=tuple(list_highwire(study)) if study else (),
        links=tuple(_list_signposts(kb, settings, record)),
        linked_data=describe_article(study)
        if study
        else describe_session(kb, settings, session)
        if session
        else None,
    )


def list_highwire(study: Study) -> list[Meta]:
    """Return the tags by which a reference manager's browser connector finds a study."""
    item = study.publication
    first, _, last = (item.page or "").replace("–", "-").partition("-")
    online = f"{study.online_first:%Y/%m/%d}" if study.online_first else None
    pairs = [
        ("citation_title", item.title),
        *(("citation_author", _invert(name)) for name in item.author),
        ("citation_publication_date", "/".join(map(str, _get_issued(item)))),
        ("citation_online_date", online),
        ("citation_journal_title", item.container_title),
        ("citation_publisher", item.publisher),
        ("citation_volume", item.volume),
        ("citation_issue", item.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_issn", item.ISSN),
        ("citation_doi", item.DOI),
        ("citation_language", item.language),
        *(("citation_keywords", keyword) for keyword in study.keywords),
        ("citation_fulltext_html_url", study.open_access),
    ]
    return [Meta(name, content) for name, content in pairs if content]


def describe_article(study: Study) -> dict[str, object]:
    """Return a study as schema.org describes an article."""
    item = study.publication
    fields: dict[str, object | None] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": item.title,
        "author": [_describe_person(name) for name in item.author],
        "datePublished": "-".join(f"{part:02}" for part in _get_issued(item)),
        "isPartOf": _describe_issue(item),
        "pagination": item.page,
        "publisher": {"@type": "Organization", "name": item.publisher} if item.publisher else None,
        "inLanguage": item.language,
        "keywords": list(study.keywords),
        "license": study.rights.address,
        "sameAs": make_doi_address(item.DOI) if item.DOI else None,
        "url": study.open_access,
    }
    return {name: value for name, value in fields.items() if value}


def describe_session(kb: KnowledgeBase, settings: Settings, session: Session) -> dict[str, object]:
    """Return a session as schema.org describes what people learn from."""
    path = get_page_path(session)

    def place(record: Record) -> str:
        own = get_page_path(record)
        address = settings.address + make_address(own) if settings.address else ""
        return address or make_relative(path, own)

    audiences = [kb.get(name, Audience) for name in session.audiences]
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": session.title,
        "url": place(session),
        "timeRequired": f"PT{session.minutes}M",
        "teaches": list(session.aims),
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": audience.name}
            for audience in audiences
        ],
        "isBasedOn": [place(kb.located[used.record_id].record) for _, used in session.used],
    }


def _list_signposts(kb: KnowledgeBase, settings: Settings, record: Record) -> list[Relation]:
    """Return the permanent address, the citation in each format, and the licence if one holds.

    A licence is named where a page holds a study's own words: it is theirs, not the editors'.
    """
    path = get_page_path(record)
    links = []
    if settings.address:
        links.append(Relation("cite-as", settings.address + make_address(path)))
    links += [
        Relation(
            "describedby",
            f"{make_relative(path, path)}{make_stem(record)}.{form.ending}",
            form.type,
        )
        for form in FORMATS
    ]
    up = make_relative(path, "index.md")
    links.append(Relation("alternate", f"{up}{get_api_path(record)}", "application/json"))
    if isinstance(record, Study | Finding | Quote):
        study = find_conveyed(kb, record)
        if isinstance(study, Study):
            links.append(Relation("license", study.rights.address))
    return links


def _get_issued(item: CslItem) -> tuple[int, ...]:
    return item.issued.date_parts[0] if item.issued else ()


def _invert(name: Name) -> str:
    family = " ".join(filter(None, [name.non_dropping_particle, name.family]))
    return name.literal or ", ".join(filter(None, [family, name.given]))


def _describe_person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    parts = {"familyName": name.family, "givenName": name.given}
    return {"@type": "Person"} | {key: part for key, part in parts.items() if part}


def _describe_issue(item: CslItem) -> dict[str, object] | None:
    """Nest the issue in the volume in the journal, as far as they are known."""
    inner: dict[str, object] | None = None
    if item.container_title:
        inner = {"@type": "Periodical", "name": item.container_title}
        if item.ISSN:
            inner["issn"] = item.ISSN
    if item.volume:
        inner = {"@type": "PublicationVolume", "volumeNumber": item.volume, "isPartOf": inner}
    if item.issue:
        inner = {"@type": "PublicationIssue", "issueNumber": item.issue, "isPartOf": inner}
    return inner
