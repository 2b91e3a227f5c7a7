"""Entries of bibliographic files become references once, whole, and in the style of the data."""

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.authoring.importing import Added, Known, plan_import
from kb.authoring.reference_ids import propose_id
from kb.authoring.reference_text import write_reference
from kb.authoring.work_kinds import propose_kind
from kb.citations.same_work import explain_sameness
from kb.exchange.bibtex import write_bibtex
from kb.exchange.reading import Entry, read_bibliography
from kb.files.drafts import write_new
from kb.load.loader import load
from kb.problems.problem import Position
from kb.read import examine
from kb.records import CslItem, Reference, Study
from kb.records.base import Change
from tests.helpers.building import CASES, REPOSITORY, files_in
from tests.helpers.commands import kb, write_made_up
from tests.made_up.records import GLOSSARY, REFERENCE, made_up
from tests.made_up.works import HARD, REAL, works

FILES = CASES / "imports"
TODAY = dt.date(2026, 1, 2)


def item(title: str = "A title", year: int | None = 2020, **fields: object) -> CslItem:
    """Return a book of a year, with more fields, whose names have underscores for hyphens."""
    csl: dict[str, object] = {"type": "book", "title": title, "publisher": "P"}
    if year:
        csl["issued"] = {"date-parts": ((year,),)}
    more = {name.replace("_", "-"): value for name, value in fields.items()}
    return CslItem.model_validate({**csl, **more})


def entries(*items: CslItem) -> list[Entry]:
    """Return works as entries of a file."""
    return [Entry(f"entry {i}", Position("a.bib", i), item) for i, item in enumerate(items, 1)]


def reference(identifier: str, csl: CslItem) -> Reference:
    """Return a reference to a work."""
    history = (Change(date=TODAY, change="First published."),)
    return Reference(id=identifier, kind="unclassified", csl=csl, history=history)


def plan(*items: CslItem, known: tuple[Reference, ...] = ()) -> list[str]:
    """Return what becomes of works: the identifier of each, and why it is known if it is."""
    outcomes = plan_import(known, (), {ref.id for ref in known}, entries(*items), TODAY)
    return [
        one.reference.id if isinstance(one, Added) else f"{one.identifier}: {one.why}"
        for one in outcomes
    ]


# --------------------------------------------------------------------------------- identifiers


def named(family: str = "", **parts: str) -> tuple[dict[str, str], ...]:
    """Return a list of one name."""
    name = {"family": family} if family else {}
    return (name | {key.replace("_", "-"): part for key, part in parts.items()},)


@pytest.mark.parametrize(
    ("work", "identifier"),
    [
        (item(author=named("Ramsden", given="J.")), "ramsden-2020"),
        (item(author=named("O'Brien")), "obrien-2020"),
        (item(author=named("O’Brien")), "obrien-2020"),
        (item(author=named("Müller-Æsir")), "muller-aesir-2020"),
        (item(author=named("Łukaß")), "lukass-2020"),
        (item(author=named("Berg", non_dropping_particle="van den")), "van-den-berg-2020"),
        (item(author=named(literal="National Institute of Nothing")), "nin-2020"),
        (item(author=named(literal="UNESCO")), "unesco-2020"),
        (item(author=named(literal="the made-up society")), "the-made-2020"),
        (item(author=named("Sample"), year=None), "sample-nd"),
        (item(editor=named("Specimen")), "specimen-2020"),
        (item("The unconscious at work"), "unconscious-at-2020"),
        (item("漢字", author=named("漢")), "work-2020"),
        (item("7 up", year=800), "up-0800"),
    ],
)
def test_an_identifier_is_made_of_the_first_name_and_the_year(
    work: CslItem, identifier: str
) -> None:
    """ASCII letters in lower case and hyphens, whatever the name is made of."""
    assert propose_id(work, ()) == identifier
    assert reference(identifier, work).id == identifier


