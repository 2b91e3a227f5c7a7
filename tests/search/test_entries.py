"""What can be found, by which words, and what it can be narrowed to: pure, without an index."""

import json
import re
from pathlib import Path

import pytest

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import list_bearings
from kb.knowledge.support import SUPPORT_NAMES, get_best_support, get_support
from kb.read import examine, read
from kb.records import (
    Audience,
    Change,
    Evidence,
    Finding,
    Implication,
    Quote,
    Record,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import get_page_path
from kb.render.laid_out import Block
from kb.render.site import Site
from kb.render.tree import make_tree
from kb.search import Search, search_of
from kb.search.choices import list_words
from kb.search.common_words import COMMON, SIGNS, pass_over
from kb.search.documents import DocumentWriter, write_browser_words
from kb.search.entries import TYPES, SearchEntry, list_filters
from kb.search.page_text import read_page
from kb.search.spelling import list_known_words
from kb.search.vocabulary import KEPT_APART, list_forms, list_phrases, make_vocabulary, mark
from kb.web.assets import STATIC
from tests.helpers.building import REPOSITORY
from tests.made_up.records import made_up

WRITTEN = {
    "about/index.md": "---\ntitle: About\ndescription: What it is.\n---\n# About\n",
    "contribute/index.md": "---\ntitle: Contribute\ndescription: How.\n---\n# Contribute\n",
    "index.md": "# Home\n",
}


@pytest.fixture(scope="module")
def found(made_up: Site) -> list[SearchEntry]:
    """Everything that can be found in the made-up knowledge base."""
    return list(search_of(make_tree(made_up, WRITTEN)).entries)


def _term(identifier: str, term: str, *synonyms: str, abbreviation: str | None = None) -> Term:
    history = (Change.model_validate({"date": "2026-11-23", "change": "Made up."}, strict=False),)
    return Term(
        id=identifier,
        term=term,
        abbreviation=abbreviation,
        synonyms=synonyms,
        definition="Made up.",
        history=history,
    )


# ------------------------------------------------------------------------------------- entries


def test_every_record_can_be_found_once(
    found: list[SearchEntry], made_up_kb: KnowledgeBase
) -> None:
    """By its page, terms by their places in the glossary."""
    places = [(entry.path, entry.anchor) for entry in found]
    records = [
        (get_page_path(r), r.id if isinstance(r, Term) else "") for r in made_up_kb.all(Record)
    ]
    assert len(places) == len(set(places))
    assert set(records) <= set(places)


def test_what_is_no_record_is_found_by_what_it_is(found: list[SearchEntry]) -> None:
    """Appraisals and backgrounds as part of their study, figures by their descriptions."""
    other = {entry.path: entry.kind for entry in found if not (entry.identifier or entry.anchor)}
    studies = ("s001/appraisal", "s001/works", "s002/works")
    assert other == {
        **{f"studies/{name}.md": "Study" for name in studies},
        "summary.md": "Figure",
        "map.md": "Figure",
        "voices.md": "Figure",
        "about/index.md": "About this site",
    }


def test_of_hand_written_pages_those_about_the_site_can_be_found(found: list[SearchEntry]) -> None:
    """Home and what only contributors need cannot; the sentence is the page's description."""
    written = [(e.path, e.kind, e.title, e.sentence) for e in found if e.kind == "About this site"]
    assert written == [("about/index.md", "About this site", "About", "What it is.")]


def test_every_entry_says_what_it_is_and_one_sentence(found: list[SearchEntry]) -> None:
    """In readers' words: an implication is a recommendation."""
    assert {entry.kind for entry in found} <= set(TYPES)
    assert [entry.path for entry in found if not (entry.title and entry.sentence)] == []


def test_filters_of_a_finding_and_its_quotes_follow_the_links(made_up_kb: KnowledgeBase) -> None:
    """A quote is under its finding's themes and roles; how it is supported is the finding's own."""
    kb = made_up_kb
    quoted = [finding for finding in kb.all(Finding) if kb.quotes_of(finding)]
    assert quoted
    for finding in quoted:
        own = list_filters(kb, finding)
        assert {_title(kb, theme) for theme in kb.themes_of(finding)} <= set(own.themes)
        rests = [i for i, _ in kb.implications_of(finding)]
        assert set(own.audiences) == {
            kb.get(a, Audience).name for i in rests for a in i.addressed_to
        }
        assert own.support == get_support(kb, finding)
        for quote in kb.quotes_of(finding):
            assert set(own.themes) <= set(list_filters(kb, quote).themes)
            assert list_filters(kb, quote).support is None


def _title(kb: KnowledgeBase, theme: Theme) -> str:
    """Return what a theme is chosen by: where there are two studies, with its own."""
    return f"{theme.title}, {kb.study_of(theme).short_name}"


def test_with_two_studies_each_entry_is_found_by_its_own(made_up_kb: KnowledgeBase) -> None:
    """A recommendation by those whose findings it rests on; with one study there is no choice."""
    kb = made_up_kb
    first, second = (study.short_name for study in kb.all(Study))
    studies = {name: list_filters(kb, kb.located[name].record).studies for name in kb.located}
    assert studies["F001"] == studies["Q001"] == studies["T001"] == studies["S001"] == (first,)
    assert studies["F005"] == (second,)
    assert studies["I002"] == studies["made-up-term"] == (first, second)
    assert studies["reader"] == ()
    alone = examine(made_up()).kb
    assert {list_filters(alone, place.record).studies for place in alone.located.values()} == {()}


def test_a_subordinate_theme_brings_the_theme_it_is_part_of(made_up_kb: KnowledgeBase) -> None:
    """Whoever narrows a search to the whole finds what is in the parts."""
    kb = made_up_kb
    parts = [part for s in kb.all(Study) for top in kb.themes_in(s) for part in kb.parts_of(top)]
    assert parts
    for part in parts:
        above = kb.get(part.part_of or "", type(part))
        assert list_filters(kb, part).themes == (_title(kb, above), _title(kb, part))
        for finding in kb.findings_of(part):
            assert _title(kb, above) in list_filters(kb, finding).themes


def test_a_recommendation_is_found_by_what_it_rests_on(made_up_kb: KnowledgeBase) -> None:
    """By themes and the best support of its findings, and by the audiences it is addressed to."""
    kb = made_up_kb
    for item in kb.all(Implication):
        own = list_filters(kb, item)
        assert own.audiences == tuple(kb.get(a, Audience).name for a in item.addressed_to)
        assert own.support == get_best_support(kb, item)
        for finding, _ in kb.foundations(item):
            assert set(list_filters(kb, finding).themes) <= set(own.themes)


def test_other_evidence_is_found_by_what_it_bears_on(made_up_kb: KnowledgeBase) -> None:
    """By the themes of its findings and the roles of its recommendations."""
    kb = made_up_kb
    assert kb.all(Evidence)
    for entry in kb.all(Evidence):
        own = list_filters(kb, entry)
        for record, _ in list_bearings(kb, entry):
            if isinstance(record, Finding):
                assert {_title(kb, theme) for theme in kb.themes_of(record)} <= set(own.themes)
            else:
                assert {kb.get(a, Audience).name for a in record.addressed_to} <= set(own.audiences)


def test_nothing_gathers_what_one_participant_said(made_up: Site) -> None:
    """There is no such choice, and no name stands in one."""
    search = search_of(make_tree(made_up, WRITTEN))
    assert [*search.choices] == ["type", "study", "theme", "audience", "support"]
    speakers = {q.speaker for q in made_up.kb.all(Quote)}
    offered = [value for values in search.choices.values() for value in values]
    assert not [value for value in offered if value.split(",")[0] in speakers]


def test_every_filter_of_every_entry_can_be_chosen(made_up: Site) -> None:
    """And nothing can be chosen that no entry has."""
    search = search_of(make_tree(made_up, WRITTEN))
    used = {word for entry in search.entries for word in list_words(entry, search.choices)}
    offered = [word for values in search.choices.values() for word in values.values()]
    assert sorted(used) == sorted(offered)
    assert [*search.choices["support"]] == [
        name for name in SUPPORT_NAMES.values() if name in search.choices["support"]
    ]


# --------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    "text",
    [
        *("burnout", "Burnout,", "burn-out", "burn out", "BURN\u2011OUT", "(burnouts)"),
        *("the burnout’s end", "being burnt out", "BO", "the BO’s end", "two BOs"),
    ],
)
def test_every_form_of_a_term_is_known(text: str) -> None:
    """Case, hyphens, spaces, apostrophes and an s at the end make no other word of it."""
    term = _term("burnout", "burnout", "burnt out", abbreviation="BO")
    assert make_vocabulary([term]).in_text(text) == [mark(term)]


