"""One JSON a record: all that the record holds, its links, and whether it still holds."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from kb.pages import make_pages
from kb.records import Finding, Quote, Record, Situation
from kb.records.addresses import get_api_path, get_code_path, get_page_path, make_address
from kb.records.field_texts import list_field_texts
from kb.records.links import Link
from kb.render.layout import Templates
from kb.render.site import Site
from tests.helpers.building import BuiltSite


@pytest.fixture(scope="module")
def files(made_up: Site) -> Mapping[str, str]:
    """Every file for programs or paper that lies on the made-up site, by its path."""
    pages = Templates(made_up).lay_out_all(make_pages(made_up.kb, made_up.bibliography))
    found = {path: text for page in pages for path, text in page.files}
    return {path: text for path, text in found.items() if path.endswith((".json", "code.svg"))}


def read(files: Mapping[str, str], record: Record) -> dict[str, Any]:
    """Return what the file of a record holds."""
    whole = json.loads(files[get_api_path(record)])
    assert isinstance(whole, dict)
    return whole


def follow(origin: str, link: str) -> str:
    """Return the path that a relative link in a file leads to, below the site."""
    parts: list[str] = [*PurePosixPath(origin).parent.parts]
    for part in link.partition("#")[0].split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def list_texts(value: object) -> list[str]:
    """Return every text in a JSON value."""
    match value:
        case dict():
            return [text for inner in value.values() for text in list_texts(inner)]
        case list():
            return [text for inner in value for text in list_texts(inner)]
        case _:
            return [str(value)]


def test_every_record_has_a_file_with_the_envelope(made_up: Site, files: Mapping[str, str]) -> None:
    """Its date is the newest of any history, so that two builds are the same."""
    for located in made_up.kb.located.values():
        whole = read(files, located.record)
        assert [*whole] == ["schema_version", "data_date", "licence", "result"]
        assert whole["data_date"] == str(made_up.kb.changed)
        assert whole["result"]["id"] == located.record.id
        assert whole["result"]["version"] == located.record.version
        assert len(whole["result"]["history"]) == len(located.record.history)


def test_a_file_holds_every_field_of_its_record(made_up: Site, files: Mapping[str, str]) -> None:
    """Prose as it is written, too; the words of quotes are in files of their own."""
    for located in made_up.kb.located.values():
        fields = read(files, located.record)["result"]["fields"]
        said = set(list_texts(fields))
        for field in list_field_texts(located.record):
            if field.is_prose:
                assert field.text in said, (located.record.id, field.path)
            assert field.path[0] in fields, (located.record.id, field.path)


def test_every_link_leads_to_a_file_that_leads_back(
    made_up: Site, files: Mapping[str, str]
) -> None:
    """Under the name that the link has seen from there."""
    names = {(link.value.forward, link.value.inverse) for link in Link}
    names |= {(there, here) for here, there in names}
    for located in made_up.kb.located.values():
        own = get_api_path(located.record)
        if made_up.kb.is_withdrawn(located.record):
            continue
        for link in read(files, located.record)["result"]["links"]:
            target = follow(own, link["href"])
            back = json.loads(files[target])["result"]["links"]
            rels = {one["rel"] for one in back if follow(target, one["href"]) == own}
            assert any((link["rel"], rel) in names for rel in rels), (own, link)
            page = make_address(get_page_path(made_up.kb.located[link["id"]].record))
            assert follow(own, link["html"]) == page


def test_no_file_gathers_what_participants_say(made_up: Site, files: Mapping[str, str]) -> None:
    """Words that were said are in the files of quotes, of which each holds one."""
    others = [t for path, t in files.items() if path.startswith("api/") and "/quotes/" not in path]
    for located in made_up.kb.located.values():
        if isinstance(located.record, Quote):
            words = json.dumps(located.record.text, ensure_ascii=False)[1:-1]
            assert [text for text in others if words in text] == [], located.record.id
            assert read(files, located.record)["result"]["fields"]["text"] == located.record.text


def test_what_was_withdrawn_says_when_why_and_what_takes_its_place(
    made_up: Site, files: Mapping[str, str]
) -> None:
    """A quote goes with its finding."""
    withdrawn = made_up.kb.withdrawn(Record)
    assert withdrawn
    for record in withdrawn:
        told = read(files, record)["result"]
        assert told["trust"] == "It was withdrawn: do not rely on it."
        assert told["withdrawn"]["on"]
        assert told["withdrawn"]["reason"]
        successors = [one["id"] for one in told["withdrawn"]["replaced_by"]]
        if not isinstance(record, Quote):
            assert successors == [one.id for one in made_up.kb.replacements(record)]
    for record in made_up.kb.all(Record):
        assert read(files, record)["result"]["withdrawn"] is None


def test_what_rests_on_an_older_version_is_suspect(made_up: Site, files: Mapping[str, str]) -> None:
    """The file names which, the version that was read, and that of today."""
    suspects = [read(files, record)["result"]["suspect"] for record in made_up.kb.all(Record)]
    for one in (one for some in suspects for one in some):
        record = made_up.kb.located[one["id"]].record
        assert one["now"] == record.version
        assert one["read"] < record.version or record.withdrawn


def test_an_earlier_name_has_the_file_too(made_up: Site, files: Mapping[str, str]) -> None:
    """So that what names it still finds it."""
    found = [record for record in made_up.kb.all(Situation) if record.formerly]
    assert found
    for record in found:
        for name in record.formerly:
            assert json.loads(files[f"api/v1/situations/{name}.json"])["result"]["id"] == record.id


def test_what_readers_put_on_paper_has_a_code(made_up: Site, files: Mapping[str, str]) -> None:
    """A drawing of at most 2.5 kB; what is no use on a handout has none."""
    finding = made_up.kb.all(Finding)[0]
    assert len(files[get_code_path(finding)]) < 2500
    named = [path for path in files if path.endswith("code.svg")]
    assert {path.split("/")[0] for path in named} <= {
        *("findings", "quotes", "implications", "situations", "themes", "sessions")
    }


def test_pages_lead_to_the_file(any_site: BuiltSite) -> None:
    """By a link in their head, under either engine's folder."""
    finding = any_site.kb.all(Finding)[0]
    page = any_site.folder / make_address(get_page_path(finding)) / "index.html"
    link = f'<link rel="alternate" href="../../{get_api_path(finding)}" type="application/json">'
    assert link in page.read_text(encoding="utf-8")
    assert (any_site.folder / get_api_path(finding)).is_file()
