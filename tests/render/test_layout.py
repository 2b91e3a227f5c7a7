"""How templates share macros, which is where the time of laying out pages goes."""

from kb.pages import make_pages
from kb.render.environment import TEMPLATES
from kb.render.layout import Templates
from kb.render.site import Site


def test_no_template_makes_macros_anew_for_each_page() -> None:
    """Macros have their names everywhere; importing them with the context takes far longer."""
    files = list(TEMPLATES.rglob("*.jinja"))
    assert files
    assert [file for file in files if "with context" in file.read_text(encoding="utf-8")] == []


def test_a_page_is_the_same_whatever_was_laid_out_before_it(made_up: Site) -> None:
    """Macros are shared by all pages; links, and terms explained, are each page's own."""
    those = make_pages(made_up.kb, made_up.bibliography)
    one = Templates(made_up)
    forth = {page.path: one.lay_out(page) for page in those}
    back = {page.path: one.lay_out(page) for page in reversed(those)}
    assert forth == back
    assert all(page.html.count("<h1") == 1 for page in forth.values())
