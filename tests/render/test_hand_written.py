"""What is read of pages that people write."""

from kb.render.hand_written import HandWritten


def test_anchors_are_ids_and_headings() -> None:
    """In the order of the page; what stands in an example is none."""
    page = (
        '---\ntitle: "x"\n---\n# One &amp; two\n\n## Two { #second .wide }\n'
        '<div class="a" id="third"></div><p id="gloss-term"></p>\n'
        '```text\n# no heading\n<p id="none">\n```\n'
    )
    assert HandWritten(page).anchors == ("one-two", "second", "third")


def test_front_matter_is_what_stands_between_lines_of_hyphens() -> None:
    """A page without any has none, and a list is no front matter."""
    assert HandWritten("---\ntitle: A\n---\n# B\n").front_matter == {"title": "A"}
    assert HandWritten("# B\n").front_matter == {}
    assert HandWritten("---\n- c\n---\n").front_matter == {}
