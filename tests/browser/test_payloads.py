"""Hostile text in every text field of every record: nothing runs, and all of it is shown as text.

Two sites are built of the same records, one with hostile texts and one with harmless texts of the
same length. As a browser reads them, their pages have the same elements and attributes, and the
same text once every sign is written alike.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, Page, expect

from kb.files.limits import PROBLEMS
from kb.read import examine
from kb.records.kinds import KINDS
from tests.helpers.building import KB, MADE_UP, REPOSITORY, copy_project, environment
from tests.helpers.recording_server import recorded
from tests.helpers.visiting import Visit
from tests.helpers.web_server import served
from tests.made_up.hostile import (
    PAYLOADS,
    all_text_fields,
    base,
    harmless,
    knowledge_base,
    put,
    written,
)

HELPERS = REPOSITORY / "tests" / "helpers"
SHOWN = [*PAYLOADS["shown"].values(), *PAYLOADS["paragraphs"].values()]
LINKS = {
    *("Citation.reference", "InformedBy.reference", "RemarkOnWork.reference"),
    "Withdrawn.replaced_by",
}
"""Texts that lead to a record, or the check refuses them."""

ENDS_READING = {"end of a line", "mark of the byte order"}
"""What YAML itself does not allow: nothing of the file is read, and the first place is reported."""

AT_ONCE = 40
"""So many pages are compared in one call."""


def test_there_are_many_payloads_and_no_two_are_alike() -> None:
    """At least sixty that are to be shown, besides those that are refused."""
    assert len(SHOWN) >= 60
    assert len({harmless(one) for one in SHOWN}) == len(SHOWN) == len(set(SHOWN))


def test_every_text_field_of_every_record_type_is_struck() -> None:
    """Asked of the models, so that a new field is among them."""
    struck = {name for places in base().free.values() for name in places.values()}
    assert all_text_fields() - struck == LINKS
    assert "Finding.statement" in struck


@pytest.mark.parametrize("attack", PAYLOADS["refused"])
def test_what_may_not_stand_in_any_text_is_refused_at_its_place(attack: str) -> None:
    """Every text has a line of its own, and each of these lines is named, up to the limit."""
    payload = PAYLOADS["refused"][attack]
    for path, places in base().free.items():
        value = deepcopy(base().files[path])
        for way in places:
            put(value, way, f"made up {payload} made up")
        content = written({path: value})[path]
        problems = examine({path: content}).problems
        found = [one for one in problems if "holds U+" in one.message]
        cut = len(problems) > PROBLEMS  # of a file with more, the first are reported
        assert all(one.stops for one in found)
        expected = 1 if attack in ENDS_READING else len(places)
        lines = {one.position.line for one in found}
        assert len(lines) == expected or cut, path


@pytest.mark.slow
@pytest.mark.parametrize("payload", [SHOWN[0], "javascript:kbCanary()", "a\u0430b"])
def test_texts_that_must_have_a_form_take_no_other(payload: str) -> None:
    """Identifiers, addresses, DOIs, dates and words from a list."""
    whole = base()
    for path, places in whole.formed.items():
        for way, name in places.items():
            files = deepcopy(whole.files)
            put(files[path], way, payload)
            problems = examine(written(files)).problems
            assert any(one.stops for one in problems), (path, way, name)


# ------------------------------------------------------------------------------- the two sites


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both sites into `hostile` and `harmless` of one folder."""
    root = tmp_path_factory.mktemp("payloads")
    for name, turned in (("hostile", str), ("harmless", harmless)):
        _build(root / name, turned)
    return root


def _build(folder: Path, turned: Callable[[str], str]) -> None:
    project = copy_project(MADE_UP, folder / "project")
    shutil.rmtree(project.data)
    for path, content in knowledge_base(SHOWN, turned).items():
        file = project.data / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    done = subprocess.run(
        (*KB, "build"),
        cwd=project.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    (project.root / "site").rename(folder / "site")


def pages_of(site: Path) -> list[str]:
    """Return the path of every page of a site."""
    return [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]


def differences(browser: Browser, root: Path, paths: list[str]) -> list[str]:
    """Return in what pages of both sites differ, as the browser reads them."""
    found: list[str] = []
    script = (HELPERS / "compare_pages.js").read_text().partition("\n")[2]
    with served(root) as home:
        page = browser.new_page()
        page.goto(f"{home}hostile/site/search/words.json")  # Has no policy that would hinder.
        for start in range(0, len(paths), AT_ONCE):
            some = paths[start : start + AT_ONCE]
            found += page.evaluate(script, [["hostile/site", "harmless/site"], some])
        page.close()
    return found


@pytest.mark.slow
@pytest.mark.browser
def test_pages_have_the_same_elements_and_say_the_same(browser: Browser, sites: Path) -> None:
    """Title, meta elements, data for machines, names for screen readers and figures included."""
    paths = pages_of(sites / "hostile" / "site")
    assert paths == pages_of(sites / "harmless" / "site")
    assert len(paths) > len(SHOWN)
    assert differences(browser, sites, paths) == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    "hole",
    [
        ("findings/f001/index.html", "&lt;script&gt;kbCanary(1)", "<script>kbCanary(1)"),
        ("findings/f001/index.html", "<p>&lt;script&gt;kbCanary(1)&lt;/script&gt;", "<p>gone"),
        ("map/index.html", 'aria-label="', 'onfocus="kbCanary()" aria-label="'),
    ],
)
def test_a_hole_is_noticed(
    browser: Browser, sites: Path, tmp_path: Path, hole: tuple[str, str, str]
) -> None:
    """A text that is not escaped once, one that is left out, and an attribute that has come in."""
    path, escaped, open_ = hole
    for name in ("hostile", "harmless"):
        target = tmp_path / name / "site" / path
        target.parent.mkdir(parents=True)
        shutil.copy(sites / name / "site" / path, target)
        words = tmp_path / name / "site" / "search" / "words.json"
        words.parent.mkdir(exist_ok=True)
        words.write_text("{}")
    assert differences(browser, tmp_path, [path]) == []
    hostile = tmp_path / "hostile" / "site" / path
    text = hostile.read_text()
    head, article, rest = text.partition("<article")  # In a title, brackets are no markup.
    assert escaped in rest
    hostile.write_text(f"{head}{article}{rest.replace(escaped, open_, 1)}")
    assert differences(browser, tmp_path, [path])


