"""The whole way from records to a site: what is built, what stops a build, what a rebuild does."""

import json
from pathlib import Path

import pytest
import yaml
from bs4 import Tag

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.project import Project
from kb.records import (
    Audience,
    Citation,
    Quote,
    Record,
    RecordNamedInWords,
    Session,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import (
    get_appraisal_path,
    get_folder,
    get_index_path,
    get_page_path,
    get_whole_path,
    get_works_path,
    make_address,
)
from kb.records.kinds import KINDS, get_kind, name_quote
from kb.records.links import CITING_REASONS, Link
from kb.site.theme_files import LICENCE
from kb.text.markup import strip_marks
from tests.helpers.building import (
    KB,
    MKDOCS,
    BuiltSite,
    copy_project,
    files_in,
    run,
)
from tests.helpers.site_pages import SitePage, broken_links, read_site, text_of
from tests.helpers.site_passages import Passage, passages

PARTS: dict[type[Record], tuple[str, ...]] = {
    Situation: ("handout/",),
    Audience: ("handout/",),
    Session: ("screen/", "sheet/"),
}
"""What hangs below the pages of records of a type."""

FINDING = "themes_data/studies/testa-beispiel-2001/findings/F002.yaml"

# ------------------------------------------------------------------------------- what is built


def test_a_build_says_where_the_site_is_and_nothing_else(made_up_project: Project) -> None:
    """Strict, with warnings as errors: no word of a warning anywhere."""
    done = run((*KB, "build"), made_up_project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "The site is in site/.\n", "")


def test_mkdocs_builds_the_same_site_without_the_projects_own_command(
    made_up_project: Project, made_up_site: BuiltSite
) -> None:
    """`mkdocs build --strict` is enough, as for any MkDocs project."""
    done = run((*MKDOCS, "build", "--strict", "--quiet"), made_up_project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert files_in(made_up_project.root / "site") == files_in(made_up_site.folder)


def test_there_is_a_page_for_every_record_and_no_page_more(any_site: BuiltSite) -> None:
    """Records in equal pages out: one each, terms together, an index a type, and docs/.

    A study has its works, and a theme all that belongs to it, on a page of their own; a situation
    and a role have a handout, a session has a screen and a sheet. Withdrawn records keep all these
    addresses, and so does every earlier name.
    """
    kb = any_site.kb
    every = [located.record for located in kb.located.values()]
    records = {make_address(get_page_path(record)) for record in every}
    studies = [record for record in every if isinstance(record, Study)]
    more = {make_address(get_works_path(study)) for study in studies}
    more |= {make_address(get_appraisal_path(study)) for study in studies if study.appraisal}
    more |= {make_address(get_whole_path(theme)) for theme in every if isinstance(theme, Theme)}
    more |= {
        f"{get_folder(record)}/{name}/{part}"
        for record in every
        if isinstance(record, RecordNamedInWords) and not isinstance(record, Term)
        for name in (record.id, *record.formerly)
        for part in ("", *PARTS.get(type(record), ()))
    }
    indexes = {make_address(get_index_path(kind)) for kind in KINDS}
    docs = any_site.project.docs
    written = {make_address(file.relative_to(docs).as_posix()) for file in docs.rglob("*.md")}
    built = set(read_site(any_site.folder, any_site.address))
    other = {
        "handout/",
        "all/",
        "contribute/records/",
        "gaps/",
        "map/",
        "summary/",
        "voices/",
        "404.html",
    }
    other |= {f"{make_address(get_page_path(study))}voices/" for study in studies}
    other |= {"topics/"} if len(any_site.kb.all(Study)) > 1 else set()
    former = {name for file in docs.rglob("*.md") for name in _former_addresses(file)}
    assert built == records | more | indexes | written | other | former


def _former_addresses(file: Path) -> list[str]:
    """Return what the front matter of a hand-written page says of its earlier addresses."""
    text = file.read_text(encoding="utf-8")
    matter = yaml.safe_load(text.split("---\n", 2)[1]) if text.startswith("---\n") else {}
    return list(matter.get("formerly", []))


def test_the_site_has_no_file_of_the_theme_s_that_nothing_asks_for(any_site: BuiltSite) -> None:
    """There are the style sheet that pages load, and its licence."""
    assets = any_site.folder / "assets"
    own = [file for folder in assets.iterdir() if folder.is_dir() for file in folder.rglob("*.*")]
    styles, licence = sorted(own, key=lambda file: len(file.name))
    assert f"/{styles.name}" in (any_site.folder / "404.html").read_text("utf-8")
    assert licence.name == f"{styles.name}{LICENCE}"
    assert "Permission is hereby granted" in licence.read_text("utf-8")


def test_every_term_has_its_anchor_on_the_glossary(any_site: BuiltSite) -> None:
    """A term's address is the glossary's with its identifier."""
    glossary = _pages(any_site)["glossary/"]
    every = (*any_site.kb.all(Term), *any_site.kb.withdrawn(Term))
    terms = {name for term in every for name in (term.id, *term.formerly)}
    assert terms
    assert terms <= set(glossary.ids)


def test_no_link_of_the_made_up_site_is_broken(made_up_site: BuiltSite) -> None:
    """Put below a folder of a host, too: nothing leads out of it."""
    assert broken_links(made_up_site.folder, _pages(made_up_site)) == []


def test_what_means_something_in_markup_arrives_as_it_was_written(
    made_up_site: BuiltSite,
) -> None:
    """Angles, stars, braces, brackets and backslashes of the data are text, in titles too."""
    for record in made_up_site.kb.all(Record):
        page = _page_of(made_up_site, record)
        for words in _special(record):
            shown = strip_marks(words) if words == getattr(record, "definition", "") else words
            assert " ".join(shown.split()) in text_of(page.article), words
            assert "kb-" not in text_of(page.article)
        if not isinstance(record, Term | Quote):
            heading, title = page.article.find("h1"), page.soup.title
            assert heading is not None
            assert title is not None
            # The link of the heading to itself comes last in it.
            words = text_of(heading).removesuffix(" #")
            assert text_of(title).startswith(f"{words} - ")


def test_the_heading_of_a_quote_s_page_is_all_that_was_said(any_site: BuiltSite) -> None:
    """It stands there once; the browser's tab, and who looks for it, have its beginning."""
    for quote in any_site.kb.all(Quote):
        page = _page_of(any_site, quote)
        (heading,) = page.soup.select("h1")
        assert text_of(heading) == " ".join(quote.text.split())
        assert (
            len([one for one in page.soup.select("blockquote") if not one.find_parent(id="screen")])
            == 1
        )
        assert page.soup.title
        assert text_of(page.soup.title).startswith(f"{' '.join(name_quote(quote).split())} - ")


def _special(record: Record) -> list[str]:
    names = (
        "statement",
        "title",
        "action",
        "text",
        "name",
        "term",
        "definition",
        "short_name",
        "heading",
    )
    values = [getattr(record, name, "") for name in names]
    return [value for value in values if isinstance(value, str) and value]


def test_everything_that_can_be_found_is_in_the_index(any_site: BuiltSite) -> None:
    """Each thing has a piece of the index, which holds nothing that no page loads."""
    index = any_site.folder / "pagefind"
    pieces = list((index / "fragment").iterdir())
    counted = json.loads((index / "pagefind-entry.json").read_text())["languages"]["en"][
        "page_count"
    ]
    assert counted == len(pieces) > len(any_site.kb.all(Record))
    assert {file.suffix for file in index.iterdir()} == {
        "",
        ".js",
        ".json",
        ".pagefind",
        ".pf_meta",
    }
    assert {file.name for file in index.glob("*.js")} == {"pagefind.js", "pagefind-worker.js"}


def test_an_index_that_cannot_be_made_stops_the_build(made_up_project: Project) -> None:
    """In one line, and the last site stays."""
    done = run((*KB, "build"), made_up_project, PAGEFIND_BINARY_PATH="/no/such/program")
    assert done.returncode != 0
    assert done.stderr.startswith("The search index cannot be made: ")
    assert len(done.stderr.splitlines()) == 1
    assert not (made_up_project.root / "site").exists()


# ---------------------------------------------------------------------------- what pages carry


def test_every_page_says_which_record_it_shows(any_site: BuiltSite) -> None:
    """Version, last change, and the identifier where it is a number; nothing of files."""
    for record in any_site.kb.all(Record):
        own = _place_of(any_site, record)
        text = text_of(own)
        assert f"ersion {record.version}" in text, record.id
        assert "themes_data/" not in text, record.id
        assert own.find("time", datetime=record.changed.isoformat()), record.id
        if isinstance(record, Term):
            assert own["id"] == record.id
        elif get_kind(record).numbered:
            assert f"{record.id}, version" in text


def test_every_page_of_a_record_can_be_edited_where_an_address_for_it_is_given(
    made_up_site: BuiltSite,
) -> None:
    """The link leads to the very file that the record is written in."""
    for record in made_up_site.kb.all(Record):
        file = made_up_site.kb.located[record.id].document.file
        links = [str(a["href"]) for a in _place_of(made_up_site, record).find_all("a", href=True)]
        assert f"https://editor.example/{file}" in links


def test_every_link_in_the_data_is_a_link_on_both_pages(any_site: BuiltSite) -> None:
    """From the source to the target, and back; works are cited under the reason for it.

    Of a withdrawn record only what replaces it is a link: what it said is no link any more.
    """
    pages = _pages(any_site)
    known = {path: passages(page) for path, page in pages.items()}
    for study in any_site.kb.all(Study):
        # What a study cites works for stands on a page of its own.
        known[make_address(get_page_path(study))] += known.get(
            make_address(get_works_path(study)), []
        )
    shown = [edge for edge in any_site.kb.edges if _holds(any_site.kb, edge)]
    missing = [fault for edge in shown for fault in _unlinked(any_site, known, edge)]
    assert shown
    assert missing == []


def _holds(kb: KnowledgeBase, edge: Edge) -> bool:
    in_force = not kb.is_withdrawn(kb.located[edge.source].record)
    return in_force or edge.link is Link.REPLACED_BY


def _unlinked(site: BuiltSite, known: dict[str, list[Passage]], edge: Edge) -> list[str]:
    source, target = (site.kb.located[end].record for end in (edge.source, edge.target))
    forward = inverse = ""
    if isinstance(edge.detail, Citation):
        reason = CITING_REASONS[edge.detail.relation]
        forward, inverse = reason.forward, reason.inverse
    directions = [(source, forward, target), (target, inverse, source)]
    return [
        f"{here.id}: no link to {there.id} under {name!r}"
        for here, name, there in directions
        if not any(
            passage.links_to(_address(site, there)) and (not name or passage.names(name))
            for passage in known[make_address(get_page_path(here))]
        )
    ]


def _address(site: BuiltSite, record: Record) -> str:
    anchor = f"#{record.id}" if isinstance(record, Term) else ""
    return f"{site.address}{make_address(get_page_path(record))}{anchor}"


def test_links_have_a_name_from_either_side() -> None:
    """The walk above would pass under an empty name."""
    assert all(link.value.forward and link.value.inverse for link in Link)
    assert all(reason.forward and reason.inverse for reason in CITING_REASONS.values())


# --------------------------------------------------------------------------- what stops a build


@pytest.mark.parametrize(
    "command", [(*KB, "build"), (*MKDOCS, "build", "--strict")], ids=["kb build", "mkdocs build"]
)
def test_a_broken_record_stops_the_build_and_leaves_the_last_site_as_it_was(
    made_up_project: Project, command: tuple[str, ...]
) -> None:
    """The message names the file and the line; no byte of the last good site is touched."""
    assert run(command, made_up_project).returncode == 0
    before = files_in(made_up_project.root / "site")
    finding = made_up_project.root / FINDING
    finding.write_text(finding.read_text().replace("themes: [T002]", "themes: [T020]"))

    done = run(command, made_up_project)

    assert done.returncode != 0
    assert f"{FINDING}:3:10: there is no theme 'T020'" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert files_in(made_up_project.root / "site") == before


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("docs/about/index.md", "# About\n\n{{ site.nothing }}\n", "docs/about/index.md:3:1"),
        ("docs/findings/f001.md", "# Another F001\n", "docs/findings/f001.md:1:1"),
    ],
)
def test_a_hand_written_page_that_cannot_be_used_stops_the_build_at_its_line(
    made_up_project: Project, file: str, content: str, place: str
) -> None:
    """As a mistake in a record does."""
    (made_up_project.root / file).parent.mkdir(exist_ok=True)
    (made_up_project.root / file).write_text(content)
    done = run((*KB, "build"), made_up_project)
    assert done.returncode != 0
    assert place in done.stderr
    assert not (made_up_project.root / "site").exists()


