"""Prose may have emphasis, links and lists; whatever else is written in it is shown as it is."""

import re
from collections.abc import Iterator
from copy import deepcopy
from cProfile import Profile
from itertools import islice
from pstats import Stats

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given
from hypothesis import strategies as st
from jinja2 import Template
from markdown_it import MarkdownIt

from kb.read import examine
from kb.records import Finding, Part, Quote, Study, Theme
from kb.records.base import is_prose, list_parts
from kb.records.fields import resolve
from kb.render.layout import Templates
from kb.render.site import Site
from kb.render.tree import make_tree
from kb.search.entries import list_entries
from kb.text.markup import read_blocks, strip_marks
from kb.text.mentions import list_mentioned
from kb.text.web_address import is_web_address, require_links_to_addresses
from kb.text.wording import split_paragraphs
from tests.made_up.hostile import PAYLOADS, base, put, records_in, unmarked, written

ALLOWED = {
    "p": set(),
    "em": set(),
    "strong": set(),
    "ul": {"class"},
    "ol": {"class"},
    "li": set(),
    "a": {"href"},
}
"""The elements that prose can become, with their attributes."""

PIECES = (
    *("*", "**", "[", "]", "(", ")", "](https://a.example/)", "\\", "a", "b ", " ", "_", "\n"),
    *("\n- ", "\n1. ", "2. ", "![", "<b>", "&amp;", "\n\n", "](x)", "https://a.example"),
)
MARKS = st.text(alphabet="ab *_\\[]()!-12.\n<&`") | st.lists(st.sampled_from(PIECES)).map("".join)
"""Texts in which marks meet in every way; any other character means nothing."""


@pytest.fixture(scope="module")
def prose(made_up: Site) -> Template:
    """Lay out a text as pages do."""
    return Templates(made_up).of("{{ text_parts.prose(text) }}")


def laid_out(prose: Template, text: str) -> str:
    """Return a text as HTML."""
    return prose.render(text=text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("an *emphasis*, a **strong one**", "<p>an <em>e</em>, a <strong>s</strong></p>"),
        ("***both***", "<p><em><strong>b</strong></em></p>"),
        ("in*side*", "<p>in<em>s</em></p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("_one_ way", "<p>_one_ way</p>"),
    ],
)
def test_stars_emphasise(prose: Template, text: str, html: str) -> None:
    """As CommonMark has it; underscores do not."""
    shortened = re.sub(r"(?<=[>])(\w)[\w ]*(?=</(?:em|strong)>)", r"\1", laid_out(prose, text))
    assert shortened == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "[a *b*](https://c.example/d_(e)?f=1&g#h).",
            "a <em>b</em>|https://c.example/d_(e)?f=1&g#h",
        ),
        ("**[a](http://c.example:80)**", "a|http://c.example:80"),
        ("[a [b](https://c.example) d](https://e.example)", "b|https://c.example"),
        ("[F002](https://c.example)", "F002|https://c.example"),
        ("[as @sample-2000 says](https://c.example)", "as Sample (2000) says|https://c.example"),
    ],
)
def test_a_link_leads_to_its_address_and_nowhere_else(
    prose: Template, text: str, html: str
) -> None:
    """What its words mention is worded, and is no link of its own."""
    (link,) = BeautifulSoup(laid_out(prose, text), "html.parser").find_all("a")
    assert f"{link.decode_contents()}|{link['href']}" == html


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("a\n- b\n- c\nd", "p ul li li p"),
        ("a\n\n  - b\n\n  - c", "p ul li li"),
        ("1. a\n2. b\n- c", "ol li li ul li"),
        ("1. a\n3. b", "ol li p"),
        ("2. a\n1986. b", "p p"),
        ("- *a\n- b*", "ul li li"),
        ("-a\n-\n* a\n+ a\n1) a\n1.a", "p p p p p p"),
        ("\\- a\n1\\. a", "p p"),
    ],
)
def test_lines_that_begin_alike_are_a_list(prose: Template, text: str, shape: str) -> None:
    """With a hyphen, or with numbers in order: readers see the numbers that were written."""
    page = BeautifulSoup(laid_out(prose, text), "html.parser")
    assert " ".join(one.name for one in page.find_all(list(ALLOWED))) == shape


