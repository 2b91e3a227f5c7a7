"""What people type, and what they must find first: the cases in tests/cases/queries.yaml."""

from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from tests.browser.test_search import opened
from tests.helpers.browsing import DESK, Opener
from tests.helpers.building import CASES

pytestmark = pytest.mark.browser

QUERIES: dict[str, Any] = yaml.safe_load((CASES / "queries.yaml").read_text("utf-8"))
PARTS = ("as_people_ask", "as_pages_say", "misspelt", "unseen")
FEWEST = 40
AMONG = 3


def test_every_query_finds_what_it_must(at: Opener) -> None:
    """First or among the first three; where nothing has a word, what is asked back is said."""
    cases = [case for part in PARTS for case in QUERIES[part]]
    assert len(cases) >= FEWEST
    assert len(QUERIES["as_people_ask"]) + len(QUERIES["unseen"]) >= len(cases) // 2
    answers = _asked(opened(at(DESK)), [case["ask"] for case in cases])
    faults = [
        (case, answer)
        for case, answer in zip(cases, answers, strict=True)
        if not _is_met(case, answer)
    ]
    assert faults == []


def test_no_word_finds_pages_of_another_that_begins_like_it(at: Opener) -> None:
    """A shorter word is another one: nothing is found, and nothing is asked back."""
    for word, answer in zip(
        QUERIES["unknown"], _asked(opened(at(DESK)), QUERIES["unknown"]), strict=True
    ):
        assert answer["groups"] == {}, word
        assert answer["said"].startswith(f"No results for “{word}”. Try"), word


def _is_met(case: dict[str, str], answer: dict[str, Any]) -> bool:
    groups: dict[str, list[str]] = answer["groups"]
    if "under" in case:
        shown = groups.get(case["under"], [])
    else:
        shown = [place for places in groups.values() for place in places]
    return (
        case.get("first") in (None, *shown[:1])
        and case.get("three") in (None, *shown[:AMONG])
        and ("meant" not in case or f"Did you mean {case['meant']}" in answer["said"])
    )


def _asked(page: Page, queries: list[str]) -> list[dict[str, Any]]:
    """Ask each in one page; return what is said, and the addresses under each heading."""
    answers: list[dict[str, Any]] = page.evaluate(
        """async queries => {
          const dialog = document.querySelector("dialog[open]")
          const list = dialog.querySelector(".kb-search__results")
          const place = a => (a.pathname + a.hash).replace(/^\\/|\\/$/g, "")
          const answers = []
          for (const query of queries) {
            dialog.querySelector("input").value = query
            dialog.querySelector("form").requestSubmit()
            while (list.ariaBusy !== "false") await new Promise(done => setTimeout(done, 5))
            const groups = [...list.querySelectorAll("section")].map(section => [
              section.querySelector("h3").textContent,
              [...section.querySelectorAll("a")].map(place),
            ])
            answers.push({
              said: dialog.querySelector("[role=status]").textContent,
              groups: Object.fromEntries(groups),
            })
          }
          return answers
        }""",
        queries,
    )
    return answers
