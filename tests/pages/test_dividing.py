"""Long indexes are divided by study and letter, and every link leads where it did."""

import gzip
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.citations.bibliography import format_bibliography
from kb.knowledge.base import KnowledgeBase
from kb.pages import Page, dividing, make_pages
from kb.read import read
from kb.records import Finding, Implication, Quote, Reference, Study, Theme
from kb.records.addresses import get_index_path, make_address
from kb.render.site import Site
from kb.settings import Settings
from tests.helpers.building import REPOSITORY
from tests.helpers.rendering import render, render_pages
from tests.made_up.corpus import corpus


@pytest.fixture
def divided(made_up: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the made-up pages as they would be if every list of two were too long."""
    monkeypatch.setattr(dividing, "MOST", 1)
    monkeypatch.setattr(dividing, "MOST_NAMES", 1)
    return render(made_up)


def test_a_short_index_is_one_page(made_up: Site) -> None:
    """Addresses and anchors stay what they are until a list is too long."""
    parts = {"findings", "quotes", "themes", "map", "summary", "recommendations"}
    below_studies = {path for path in render(made_up) if path.startswith("studies/s001/")}
    assert not parts & {posixpath.basename(path).removesuffix(".md") for path in below_studies}


def test_of_one_study_nothing_is_divided_by_study() -> None:
    """However long its lists are, there is nothing to divide them by."""
    kb = KnowledgeBase({}, ())
    assert not dividing.divides_by_study(kb, 10_000)


@pytest.mark.parametrize("kind", [Finding, Quote, Theme])
def test_every_record_stands_in_the_part_of_its_study(
    made_up: Site, divided: dict[str, str], kind: type[Finding | Quote | Theme]
) -> None:
    """The index leads to the studies, and each study's part has its records and no others."""
    name = posixpath.dirname(get_index_path(kind))
    for study in made_up.kb.all(Study):
        own = [record for record in made_up.kb.all(kind) if made_up.kb.study_of(record) == study]
        path = f"studies/{study.id.lower()}/{name}.md"
        assert f"{study.id.lower()}/{name}/" in divided[get_index_path(kind)]
        shown = set(re.findall(rf"/{name}/([a-z]\d+)/", divided[path]))
        assert shown == {record.id.lower() for record in own}


def test_every_recommendation_stands_with_a_study_or_by_itself(
    made_up: Site, divided: dict[str, str]
) -> None:
    """None is lost where the findings it rests on are withdrawn."""
    found = "".join(
        text
        for path, text in divided.items()
        if path == get_index_path(Implication) or path.endswith("/recommendations.md")
    )
    for implication in made_up.kb.all(Implication):
        assert f"/{implication.id.lower()}/" in found.replace('href="', 'href="/')


def test_references_are_divided_by_the_letter_they_are_listed_under(
    made_up: Site, divided: dict[str, str]
) -> None:
    """Each letter's page has its works once, and they can be sorted and filtered there."""
    letters = {
        path: text
        for path, text in divided.items()
        if re.match(r"references/\w\.md", path) and "data-kb-moved" not in text
    }
    listed = Counter(
        name for text in letters.values() for name in re.findall(r'<li id="([^"]+)"', text)
    )
    assert listed == Counter(reference.id for reference in made_up.kb.all(Reference))
    assert all("data-kb-controls" in text for text in letters.values())
    assert 'references.bib" download' in divided["references/index.md"]


def test_every_link_between_divided_pages_leads_to_a_place_that_is_there(
    divided: dict[str, str],
) -> None:
    """Links to what stood on the index lead to the page where it stands now."""
    by_address = {make_address(path): text for path, text in divided.items()}
    broken = [
        (path, href)
        for path, text in divided.items()
        for href in re.findall(r'href="(\.[^"?]*)"', text)
        if not _leads(by_address, path, href)
    ]
    assert broken == []


def _leads(by_address: dict[str, str], path: str, href: str) -> bool:
    place, _, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join("/", make_address(path), place))[1:]
    if target == "handout":
        # What stands behind the sign is the choice of records, which a script reads.
        return not anchor or all(re.fullmatch(r"[a-z0-9-]+\.\d+", one) for one in anchor.split(","))
    text = by_address.get(f"{target}/" if target else "")
    if text is None:
        # Hand-written pages and files are not among those made from records.
        return target in ("", "about", "about/trust", "contribute") or "." in posixpath.basename(
            target
        )
    return not anchor or f'id="{anchor}"' in text or f"{{ #{anchor} }}" in text


UNDIVIDED = ("glossary",)
"""Links to its terms are permanent: with four hundred of them it is a fifth too long."""

MOST_BYTES = 100_000
"""What a page of an index may weigh, compressed as servers send it."""


@pytest.mark.slow
def test_no_index_of_ten_thousand_findings_is_long(tmp_path: Path) -> None:
    """Indexes, their parts, evidence maps and the pages of roles stay small enough for a phone."""
    root = tmp_path / "themes_data"
    for path, text in corpus(10_000).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    kb = read(root)
    site = Site(
        kb, format_bibliography(kb, REPOSITORY / Settings("").citation_style), Settings("Big")
    )
    chosen = list(_largest_of_each_kind(make_pages(kb, site.bibliography)))
    sizes = {p: len(gzip.compress(t.encode())) for p, t in render_pages(site, chosen).items()}
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


def _largest_of_each_kind(those: list[Page]) -> Iterator[Page]:
    """Yield each page that shows no record but many, a study's parts for a few studies only."""
    for page in those:
        part_of = re.match(r"studies/s(\d+)/", page.path)
        if part_of and int(part_of[1]) % 50:
            continue
        index = not page.identity and not page.repeats and page.template not in UNDIVIDED
        if index or page.template == "audience":
            yield page
