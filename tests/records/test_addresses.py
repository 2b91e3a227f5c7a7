"""Where pages are: addresses that hold, and links that work wherever the site is put."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.knowledge.base import KnowledgeBase
from kb.records import Record, Term
from kb.records.addresses import (
    GLOSSARY,
    get_index_path,
    get_page_path,
    make_address,
    make_relative,
)
from kb.records.kinds import KINDS

HOME = "https://site.example/base/"

names = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True)
paths = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.md"]),
    st.lists(names, max_size=3),
    st.one_of(names, st.just("index")),
)


@given(origin=paths, target=paths)
def test_a_relative_link_leads_from_any_page_to_any_other(origin: str, target: str) -> None:
    """Resolved as a browser does it, the link gives the target's address."""
    resolved = urljoin(HOME + make_address(origin), make_relative(origin, target))
    assert resolved == HOME + make_address(target)


@given(origin=paths, target=paths, anchor=names)
def test_a_relative_link_keeps_its_anchor(origin: str, target: str, anchor: str) -> None:
    """A link to a part of a page is the link to the page with the part's name."""
    resolved = urljoin(HOME + make_address(origin), make_relative(origin, target, anchor))
    assert resolved == f"{HOME}{make_address(target)}#{anchor}"


@given(path=paths)
def test_an_address_ends_like_a_folder(path: str) -> None:
    """Every page but home has an address that ends in a slash, and none begins with one."""
    found = make_address(path)
    assert found == "" or (found.endswith("/") and not found.startswith("/"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("glossary.md", "glossary/"),
        ("findings/index.md", "findings/"),
        ("findings/f001.md", "findings/f001/"),
    ],
)
def test_an_address_leaves_out_the_file(path: str, expected: str) -> None:
    """Addresses name no file, so that they hold when the files change."""
    assert make_address(path) == expected


def test_every_record_has_a_page_of_its_own(made_up_kb: KnowledgeBase) -> None:
    """No two records share an address, and none has that of an index; terms share the glossary."""
    records = made_up_kb.all(Record)
    found = [get_page_path(record) for record in records if not isinstance(record, Term)]
    indexes = {GLOSSARY, *(get_index_path(kind) for kind in KINDS)}
    assert len(set(found)) == len(found)
    assert not indexes & set(found)
    assert {get_page_path(term) for term in made_up_kb.all(Term)} == {GLOSSARY}


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("S001", "studies/s001.md"),
        ("T002", "themes/t002.md"),
        ("F001", "findings/f001.md"),
        ("Q003", "quotes/q003.md"),
        ("I002", "implications/i002.md"),
        ("example-1999a", "references/example-1999a.md"),
        ("counter", "for/counter.md"),
        ("no-sheep", "situations/no-sheep.md"),
        ("made-up-term", "glossary.md"),
    ],
)
def test_an_address_is_made_of_type_and_identifier_alone(
    made_up_kb: KnowledgeBase, identifier: str, expected: str
) -> None:
    """A record that moves to another theme, or is worded anew, keeps its address."""
    assert get_page_path(made_up_kb.located[identifier].record) == expected