def test_a_broken_link_on_a_hand_written_page_stops_the_build(made_up_project: Project) -> None:
    """MkDocs finds it, and nothing half built takes the place of the site."""
    page = made_up_project.docs / "about" / "index.md"
    page.write_text("# About\n\nSee [nothing](nowhere.md).\n")
    done = run((*KB, "build"), made_up_project)
    assert done.returncode != 0
    assert "about/index.md" in done.stderr
    assert "nowhere.md" in done.stderr
    assert not (made_up_project.root / "site").exists()


@pytest.mark.parametrize("style", ["no-such.csl", "mkdocs.yml"])
def test_a_citation_style_that_cannot_be_used_stops_the_build(
    made_up_project: Project, style: str
) -> None:
    """It is named, with what to do: it is one line of the settings."""
    settings = made_up_project.root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("vendor/csl/apa.csl", style))
    done = run((*KB, "build"), made_up_project)
    assert done.returncode != 0
    assert f"{style}:1:1: " in done.stderr
    assert "citation_style" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_citation_style_is_one_line_of_the_settings(
    made_up_project: Project, made_up_site: BuiltSite
) -> None:
    """Everything that names a work follows it."""
    style = made_up_project.root / "initials-only.csl"
    apa = (made_up_project.root / "vendor/csl/apa.csl").read_text(encoding="utf-8")
    style.write_text(apa.replace('initialize-with=". "', 'initialize-with=""'), encoding="utf-8")
    settings = made_up_project.root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("vendor/csl/apa.csl", style.name))
    assert run((*KB, "build"), made_up_project).returncode == 0
    index = Path("references/index.html")
    before = (made_up_site.folder / index).read_text(encoding="utf-8")
    after = (made_up_project.root / "site" / index).read_text(encoding="utf-8")
    assert "In P. Specimen (Ed.)" in before
    assert "In P Specimen (Ed.)" in after