def test_a_taken_identifier_gets_a_letter_and_then_more_words() -> None:
    """ramsden-2018, ramsden-2018a, …, and after z the title."""
    work = item("The made-up title", author=named("Sample"))
    taken = ["sample-2020", *(f"sample-2020{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    assert propose_id(work, taken[:1]) == "sample-2020a"
    assert propose_id(work, taken[:2]) == "sample-2020b"
    assert propose_id(work, taken) == "sample-made-2020"


def test_a_taken_identifier_without_a_date_gets_more_words() -> None:
    """There is no letter after `nd`."""
    work = item("The made-up title", year=None, author=named("Sample"))
    taken = ["sample-nd"]
    for expected in ("sample-made-nd", "sample-made-up-nd", "sample-made-up-title-nd"):
        assert propose_id(work, taken) == expected
        taken.append(expected)
    assert reference(propose_id(work, taken), work).id == "sample-a-nd"


@settings(max_examples=300)
@given(work=works())
def test_any_work_gets_an_identifier_that_a_record_may_have(work: CslItem) -> None:
    """Whatever its authors are called."""
    first = propose_id(work, ())
    assert reference(first, work).id == first
    assert reference(propose_id(work, {first}), work).id != first


# --------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Doing nothing: Study protocol for a randomised controlled trial", "trial-protocol"),
        ("Protocol for a trial of nothing", "trial-protocol"),
        ("Doing nothing: A systematic review and meta-analysis", "systematic-review"),
        ("Protocol for a systematic review", "unclassified"),
        ("Doing nothing: A randomized controlled trial", "trial"),
        ("Doing nothing: A pilot randomised trial", "trial"),
        ("A qualitative study within a randomised controlled trial", "unclassified"),
        ("Lessons from a randomised trial", "unclassified"),
        ("Doing nothing: A qualitative interview study", "qualitative-study"),
        ("Doing nothing: A literature review", "narrative-review"),
        ("Diagnostic and statistical manual of mental disorders", "diagnostic-manual"),
        ("Nothing: Clinical guideline", "guideline"),
        ("Doing nothing", "unclassified"),
    ],
)
def test_a_kind_is_proposed_where_the_title_leaves_no_doubt(title: str, kind: str) -> None:
    """What a work is as evidence, a bibliographic file does not say."""
    assert propose_kind(item(title, type="article-journal")) == kind


@pytest.mark.parametrize(
    ("type_", "kind"), [("book", "book"), ("chapter", "book"), ("thesis", "unclassified")]
)
def test_a_book_is_known_to_be_one(type_: str, kind: str) -> None:
    """Its type says so, though not what is in it."""
    assert propose_kind(item(type=type_)) == kind


# -------------------------------------------------------------------------------- the same work


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (item("A", DOI="10.1000/aB"), item("B", DOI="10.1000/Ab"), "DOI"),
        (item("A", DOI="10.1000/a"), item("B", DOI="10.1000//a"), "DOI"),
        (item("A", DOI="10.1000/a"), item("A", DOI="10.1000/b"), None),
        (item("A b c d", DOI="10.1000/a"), item("A b c d"), "title, year and publisher"),
        (item("A", DOI="10.1000/a"), item("A"), None),
        (item("Á work: on X & y!"), item("a Work—on x and Y"), "title, year and publisher"),
        (item("A work"), item("A work", year=2021), None),
        (
            item("A work", year=None, author=({"family": "Sample"},)),
            item("A work", year=None, author=({"family": "SAMPLE", "given": "S."},)),
            "title, year and author",
        ),
        (item("A work", year=None), item("A work"), None),
        (item("?!"), item("!?"), None),
        (
            item("Introduction", type="chapter", container_title="A"),
            item("Introduction", type="chapter", container_title="B"),
            None,
        ),
        (
            item("Introduction", type="chapter", container_title="A"),
            item("Introduction", type="chapter", container_title="a", page="7–9"),
            None,
        ),
    ],
)
def test_one_work_is_recognised_however_it_is_written(
    first: CslItem, second: CslItem, why: str | None
) -> None:
    """By its DOI, or by title, year and something else where no two DOIs say otherwise."""
    assert explain_sameness(first, second) == why
    assert explain_sameness(second, first) == why