def test_a_backslash_makes_a_sign_plain() -> None:
    """And before a letter it is one itself."""
    assert strip_marks(r"\*a\* \[b](c) [b]\(c) \\ \a") == r"*a* [b](c) [b](c) \ \a"
    assert strip_marks("\\- a\n1\\. b") == "- a\n1. b"


def test_plain_words_have_no_marks() -> None:
    """A line for each paragraph and entry."""
    assert strip_marks("a *b*\n- [c](https://d.example)\n- **e**") == "a b\nc\ne"


def test_what_is_nothing_but_marks_stays(prose: Template) -> None:
    """Nothing is shown empty."""
    for text in ("*", "**", "****", "- ", "1.", "[](https://a.example)", "\\"):
        assert BeautifulSoup(laid_out(prose, text), "html.parser").get_text() == text.strip()


# ------------------------------------------------------------------------------ whatever it is


def expect_only_what_is_allowed(html: str, text: str) -> None:
    """Expect the elements of prose, the words of the text, and links to the web."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.select("*"):
        assert set(element.attrs) <= ALLOWED[element.name], html
        if element.name == "a":
            assert is_web_address(str(element["href"]))
            assert element.get_text().strip()
        assert element.name in ("ul", "ol") or element.get_text().strip() or text.isspace()
        assert len(list(element.parents)) <= 6
    lines = [one.get_text() for one in page.find_all(["p", "li"])]
    assert "\n".join(lines) == strip_marks(text)
    assert "\n" not in html


@given(MARKS)
def test_any_marks_give_what_is_allowed(prose: Template, text: str) -> None:
    """The text of the page is the plain text, and elements are of a few kinds."""
    expect_only_what_is_allowed(laid_out(prose, text), text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_gives_what_is_allowed(prose: Template, text: str) -> None:
    """In any script; a record that is mentioned is a link of another kind."""
    assume(not list_mentioned(text))
    expect_only_what_is_allowed(laid_out(prose, f"{text} *{text}*"), f"{text} *{text}*")


@given(MARKS)
def test_any_text_can_be_written_so_that_it_is_shown(text: str) -> None:
    """With backslashes where it would be marked up."""
    assert strip_marks(unmarked(text)) == "\n".join(split_paragraphs(text))


NOT_OURS = re.compile(r"_|!\[|\]\((?!https://a\.example/\))|\[\s*\]|^(?:- |\d+\. )")
"""What CommonMark reads in another way than prose is read."""


@given(MARKS.map(lambda text: " ".join(text.split())))
def test_a_line_is_read_as_commonmark_has_it(prose: Template, text: str) -> None:
    """But for what is not part of prose, and for emphasis within the same emphasis."""
    whole = MarkdownIt("commonmark").disable(["autolink", "backticks", "entity", "html_inline"])
    if NOT_OURS.search(text):
        return
    theirs = BeautifulSoup(f"<p>{whole.renderInline(text)}</p>", "html.parser")
    ours = BeautifulSoup(f"<p>{laid_out(prose, text)}</p>", "html.parser")
    assert ours.get_text() == theirs.get_text()
    for name in ("a", "em", "strong"):
        outermost = [one for one in theirs.find_all(name) if not one.find_parent(name)]
        assert len(ours.find_all(name)) == len(outermost)


@given(st.lists(st.sampled_from(["[a](https://a.example/)", "*b*", r"]\(", r"\](x)", "![c]", " "])))
def test_what_passes_the_check_as_a_link_is_one(prose: Template, pieces: list[str]) -> None:
    """And behind a backslash there is none for either."""
    text = "".join(pieces)
    assert require_links_to_addresses(text) == text
    links = BeautifulSoup(f"<p>{laid_out(prose, text)}</p>", "html.parser").find_all("a")
    assert len(links) == pieces.count("[a](https://a.example/)")
    with pytest.raises(ValueError, match="has a link to 'x'"):
        require_links_to_addresses(f"{text}[d](x)")


@pytest.mark.parametrize("name", PAYLOADS["marked"])
def test_hostile_text_between_marks_is_shown(prose: Template, name: str) -> None:
    """Where the made-up site has no record that it mentions."""
    text = PAYLOADS["marked"][name].replace("F001", "F900")
    html = laid_out(prose, text)
    expect_only_what_is_allowed(html, text)
    assert "kbCanary" in BeautifulSoup(html, "html.parser").get_text() or "F900" in html
    assert require_links_to_addresses(text) == text


@pytest.mark.parametrize("marks", ["*", "[", "](", "**a *b ", "[a](", "[*", "\\", "*a\n", "- a\n"])
def test_four_times_the_marks_are_four_times_the_work(prose: Template, marks: str) -> None:
    """Work is counted in calls; of ten thousand marks, too, which nobody writes."""

    def calls(times: int) -> int:
        with Profile() as profile:
            laid_out(prose, f"a{marks * times}a")
        return sum(entry[0] for entry in Stats(profile).stats.values())  # type: ignore[attr-defined] # not in its stub

    assert calls(10_000) < 4.4 * calls(2_500)


@pytest.mark.parametrize("end", ["*", "**", "](https://a.example)"])
def test_marks_within_marks_end_somewhere(prose: Template, end: str) -> None:
    """No depth of them is more than pages can have."""
    begin = end if end.startswith("*") else "["
    text = f"{f'{begin}a ' * 2_000}b{f' a{end}' * 2_000}"
    expect_only_what_is_allowed(laid_out(prose, text), text)


# ---------------------------------------------------------------------------- where it may stand


def fields(kind: type[Part]) -> Iterator[str]:
    """Yield the fields of a type and its parts that may be marked up."""
    for name, info in kind.model_fields.items():
        if is_prose(info):
            yield f"{kind.__name__}.{name}"
        for part in list_parts(info.annotation):
            yield from fields(part)


def test_what_is_printed_or_named_has_no_marks() -> None:
    """Quotes are verbatim, and titles, statements and labels are lines."""
    prose = {name for kind in (Study, Theme, Finding) for name in fields(kind)}
    assert {"Passage.text", "Remark.text", "Credibility.reason", "Quote.supports"} <= prose
    assert not prose & {"Quote.text", "Printed.text", "Finding.statement", "Theme.title"}
    assert "Quote.text" not in set(fields(Quote))


@pytest.mark.parametrize("attack", PAYLOADS["elsewhere"])
def test_a_link_that_leads_to_no_web_address_is_refused_at_its_place(attack: str) -> None:
    """In every field that may have links, and in no other."""
    payload = PAYLOADS["elsewhere"][attack]
    for path, places in base().free.items():
        value = deepcopy(base().files[path])
        expected = set()
        for way in islice(places, 90):
            put(value, way, f"Consider made up {payload} made up")
            (model, steps), *_ = [
                (kind, way[len(start) :])
                for start, kind, _ in records_in(path, value)
                if way[: len(start)] == start
            ]
            found = resolve(model, steps)[0]
            if found and is_prose(found):
                expected.add(way)
        problems = examine({path: written({path: value})[path]}).problems
        told = [one for one in problems if " has a link " in one.message]
        assert len(told) == len(expected)
        assert all(one.stops for one in told)


def test_an_address_mentions_nothing() -> None:
    """Though the words before it may."""
    assert list_mentioned("[see F001](https://a.example/?F002&@sample-2000)") == ["F001"]


def test_what_search_results_say_is_plain(made_up: Site) -> None:
    """A term's definition has a mark in it."""
    (term,) = [
        entry for entry in list_entries(make_tree(made_up, {})) if entry.anchor == "made-up-term"
    ]
    assert "a mark and [a bracket](that is no link)" in term.sentence
    assert term.text[0] == term.sentence


def test_a_text_without_marks_is_not_read_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most texts have none, and a site has thousands."""
    monkeypatch.setattr("kb.text.markup_reader.read", None)
    text = "One [two], (three) [@sample-2000] - four_ <five>\n- six\n1. seven"
    assert len(read_blocks(text)) == 3
