"""MkDocs converts the headings of pages made from records, and what is HTML already stays it."""

import markdown
import pytest

from kb.render.context import Site
from kb.render.render import render
from kb.site.mkdocs.ready_html import Identifiers, divided, put_back

PAGE = """\
<header class="kb-head">
</header>

# A *title* { #top }

<p id="one">Text with # and { #braces }</p>

<p>1 < 2 &amp; so on</p>

## Another { #two }

<ul><li id="three">An entry</li></ul>
"""


def converted(text: str) -> str:
    """Convert a page as MkDocs does."""
    return markdown.markdown(text, extensions=["attr_list"])


def test_what_is_html_already_comes_back_as_it_was() -> None:
    """Only the headings are Markdown."""
    page = divided(PAGE)
    assert len(page.pieces) == 3
    assert "<" not in page.markdown
    html = put_back(converted(page.markdown), page.pieces)
    assert '<h1 id="top">A <em>title</em></h1>' in html
    assert '<h2 id="two">Another</h2>' in html
    assert all(piece in html for piece in page.pieces)


def test_links_can_lead_to_what_was_set_aside() -> None:
    """MkDocs checks links to places, and does not see these places."""
    places = Identifiers({"top", "two"}, lambda: PAGE)
    assert set(places) == {"one", "two", "three", "top"}
    assert "three" in places
    assert "braces" not in places
    assert len(places) == 4


def test_a_page_is_read_again_only_for_places_that_are_not_headings() -> None:
    """Each heading links to itself, so reading for these would read every page."""

    def read() -> str:
        pytest.fail("the page was read")

    assert "two" in Identifiers({"top", "two"}, read)


def test_what_is_said_to_machines_is_not_read_as_yaml() -> None:
    """It is taken out of the front matter, and comes back as it was."""
    matter = '---\ntitle: "A"\nhead: {"meta": [], "n": "---"}\nhide:\n  - toc\n---\n'
    page = divided(f"{matter}{PAGE}")
    assert page.markdown.startswith('---\ntitle: "A"\nhide:\n  - toc\n---\n')
    assert page.head == {"meta": [], "n": "---"}
    assert divided(f'---\ntitle: "A"\n---\n{PAGE}').head is None


@pytest.mark.parametrize("heading", ["## A { #a }", "# 5 &#35; of { #top }"])
def test_headings_are_found_wherever_they_stand(heading: str) -> None:
    """The first and the last line of a page can be one."""
    assert divided(heading).markdown == heading
    assert divided(heading).pieces == []


def test_pages_are_the_same_but_for_the_ends_of_lines(made_up: Site) -> None:
    """What Markdown does to HTML is nothing, so leaving it out changes nothing."""
    for path, page in render(made_up).items():
        body = page.split("---\n", 2)[2]
        ready = divided(body)
        ours = put_back(converted(ready.markdown), ready.pieces)
        theirs = converted(body)
        assert "".join(ours.split()) == "".join(theirs.split()), path