def test_a_work_that_is_there_is_named_and_one_that_comes_twice_is_written_once() -> None:
    """In the knowledge base, or earlier in the same file."""
    sample = named("Sample")
    there = reference("old-1999", item("Old", DOI="10.1000/old"))
    assert plan(
        item("Other words", DOI="10.1000/OLD"),
        item("New", author=sample),
        item("NEW.", author=sample),
        item("Newer", author=sample),
        known=(there,),
    ) == ["old-1999: DOI", "sample-2020", "sample-2020: title, year and author", "sample-2020a"]


def test_what_is_missing_or_unknown_is_noted() -> None:
    """Whoever imports knows what to do next."""
    work = item(type="article-journal", author=named("Sample"))
    (added,) = plan_import([], [], set(), entries(work), TODAY)
    assert isinstance(added, Added)
    assert added.path == "references/sample-2020.yaml"
    assert added.notes == (
        "add the title of the journal, the newspaper or the book that it is in",
        "say what it is as evidence, in `kind`",
    )


def test_a_study_of_the_knowledge_base_is_noted() -> None:
    """One study may cite another, which needs a reference; an export holds it in any case."""
    kb = examine(made_up()).kb
    (study,) = kb.all(Study)
    (added,) = plan_import([], [study], set(), entries(study.publication), TODAY)
    assert isinstance(added, Added)
    assert added.notes[0].startswith("it is the study S001: keep the reference only if")


# ------------------------------------------------------------------------------------- the text


def test_the_text_is_in_the_style_of_the_data() -> None:
    """Schema first, fields in their order, long text in a block, and quotes where needed only."""
    work = CslItem.model_validate(
        {
            "type": "article-journal",
            "title": "A long title: " + "much " * 20 + "longer",
            "author": ({"family": "Sample, S.", "given": "A."}, {"literal": "N & N"}),
            "issued": {"date-parts": ((2020, 2),)},
            "container-title": "Nothing: A journal",
            "collection-title": "1984",
            "volume": "12",
            "issue": "010",
            "page": "1–9",
            "number": "1234567890123456789",
            "genre": "yes",
            "publisher": "null",
            "ISBN": "9780000000002",
        }
    )
    assert write_reference(reference("sample-2020", work)) == (
        "# yaml-language-server: $schema=../../schemas/reference.schema.json\n"
        "id: sample-2020\n"
        "kind: unclassified\n"
        "csl:\n"
        "  type: article-journal\n"
        "  title: >-\n"
        "    A long title: much much much much much much much much much much much much much much "
        "much\n"
        "    much much much much much longer\n"
        "  author:\n"
        '    - {family: "Sample, S.", given: A.}\n'
        "    - {literal: N & N}\n"
        "  issued: {date-parts: [[2020, 2]]}\n"
        '  container-title: "Nothing: A journal"\n'
        '  collection-title: "1984"\n'
        '  publisher: "null"\n'
        "  volume: 12\n"
        "  issue: 010\n"
        "  page: 1–9\n"
        '  number: "1234567890123456789"\n'
        "  genre: yes\n"
        '  ISBN: "9780000000002"\n'
        "history:\n"
        "  - {date: 2026-01-02, change: First published.}\n"
    )


def read_back(text: str, identifier: str) -> Reference:
    """Return the record that the text of a file holds."""
    loaded = load({f"references/{identifier}.yaml": text.encode()})
    assert loaded.problems == ()
    (located,) = loaded.records
    assert isinstance(located.record, Reference)
    return located.record


@pytest.mark.parametrize("name", [*REAL, *HARD])
def test_every_work_is_read_back_as_it_was_written(name: str) -> None:
    """The real ones and the hard ones."""
    written = reference("sample-2020", (REAL | HARD)[name])
    assert read_back(write_reference(written), "sample-2020") == written


