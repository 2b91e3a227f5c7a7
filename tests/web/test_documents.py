"""Documents that people put into docs/ go through the same policy as pages."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kb.problems.problem import DataError
from kb.project import Project
from kb.site.reading import read_hand_written
from kb.web.documents import put_policy_into
from kb.web.policy import POLICY
from tests.helpers.commands import kb

PLAIN = (
    "<!DOCTYPE html><html lang=en><head><title>Made up</title></head><body>Made up.</body></html>"
)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff<!doctype html>\n<p>Made up.",
        "<p>Made up.",
        "<!-- <head> --><html><head><title>Made up</title></head>",
        "",
    ],
)
def test_the_policy_comes_before_anything_in_the_document(text: str) -> None:
    """Wherever the document says that its head begins."""
    soup = BeautifulSoup(put_policy_into(text), "html.parser")
    first = soup.select_one("*")
    assert first is not None
    metas = soup.select("meta[http-equiv='Content-Security-Policy']")
    assert [meta["content"] for meta in metas] == [POLICY]
    assert first is metas[0]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.html", "<script>alert(1)</script>", "a script"),
        ("a.HTM", "<p onclick=alert(1)>", "the attribute onclick"),
        ("a.html", "<a href='javascript:alert(1)'>", "a script in the attribute href"),
        ("a.html", "<style>p {color: red}</style>", "a style element"),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "onload"),
        ("a.svg", "<svg><script href='data:,alert(1)'/></svg>", "a script"),
        ("a.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "cannot be in it"),
        ("a.xml", "<x/>", "cannot be in it"),
        ("a.html", "\0", "U+0000"),
        ("404.html", "<p>Mine.", "at the same address"),
        ("findings/f001/index.html", "<p>Mine.", "at the same address"),
        ("about/index.html", "<p>Mine.", "at the same address"),
    ],
)
def test_what_the_policy_keeps_from_working_stops_the_build(
    made_up_project: Project, name: str, text: str, words: str
) -> None:
    """And so does what would take the place of a page."""
    file = made_up_project.docs / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    done = kb(made_up_project.root, "build")
    assert done.exit_code == 1
    assert f"docs/{name}:1:" in done.output
    assert words in done.output


def test_a_drawing_may_have_styles(tmp_path: Path) -> None:
    """Programs that draw write them; nothing in them runs."""
    (tmp_path / "docs").mkdir()
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><style>p {}</style><g style='x: y'/></svg>"
    (tmp_path / "docs" / "a.svg").write_bytes(drawing)
    assert read_hand_written(tmp_path / "docs")[1] == {"a.svg": drawing}


def test_a_document_is_published_with_the_policy(made_up_project: Project) -> None:
    """As every page is."""
    (made_up_project.docs / "extra.html").write_text(PLAIN, encoding="utf-8")
    done = kb(made_up_project.root, "build")
    assert done.exit_code == 0, done.output
    published = (made_up_project.root / "site" / "extra.html").read_text(encoding="utf-8")
    assert published == put_policy_into(PLAIN)
    (made_up_project.docs / "extra.html").write_bytes("<p>".encode("utf-16"))
    with pytest.raises(DataError):
        read_hand_written(made_up_project.docs)