# ------------------------------------------------------------------------- what a rebuild does


def test_a_rebuild_touches_no_page_that_did_not_change(made_up_project: Project) -> None:
    """Only what shows the edited text is written anew: the record's own, and its themes whole."""
    build = (*KB, "build", "--engine", "zensical")
    assert run(build, made_up_project).returncode == 0
    before = _stamps(made_up_project.pages)
    finding = made_up_project.root / FINDING
    finding.write_text(finding.read_text().replace("No sheep was counted.", "Not one was."))
    assert run(build, made_up_project).returncode == 0
    after = _stamps(made_up_project.pages)
    assert [path for path in after if after[path] != before[path]] == [
        "api/v1/findings/f002.json",
        "findings/f002.md",
        "themes/t001/whole.md",
        "themes/t002/whole.md",
    ]


def _stamps(folder: Path) -> dict[str, int]:
    return {
        file.relative_to(folder).as_posix(): file.stat().st_mtime_ns
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize(
    "which", ["made_up_site", pytest.param("real_site", marks=pytest.mark.slow)]
)
def test_two_builds_of_the_same_files_are_the_same_byte_for_byte(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """In other folders, with another order of hashing, in another time zone and language."""
    any_site: BuiltSite = request.getfixturevalue(which)
    second = copy_project(any_site.project.root, tmp_path / "second" / "and deeper")
    elsewhere = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    assert run((*KB, "build"), second, **elsewhere).returncode == 0
    one, other = files_in(any_site.folder), files_in(second.root / "site")
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


# -------------------------------------------------------------------------------------- pages


def _pages(site: BuiltSite) -> dict[str, SitePage]:
    return read_site(site.folder, site.address)


def _page_of(site: BuiltSite, record: Record) -> SitePage:
    return _pages(site)[make_address(get_page_path(record))]


def _place_of(site: BuiltSite, record: Record) -> Tag:
    """Return the part of the site that shows a record: its page, or its entry in the glossary."""
    page = _page_of(site, record)
    place = page.soup.find(id=record.id) if isinstance(record, Term) else page.article
    assert isinstance(place, Tag), record.id
    return place