@settings(max_examples=300)
@given(work=works())
def test_any_work_is_read_back_as_it_was_written(work: CslItem) -> None:
    """Whatever YAML could take for something else."""
    written = reference("sample-2020", work)
    assert read_back(write_reference(written), "sample-2020") == written


@pytest.mark.parametrize(
    "text", ["- a", "a: b", "a #b", "'a'", '"', "{a}", "[a", "*a", "&a", "!a", "@a", "`", "%a", "|"]
)
def test_text_that_yaml_would_misread_is_put_in_quotes(text: str) -> None:
    """As a title, in a name, and both."""
    work = item(text, author=named(text, given=text), number=text)
    written = reference("sample-2020", work)
    assert read_back(write_reference(written), "sample-2020") == written


# ---------------------------------------------------------------------------------- the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write a project that holds nothing but the made-up data."""
    return write_made_up(tmp_path / "project")


def test_references_are_written_and_pass_the_check_when_they_are_cited(project: Path) -> None:
    """Import, cite, check: what a maintainer does."""
    result = kb(project, "import", str(FILES / "made-up.bib"))
    assert result.exit_code == 0
    assert result.output == (
        "Entry 'article' (line 4) is written to "
        "themes_data/references/van-den-beispiel-2020.yaml.\n"
        "    Say what it is as evidence, in `kind`.\n"
        "Entry 'chapter' (line 18) is written to themes_data/references/sample-2000.yaml.\n"
        "    Check `kind`, which is proposed: book.\n"
        "Entry 'report' (line 32) is written to themes_data/references/inn-2013.yaml.\n"
        "    Check `kind`, which is proposed: guideline.\n"
        "Entry 'page' (line 43) is written to themes_data/references/oexample-nd.yaml.\n"
        "    Say what it is as evidence, in `kind`.\n"
        "Left out, because a record has no place for it: abstract and file.\n"
        "Four new references, no works there already. Next: cite each in a finding, a study, an "
        "implication or a term (nothing else may stay in the data), look at what is said above, "
        "and run `make check`.\n"
    )
    cited = ("van-den-beispiel-2020", "sample-2000", "inn-2013", "oexample-nd")
    glossary = project / "themes_data" / GLOSSARY
    line = "    - reference: beispiel-2010\n      note: This note is made up.\n"
    more = "".join(line.replace("beispiel-2010", name) for name in cited)
    glossary.write_text(glossary.read_text("utf-8").replace(line, line + more), encoding="utf-8")
    result = kb(project, "check")
    assert result.exit_code == 0, result.output
    assert "six references" in result.output


def test_a_second_import_finds_everything_there(project: Path) -> None:
    """Before the first is cited, too, and from another format."""
    kb(project, "import", str(FILES / "made-up.bib"))
    before = files_in(project)
    for name in ("made-up.bib", "made-up.ris", "made-up.xml", "made-up.json"):
        result = kb(project, "import", str(FILES / name))
        assert result.exit_code == 0
        assert "No new references, four works there already.\n" in result.output
    assert files_in(project) == before


def test_nothing_is_written_while_a_reference_is_broken(project: Path) -> None:
    """It may be a work of the file."""
    broken = project / "themes_data" / REFERENCE
    broken.write_text("id: [", encoding="utf-8")
    before = files_in(project)
    result = kb(project, "import", str(FILES / "made-up.bib"))
    assert result.exit_code == 1
    assert "beispiel-2010.yaml" in result.output
    assert "Mend that first" in result.output
    assert files_in(project) == before


def test_other_mistakes_in_the_data_do_not_matter(project: Path) -> None:
    """A reference that is not cited yet is one of them."""
    (project / "themes_data" / GLOSSARY).write_text("- id: [", encoding="utf-8")
    assert kb(project, "import", str(FILES / "made-up.bib")).exit_code == 0


