"""Which pages a change reaches, and which addresses it would break."""

from kb.history.compare import Comparison
from kb.history.consequences import anchors, page_changes
from kb.history.report import Consequences, report_on


def test_pages_are_compared_by_path() -> None:
    """New, changed and gone ones; what is the same is not told."""
    found = page_changes(
        {"a.md": "one", "b/c.md": "two", "index.md": "same"},
        {"a.md": "another", "index.md": "same", "d/index.md": "new"},
    )
    assert found.added == ("d/index.md",)
    assert found.changed == ("a.md",)
    assert found.gone == ("b/c.md",)
    assert found.broken == ("b/c/",)


def test_places_on_a_page_may_be_lost_though_it_stays() -> None:
    """Trainers link to them."""
    before = '# Title\n\n## First { #first }\n\n## What happened?\n\n<p id="q001">x</p>\n'
    after = "# Title\n\n## First, changed { #first }\n\n## What else happened?\n"
    found = page_changes({"f.md": before}, {"f.md": after})
    assert found.broken == ()
    assert found.lost == {"f/": ("what-happened", "q001")}


def test_a_page_that_leads_on_breaks_nothing() -> None:
    """A browser takes the place on the page along."""
    before = '# Title\n\n<p id="q001">x</p>\n'
    after = '---\ntitle: "This page has moved"\nmoved: "g/"\n---\n# This page has moved\n'
    assert page_changes({"f.md": before}, {"f.md": after}).lost == {}


def test_anchors_are_ids_and_headings() -> None:
    """In the order of the page; what stands in an example is none."""
    page = (
        '---\ntitle: "x"\n---\n# One &amp; two\n\n## Two { #second .wide }\n'
        '<div class="a" id="third"></div><p id="gloss-term"></p>\n'
        '```text\n# no heading\n<p id="none">\n```\n'
    )
    assert anchors(page) == ["one-two", "second", "third"]


def test_what_is_gone_from_many_pages_is_told_once() -> None:
    """A record that is removed is gone from every page that named it."""
    before, after = '<p id="i003">', "<p>"
    pages = page_changes({"a.md": before, "b.md": before}, {"a.md": after, "b.md": after})
    nothing = Comparison((), (), (), (), (), ())
    report = report_on("main", nothing, Consequences(pages=pages), [])
    (section,) = [one for one in report.sections if one.heading.startswith("Places")]
    (entry,) = section.entries
    assert (entry.title, entry.lines[0].label) == ("#i003", "On")
    assert "".join(piece.text for piece in entry.lines[0].pieces) == "a/, b/"
