"""Which pages a change reaches, and which addresses it would break."""

from kb.history.compare import Comparison
from kb.history.consequences import compare_pages
from kb.history.report import Consequences, make_report
from kb.pages.moved import make_moved_page
from kb.render.hand_written import HandWritten
from kb.render.layout import Templates
from kb.render.site import Site


def pages(texts: dict[str, str]) -> dict[str, HandWritten]:
    """Return hand-written pages by their paths."""
    return {path: HandWritten(text) for path, text in texts.items()}


def test_pages_are_compared_by_path() -> None:
    """New, changed and gone ones; what is the same is not told."""
    found = compare_pages(
        pages({"a.md": "one", "b/c.md": "two", "index.md": "same"}),
        pages({"a.md": "another", "index.md": "same", "d/index.md": "new"}),
    )
    assert found.added == ("d/index.md",)
    assert found.changed == ("a.md",)
    assert found.gone == ("b/c.md",)
    assert found.broken == ("b/c/",)


def test_places_on_a_page_may_be_lost_though_it_stays() -> None:
    """Trainers link to them."""
    before = '# Title\n\n## First { #first }\n\n## What happened?\n\n<p id="q001">x</p>\n'
    after = "# Title\n\n## First, changed { #first }\n\n## What else happened?\n"
    found = compare_pages(pages({"f.md": before}), pages({"f.md": after}))
    assert found.broken == ()
    assert found.lost == {"f/": ("what-happened", "q001")}


def test_a_page_that_leads_on_breaks_nothing(made_up: Site) -> None:
    """A browser takes the place on the page along."""
    before = HandWritten('# Title\n\n<p id="q001">x</p>\n')
    (after,) = Templates(made_up).lay_out_all([make_moved_page("f.md", "g/index.md", "Made up")])
    assert compare_pages({"f.md": before}, {"f.md": after}).lost == {}


def test_what_is_gone_from_many_pages_is_told_once() -> None:
    """A record that is removed is gone from every page that named it."""
    before, after = '<p id="i003">', "<p>"
    changes = compare_pages(
        pages({"a.md": before, "b.md": before}), pages({"a.md": after, "b.md": after})
    )
    nothing = Comparison((), (), (), (), (), ())
    report = make_report("main", nothing, Consequences(pages=changes), [])
    (section,) = [one for one in report.sections if one.heading.startswith("Places")]
    (entry,) = section.entries
    assert (entry.title, entry.lines[0].label) == ("#i003", "On")
    assert "".join(piece.text for piece in entry.lines[0].pieces) == "a/, b/"