def test_nothing_is_written_while_a_file_is_among_the_references_that_is_none(
    project: Path,
) -> None:
    """It may be a reference under a wrong name."""
    (project / "themes_data/references/sample-2000.yml").write_text("", encoding="utf-8")
    result = kb(project, "import", str(FILES / "made-up.bib"))
    assert result.exit_code == 1
    assert "Mend that first" in result.output


@pytest.mark.parametrize("name", ["made-up.bib", "made-up.ris", "made-up.xml", "made-up.json"])
def test_the_projects_own_data_takes_any_of_the_files(name: str, tmp_path: Path) -> None:
    """What is imported fits to what is there."""
    shutil.copytree(REPOSITORY / "themes_data", tmp_path / "themes_data")
    result = kb(tmp_path, "import", str(FILES / name))
    assert result.exit_code == 0, result.output
    assert "Four new references" in result.output


def test_an_export_of_all_references_brings_nothing_new() -> None:
    """Every reference is recognised, whatever its title holds."""
    outcomes = plan_import(
        [reference(name, work) for name, work in REAL.items() if name != "S001"],
        [],
        set(),
        read_bibliography("all.bib", write_bibtex(REAL).encode()).entries,
        TODAY,
    )
    known = {one.identifier for one in outcomes if isinstance(one, Known)}
    assert known == REAL.keys() - {"S001"}
    assert len(outcomes) == len(known) + 1


EDITORIALS = """TY  - JOUR
AU  - Example, A.
TI  - Editorial
T2  - Journal One
PY  - 2020
VL  - 1
SP  - 1
ER  -
TY  - JOUR
AU  - Muster, B.
TI  - Editorial
T2  - Journal Two
PY  - 2020
VL  - 7
SP  - 3
ER  -
"""

MANUALS = """@book{one, author = {{Made-Up Institute}}, title = {MUM-5}, year = 2013}
@book{two, author = {{MUI}}, title = {MUM-5}, year = 2013, publisher = {Made-Up Institute}}
"""


def write_file(project: Path, name: str, text: str) -> str:
    """Write a bibliographic file beside a project, and return where it is."""
    file = project.parent / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_two_works_of_one_title_and_year_are_two(project: Path) -> None:
    """By two people, in two journals."""
    result = kb(project, "import", write_file(project, "a.ris", EDITORIALS))
    assert result.exit_code == 0
    assert "Two new references, no works there already." in result.output


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("y", "One new reference, one work there already."),
        ("n", "Two new references, no works there already."),
    ],
)
def test_what_is_doubtful_is_asked(project: Path, answer: str, outcome: str) -> None:
    """One manual by a body that is written in two ways may be one work or two."""
    file = write_file(project, "a.bib", MANUALS)
    result = kb(project, "import", file, answers=f"{answer}\n")
    assert result.exit_code == 0
    question = "Entry 'two' (line 2), 'MUM-5': it may be mui-2013 (same title and year, but another"
    assert f"{question} author). Is it that work? [y/N]" in result.output
    assert outcome in result.output


def test_nothing_is_written_if_nobody_answers(project: Path) -> None:
    """As where no terminal is."""
    before = files_in(project)
    result = kb(project, "import", write_file(project, "a.bib", MANUALS))
    assert result.exit_code == 1
    assert "Nobody answered." in result.output
    assert files_in(project) == before


def test_a_dry_run_shows_what_would_be_asked(project: Path) -> None:
    """It asks nothing, and writes nothing."""
    before = files_in(project)
    result = kb(project, "import", "--dry-run", write_file(project, "a.bib", MANUALS))
    assert result.exit_code == 0
    assert "It may be mui-2013 (same title and year, but another author)." in result.output
    assert files_in(project) == before


