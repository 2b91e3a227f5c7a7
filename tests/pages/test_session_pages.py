"""The pages of a session: plan, screen and sheet say the same, step by step."""

import json

import pytest
from bs4 import BeautifulSoup, Tag

from kb.knowledge.card import make_card
from kb.records import Record, Session
from kb.records.addresses import get_below_path, get_page_path, make_address
from kb.text.markup import strip_marks
from tests.helpers.building import BuiltSite


def read(site: BuiltSite, path: str) -> BeautifulSoup:
    """Return a page of a site."""
    file = site.folder / make_address(path) / "index.html"
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def squeeze(text: str) -> str:
    """Leave out what may be where a line ends."""
    return "".join(text.split())


def steps_on(page: BeautifulSoup) -> list[str]:
    """Return the text of each step on a page."""
    places = page.select("article .kb-step, article .kb-layer")
    return [squeeze(place.get_text()) for place in places]


@pytest.fixture
def sessions(any_site: BuiltSite) -> list[Session]:
    """Every session of a site."""
    found = any_site.kb.all(Session)
    assert len(found) >= 2
    return found


def test_plan_screen_and_sheet_agree_step_by_step(
    any_site: BuiltSite, sessions: list[Session]
) -> None:
    """Each shows every step in its order, with its prompt and the words of what it uses."""
    kb = any_site.kb
    for session in sessions:
        own = get_page_path(session)
        pages = [own, *(get_below_path(session, part) for part in ("screen", "sheet"))]
        for steps in (steps_on(read(any_site, path)) for path in pages):
            assert len(steps) == len(session.steps)
            for step, shown in zip(session.steps, steps, strict=True):
                for paragraph in strip_marks(step.prompt).splitlines():
                    assert squeeze(paragraph) in shown
                for name in step.records:
                    record: Record = kb.located[name.split("@")[0]].record
                    for words in make_card(kb, record).words:
                        assert squeeze(words) in shown, (session.id, name)


def test_only_the_plan_says_what_comes_after_a_step(
    any_site: BuiltSite, sessions: list[Session]
) -> None:
    """It is for whoever leads, as is the care."""
    for session in sessions:
        others = [read(any_site, get_below_path(session, part)) for part in ("screen", "sheet")]
        for step in session.steps:
            for line in strip_marks(step.after or "").splitlines():
                if line.strip():
                    assert squeeze(line) in squeeze(read(any_site, get_page_path(session)).text)
                    assert not [page for page in others if squeeze(line) in squeeze(page.text)]


def test_a_plan_says_when_each_step_begins(any_site: BuiltSite, sessions: list[Session]) -> None:
    """Counted from the start of the session."""
    for session in sessions:
        begins = 0
        plan = squeeze(read(any_site, get_page_path(session)).text)
        for step in session.steps:
            assert squeeze(f"From minute {begins},") in plan
            begins += step.minutes


def test_machines_are_told_what_is_learnt_and_what_it_is_based_on(
    any_site: BuiltSite, sessions: list[Session]
) -> None:
    """As schema.org describes a resource for learning."""
    for session in sessions:
        page = read(any_site, get_page_path(session))
        block = page.find("script", type="application/ld+json")
        assert isinstance(block, Tag)
        told = json.loads(block.get_text())
        assert told["@type"] == "LearningResource"
        assert told["timeRequired"] == f"PT{session.minutes}M"
        assert told["teaches"] == list(session.aims)
        assert len(told["audience"]) == len(session.audiences)
        assert len(told["isBasedOn"]) == len(session.used)


def test_a_trainer_finds_them_from_home(real_site: BuiltSite) -> None:
    """On home, in the menu, and on the page of the role."""
    home = read(real_site, "index.md")
    assert home.select('article a[href="sessions/"]')
    assert home.select('header a[href="sessions/"]')
    for session in real_site.kb.all(Session):
        for audience in session.audiences:
            role = read(real_site, f"for/{audience}.md")
            assert role.select(f'article a[href^="../../sessions/{session.id}/"]')
