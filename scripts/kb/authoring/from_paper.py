"""A study's files drafted from its paper: what a program can copy, and what it could not tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.authoring.desk import Desk
from kb.authoring.importing import Added, plan_import
from kb.authoring.paper_sections import PaperSection, find_section, list_sections, list_themes
from kb.authoring.template import Given, write_item_lines, write_record_lines
from kb.exchange.reading import Entry
from kb.exchange.settling import settle
from kb.load.loader import load
from kb.papers.front import find_licence
from kb.papers.paper import Paper
from kb.papers.quotes import Quotes, find_quotes
from kb.papers.reading import ReadPaper
from kb.records import Reference, Section, Study, Theme, Verified
from kb.records.unsorted import UnsortedQuote
from kb.strict_yaml.text import write_field, write_flow
from kb.text.wording import counted, join_names, quote_text
from kb.verify.find import find_printed, find_section_starts
from kb.verify.marks import write_mark
from kb.verify.source import StudySource

_CITED = re.compile(
    r"\b([A-Z][\w’'-]+)(?:,? et al\.?| (?:and|&) [A-Z][\w’'-]+)?,? \(?(?:1[89]|20)\d\d"
)
_SHOWN = 12
"""Of a list of doubts, so many are told one by one."""


@dataclass(slots=True)
class PaperDraft:
    """What was drafted from a paper.

    Attributes:
        given: Fields of the study, by name.
        quotes: Its quotes, none of which is sorted to a finding yet.
        themes: The sections that seem to be themes.
        works: The works that it cites and that are new, each with the text of its file.
        found: What was found, in short.
        doubts: What could not be told, in sentences.
    """

    given: dict[str, object]
    quotes: list[UnsortedQuote] = field(default_factory=list)
    themes: list[PaperSection] = field(default_factory=list)
    works: list[Added] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def draft_from_paper(read: ReadPaper, desk: Desk) -> PaperDraft:
    """Draft what a program can copy of a paper.

    Args:
        read: The paper.
        desk: What new records are begun with.
    """
    paper = read.paper
    sections = list_sections(paper.blocks)
    quotes = find_quotes(paper.blocks, _list_cited(paper))
    draft = PaperDraft({})
    draft.themes = list_themes(sections)
    draft.given["sections"] = [
        {"key": one.key, "heading": one.heading, **({"within": one.within} if one.within else {})}
        for one in sections
    ]
    draft.found.append(counted(len(sections), "section"))
    if sections and not any(one.within for one in sections):
        draft.doubts.append("Which section lies within which: add `within` where one does.")
    _take_quotes(draft, read.source, sections, quotes, desk)
    _take_participants(draft, quotes)
    _take_works(draft, paper, sections, desk)
    # Only a list that is marked up is counted for certain; of quotes, a person says how many.
    listed = str(paper.listed) if paper.works and paper.listed else "not-known"
    draft.given["entered"] = {
        "quotes": "not-known",
        "citations": listed,
        "findings": "not-known",
    }
    _take_rights(draft, read)
    _take_themes(draft)
    return draft


def _list_cited(paper: Paper) -> frozenset[str]:
    """Return the family names of authors that the paper cites."""
    names = {found[1] for block in paper.blocks for found in _CITED.finditer(block.text)}
    for work in paper.works.values():
        authors = work.fields.get("author")
        for name in authors if isinstance(authors, list) else []:
            names.add(name.get("family", ""))
    return frozenset(names)


def _take_quotes(
    draft: PaperDraft,
    source: StudySource,
    sections: Sequence[PaperSection],
    quotes: Quotes,
    desk: Desk,
) -> None:
    """Take the quotes over, each compared with the text word for word."""
    starts = find_section_starts(
        source.text, [Section(key=one.key, heading=one.heading) for one in sections]
    )
    first = int(desk.free("Q")[1:])
    seen: set[str] = set()
    for quote in quotes.quotes:
        if quote.text in seen:
            continue
        seen.add(quote.text)
        section = find_section(sections, quote.block)
        who = quote.named.who if quote.named else ""
        one = UnsortedQuote(
            id=f"Q{first + len(draft.quotes):03}",
            text=quote.text,
            speaker=who or None,
            lines=(quote.named.lines if quote.named else "") or None,
            form=quote.form,
            section=section or (sections[0].key if sections else "unknown"),
        )
        same = find_printed(one.text, one.section, source, starts)
        if same and who:
            mark = Verified(fingerprint=one.fingerprint, on=desk.today)
            one = one.model_copy(update={"verified": mark})
        draft.quotes.append(one)
        if same is None:
            draft.doubts.append(f"{one.id} was not found word for word: compare it with the print.")
        if quote.doubt:
            draft.doubts.append(f"Whose words {one.id} is: {quote.doubt}.")
    named = sum(one.speaker is not None for one in draft.quotes)
    same_ = sum(one.verified is not None for one in draft.quotes)
    draft.found.append(
        f"{counted(len(draft.quotes), 'quote')} ({named} with a speaker, {same_} verified)"
    )
    for place, words, why in quotes.unnamed[:_SHOWN]:
        where = find_section(sections, place) or "the beginning"
        draft.doubts.append(f"Whether {_shorten(words)} ({where}) is a quote: {why}.")
    if len(quotes.unnamed) > _SHOWN:
        more = counted(len(quotes.unnamed) - _SHOWN, "more passage")
        draft.doubts.append(f"The same of {more} in quotation marks.")


def _take_participants(draft: PaperDraft, quotes: Quotes) -> None:
    """List who is quoted, with what is printed of each beside every quote of theirs."""
    split = dict(quotes.split)
    details: dict[str, set[str]] = {}
    for quote in quotes.quotes:
        if quote.named and quote.named.who:
            details.setdefault(quote.named.who, set()).add(quote.named.details)
    people = sorted(details, key=_sort_naturally)
    draft.given["participants"] = [
        {"pseudonym": who, **_describe_person(details[who] - {""})} for who in people
    ]
    draft.found.append(
        counted(len(people), "participant who is quoted", "participants who are quoted")
    )
    for who, printed in split.items():
        draft.doubts.append(
            f"Whether {who} is one person: printed are "
            f"{join_names([quote_text(one) for one in printed])}."
        )
    draft.doubts.append(
        "Whether more people took part than are quoted: add them to `participants`."
    )


def _describe_person(details: set[str]) -> dict[str, str]:
    return {"role": next(iter(details))} if len(details) == 1 else {}


def _take_works(
    draft: PaperDraft, paper: Paper, sections: Sequence[PaperSection], desk: Desk
) -> None:
    """Bring the works in as the importer does, and say in which section each is cited first."""
    entries: dict[str, Entry] = {}
    for key, work in paper.works.items():
        item = settle(work)
        if item:
            entries[key] = Entry(work.name, work.position, item, tuple(work.notes))
    records = [located.record for located in load(desk.files).records]
    stems = {path.rpartition("/")[2].removesuffix(".yaml") for path in desk.files}
    outcomes = plan_import(
        [one for one in records if isinstance(one, Reference)],
        [one for one in records if isinstance(one, Study)],
        {one.id for one in records} | stems,
        entries.values(),
        desk.today,
    )
    places = _find_cited(paper, sections)
    cites: dict[str, dict[str, object]] = {}
    for key, outcome in zip(entries, outcomes, strict=True):
        if isinstance(outcome, Added):
            draft.works.append(outcome)
        identifier = outcome.reference.id if isinstance(outcome, Added) else outcome.identifier
        where = {"reference": identifier, "relation": None, "note": None}
        cites.setdefault(identifier, {**where, "section": places.get(key)})
    if cites:
        draft.given["cites"] = [*cites.values()]
    known = len(outcomes) - len(draft.works)
    draft.found.append(f"{counted(len(draft.works), 'new work')} ({known} there already)")
    untold = paper.listed - len(entries)
    if untold > 0:
        listed = counted(untold, "entry", "entries")
        draft.doubts.append(
            f"The works behind about {listed} of the reference list: export them from a reference "
            "manager or a database, and bring them in with `kb import`."
        )


def _find_cited(paper: Paper, sections: Sequence[PaperSection]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, block in enumerate(paper.blocks):
        for key in block.cites:
            found.setdefault(key, find_section(sections, place))
    return found


def _take_rights(draft: PaperDraft, read: ReadPaper) -> None:
    facts = read.paper.facts
    licence = find_licence(facts.get("licence") or read.said, facts.get("address", ""))
    rights: dict[str, str] = {}
    if licence:
        rights = {"licence": licence[0], "address": licence[1]}
        draft.found.append(f"the licence {licence[0]}")
    else:
        draft.doubts.append("The licence: look for it in the paper, and write it under `rights`.")
    if holder := facts.get("holder"):
        rights["holder"] = holder
    if rights:
        draft.given["rights"] = rights
    if affiliation := facts.get("affiliation"):
        draft.given["affiliation"] = affiliation
    if keywords := [one for one in facts.get("keywords", "").split("; ") if one.strip()]:
        draft.given["keywords"] = keywords
    for name, what in (("funding", "Funding"), ("conflict", "Interests")):
        if said := facts.get(name):
            draft.found.append(f"{what.lower()}, as printed: {_shorten(said, 40)}")
        else:
            draft.doubts.append(f"{what}: no passage on it was found.")


def _take_themes(draft: PaperDraft) -> None:
    draft.found.append(counted(len(draft.themes), "theme"))
    if draft.themes:
        draft.doubts.append(
            "Whether each heading within the results is a theme: delete those that are none."
        )
    else:
        draft.doubts.append("The themes: add each with `kb new theme`.")


def write_themes(desk: Desk, study: str, themes: Sequence[PaperSection]) -> str:
    """Return the text of the file of themes, each to be given its meaning."""
    first = int(desk.free("T")[1:])
    numbers = {one.key: f"T{first + i:03}" for i, one in enumerate(themes)}
    lines: list[str] = []
    for one in themes:
        given: Given = {
            "id": numbers[one.key],
            "study": study,
            "title": one.heading,
            **({"part_of": numbers[one.within]} if one.within in numbers else {}),
            "meaning": [{"section": one.key}],
            **desk.first,
        }
        written = write_record_lines(Theme, given, {})
        if one is not themes[0]:
            # What the fields mean stands with the first.
            written = (line for line in written if not line.lstrip().startswith("#"))
        lines += write_item_lines(written)
    return "\n".join(
        ["# yaml-language-server: $schema=../../../schemas/themes.schema.json", *lines, ""]
    )


def write_unsorted(quotes: Sequence[UnsortedQuote]) -> str:
    """Return the text of the file of quotes that belong to no finding yet."""
    lines = [*_ABOUT_UNSORTED]
    for quote in quotes:
        lines.append(f"- id: {quote.id}")
        body: list[str] = [*write_field("text", quote.text)]
        if quote.verified:
            mark = quote.verified
            body.append(f"verified: {write_mark(mark.fingerprint, mark.on)}")
        body += [f"speaker: {write_flow(quote.speaker)}" if quote.speaker else "speaker:"]
        body += [f"lines: {quote.lines}"] if quote.lines else []
        body += [f"form: {quote.form}", f"section: {quote.section}"]
        lines += [f"  {line}" for line in body]
    return "\n".join([*lines, ""])


_ABOUT_UNSORTED = (
    "# Quotes that belong to no finding yet; no page shows them. Sort one with",
    "# `kb new finding --quote Q…`, or `kb new quote --from Q… --finding F…`: it leaves this file.",
)


def _shorten(text: str, most: int = 8) -> str:
    words = text.split()
    return f"“{' '.join(words[:most])}{' …' if len(words) > most else ''}”"


def _sort_naturally(name: str) -> list[tuple[str, int]]:
    return [(text, int(number or 0)) for text, number in re.findall(r"(\D+|^)(\d{0,9})", name)]
