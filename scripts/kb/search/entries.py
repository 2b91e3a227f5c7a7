"""What can be found: for each page and each term, what it is, its sentence and its filters.

The filters of an entry are what a reader can narrow a search to: studies, themes by title,
audiences by name, and how well something is supported. Studies are told apart where there are two:
a recommendation is of those whose findings it rests on, a term of those that use it. Each follows
links of the data, and none is guessed:

- A finding has its themes and the themes these are part of, the audiences of the recommendations
  that rest on it, and its own support.
- A quote has the themes and audiences of the finding it illustrates.
- A recommendation has the audiences it is addressed to, the themes of the findings it rests on, and
  the support of the best supported of these.
- A theme has itself and the theme it is part of, and the audiences of the findings within it.
- A study has all its themes, and the audiences of its findings.
- A reference has the themes of the findings that cite it and the audiences of the recommendations
  it informs.
- An entry of other evidence has the themes of the findings and the audiences of the recommendations
  that it bears on.
- An audience has itself, and the themes of what is addressed to it.
- A situation has the themes and audiences of the findings it is recognised in.
- Terms, figures and hand-written pages have none.

Nothing gathers what one participant said: a study keeps that apart to keep people unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kb.citations.naming import get_label
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import list_bearings
from kb.knowledge.several import has_several, list_studies_of, name_studies_of
from kb.knowledge.support import Support, get_best_support, get_support
from kb.records import (
    Audience,
    Evidence,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import (
    EVIDENCE_MAP,
    SUMMARY,
    VOICES,
    get_appraisal_path,
    get_page_path,
    get_works_path,
)
from kb.records.kinds import get_called, get_kind, rank_kinds
from kb.render.context import PageContext
from kb.render.site import Site
from kb.render.tree import Tree
from kb.text.markup import strip_marks
from kb.text.wording import split_paragraphs

FIGURE = "Figure"
ABOUT = "About this site"
TYPES = (*(name.one for kind in rank_kinds() for name in kind.called), FIGURE, ABOUT)
"""What readers see an entry called, in the order in which they can choose."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search can be narrowed to, in the order of the data."""

    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    support: Support | None = None
    studies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing that can be found.

    Attributes:
        path: The page it is on.
        kind: What it is, one of `TYPES`.
        title: What it is called.
        sentence: What is said about it in a list of results.
        filters: What a search can be narrowed to to find it.
        identifier: The record's identifier, or "".
        anchor: Where on the page it is, or "" for the whole page.
        text: Its words, where they are not those of the whole page.
        search_words: Words that find it first, and that no page shows.
    """

    path: str
    kind: str
    title: str
    sentence: str
    filters: Filters = Filters()
    identifier: str = ""
    anchor: str = ""
    text: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()


def list_entries(tree: Tree) -> Iterator[SearchEntry]:
    """Yield everything that can be found.

    It is each record, a study's appraisal and what it draws on, the figures by what they are, and
    the hand-written pages about the site. Indexes are not found, for what they list is; nor is what
    repeats other pages, or what only contributors need.
    """
    site = tree.site
    made = {page.path: page for page in tree.made}
    for record in site.kb.all(Record):
        yield _make_entry(site, record)
    for study in site.kb.all(Study):
        own = list_filters(site.kb, study)
        for path in (get_appraisal_path(study), get_works_path(study)):
            if page := made.get(path):
                yield SearchEntry(path, "Study", page.title, page.description, own)
    for path in (SUMMARY, EVIDENCE_MAP, VOICES):
        page = made[path]
        yield SearchEntry(path, FIGURE, page.title, page.description, text=(page.description,))
    for path, written in tree.written.items():
        if path.startswith("about/"):
            front = {"title": "", "description": ""} | {**written.front_matter}
            yield SearchEntry(path, ABOUT, str(front["title"]), str(front["description"]))


def _make_entry(site: Site, record: Record) -> SearchEntry:
    term = isinstance(record, Term)
    return SearchEntry(
        path=get_page_path(record),
        kind=get_called(record).one,
        title=get_label(record, site.bibliography),
        sentence=_write_sentence(site, record),
        filters=list_filters(site.kb, record),
        identifier="" if term else record.id,
        anchor=record.id if isinstance(record, Term) else "",
        text=_list_texts(site, record) if isinstance(record, Term) else (),
        search_words=record.search_words if isinstance(record, Situation) else (),
    )


def _write_sentence(site: Site, record: Record) -> str:
    kb = site.kb
    match record:
        case Theme():
            return _write_plainly(site, split_paragraphs(record.meaning[0].text)[0])
        case Quote():
            return f"Illustrates: {kb.written_with(record).statement}"
        case Situation():
            return _list_what_to_try(kb, record)
        case Audience(can_change=text) | Evidence(found=text) | Term(definition=text):
            return _write_plainly(site, text)
        case _:
            return str(get_kind(record).more(record))


def _list_what_to_try(kb: KnowledgeBase, situation: Situation) -> str:
    """Say the first suggestions of a situation's page; without one, where it is recognised."""
    if suggested := [implication for implication, _ in kb.suggestions(situation)]:
        return f"What you could try: {'; '.join(one.label for one in suggested[:_SUGGESTED])}"
    found = [finding for finding, _ in kb.recognised_in(situation) if not kb.is_withdrawn(finding)]
    return f"Related findings: {'; '.join(finding.label for finding in found)}"


