"""How templates share macros, which is where the time of laying out pages goes."""

from pathlib import Path

import pytest

from kb.pages import pages
from kb.render.environment import TEMPLATES
from kb.render.layout import MODULES, Templates
from kb.render.site import Site

FILES = sorted(TEMPLATES.glob("*.jinja"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_template_makes_macros_anew_for_each_page(file: Path) -> None:
    """Macros have their names everywhere; importing them with the context takes far longer."""
    assert "with context" not in file.read_text(encoding="utf-8")


def test_all_templates_are_read_in_one_way() -> None:
    """What is escaped on a page is escaped in what the search reads, too."""
    sources = TEMPLATES.parents[1].rglob("*.py")
    making = [file.name for file in sources if " Environment(\n" in file.read_text("utf-8")]
    assert making == ["environment.py"]


def test_every_file_of_macros_that_is_named_is_there() -> None:
    """Whoever looks for `m.quote` finds the file."""
    assert {f"{name}.jinja" for name in MODULES.values()} <= {file.name for file in FILES}


def test_a_page_is_the_same_whatever_was_laid_out_before_it(made_up: Site) -> None:
    """Macros are shared by all pages; links, and terms explained, are each page's own."""
    those = pages(made_up.kb, made_up.bibliography)
    one = Templates(made_up)
    forth = {page.path: one.lay_out(page) for page in those}
    back = {page.path: one.lay_out(page) for page in reversed(those)}
    assert forth == back
    assert all(page.headings[0].level == 1 for page in forth.values())
