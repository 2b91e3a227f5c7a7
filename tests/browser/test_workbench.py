"""The workbench in a real browser: words that are selected become a record."""

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from kb.project import Project
from tests.helpers.building import KB
from tests.serve.test_serve import preview

pytestmark = pytest.mark.browser

FINDING = "themes_data/studies/testa-beispiel-2001/findings/F002.yaml"
PAPER = """\
A made-up paper

Results

Nobody counted any sheep.

    “There was not a sheep to be seen” (Una, lines 7-9).
"""
WORDS = "There was not a sheep to be seen"


def test_words_that_are_selected_become_a_record(
    made_up_project: Project, tmp_path: Path, browser: Browser
) -> None:
    """By the keyboard alone, with what is wrong beside its field; and the page shows a mistake."""
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, encoding="utf-8")
    file = made_up_project.root / FINDING
    with preview((*KB, "serve", "--source", str(paper)), "--address", made_up_project) as server:
        server.wait_for_words("Workbench: ")
        address = re.findall(r"Workbench: (\S+)", server.said)[0]
        context = browser.new_context()
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda it: faults.extend([it.text] if it.type == "error" else []))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        source = page.get_by_role("textbox", name="paper.txt")
        expect(source).to_have_value(PAPER)
        page.get_by_label("Study").select_option("S001")
        start = PAPER.index(WORDS)
        source.evaluate("(it, [a, b]) => it.setSelectionRange(a, b)", [start, start + len(WORDS)])
        source.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        for label, value in (
            ("Text", WORDS),
            ("Speaker", "Una"),
            ("Transcript lines (if printed)", "7–9"),
            ("Form", "block"),
            ("Section", "results"),
        ):
            expect(page.get_by_label(label, exact=True)).to_have_value(value)
        page.get_by_label("Finding", exact=True).select_option("F002")
        expect(page.locator("#supports-wrong")).to_contain_text("supports is still to write")
        page.get_by_label("Transcript lines").fill("7 to 9")
        expect(page.locator("#lines-wrong")).to_contain_text("cannot be written '7 to 9'")
        page.get_by_label("Transcript lines").fill("7–9")
        expect(page.locator("#lines-wrong")).to_be_empty()
        page.get_by_label("Why it supports the finding").fill("This support is made up.")
        page.get_by_role("button", name="Write the quote").click()
        expect(page.get_by_role("status")).to_contain_text(f"is in {FINDING}.")
        (quote,) = yaml.safe_load(file.read_text(encoding="utf-8"))["quotes"]
        assert (quote["text"], quote["speaker"], quote["section"]) == (WORDS, "Una", "results")

        file.write_text(file.read_text(encoding="utf-8").replace("[T002]", "[T020]"))
        server.wait_for_words("there is no theme 'T020'")
        page.goto(f"{server.address}findings/f002/")
        bar = page.get_by_role("alert").filter(has_text="does not show your last edit")
        expect(bar).to_contain_text("there is no theme 'T020'")
        assert faults == []
        context.close()
