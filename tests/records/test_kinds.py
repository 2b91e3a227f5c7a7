"""A new type of record is a row, a record, a page module and a template: a made-up one shows it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import Field

from kb import pages as page_modules
from kb.citations.bibliography import format_bibliography
from kb.history.news import list_recent_changes
from kb.knowledge.base import KnowledgeBase
from kb.pages.page import HOME, Page, identify, make_index_crumb
from kb.read import Examined, examine
from kb.records import InformedBy, Record, Reference
from kb.records.addresses import get_page_path
from kb.records.base import Line
from kb.records.kinds import KINDS, Called, DataFile, Kind, get_called
from kb.records.links import Link
from kb.records.outgoing import Outgoing
from kb.records.schemas import make_schemas
from kb.render import environment
from kb.render.site import Site
from kb.render.tree import Tree, make_tree
from kb.search.entries import list_entries
from kb.settings import Settings
from tests.helpers.building import REPOSITORY
from tests.helpers.rendering import render
from tests.made_up.records import made_up

# ------------------------------------------------------------------------------- the record


class Exercise(Record):
    """A made-up type: something to try out in a group."""

    title: Line = Field(title="Title", description="What it is called.", examples=["Made up."])
    informed_by: tuple[InformedBy, ...] = Field(
        title="Informed by", description="The works behind it.", examples=[[]]
    )


def works_behind(exercise: Exercise) -> Iterator[Outgoing]:
    """Yield the links that an exercise names."""
    for i, work in enumerate(exercise.informed_by):
        yield Outgoing(Link.INFORMED_BY, work.reference, ("informed_by", i, "reference"), work)


# ---------------------------------------------------------------------------------- the row

ROW = Kind(
    Exercise,
    noun="exercise",
    readers_noun="exercise",
    called=(Called("Exercise", "Exercises", "exercises"),),
    index="Exercises",
    file=DataFile("exercises.yaml", "exercises", many=True),
    folder="exercises",
    rank=5,
    name=lambda exercise: exercise.title,
    links=works_behind,
)

# -------------------------------------------------------------------------- the page module


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """What a page of an exercise shows."""

    works: list[tuple[Reference, InformedBy]]


def exercise_pages(kb: KnowledgeBase, _: object) -> list[Page]:
    """Return a page for each exercise."""
    return [
        Page(
            path=get_page_path(exercise),
            template="exercise",
            title=exercise.title,
            description=exercise.title,
            view=ExerciseView(kb.informing(exercise)),
            trail=(HOME, make_index_crumb(Exercise)),
            identity=identify(kb, exercise, get_called(exercise).one),
        )
        for exercise in kb.all(Exercise)
    ]


# ----------------------------------------------------------------------------- the template

TEMPLATE = """{% extends "page.jinja" %}
{% block body %}
<ul>
{% for work, _ in view.works %}<li><a href="{{ href(work) }}">{{ name(work) }}</a></li>{% endfor %}
</ul>
{% endblock %}
"""

DATA = """\
- id: count-aloud
  title: Count made-up sheep aloud
  informed_by: [{reference: beispiel-2010, note: This note is made up.}]
  history: [{date: 2001-03-04, change: This exercise was made up.}]
"""


@pytest.fixture(autouse=True)
def _added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the type in the places in which a maintainer would."""
    monkeypatch.setitem(KINDS, Exercise, ROW)  # type: ignore[misc]
    monkeypatch.setattr(page_modules, "MAKERS", [*page_modules.MAKERS, exercise_pages])
    own = tmp_path / "pages"
    own.mkdir()
    (own / "exercise.jinja").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(environment, "TEMPLATES", [environment.TEMPLATES, tmp_path])


def with_exercises(text: str = DATA) -> Examined:
    """Examine the made-up records with exercises beside them."""
    return examine(made_up() | {"exercises.yaml": text.encode()})


def tree(kb: KnowledgeBase) -> Tree:
    """Return every page of a site of these records."""
    settings = Settings("Made up")
    style = REPOSITORY / settings.citation_style
    return make_tree(Site(kb, format_bibliography(kb, style), settings), {})


def test_its_records_are_read_linked_and_found() -> None:
    """Whatever asks for all records of a type knows it."""
    kb = with_exercises().require_valid()
    (exercise,) = kb.all(Exercise)
    assert [edge.target for edge in kb.out(exercise, Link.INFORMED_BY)] == ["beispiel-2010"]
    assert "This exercise was made up." in {line.change for line in list_recent_changes(kb, 9)}
    (entry,) = [one for one in list_entries(tree(kb)) if one.identifier == exercise.id]
    assert (entry.kind, entry.title) == ("Exercise", "Count made-up sheep aloud")


def test_its_page_and_what_links_to_it_name_it() -> None:
    """Its own page has all that pages have, and the page of the work leads to it."""
    pages = render(tree(with_exercises().require_valid()).site)
    own = pages["exercises/count-aloud.md"]
    assert "Count made-up sheep aloud" in own
    assert 'href="../../references/beispiel-2010/"' in own
    assert "../../exercises/count-aloud/" in pages["references/beispiel-2010.md"]
    assert "../exercises/count-aloud/" in pages["all.md"]


def test_mistakes_in_it_are_told_like_those_of_any_type() -> None:
    """In its own words, with the line."""
    wrong = DATA.replace("title:", "titel:")
    said = {(p.position.line, p.message) for p in with_exercises(wrong).problems}
    assert (2, "the field 'titel' is not known here") in said
    wrong = DATA.replace("beispiel-2010", "beispiel-2011")
    said = {(p.position.line, p.message) for p in with_exercises(wrong).problems}
    assert (3, "there is no reference 'beispiel-2011'") in said


def test_it_has_a_schema() -> None:
    """Editors help with it as with the others."""
    assert json.loads(make_schemas()["exercises.schema.json"])["title"] == "Exercises"
