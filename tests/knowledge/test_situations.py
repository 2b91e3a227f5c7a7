"""Situations lead to findings, in the order to read them, and findings back to situations."""

from dataclasses import replace

from kb.read import examine
from kb.records import Finding, Situation
from kb.records.addresses import get_index_path
from kb.render.site import Site
from tests.helpers.rendering import render
from tests.made_up.records import SITUATIONS
from tests.made_up.records import made_up as files_made_up


def test_a_situation_leads_to_findings_in_the_order_to_read_them() -> None:
    """The order of the data, not that of the identifiers."""
    examined = examine(files_made_up())
    kb, problems = examined.kb, examined.problems
    assert not problems
    recognised = kb.recognised_in(kb.get("made-up-situation", Situation))
    assert [(finding.id, note.finding) for finding, note in recognised] == [
        ("F002", "F002"),
        ("F001", "F001"),
    ]


def test_a_finding_knows_every_situation_that_it_helps_to_recognise(made_up: Site) -> None:
    """With what the situation says of it."""
    situations = made_up.kb.situations_of(made_up.kb.get("F003", Finding))
    assert [situation.id for situation, _ in situations] == ["sheep-everywhere", "no-sheep"]
    assert all(recognition.finding == "F003" for _, recognition in situations)
    assert made_up.kb.situations_of(made_up.kb.get("F005", Finding)) == []


def test_a_knowledge_base_may_have_no_situations() -> None:
    """The file may be left out, as nothing depends on it."""
    files = files_made_up()
    del files[SITUATIONS]
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert kb.all(Situation) == []


def test_the_list_of_no_situations_says_so(made_up: Site) -> None:
    """Nobody is left with an empty page."""
    kept = {i: p for i, p in made_up.kb.located.items() if not isinstance(p.record, Situation)}
    edges = tuple(edge for edge in made_up.kb.edges if edge.source in kept)
    pages = render(replace(made_up, kb=replace(made_up.kb, located=kept, edges=edges)))
    assert "No situation is described yet." in pages[get_index_path(Situation)]
    assert "helps to recognise" not in pages["findings/f003.md"]
