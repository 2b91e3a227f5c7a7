"""MkDocs converts the headings of pages made from records, and what is HTML already stays it."""

import markdown
import pytest

from kb.page_context import Site
from kb.ready_html import identifiers, put_back, set_aside
from kb.render import render

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
    text, pieces = set_aside(PAGE)
    assert len(pieces) == 3
    assert "<" not in text
    html = put_back(converted(text), pieces)
    assert '<h1 id="top">A <em>title</em></h1>' in html
    assert '<h2 id="two">Another</h2>' in html
    assert all(piece in html for piece in pieces)


def test_links_can_lead_to_what_was_set_aside() -> None:
    """MkDocs checks links to places, and does not see these places."""
    _, pieces = set_aside(PAGE)
    assert identifiers(pieces) == {"one", "three"}


@pytest.mark.parametrize("heading", ["## A { #a }", "# 5 &#35; of { #top }"])
def test_headings_are_found_wherever_they_stand(heading: str) -> None:
    """The first and the last line of a page can be one."""
    assert set_aside(heading) == (heading, [])


def test_pages_are_the_same_but_for_the_ends_of_lines(made_up: Site) -> None:
    """What Markdown does to HTML is nothing, so leaving it out changes nothing."""
    for path, page in render(made_up).items():
        body = page.split("---\n", 2)[2]
        text, pieces = set_aside(body)
        ours = put_back(converted(text), pieces)
        theirs = converted(body)
        assert "".join(ours.split()) == "".join(theirs.split()), path
