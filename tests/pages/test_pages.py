"""The text of pages, as it is handed to MkDocs: golden cases, citations, hand-written pages."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import get_args

import pytest
from markupsafe import escape

from kb.citations.bibliography import format_works, list_withdrawn_works, list_works
from kb.citations.naming import get_name
from kb.knowledge.base import KnowledgeBase
from kb.pages import make_pages
from kb.pages.record_types import PATH as RECORD_TYPES
from kb.problems.problem import DataError
from kb.records import CslItem, Part, Record, Reference, ReferenceRemark, RemarkOnWork, Study
from kb.records.links import CITING_REASONS, Link
from kb.render.site import Site
from tests.helpers.building import CASES, REPOSITORY
from tests.helpers.golden import Golden
from tests.helpers.rendering import render_written

GOLDEN = CASES / "golden"
STYLE = REPOSITORY / "vendor/csl/apa.csl"


# ------------------------------------------------------------------------------- golden cases


FOOT = re.compile(r'<footer class="kb-foot">.*?</footer>\n', re.DOTALL)
"""What every page ends in: who, which version, how to cite it, what stands beside it."""

WORKS = re.compile(r"\n## References \{ #references \}.*?</section>\n", re.DOTALL)
"""The list of the works that a page cites."""


@pytest.fixture(scope="session")
def fullest(made_up: Site, made_up_pages: Mapping[str, str]) -> dict[str, str]:
    """The longest page of each template, whose text says most about it."""
    longest: dict[str, str] = {}
    for page in make_pages(made_up.kb, made_up.bibliography):
        text = made_up_pages[page.path]
        # What describes the record types is made from them, and holds no record.
        if page.path != RECORD_TYPES and len(text) > len(longest.get(page.template, "")):
            longest[page.template] = text
    return longest


def test_the_fullest_page_of_each_type_is_as_it_was_kept(
    fullest: dict[str, str], golden: Golden
) -> None:
    """YAML in tests/made_up/project/ in, page out; feet and works are kept by themselves."""
    bodies = {f"{name}.md": WORKS.sub("", FOOT.sub("", text)) for name, text in fullest.items()}
    golden.expect_folder(GOLDEN / "pages", bodies)


@pytest.mark.parametrize("template", ["finding", "implication", "voices"])
def test_the_foot_of_a_page_is_as_it_was_kept(
    template: str, fullest: dict[str, str], golden: Golden
) -> None:
    """Of a record in a study, of one of ours, and of what shows no record."""
    (foot,) = FOOT.findall(fullest[template])
    golden.expect(GOLDEN / "feet" / f"{template}.html", foot)


def test_the_works_of_a_page_are_as_they_were_kept(fullest: dict[str, str], golden: Golden) -> None:
    """With the link to what each is cited for."""
    (works,) = WORKS.findall(fullest["finding"])
    golden.expect(GOLDEN / "works.html", works)


def test_every_page_has_one_foot(made_up_pages: Mapping[str, str]) -> None:
    """So what is kept of a few stands for all; what only leads on has none."""
    feet = {path: len(FOOT.findall(text)) for path, text in made_up_pages.items()}
    assert {
        count for path, count in feet.items() if "data-kb-moved" not in made_up_pages[path]
    } == {1}


def test_the_page_of_record_types_describes_every_field(
    made_up_kb: KnowledgeBase, made_up_pages: Mapping[str, str]
) -> None:
    """Whatever can be written in a record is explained with its name and its description."""
    page = made_up_pages[RECORD_TYPES]
    for kind in {type(part) for part in _all_parts(made_up_kb)}:
        for name, field in kind.model_fields.items():
            assert f"<code>{field.alias or name}</code>" in page
            assert str(escape(field.description or "?")) in page


# ------------------------------------------------------- what the made-up knowledge base covers


def _parts(value: object) -> list[Part]:
    """Return a record and every part in it."""
    match value:
        case Part():
            inner = [
                part for name in type(value).model_fields for part in _parts(getattr(value, name))
            ]
            return [value, *inner]
        case tuple():
            return [part for item in value for part in _parts(item)]
        case _:
            return []


def _all_parts(kb: KnowledgeBase) -> list[Part]:
    records = (*kb.all(Record), *kb.withdrawn(Record))
    return [part for record in records for part in _parts(record)]


def _declaring(part: type[Part], name: str) -> type:
    """Return the type that declares a field: what any record may have is shown for one of them."""
    return next(kind for kind in part.__mro__ if name in vars(kind).get("__annotations__", {}))


def test_the_made_up_records_use_every_field_and_leave_every_optional_one_out(
    made_up_kb: KnowledgeBase,
) -> None:
    """So the golden cases show each field with a value and each optional one without."""
    used: set[str] = set()
    left_out: set[str] = set()
    optional: set[str] = set()
    every: set[str] = set()
    for part in _all_parts(made_up_kb):
        for name, field in type(part).model_fields.items():
            label = f"{_declaring(type(part), name).__name__}.{name}"
            every.add(label)
            if not field.is_required():
                optional.add(label)
            (used if name in part.model_fields_set else left_out).add(label)
    # Of a study that is a draft there is no page.
    assert every - used == {"Study.state"}
    assert optional - left_out == set()


def test_the_made_up_records_use_every_kind_of_link_and_of_remark(
    made_up_kb: KnowledgeBase,
) -> None:
    """So the golden cases show each link, each reason for citing and each remark on a work."""
    assert {edge.link for edge in made_up_kb.edges} == set(Link)
    relations = {
        citation.relation
        for reference in made_up_kb.all(Reference)
        for _, citation in made_up_kb.cited_by(reference)
    }
    assert relations == set(CITING_REASONS)
    kinds = {remark.kind for reference in made_up_kb.all(Reference) for remark in reference.remarks}
    assert kinds == set(_choices(ReferenceRemark, "kind"))
    on_works = {one.kind for study in made_up_kb.all(Study) for one in study.remarks_on_works}
    assert on_works == set(_choices(RemarkOnWork, "kind"))


def _choices(part: type[Part], name: str) -> tuple[object, ...]:
    choices = get_args(part.model_fields[name].annotation)
    assert NoneType not in choices
    return choices


# --------------------------------------------------------------------------------- citations


def _work(title: str, **more: object) -> CslItem:
    data = {"type": "book", "title": title, "author": ({"family": "Beispiel", "given": "B."},)}
    return CslItem.model_validate(data | {"issued": {"date-parts": ((2001,),)}} | more)


def test_a_work_is_named_in_text_and_listed_in_full() -> None:
    """The label is for sentences, the entry for lists."""
    works = format_works({"beispiel-2001": _work("Made up", publisher="Nowhere")}, STYLE)
    assert works["beispiel-2001"].narrative == "Beispiel (2001)"
    assert works["beispiel-2001"].entry.striptags() == "Beispiel, B. (2001). Made up. Nowhere."


def test_works_of_one_author_and_year_are_told_apart() -> None:
    """Letters after the year, the same in text and in the list."""
    works = format_works({"beispiel-2001": _work("Abc"), "beispiel-2001a": _work("Xyz")}, STYLE)
    assert [work.narrative for work in works.values()] == ["Beispiel (2001a)", "Beispiel (2001b)"]
    assert "(2001a)" in works["beispiel-2001"].entry
    assert "(2001b)" in works["beispiel-2001a"].entry


def test_a_work_without_a_year_says_so() -> None:
    """As the style writes it."""
    works = format_works({"beispiel-nd": _work("Abc", issued=None)}, STYLE)
    assert works["beispiel-nd"].narrative == "Beispiel (n.d.)"


def test_what_means_something_in_markup_means_nothing_in_a_title() -> None:
    """Titles are text: angles are escaped, stars and brackets stay."""
    title = "On *stars*, _lines_, [x](y), {{ braces }}, 1 < 2 & a \\ backslash"
    works = format_works({"beispiel-2001": _work(title)}, STYLE)
    assert "1 &lt; 2 &amp; a" in works["beispiel-2001"].entry
    assert title in works["beispiel-2001"].entry.striptags()


def test_no_works_need_no_citation_processor() -> None:
    """An empty knowledge base is formatted without a style."""
    assert format_works({}, Path("no-such-style.csl")) == {}


def test_a_style_that_is_none_is_an_error_in_the_processors_own_words(tmp_path: Path) -> None:
    """It is a mistake in the project, not in the data."""
    style = tmp_path / "nonsense.csl"
    style.write_text("nonsense", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        format_works({"beispiel-2001": _work("Abc")}, style)
    assert caught.value.stderr


def test_every_reference_and_every_study_is_formatted(made_up: Site) -> None:
    """Both are works, and are cited and listed as such."""
    works = (made_up.kb.all, made_up.kb.withdrawn)
    expected = {r.id for kind in (Reference, Study) for those in works for r in those(kind)}
    assert set(list_works(made_up.kb)) | set(list_withdrawn_works(made_up.kb)) == expected
    assert set(made_up.bibliography) == expected


# ------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("S001", "Testa & Beispiel (2001)"),
        ("T001", "Made-up counting & *starred* <things>"),
        ("F002", "Nobody counted anything, which is made up as well."),
        ("Q001", "Una: “One, two, *three* <sheep> & {{ four }}: …”"),
        ("Q002", "Duo: “and so did I”"),
        ("I002", "Ask about losing count"),
        ("E001", "A made-up count of <sheep> & {{ goats }}"),
        ("example-1999a", "Example et al. (1999b)"),
        ("counter", "Made-up counters"),
        ("sheep-everywhere", "I count <sheep> & lose *track* of {{ them }}"),
        ("made-up-term", "made-up <term>"),
    ],
)
def test_a_link_shows_what_its_target_is_called(made_up: Site, identifier: str, name: str) -> None:
    """In plain text, whatever the characters: escaping is for templates."""
    assert get_name(made_up.kb.located[identifier].record, made_up.bibliography) == name


# ------------------------------------------------------------------------- hand-written pages


def test_a_hand_written_page_counts_what_the_records_hold(made_up: Site) -> None:
    """A count is never typed."""
    source = '{{ site.findings | length | counted("finding") | capitalised }}, nothing else.\n'
    written = render_written(made_up, {"index.md": source})
    assert written == {"index.md": "Five findings, nothing else.\n"}


def test_a_hand_written_page_links_to_records_from_where_it_is(made_up: Site) -> None:
    """The same words give another relative link on another page."""
    source = "{% for s in site.studies %}{{ href(s) }} {{ name(s) }}\n{% endfor %}"
    written = render_written(made_up, {"index.md": source, "about/index.md": source})
    assert "studies/s001/ Testa &amp; Beispiel (2001)\n" in written["index.md"]
    assert "../studies/s001/ Testa &amp; Beispiel (2001)\n" in written["about/index.md"]


def test_a_hand_written_page_without_braces_stays_as_it_is(made_up: Site) -> None:
    """Whatever else is on it."""
    source = "# Title & <b>bold</b>\n\n- {item}: 100 %, `code` # no comment\n\n\n"
    assert render_written(made_up, {"index.md": source}) == {"index.md": source}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ site.studeis }}", "has no attribute 'studeis'"),
        ("{{ studies }}", "'studies' is undefined"),
        ('{{ site.studies | countde("study") }}', "No filter named 'countde'"),
        ("{{ site.studies", "unexpected end of"),
        ("{{ site.studies }", "unexpected '}'"),
        ("{% for s in site.studies %}", "Unexpected end of template"),
        ("{% endfor %}", "Encountered unknown tag 'endfor'"),
        ('{{ site.studies | counted("study") }}', "'<=' not supported"),
        ("{{ site.studies | length | counted }}", "missing 1 required positional argument"),
        ("{{ href(5) }}", "<class 'int'>"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_mistake_in_a_hand_written_page_is_told_with_its_line(
    made_up: Site, line: str, said: str
) -> None:
    """The line of the page as written, not of anything made from it."""
    with pytest.raises(DataError) as caught:
        render_written(made_up, {"about/index.md": f"# Title\n\nText.\n{line}"})
    (problem,) = caught.value.problems
    assert (problem.position.file, problem.position.line) == ("docs/about/index.md", 4)
    assert said in problem.message
    assert problem.advice


def test_the_mistakes_of_all_hand_written_pages_are_told_at_once(made_up: Site) -> None:
    """Nobody has to build once for each."""
    sources = {
        "index.md": "{{ nothing }}",
        "sound.md": "Sound.",
        "about/index.md": "\n{{ site.nothing }}",
    }
    with pytest.raises(DataError) as caught:
        render_written(made_up, sources)
    places = [(p.position.file, p.position.line) for p in caught.value.problems]
    assert places == [("docs/about/index.md", 2), ("docs/index.md", 1)]