@pytest.mark.parametrize(
    "text", ["burn, out", "burnoutish", "bo", "bos", "Bo", "a burn. Out of it", ""]
)
def test_what_only_looks_like_a_form_is_none(text: str) -> None:
    """Words are matched whole, within a sentence, and capitals as capitals."""
    term = _term("burnout", "burnout", abbreviation="BO")
    assert make_vocabulary([term]).in_text(text) == []


def test_a_form_within_a_longer_one_counts_for_both() -> None:
    """A page on the narrower thing is found by whoever looks for the wider one, too."""
    wide, narrow = _term("sheep", "sheep"), _term("black-sheep", "black sheep")
    assert make_vocabulary([wide, narrow]).in_text("A black sheep") == [mark(narrow), mark(wide)]


def test_no_form_of_the_glossary_belongs_to_two_terms() -> None:
    """A form can stand for one term only: the second would never be found by it."""
    terms = read(REPOSITORY / "themes_data").all(Term)
    known = make_vocabulary(terms)
    for term in terms:
        for form in list_forms(term):
            assert mark(term) in known.in_text(form), f"{form} does not find {term.id}"


def test_marks_are_told_apart_whole() -> None:
    """No mark begins another: the index finds words by their beginnings."""
    marks = {mark(term) for term in read(REPOSITORY / "themes_data").all(Term)}
    assert [(a, b) for a in marks for b in marks if a != b and b.startswith(a)] == []