_SUGGESTED = 3
"""How many suggestions a result says: as many as stand in the lines that are shown of it."""


def _write_plainly(site: Site, text: str) -> str:
    """Return prose on one line, without marks and with what it mentions in words."""
    return PageContext(site, "index.md").worded(" ".join(strip_marks(text).split()))


def _list_texts(site: Site, term: Term) -> tuple[str, ...]:
    meant = [term.definition, *(one.definition for one in term.used_in if one.definition)]
    return (*(_write_plainly(site, text) for text in meant), str(get_kind(term).more(term)))


# ------------------------------------------------------------------------------------- filters


def list_filters(kb: KnowledgeBase, record: Record) -> Filters:
    """Return what a search can be narrowed to to find a record; the rules are at the top."""
    studies = [record] if isinstance(record, Study) else list_studies_of(kb, record)
    named = tuple(study.short_name for study in studies) if has_several(kb) else ()
    return replace(_list_other_filters(kb, record), studies=named)


def _list_other_filters(kb: KnowledgeBase, record: Record) -> Filters:
    match record:
        case Study():
            own = _list_filters_of_findings(kb, kb.findings_in(record))
            result = replace(own, themes=_list_titles(kb, kb.all_themes_in(record)))
        case Theme():
            own = _list_filters_of_findings(kb, kb.findings_within(record))
            result = replace(own, themes=_list_titles(kb, [record]))
        case Finding():
            own = _list_filters_of_findings(kb, [record])
            withdrawn = kb.is_withdrawn(record)
            result = replace(own, support=None if withdrawn else get_support(kb, record))
        case Quote():
            findings = [finding for finding, _ in kb.illustrated(record)]
            result = _list_filters_of_findings(kb, findings)
        case Implication():
            own = _list_filters_of_findings(kb, [finding for finding, _ in kb.foundations(record)])
            best = get_best_support(kb, record)
            result = Filters(own.themes, _list_names(kb, [record]), best)
        case Reference():
            citing = [r for r, _ in kb.cited_by(record) if isinstance(r, Finding)]
            informed = [r for r, _ in kb.informs(record) if isinstance(r, Implication)]
            result = _list_filters_of_both(kb, citing, informed)
        case Evidence():
            borne = [one for one, _ in list_bearings(kb, record)]
            findings = [one for one in borne if isinstance(one, Finding)]
            implications = [one for one in borne if isinstance(one, Implication)]
            result = _list_filters_of_both(kb, findings, implications)
        case Audience():
            rests_on = [f for i in kb.implications_for(record) for f, _ in kb.foundations(i)]
            own = _list_filters_of_findings(kb, rests_on)
            result = replace(own, audiences=(record.name,))
        case Situation():
            result = _list_filters_of_findings(
                kb, [finding for finding, _ in kb.recognised_in(record)]
            )
        case _:
            result = Filters()
    return result


def _list_filters_of_both(
    kb: KnowledgeBase, findings: Iterable[Finding], implications: Iterable[Implication]
) -> Filters:
    """Return the themes of findings and the audiences of recommendations."""
    return Filters(_list_filters_of_findings(kb, findings).themes, _list_names(kb, implications))


def _list_filters_of_findings(kb: KnowledgeBase, findings: Iterable[Finding]) -> Filters:
    found = [finding for finding in findings if not kb.is_withdrawn(finding)]
    return Filters(
        themes=_list_titles(kb, (theme for finding in found for theme in kb.themes_of(finding))),
        audiences=_list_names(kb, (i for finding in found for i, _ in kb.implications_of(finding))),
    )


def _list_titles(kb: KnowledgeBase, themes: Iterable[Theme]) -> tuple[str, ...]:
    """Return the titles of themes, each after that of the theme it is part of."""
    return _keep_once(
        f"{one.title}, {name}" if (name := name_studies_of(kb, one)) else one.title
        for theme in themes
        for one in (*([kb.get(theme.part_of, Theme)] if theme.part_of else []), theme)
    )


def _list_names(kb: KnowledgeBase, implications: Iterable[Implication]) -> tuple[str, ...]:
    return _keep_once(kb.get(name, Audience).name for i in implications for name in i.addressed_to)


def _keep_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