@pytest.fixture
def visit(browser: Browser, sites: Path) -> Iterator[Visit]:
    """Visit the hostile site; nothing may go wrong, and nobody may call the canary."""
    with recorded(sites / "hostile" / "site") as host:
        visiting = Visit.begun(browser, host)
        visiting.context.add_init_script(
            "window.kbCanary = why => kbFault(`ran: ${why}`); window.print = () => 0"
        )
        yield visiting
        visiting.context.close()


def watched(visit: Visit) -> Page:
    """Open a page in which a dialog is a fault too."""
    page = visit.page()
    page.on("dialog", lambda dialog: visit.faults.append(f"dialog: {dialog.message}"))
    return page


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_runs_on_any_page(visit: Visit, sites: Path) -> None:
    """Every tenth page of each folder, and every index: opened, pointed at and copied from."""
    page = watched(visit)
    # The page for what is not found has addresses below the site's own, at which it is not here.
    paths = [path for path in pages_of(sites / "hostile" / "site") if path != "404.html"]
    indexes = [path for path in paths if path.count("/") < 2]
    for path in [*indexes, *paths[::10]]:
        page.goto(visit.host.home + path)
        for thing in page.locator("svg a:visible, .kb-gloss:visible").all()[:2]:
            thing.hover(force=True)
            thing.focus()
        for button in page.locator("button:visible", has_text="Copy").all()[:2]:
            button.click()
    assert visit.left(page) == []


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_runs_in_the_search(visit: Visit) -> None:
    """What is found is shown as text, whatever it is called."""
    page = watched(visit)
    page.goto(visit.host.home)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search this site")
    for words in ("sheep", "kbCanary", "<script>kbCanary(1)</script>", "javascript alert"):
        dialog.get_by_role("searchbox").fill(words)
        expect(dialog.locator(".kb-search__results")).to_have_attribute("aria-busy", "false")
        shown = dialog.locator("ol *").evaluate_all("all => all.map(e => e.localName)")
        assert set(shown) <= {"li", "span", "a", "p", "mark"}
    dialog.get_by_role("searchbox").fill("sheep")
    expect(dialog.locator(".kb-search__results")).to_contain_text("kbCanary")
    assert visit.left(page) == []


@pytest.mark.slow
def test_files_for_reference_managers_hold_as_many_entries_as_works(sites: Path) -> None:
    """Read by others' readers: no text ends an entry or begins one."""
    for name in ("hostile", "harmless"):
        site = sites / name / "site"
        for folder in ("references", "findings"):
            for file in sorted((site / folder).rglob("*.bib"))[::5]:
                library = parse_string(file.read_text())
                assert len(library.entries) == len(re.findall("^@", file.read_text(), re.MULTILINE))
                assert library.failed_blocks == []
            for file in sorted((site / folder).rglob("*.ris"))[::5]:
                twin = sites / "harmless" / "site" / file.relative_to(site)
                assert len(rispy.loads(file.read_text())) == len(rispy.loads(twin.read_text()))
            for file in sorted((site / folder).rglob("*.csl.json"))[::5]:
                twin = sites / "harmless" / "site" / file.relative_to(site)
                assert _shape(json.loads(file.read_text())) == _shape(json.loads(twin.read_text()))


def _shape(value: object) -> object:
    match value:
        case dict():
            return {key: _shape(one) for key, one in value.items()}
        case list():
            return [_shape(one) for one in value]
        case _:
            return type(value).__name__


def test_records_are_what_is_struck() -> None:
    """Every type has a place in the made-up knowledge base; a work's texts are its parts'."""
    kinds = {name.partition(".")[0] for places in base().free.values() for name in places.values()}
    expected = {kind.__name__ for kind, row in KINDS.items() if row.file}
    assert kinds >= expected - {"Reference"} | {"CslItem"}