def test_what_is_left_out_is_said_at_its_entry(project: Path) -> None:
    """With the file's name of the field; what no record holds is named once, at the end."""
    text = "TY  - BOOK\nTI  - T\nPB  - P\nPY  - 2001///Spring\nUR  - internal-pdf://1\n"
    text += "KW  - a\nER  - \n"
    result = kb(project, "import", "--dry-run", write_file(project, "a.ris", text))
    assert "    PY: 'spring' is left out.\n" in result.output
    assert "    UR: 'internal-pdf://1' is left out: it is no address on the web.\n" in result.output
    assert "Left out, because a record has no place for it: KW.\n" in result.output


def test_a_circle_of_cross_references_is_named(project: Path) -> None:
    """With the way that leads back."""
    text = "@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n"
    result = kb(project, "import", write_file(project, "a.bib", text))
    assert result.exit_code == 1
    assert "entry 'a': its crossref leads back to it: a → b → a" in result.output


def test_a_file_with_one_mistake_everywhere_is_told_a_hundred_times_at_most(project: Path) -> None:
    """The first says what is the matter."""
    entry = "AU  - Example, A.\nTI  - Title\nTY  - JOUR\nER  - \n\n"
    result = kb(project, "import", write_file(project, "a.ris", entry * 500))
    assert result.exit_code == 1
    first, *others = re.findall(r"a\.ris:\d+:\d+: (.*)", result.output)
    assert first.startswith("tags stand before TY")
    assert len(others) == 99


@settings(max_examples=100, deadline=None)
@given(text=st.text(min_size=1, max_size=30), name=st.text(max_size=10))
def test_whatever_is_imported_the_check_reads(text: str, name: str) -> None:
    """Characters that the data may not hold are left out, or the entry is refused by name."""
    works = [
        {"type": "book", "title": text, "author": [{"family": name or "A"}], "publisher": text}
    ]
    reading = read_bibliography("a.json", json.dumps(works).encode())
    for entry in reading.entries:
        written = reference(propose_id(entry.item, ()), entry.item)
        assert read_back(write_reference(written), written.id) == written
    assert reading.entries or "entry" in reading.problems[0].message or "character" in str(reading)


def test_a_doi_is_of_one_work(project: Path) -> None:
    """Two chapters with the DOI of their book are two works; of two articles, it is asked."""
    chapter = (
        "@incollection{%s, author={%s, A.}, title={%s}, booktitle={B}, publisher={P}, year=2000, "
    )
    chapter += "doi={10.5555/book}}\n"
    text = chapter % ("a", "Example", "First") + chapter % ("b", "Muster", "Second")
    result = kb(project, "import", "--dry-run", write_file(project, "a.bib", text))
    assert "Two new references, no works there already." in result.output
    article = text.replace("incollection", "article").replace("booktitle", "journal")
    result = kb(project, "import", write_file(project, "b.bib", article), answers="n\n")
    assert "same DOI, but another title and author" in result.output
    assert "The DOI 10.5555/book is left out: it is that of example-2000." in result.output


# ------------------------------------------------------------------------------------- writing


def test_new_files_are_written_all_or_none(tmp_path: Path) -> None:
    """One that is there already keeps the others from being written, and itself as it is."""
    (tmp_path / "b.yaml").write_text("old", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"a.yaml": b"new", "b.yaml": b"new", "c.yaml": b"new"})
    assert files_in(tmp_path) == {"b.yaml": b"old"}


def test_new_files_go_where_they_belong(tmp_path: Path) -> None:
    """Folders are made, and nothing else is left behind."""
    write_new(tmp_path / "data", {"a/b.yaml": b"b", "c.yaml": b"c"})
    assert files_in(tmp_path) == {"data/a/b.yaml": b"b", "data/c.yaml": b"c"}


def test_a_place_that_cannot_be_written_to_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, and with nothing left of the attempt."""

    def forbid(path: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "replace", forbid)
    before = files_in(project)
    result = kb(project, "import", str(FILES / "made-up.bib"))
    assert result.exit_code == 1
    assert "you may not write there. Nothing was written." in result.output
    assert files_in(project) == before
