"""The workbench: it answers its own page only, and writes what `kb new quote` writes."""

import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

import pytest

from kb.project import Project
from kb.serve.trouble import Trouble, make_bar
from kb.serve.workbench.app import FOLDER, Workbench
from kb.serve.workbench.desk import QuoteDesk
from kb.serve.workbench.selection import read_selection
from kb.verify.source import read_source
from kb.web.assets import make_site_assets
from tests.helpers.commands import kb, write_made_up
from tests.made_up.records import FINDING, STUDY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PORT = 8000
SOURCE = """\
A study that was never made

Introduction

Nobody made up anything.

First result

Of this made-up paper one made-up sentence is of use:

    “It was all in-
    vented, and I was glad of it” (Testina, lines 31-34).

Exempla and Probanda, too, said “nothing at all”.
"""
WORDS = "“It was all in-\n    vented, and I was glad of it”"
ANSWERS = {
    "study": "S001",
    "finding": "F001",
    "text": "It was all invented, and I was glad of it",
    "speaker": "Testina",
    "lines": "31–34",
    "form": "block",
    "section": "results-one",
    "supports": "This support is made up: nobody said # so.",
}


class Browser:
    """Sends requests as a browser does."""

    def __init__(self, root: Path) -> None:
        """Open the workbench of the made-up data and a made-up paper."""
        self.root = write_made_up(root / "project")
        paper = root / "paper.txt"
        paper.write_text(SOURCE, encoding="utf-8")
        self.workbench = Workbench(QuoteDesk(Project(self.root), read_source(paper)), PORT)
        self.headers: dict[str, str] = {}
        self.app: WSGIApplication = self.workbench.beside(_answer_else)

    def send(self, name: str, answers: Any = None, **others: str | None) -> tuple[int, str]:  # noqa: ANN401 - anything may be sent
        """Send a request from the workbench's own page, but for what is said otherwise."""
        body = b"" if answers is None else json.dumps(answers).encode()
        environ: WSGIEnvironment = {}
        setup_testing_defaults(environ)
        headers: dict[str, str | None] = {
            "REQUEST_METHOD": "GET" if answers is None else "POST",
            "PATH_INFO": f"{FOLDER}{name}",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": f"127.0.0.1:{PORT}",
            "HTTP_ORIGIN": None if answers is None else f"http://127.0.0.1:{PORT}",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_X_WORKBENCH_TOKEN": self.workbench.token,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            **others,
        }
        environ.update({key: value for key, value in headers.items() if value is not None})
        environ["wsgi.input"] = io.BytesIO(body)
        told: list[str] = []

        def start(
            status: str, headers: list[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], object]:
            told.append(status)
            self.headers = dict(headers)
            return lambda _: None

        said = b"".join(self.app(environ, start)).decode()
        return int(told[0].split()[0]), said

    def ask(self, name: str, answers: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - whatever is answered
        """Return what is answered to a request that is."""
        status, said = self.send(name, answers)
        assert status == 200, said
        return json.loads(said)

    def data(self) -> dict[str, bytes]:
        """Return every file of the data."""
        folder = self.root / "themes_data"
        return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _answer_else(_environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [b"<html><body class='x'>the site</body></html>"]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Open the workbench."""
    return Browser(tmp_path)


# ------------------------------------------------------------------------------- who is answered


REFUSED = {
    "no token": {"HTTP_X_WORKBENCH_TOKEN": None},
    "an empty token": {"HTTP_X_WORKBENCH_TOKEN": ""},
    "another token": {"HTTP_X_WORKBENCH_TOKEN": "x" * 32},
    "a token of other letters": {"HTTP_X_WORKBENCH_TOKEN": "\xe9"},
    "another host's name": {"HTTP_HOST": "rebound.example:8000"},
    "another host's name with its origin": {
        "HTTP_HOST": "rebound.example:8000",
        "HTTP_ORIGIN": "http://rebound.example:8000",
    },
    "a name that ends like this one": {"HTTP_HOST": "127.0.0.1.example:8000"},
    "another port": {"HTTP_HOST": "127.0.0.1:9000"},
    "no host": {"HTTP_HOST": ""},
    "another site": {"HTTP_ORIGIN": "https://elsewhere.example"},
    "another site on this machine": {"HTTP_ORIGIN": "http://127.0.0.1:9000"},
    "a page without an origin": {"HTTP_ORIGIN": "null"},
    "what the browser calls cross-site": {"HTTP_SEC_FETCH_SITE": "cross-site"},
    "what the browser calls same-site": {"HTTP_SEC_FETCH_SITE": "same-site"},
    "another machine": {"REMOTE_ADDR": "192.0.2.7"},
}


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_only_its_own_page_is_answered(browser: Browser, given: dict[str, str | None]) -> None:
    """Each of them alone keeps a request out, whatever it asks for; nothing is told or written."""
    before = browser.data()
    for name in ("place", "check", "write"):
        status, said = browser.send(name, ANSWERS, **given)
        assert status == 403
        assert "made up" not in said
    status, said = browser.send("state", **given)
    assert status == 403
    assert "never made" not in said
    assert browser.data() == before


def test_a_form_of_another_site_could_not_even_be_read(browser: Browser) -> None:
    """What a form can send without a browser's asking first has another type than JSON."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert browser.send("write", ANSWERS, CONTENT_TYPE=kind)[0] == 403
    assert browser.send("write", ANSWERS, HTTP_ORIGIN=None)[0] == 403


def test_what_is_looked_at_never_writes(browser: Browser) -> None:
    """Only a request that hands something over can, and of these only one does."""
    before = browser.data()
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
        assert browser.send("write", ANSWERS, REQUEST_METHOD=method)[0] == 405
    for name in ("", "workbench.js", "workbench.css", "state"):
        assert browser.send(name)[0] == 200
    assert browser.ask("check", ANSWERS) == {"told": {}}
    browser.ask("place", {"study": "S001", "words": "glad"})
    assert browser.data() == before


@pytest.mark.parametrize(
    "handed", [[], "text", {"text": 1}, {"text": "x" * 60_000}, {"text": None}]
)
def test_what_no_form_hands_over_is_refused(browser: Browser, handed: object) -> None:
    """It is words by their names, and not more of them than a quote has."""
    assert browser.send("write", handed)[0] == 400
    assert browser.send("write", ANSWERS, CONTENT_LENGTH="999999999")[0] == 400
    assert browser.send("write", ANSWERS, CONTENT_LENGTH="-1")[0] == 400
    deep: list[object] = []
    for _ in range(900):
        deep = [deep]
    assert browser.send("write", deep)[0] == 400


def test_data_that_cannot_be_read_is_said(browser: Browser) -> None:
    """In words, and the next request is answered."""
    file = browser.root / "themes_data" / STUDY
    good = file.read_bytes()
    file.unlink()
    file.symlink_to(browser.root)
    for name in ("place", "check", "write"):
        status, said = browser.send(name, ANSWERS)
        assert (status, "it is a symbolic link" in said) == (409, True)
    file.unlink()
    file.write_bytes(good)
    assert browser.ask("check", ANSWERS) == {"told": {}}


def test_all_else_is_the_site_s(browser: Browser) -> None:
    """And of the workbench there is nothing but what it has."""
    assert browser.send("", PATH_INFO="/findings/")[1].endswith("the site</body></html>")
    assert browser.send("../../project.yml")[0] == 404


def test_no_other_site_can_frame_its_page_or_load_anything_into_it(browser: Browser) -> None:
    """It has the policy of the site, and holds neither the token nor the source itself."""
    _, page = browser.send("")
    policy = browser.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy.replace("wasm-unsafe-eval", "")
    assert browser.workbench.token not in page
    assert "never made" not in page


# ------------------------------------------------------------------------------------- the work


def test_a_quote_is_what_the_command_writes_byte_for_byte(browser: Browser, tmp_path: Path) -> None:
    """The same file, comments and all."""
    twin = write_made_up(tmp_path / "twin")
    options = [(f"--{name}", value) for name, value in ANSWERS.items() if name != "study"]
    done = kb(twin, "new", "quote", *(word for pair in options for word in pair))
    assert done.exit_code == 0, done.output
    written = browser.ask("write", ANSWERS)
    assert written == {"identifier": "Q002", "file": f"themes_data/{FINDING}"}
    file = Path("themes_data", FINDING)
    assert (browser.root / file).read_bytes() == (twin / file).read_bytes()
    assert kb(browser.root, "check").exit_code == 0


def test_the_form_has_the_fields_of_the_record_and_what_can_be_chosen(browser: Browser) -> None:
    """Their names and meanings are those of the schema."""
    state = browser.ask("state")
    assert state["source"] == {"name": "paper.txt", "text": SOURCE}
    assert state["trouble"] == ""
    fields = {field["name"]: field for field in state["fields"]}
    assert fields.keys() == ANSWERS.keys() - {"study"}
    assert fields["form"]["choices"] == ["block", "inline"]
    assert fields["lines"]["needed"] is False
    assert "pseudonym" in fields["speaker"]["meaning"]
    (study,) = state["studies"]
    assert study["finding"][0] == ["F001", "F001: A made-up finding"]
    assert ["results-one", "First result"] in study["section"]
    assert [name for name, _ in study["speaker"]] == ["Testina", "Exempla", "Probanda"]


def test_selected_words_know_their_place(browser: Browser) -> None:
    """The section is that of the line, a divided word is joined, and marks stay outside."""
    start = SOURCE.index(WORDS)
    placed = browser.ask(
        "place",
        {
            "study": "S001",
            "words": WORDS,
            "before": SOURCE[start - 100 : start],
            "behind": SOURCE[start + len(WORDS) :][:100],
            "line": str(SOURCE[:start].count("\n") + 1),
        },
    )
    expected = {name: ANSWERS[name] for name in ("text", "speaker", "lines", "section")}
    assert {name: placed[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("before", "behind", "speaker", "lines"),
    [
        ("", " (Testina, lines 12–14).", "Testina", "12–14"),
        ("", " (Testina, 12-14).", "Testina", "12–14"),
        ("", " [Testina: 7]", "Testina", "7"),
        ("", " (Testina).", "Testina", ""),
        ("Testina said: ", ".", "Testina", ""),
        ("", " (Testina) and Exempla", "", ""),
        ("Exempla said, ", " (Testina)", "", ""),
        ("", " (Testinas).", "", ""),
        ("", ".", "", ""),
        ("", f".{' ' * 120}Testina", "", ""),
    ],
)
def test_nobody_is_guessed(before: str, behind: str, speaker: str, lines: str) -> None:
    """Whoever is named alone near the words is proposed; of two, neither is."""
    read = read_selection("These words", before, behind, ["Testina", "Exempla"])
    assert (read.speaker, read.lines) == (speaker, lines)


@pytest.mark.parametrize(
    ("before", "form"),
    [
        ("A sentence.\n\n    “", "block"),
        ("", "block"),
        ("She said “", "inline"),
        ("the line above\n", ""),
        ("the line above\n“", ""),
    ],
)
def test_whether_words_are_set_apart_is_told_where_it_can_be(before: str, form: str) -> None:
    """Where the line above goes on, nobody can tell from the text alone."""
    assert read_selection("These words", before, "”", []).form == form


def test_what_is_wrong_stands_beside_its_field(browser: Browser) -> None:
    """It is what the check says of the file, and whether the words are those of the source."""
    wrong = {**ANSWERS, "speaker": "Somebody", "lines": "31 to 34", "section": ""}
    told = browser.ask("check", wrong)["told"]
    assert "'Somebody' is not among the participants of S001" in told["speaker"][0]
    assert "cannot be written '31 to 34'" in told["lines"][0]
    assert told["section"][0].startswith("quotes 2 \u203a section is still to write.")
    taken = {**ANSWERS, "text": "These words are made up, and nobody ever said them."}
    assert browser.ask("check", taken)["told"]["text"][0].startswith("Q001 has these words already")
    before = browser.data()
    assert browser.ask("write", wrong)["told"].keys() >= {"speaker", "lines", "section"}
    assert browser.data() == before
    with pytest.raises(KeyError):
        browser.ask("write", wrong)["identifier"]
    assert "finding" in browser.ask("check", {**ANSWERS, "finding": ""})["told"]
    assert "F999" in browser.ask("write", {**ANSWERS, "finding": "F999"})["told"]["finding"][0]


def test_what_is_not_as_printed_stands_beside_its_field(browser: Browser) -> None:
    """Words, speaker, lines and section, as the source has them."""
    for field, value, said in (
        ("text", "It was all invented, and I was sad about it", "paper.txt prints at line "),
        ("text", "Something else altogether", "Nothing like it is printed in paper.txt."),
        ("speaker", "Exempla", "Q002 is followed by 'Testina' in print"),
        ("lines", "31–35", "Q002 is printed with lines 31"),
        ("section", "introduction", "The words are printed under results-one."),
    ):
        told = browser.ask("check", {**ANSWERS, field: value})["told"]
        assert told.keys() == {field}
        assert told[field][0].startswith(said)


def test_mistakes_elsewhere_are_told_and_keep_nobody_from_working(browser: Browser) -> None:
    """They are told as the check tells them; only what is wrong with the quote stops it."""
    study = browser.root / "themes_data" / STUDY
    study.write_bytes(study.read_bytes().replace(b"volume: 1", b"volme: 1"))
    assert "the field 'volme' is not known here" in browser.ask("state")["trouble"]
    assert browser.ask("write", ANSWERS)["identifier"] == "Q002"


# -------------------------------------------------------------------------------------- the bar


def test_a_page_says_that_it_does_not_show_the_last_edit(browser: Browser) -> None:
    """At its top, with the messages as text, as long as something is to be mended."""
    trouble = Trouble()
    browser.app = trouble.shown_by(_answer_else)
    assert browser.send("", PATH_INFO="/")[1] == "<html><body class='x'>the site</body></html>"
    trouble.text = "F001.yaml:1:1: <script>alert(1)</script> & more"
    page = browser.send("", PATH_INFO="/")[1]
    assert page.startswith("<html><body class='x'><link")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<script" not in page
    assert browser.send("", PATH_INFO="/_preview/trouble.css")[0] == 200
    trouble.text = ""
    assert "kb-trouble" not in browser.send("", PATH_INFO="/")[1]


def test_the_bar_has_nothing_that_the_site_s_policy_would_keep_out() -> None:
    """Its styles are a file, as the policy asks."""
    assert "style=" not in make_bar("x")
    assert "<style" not in make_bar("x")


def test_no_file_of_the_site_is_of_the_workbench() -> None:
    """It is the preview's alone."""
    assert [path for path in make_site_assets() if "workbench" in path] == []
    assert b"_workbench" not in b"".join(make_site_assets().values())


def test_no_workbench_is_served_to_others(made_up_project: Project, tmp_path: Path) -> None:
    """It writes files."""
    paper = tmp_path / "paper.txt"
    paper.write_text(SOURCE, encoding="utf-8")
    for address in ("0.0.0.0:8000", "192.0.2.1:8000", "example.org:8000"):
        done = kb(made_up_project.root, "serve", "--source", str(paper), "--address", address)
        assert done.exit_code == 2
        assert "for this computer only" in done.output