def test_what_the_browser_knows_beforehand_is_all_forms_and_choices(made_up: Site) -> None:
    """And nothing of what only pages hold."""
    search = search_of(make_tree(made_up, WRITTEN))
    fetched = {path: json.loads(content) for path, content in write_browser_words(search).items()}
    own = {name: dict(values) for name, values in search.choices.items()}
    assert fetched["search/choices.json"] == own
    known = fetched["search/words.json"]
    apart = {f"zz{words[0]}zz" for words in KEPT_APART}
    assert set(known["marks"].values()) == {mark(term) for term in made_up.kb.all(Term)} | apart
    assert known["entries"] == len(search.entries)
    assert known["support"] == SUPPORT_NAMES
    assert known["phrases"] == ["lostcount", "sheepmoresheep"]


def test_words_to_compare_with_are_those_of_titles_and_of_what_people_look_for(
    made_up: Site,
) -> None:
    """Those that most entries have come first; none is common, and there is a most of them."""
    search = search_of(make_tree(made_up, WRITTEN))
    words = list_known_words(search.entries, search.vocabulary)
    assert len(words) == len(set(words))
    assert not {*words} & {*COMMON}
    for entry in search.entries:
        for word in entry.title.split():
            if word.isalpha() and word.casefold() not in COMMON:
                assert word.casefold() in words
    assert {"lost", "count"} <= set(words)
    assert list_known_words(search.entries, search.vocabulary, 3) == words[:3]


# ----------------------------------------------------------------------------------- documents


def test_of_a_page_its_own_words_are_read() -> None:
    """Not what surrounds it, what stands on every page, or what a template keeps out."""
    html = """<body><nav>Menu</nav><p>Before</p><article>
    <nav>Breadcrumb</nav><h1>Title<a class="headerlink" href="#">#</a></h1>
    <p class="kb-voice__name">Participants</p>
    <figure><blockquote>Said<br>so</blockquote><figcaption>Who <b>it</b> was</figcaption></figure>
    <section data-pagefind-ignore><p>Cite <img src="x"> this</p></section>
    <h2 id="why">Why</h2><ul><li>One</li><li>Two</li></ul><svg><text>Map</text></svg>
    <footer>Foot</footer></article><p>After</p></body>"""
    assert read_page(html) == [
        Block("h1", "Title"),
        *(Block("p", text) for text in ("Said", "so", "Who it was")),
        Block("h2", "Why"),
        *(Block("p", text) for text in ("One", "Two")),
    ]


def test_the_words_of_another_record_are_left_to_its_own_entry() -> None:
    """After an identifier a link names another record; the identifier stays, and so does a note."""
    html = """<article><h1>Title</h1><ul><li><span class="kb-id">F002</span>
    <a href="../f002/">Its statement</a> <p>The note, with <a href="../f003/">F003</a></p></li>
    <li><span class="kb-id">F004</span> and <a href="../f005/">something said</a></li></ul>
    <p><a href="https://example.org/">A work</a></p></article>"""
    own = ("F002", "The note, with F003", "F004 and something said", "A work")
    assert read_page(html) == [Block("h1", "Title"), *(Block("p", text) for text in own)]


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("The officers of a team", "officers team"),
        ("(the team), “they” said", "team"),
        ("isn’t it, can't the-", "isnt cant the"),
        ("IT and US and WHO, A", "IT US WHO"),
        ("off-the-record or-of", "offtherecord orof"),
        ("", ""),
    ],
)
def test_common_words_are_written_in_signs_that_are_no_letters(text: str, indexed: str) -> None:
    """Every other word stays, and turning the signs back gives the text as it was."""
    written = pass_over(text)
    assert "".join(c for c in written if c.isalnum() or c.isspace()).split() == indexed.split()
    assert "".join(map(_read, written)) == text


