"""Findings that meet are shown on both sides, each with what its own readers are told."""

from collections.abc import Mapping

from bs4 import BeautifulSoup

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.related import count_contrasts, list_meetings, list_related
from kb.pages.topics import make_topics_pages
from kb.read import examine
from kb.records import Finding, RelatesTo
from kb.records.addresses import TOPICS
from kb.records.links import MEETINGS
from tests.made_up.records import OTHER_FINDING, made_up


def _said(kb: KnowledgeBase, identifier: str) -> dict[str, tuple[str, str]]:
    related = list_related(kb, kb.get(identifier, Finding))
    return {one.finding.id: (one.words, one.note.split("\n")[0]) for one in related}


def test_each_side_has_its_own_words_and_note(made_up_kb: KnowledgeBase) -> None:
    """Of two studies, the other one is named; what extends is extended by."""
    assert _said(made_up_kb, "F005") == {
        "F003": (
            "Also found by Testa & Beispiel (2001)",
            "Quadro lost a made-up race, and Tria lost count.",
        ),
        "F001": (
            "Extends Testa & Beispiel (2001)",
            "Una and Duo counted; Quadro was counted.",
        ),
        "F004": (
            "Differs from Testa & Beispiel (2001)",
            "There everybody liked sheep; here nobody was asked.",
        ),
    }
    assert _said(made_up_kb, "F001") == {
        "F005": ("Extended by Probe & *Co* (2002)", "Quadro was counted, here two count."),
        "F002": ("In contrast", "Here Una and Duo counted; in F002 nobody did."),
    }
    assert _said(made_up_kb, "F002") == {
        "F001": ("In contrast", "Here nobody counted; in F001 <two> did."),
    }


def test_only_contrasts_are_counted_as_contrasts(made_up_kb: KnowledgeBase) -> None:
    """And only with what still holds: F006 was withdrawn."""
    counts = {one.id: count_contrasts(made_up_kb, one) for one in made_up_kb.all(Finding)}
    assert counts == {"F001": 1, "F002": 1, "F003": 0, "F004": 0, "F005": 0}


def test_a_relation_that_was_read_at_an_older_version_is_suspect_on_both_sides() -> None:
    """The note may say what no longer holds."""
    files = made_up()
    files[OTHER_FINDING] = files[OTHER_FINDING].replace(b"F001@2", b"F001@1")
    kb = examine(files).kb
    for identifier in ("F001", "F002"):
        (one,) = list_related(kb, kb.get(identifier, Finding))
        assert one.suspect == 1
        assert isinstance(one.detail, RelatesTo)


def test_studies_stand_side_by_side_by_topic(
    made_up_kb: KnowledgeBase, made_up_pages: Mapping[str, str]
) -> None:
    """One column a study; each pair of findings that meet once, and no level of confidence."""
    page = BeautifulSoup(made_up_pages[TOPICS], "html.parser")
    heads = [cell.get_text() for cell in page.select("thead th")]
    assert heads == ["Topic", "Testa & Beispiel (2001)", "Probe & *Co* (2002)"]
    assert len(page.select("tbody tr")) >= 1
    pairs = {(one.id, other.finding.id) for one, other in list_meetings(made_up_kb)}
    assert pairs == {("F001", "F005"), ("F003", "F005"), ("F004", "F005")}
    assert "onfidence" not in page.get_text()
    assert "topics/" in made_up_pages["studies/index.md"]


def test_one_study_stands_beside_nothing() -> None:
    """There is no such page, and no link to it."""
    kb = examine(made_up()).kb
    assert make_topics_pages(kb) == []


def test_every_way_to_meet_has_words_for_both_sides() -> None:
    """They are those of the data, in the order of pages."""
    assert list(MEETINGS) == ["agrees", "extends", "differs", "contrasts"]
    assert all(one.forward and one.inverse for one in MEETINGS.values())
