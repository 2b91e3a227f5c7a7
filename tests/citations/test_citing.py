"""How a page of the site is cited: in its own words, and in files for reference managers."""

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

import pypandoc
import pytest
from bs4 import BeautifulSoup, Tag

from kb.citations.apa import make_apa_entry
from kb.citations.bibliography import format_bibliography, list_works
from kb.citations.citing import cite_record, find_conveyed, list_citations, make_key
from kb.citations.pandoc import cite
from kb.knowledge.base import KnowledgeBase
from kb.pages import make_pages
from kb.read import read
from kb.records import (
    Audience,
    CslItem,
    Evidence,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Session,
    Situation,
    StatedBasis,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import get_page_path
from kb.records.doi import make_doi_address
from kb.render.environment import make_environment
from kb.render.layout import Templates
from kb.render.site import Site
from kb.settings import Settings
from kb.site.downloads import make_downloads
from tests.helpers.building import REPOSITORY
from tests.helpers.rendering import render
from tests.helpers.site_pages import text_of

STYLE = REPOSITORY / "vendor/csl/apa.csl"
APA = make_environment().get_template("parts/apa.jinja")


@pytest.fixture(scope="module")
def real() -> Site:
    """The project's own records."""
    kb = read(REPOSITORY / "themes_data")
    settings = Settings("Working with X – findings, evidence, practice", "https://site.example/")
    return Site(kb, format_bibliography(kb, STYLE), settings)


@pytest.fixture(scope="module")
def files(made_up: Site) -> Mapping[str, bytes]:
    """Every file of citations of the made-up site."""
    return all_files(made_up)


def all_files(site: Site) -> dict[str, bytes]:
    """Return every file for reference managers, by its path."""
    pages_of_records = Templates(site).lay_out_all(make_pages(site.kb, site.bibliography))
    beside = {path: text.encode() for page in pages_of_records for path, text in page.files}
    return beside | make_downloads(site)


def _own(site: Site, record: Record) -> CslItem:
    return cite_record(record, site.bibliography, site.settings)


def _html(item: CslItem) -> str:
    return str(getattr(APA.module, "apa")(make_apa_entry(item)))  # noqa: B009 - a macro of the template


def _cited(site: Site, record: Record) -> dict[str, CslItem]:
    return list_citations(site.kb, site.bibliography, site.settings, record)


# ------------------------------------------------------------------------------- in APA style


@pytest.mark.parametrize(
    ("identifier", "rest"),
    [
        ("S001", "Testa & Beispiel (2001) [Study S001, version 1]. {}studies/s001/"),
        (
            "T001",
            "Made-up counting & *starred* <things> [Theme T001, version 1]. {}themes/t001/",
        ),
        (
            "F002",
            (
                "Nobody counted anything, which is made up as well [Finding F002, version 1]."
                " {}findings/f002/"
            ),
        ),
        ("Q002", "Duo: “and so did I” [Quote Q002, version 1]. {}quotes/q002/"),
        (
            "I002",
            (
                "Ask about losing count [Research recommendation I002, version 1]. "
                "{}implications/i002/"
            ),
        ),
        (
            "example-1999a",
            (
                "Example et al. (1999b) [Reference example-1999a, version 1]. "
                "{}references/example-1999a/"
            ),
        ),
        (
            "no-sheep",
            "There are no sheep at all [Situation no-sheep, version 1]. {}situations/no-sheep/",
        ),
        ("counter", "Made-up counters [Role counter, version 1]. {}for/counter/"),
        (
            "made-up-term",
            "Made-up <term> [Term made-up-term, version 1]. {}glossary/#made-up-term",
        ),
    ],
)
def test_a_page_says_how_its_record_is_cited(
    made_up: Site, made_up_pages: Mapping[str, str], identifier: str, rest: str
) -> None:
    """The site, the day of the last change, the title, identifier and version, the address."""
    record = made_up.kb.located[identifier].record
    day = f"{record.changed:%Y, %B} {record.changed.day}"
    rest = rest.format("https://site.example/base/")
    entries = [text_of(entry) for entry in _citing(record, made_up_pages).select("[data-kb-copy]")]
    assert re.sub(r"version \d+", "version 1", entries[0]) == f"Made up. ({day}). {rest}"
    assert f"{identifier}, version {record.version}]" in entries[0]


def _citing(record: Record, pages: Mapping[str, str]) -> Tag:
    """Return what a record's page, or its entry in the glossary, says about citing."""
    soup = BeautifulSoup(pages[get_page_path(record)], "html.parser")
    place = soup.find(id=record.id) if isinstance(record, Term) else soup
    assert isinstance(place, Tag)
    (part,) = place.select(".kb-cite")
    return part


def test_pages_are_cited_as_pandoc_would_cite_them(real: Site, made_up: Site) -> None:
    """For every record: pandoc would be slow for them all, so the form is this project's own.

    Each record is given an author of its own here, so that pandoc needs no letters after the year.
    Typewriters' quotation marks, which pandoc sets anew, are no title's here but one made up.
    """
    for site in (real, made_up):
        works: dict[str, CslItem] = {}
        for record in site.kb.all(Record):
            if set(_own(site, record).title) & {'"', "'"}:
                assert site is made_up
                continue
            item = _own(_under_name(site, f"Author{len(works):04}, of {record.id}"), record)
            works[f"work{len(works)}"] = item
        expected = cite(works, STYLE)
        for name, item in works.items():
            assert _html(item) == _plain(expected[name].entry), item.title


def _under_name(site: Site, name: str) -> Site:
    """Return the site under another name."""
    return replace(site, settings=replace(site.settings, name=name))


def _plain(entry: str) -> str:
    """Leave out what pandoc marks as quoted, and the quotation marks that the style exchanges."""
    return re.sub(r"</?span>", "", entry)


def test_without_an_address_none_is_given_and_the_page_says_so(
    made_up: Site,
) -> None:
    """Nothing is made up; the sentence says what to add."""
    site = replace(made_up, settings=Settings("Made up"))
    assert all(_own(site, record).URL is None for record in site.kb.all(Record))
    pages = render(site)
    for record in site.kb.all(Record):
        part = _citing(record, pages)
        assert "The address is missing here" in text_of(part)
        assert text_of(part.select("[data-kb-copy]")[0]).endswith("].")
    every = b"".join(all_files(site).values())
    assert b"site.example" not in every


def test_with_an_address_none_is_missing(made_up: Site, made_up_pages: Mapping[str, str]) -> None:
    """The sentence is for sites that lack it."""
    for record in made_up.kb.all(Record):
        assert "The address is missing" not in text_of(_citing(record, made_up_pages))


def test_what_conveys_a_study_cites_the_study_too(real: Site, made_up: Site) -> None:
    """Studies, themes, findings, quotes, and recommendations that the authors state."""
    for kb in (real.kb, made_up.kb):
        for record in kb.all(Record):
            match record:
                case Study():
                    expected = record.id
                case Theme() | Finding() | Quote():
                    expected = kb.study_of(record).id
                case Implication(basis=StatedBasis(study=study)):
                    expected = study
                case Reference():
                    expected = record.id
                case Implication() | Audience() | Situation() | Session() | Term() | Evidence():
                    expected = ""
                case _:
                    pytest.fail(f"{record.id} is of no known type")
            conveyed = find_conveyed(kb, record)
            assert (conveyed.id if conveyed else "") == expected


def test_the_work_of_a_reference_and_the_study_of_a_finding_stand_beside_the_page(
    made_up: Site, made_up_pages: Mapping[str, str]
) -> None:
    """As the style writes them everywhere else."""
    for record in (*made_up.kb.all(Reference), *made_up.kb.all(Finding)):
        conveyed = find_conveyed(made_up.kb, record)
        assert conveyed
        entries = _citing(record, made_up_pages).select(".kb-cite__entry")
        shown = str(made_up.bibliography[conveyed.id].entry)
        assert entries[1].decode_contents() == BeautifulSoup(shown, "html.parser").decode()


# ----------------------------------------------------------------------------------- as files


def test_every_record_has_its_files_beside_its_page(
    made_up: Site, files: Mapping[str, bytes]
) -> None:
    """Named by its identifier, in three formats."""
    for record in made_up.kb.all(Record):
        folder = get_page_path(record).removesuffix(".md")
        for ending in ("bib", "ris", "csl.json"):
            assert f"{folder}/{record.id.lower()}.{ending}" in files


def test_a_page_shows_what_its_files_hold_and_links_to_each(
    made_up: Site, made_up_pages: Mapping[str, str], files: Mapping[str, bytes]
) -> None:
    """Letter by letter; a term is short, so the glossary links to its files only."""
    for record in made_up.kb.all(Record):
        part = _citing(record, made_up_pages)
        folder = get_page_path(record).removesuffix(".md")
        names = [str(link["href"]) for link in part.select("a[download]")]
        held = [files[f"{folder}/{name}"].decode().replace("\r\n", "\n") for name in names]
        assert [PurePosixPath(name).suffix for name in names] == [".bib", ".ris", ".json"]
        shown = [pre.get_text() for pre in part.select("pre")]
        assert shown == ([] if isinstance(record, Term) else held)


@pytest.mark.parametrize(("ending", "reader"), [("bib", "bibtex"), ("ris", "ris")])
def test_the_files_of_all_records_are_read_by_pandoc(
    made_up: Site, files: Mapping[str, bytes], ending: str, reader: str
) -> None:
    """Each holds the record, and what it conveys, with title, day and address."""
    expected = [
        item for record in made_up.kb.all(Record) for item in _cited(made_up, record).values()
    ]
    texts = [
        files[f"{get_page_path(r).removesuffix('.md')}/{r.id.lower()}.{ending}"].decode()
        for r in made_up.kb.all(Record)
    ]
    # A key that occurs twice would be read once: each file's entries get keys of their own.
    unique = [re.sub(r"(@\w+\{|ID  - )", rf"\g<1>n{n}-", text) for n, text in enumerate(texts)]
    found = _read_by_pandoc("\n".join(unique), reader)
    assert len(found) == len(expected)
    by_address = {item.get("URL"): item for item in found}
    for record in made_up.kb.all(Record):
        own = _own(made_up, record)
        day = list(record.changed.timetuple()[:3])
        # Of a RIS date, pandoc reads the year alone.
        assert by_address[own.URL]["issued"] in ({"date-parts": [day]}, {"date-parts": [day[:1]]})


def _read_by_pandoc(text: str, reader: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={reader}", "--to=csljson"],
        input=text.replace("\r\n", "\n"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def test_csl_json_holds_the_very_items(made_up: Site, files: Mapping[str, bytes]) -> None:
    """Read back, they are the records' own."""
    for record in made_up.kb.all(Record):
        path = f"{get_page_path(record).removesuffix('.md')}/{record.id.lower()}.csl.json"
        assert _items(files[path]) == _cited(made_up, record)


def _items(content: bytes) -> dict[str, CslItem]:
    items = json.loads(content)
    return {item.pop("id"): CslItem.model_validate_json(json.dumps(item)) for item in items}


def test_keys_name_the_version_so_that_two_versions_can_be_cited(made_up: Site) -> None:
    """And no key is that of a work."""
    keys = {make_key(record): record for record in made_up.kb.all(Record)}
    assert len(keys) == len(made_up.kb.all(Record))
    assert not keys.keys() & list_works(made_up.kb).keys()
    assert all(key.endswith(f"-v{record.version}") for key, record in keys.items())


@pytest.mark.parametrize("which", ["real", "made_up"])
def test_the_references_of_a_theme_are_those_its_findings_cite(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Its parts' findings included, each work once, in the order of the list; none if none."""
    site = request.getfixturevalue(which)
    assert isinstance(site, Site)
    found = all_files(site)
    assert site.kb.all(Theme)
    for theme in site.kb.all(Theme):
        expected = _cited_by_theme(site.kb, theme)
        path = f"themes/{theme.id.lower()}/{theme.id.lower()}-references.csl.json"
        items = list(_items(found[path])) if path in found else []
        assert items == [name for name in site.bibliography if name in expected], theme.id


def _cited_by_theme(kb: KnowledgeBase, theme: Theme) -> set[str]:
    """Find the works in force again, from what the findings themselves say."""
    in_force = {reference.id for reference in kb.all(Reference)}
    within = {theme.id} | {part.id for part in kb.all(Theme) if part.part_of == theme.id}
    return {
        citation.reference
        for finding in kb.all(Finding)
        if within & set(finding.themes)
        for citation in finding.cites
        if citation.reference in in_force
    }


def test_all_references_are_one_file_in_the_order_of_the_list(
    made_up: Site, files: Mapping[str, bytes]
) -> None:
    """No study is among them that is only described here."""
    references = {reference.id for reference in made_up.kb.all(Reference)}
    items = list(_items(files["references/references.csl.json"]))
    assert items == [name for name in made_up.bibliography if name in references]
    assert {"references/references.bib", "references/references.ris"} <= set(files)


# --------------------------------------------------------------------------------------- DOIs


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        (
            "10.1002/1099-0798(200010)18:5<647::AID-BSL407>3.0.CO;2-O",
            "10.1002/1099-0798(200010)18:5%3C647::AID-BSL407%3E3.0.CO;2-O",
        ),
        ("10.1037//0003-066X.55.1.68", "10.1037//0003-066X.55.1.68"),
        ('10.1234/a%b#c?d"e[f]', "10.1234/a%25b%23c%3Fd%22e%5Bf%5D"),
    ],
)
def test_a_doi_is_encoded_in_the_address_and_shown_as_it_is(doi: str, path: str) -> None:
    """A reader sees the DOI; the link leads to it whatever it holds."""
    work = CslItem.model_validate({"type": "book", "title": "Made up", "DOI": doi})
    entry = cite({"made-up": work}, STYLE)["made-up"].entry
    (link,) = BeautifulSoup(entry, "html.parser").select("a")
    assert link["href"] == make_doi_address(doi) == f"https://doi.org/{path}"
    assert link.get_text() == f"https://doi.org/{doi}"


def test_a_name_is_text_in_an_entry() -> None:
    """Whatever it holds: it comes before anything that pandoc marks."""
    author = ({"literal": "Angles & <b>Sons</b>"},)
    work = CslItem.model_validate({"type": "book", "title": "Made up", "author": author})
    entry = cite({"made-up": work}, STYLE)["made-up"].entry
    assert entry.startswith("Angles &amp; &lt;b&gt;Sons&lt;/b&gt;. (n.d.)")