def _read(character: str) -> str:
    """Turn a sign back, as search.js does."""
    word, capital = divmod(ord(character) - SIGNS, 2)
    if not 0 <= word < len(COMMON):
        return character
    return COMMON[word].capitalize() if capital else COMMON[word]


def test_there_are_signs_enough_for_all_common_words() -> None:
    """Braille patterns end at U+28FF, and the script of the search takes these for signs."""
    assert SIGNS + 2 * len(COMMON) <= 0x2900
    script = (STATIC / "search" / "search.js").read_text(encoding="utf-8")
    assert f"const SIGNS = {SIGNS:#x}" in script


def test_a_document_holds_what_is_shown_and_the_words_that_find_it(tmp_path: Path) -> None:
    """Text is escaped, and the marks come after everything that a reader sees."""
    entry = SearchEntry("a/b.md", "Finding", "A <b> & c", "Its sentence.", identifier="F001")
    term = _term("sheep", "sheep")
    choices = {"type": {"Finding": "zztypeazz"}}
    words = (Block("h1", "All sheep"), Block("h2", "Why"), Block("p", "No sheep."))
    writer = DocumentWriter(Search((entry,), choices, make_vocabulary([term])), tmp_path)
    assert [document.path for document in writer.write_page("a/b.md", words)] == ["a/b/index.html"]
    assert writer.write_page("a/c.md", words) == []
    text = (tmp_path / "a/b/index.html").read_text("utf-8")
    assert 'content="A &lt;b&gt; &amp; c"' in text
    assert 'content="Its sentence."' in text
    assert '<div id="Why"></div>' in text
    assert "<h2>" not in text, "headings within a record's page are the same on each"
    assert "All sheep" not in text, "all is a common word"
    assert text.index(" sheep.") < text.index(mark(term)) < text.index("zztypeazz")


def test_search_words_find_a_situation_and_are_not_shown(tmp_path: Path) -> None:
    """They come after everything that a reader sees, weigh the most, and stand for themselves."""
    entry = SearchEntry("s.md", "Situation", "Lost", "Try.", search_words=("no sheep", "wolf"))
    choices = {"type": {"Situation": "zztypeazz"}}
    term = _term("sheep", "sheep")
    DocumentWriter(Search((entry,), choices, make_vocabulary([term])), tmp_path).write_page(
        "s.md", (Block("p", "Words."),)
    )
    seen, _, unseen = (tmp_path / "s/index.html").read_text("utf-8").partition("zztypeazz")
    assert "wolf" not in seen
    paragraphs = re.findall('<p data-pagefind-weight="10">(.*)</p>', unseen)
    assert [re.sub("[^a-z ]", "", words).split() for words in paragraphs] == [
        ["sheep", mark(term)],
        ["wolf"],
        ["zzwnosheepzz"],
    ]


def test_phrases_are_compared_by_their_letters() -> None:
    """A single word is none."""
    assert list_phrases(["No-shows", "don’t know", "DNA", "wolf"]) == ["noshows", "dontknow"]


@pytest.mark.parametrize("words", KEPT_APART, ids=lambda words: words[0])
def test_words_that_share_a_stem_are_kept_apart(words: tuple[str, ...]) -> None:
    """Each finds the others of its kind, as the forms of a term do."""
    known = make_vocabulary([])
    assert {mark for word in words for mark in known.in_text(f"The {word}.")} == {f"zz{words[0]}zz"}


def test_a_term_is_a_document_of_its_own(tmp_path: Path) -> None:
    """With its place in the glossary."""
    entry = SearchEntry("g.md", "Term", "sheep", "A word.", anchor="sheep", text=("A word.",))
    choices = {"type": {"Term": "zztypeazz"}}
    writer = DocumentWriter(Search((entry,), choices, make_vocabulary([])), tmp_path)
    assert writer.write_page("g.md", (Block("p", "Another word."),)) == []
    assert [document.path for document in writer.write_others()] == ["g/sheep/index.html"]
    text = (tmp_path / "g/sheep/index.html").read_text("utf-8")
    assert 'content="g/#sheep"' in text
    assert "Another" not in text


def test_the_script_of_the_search_takes_words_apart_as_the_index_does() -> None:
    """The two have to agree on what ends a run of words and what joins words."""
    script = (STATIC / "search" / "asking.js").read_text(encoding="utf-8")
    source = (REPOSITORY / "scripts/kb/search/vocabulary.py").read_text(encoding="utf-8")
    joining = r"'’\u2010\u2011–-]"
    joint = r"[\s\u2010\u2011–-]+"
    assert all(part in text for part in (joining, joint) for text in (script, source))
