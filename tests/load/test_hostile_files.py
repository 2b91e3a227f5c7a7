"""Files that were made to stop the check, or to lead it elsewhere, are problems like any other.

Each is reported with its place and with less than 200 MB, and never ends in a hang or a traceback.
All content is made up.
"""

import os
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.authoring.reference_ids import propose_id
from kb.exchange.reading import read_bibliography
from kb.files import limits
from kb.files.names import find_unfit_names
from kb.files.plain import NotReadError, read_plain
from kb.problems.problem import DataError, Position, Problem
from kb.problems.report import format_problems
from kb.project import Project
from kb.records import CslItem
from kb.records.base import LONGEST
from kb.records.csl import Name
from kb.site.reading import read_hand_written
from tests.helpers.building import KB, MADE_UP, run
from tests.helpers.commands import kb
from tests.helpers.measuring import PROCESSOR_SECONDS, Measure, Measured

MEGABYTES = 200

Check = Callable[[Path], Measured]

GLOSSARY = "glossary.yaml"
FINDING = "studies/testa-beispiel-2001/findings/F002.yaml"
_SOUND = (MADE_UP / "themes_data" / FINDING).read_bytes()
_STATEMENT = b"Nobody counted anything, which is made up as well."


@pytest.fixture
def check(measure: Measure) -> Check:
    """Run the check on a project and measure it."""
    return lambda root: measure.kb("--root", str(root), "check")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the made-up data into a project's folder."""
    shutil.copytree(MADE_UP / "themes_data", tmp_path / "made-up" / "themes_data")
    return tmp_path / "made-up"


def expect(done: Measured, place: str, words: str) -> None:
    """Expect a problem at a place, told with little memory and nothing thrown."""
    assert "Traceback" not in done.said
    assert done.code == 1, done
    told = [line for line in done.said.splitlines() if line.startswith(f"themes_data{place}: ")]
    assert any(words in line for line in told), done.said[:2000]
    assert done.megabytes < MEGABYTES
    # Nobody reads more than that of one file.
    assert done.said.count("\n") < 8 * limits.PROBLEMS


# -------------------------------------------------------------------------------- their content


def _laughs() -> bytes:
    lines = [b"a: &a [x]\n"]
    for number in range(98, 122):
        before = b", ".join([b"*%c" % (number - 1)] * 9)
        lines.append(b"%c: &%c [%s]\n" % (number, number, before))
    return b"".join(lines)


def _with_statement(text: bytes) -> bytes:
    assert _STATEMENT in _SOUND
    return _SOUND.replace(_STATEMENT, text)


_MORE = "more than 100 things are wrong"
_DEEP = "nested too deeply"

CONTENT: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a list in a list a million times": (lambda: b"a: " + b"[" * 1_000_000, "1:24", _DEEP),
    "lists that are closed again": (lambda: b"[" * 500_000 + b"]" * 500_000, "1:22", _DEEP),
    "groups in groups": (lambda: b"{a: " * 400_000, "1:85", _DEEP),
    "indentation without end": (
        lambda: b"".join(b" " * i + b"a:\n" for i in range(1900)),
        "22:22",
        _DEEP,
    ),
    "hyphens in hyphens": (lambda: b"- " * 900_000, "1:43", _DEEP),
    "names in names": (lambda: b"? " * 900_000, "1:43", _DEEP),
    "lists in a name": (lambda: b"? " + b"[" * 900_000, "1:23", _DEEP),
    "lists for names": (lambda: b"[[[[a]]]]: b\n" * 100_000, "1:1", _MORE),
    "aliases that explode": (_laughs, "1:4", "an anchor"),
    "fifty thousand anchors": (
        lambda: b"".join(b"a%d: &a%d x\n" % (i, i) for i in range(50_000)),
        "1:1",
        _MORE,
    ),
    "fields merged in": (lambda: b"<<: {a: b}\n" * 50_000, "1:1", "merged in"),
    "types of a programming language": (
        lambda: b"a: !!python/object/apply:os.system [ls]\n",
        "1:4",
        "a tag",
    ),
    "many documents": (lambda: b"---\na: b\n" * 200_000, "3:1", "a second document"),
    "a version of YAML that is none": (lambda: b"%YAML 7.0\n---\na: b\n", "1:1", "broken"),
    "a line of 100 MB": (lambda: b"a: " + b"x" * 100_000_000, "1:1", "may have 2 MB"),
    "ten million commas": (lambda: b"a: [" + b"," * 10_000_000, "1:1", "may have 2 MB"),
    "half a million commas": (
        lambda: b"a: [" + b"a," * 500_000 + b"]",
        "1:2005",
        "more than 1,000",
    ),
    "half a million commas in groups": (
        lambda: b"a: {" + b"a: b, " * 300_000 + b"}",
        "1:1",
        _MORE,
    ),
    "lists of lists": (lambda: b"a: [" + (b"[" + b"a," * 900 + b"],") * 900, "1:100055", "50,000"),
    "a text of 2 MB": (lambda: b"a: " + b"x" * 1_900_000, "1:4", "1,900,000 characters"),
    "a number of 2 MB": (lambda: b"a: " + b"9" * 1_900_000, "1:4", "1,900,000 characters"),
    "a number of 50,000 figures": (lambda: b"a: -" + b"9" * 49_000, "1:4", "number is too long"),
    "a name of 2 MB": (lambda: b'"' + b"x" * 1_900_000 + b'": a', "1:1", "1,900,000 characters"),
    "a name of 1,000 letters": (lambda: b"x" * 1000 + b": a", "1:1", "100 characters at most"),
    "a NUL": (lambda: _with_statement(b"a\0b"), "4:13", "U+0000"),
    "nothing but NULs": (lambda: b"\0" * 1_900_000, "1:1", "U+0000"),
    "a NUL as an escape": (lambda: _with_statement(rb'"a\0b"'), "4:12", "U+0000"),
    "UTF-16": (lambda: _SOUND.decode().encode("utf-16"), "1:1", "not UTF-8"),
    "UTF-16 without its mark": (lambda: _SOUND.decode().encode("utf-16-le"), "1:2", "U+0000"),
    "UTF-32": (lambda: _SOUND.decode().encode("utf-32"), "1:1", "not UTF-8"),
    "UTF-32 without its mark": (lambda: _SOUND.decode().encode("utf-32-be"), "1:1", "U+0000"),
    "Latin-1": (lambda: _with_statement(b"Nobody \xe4h"), "4:19", "byte 0xe4"),
    "a sign in more bytes than it needs": (lambda: _with_statement(b"a\xc0\xaf"), "4:13", "0xc0"),
    "half a pair of UTF-16": (lambda: _with_statement(b"a\xed\xa0\x80"), "4:13", "byte 0xed"),
    "half a pair as an escape": (
        lambda: _with_statement(rb'"a\ud800b"'),
        "4:16",
        "invalid Unicode",
    ),
    "two byte order marks": (lambda: b"\xef\xbb\xbf" * 2 + _SOUND, "1:1", "U+FEFF"),
    "what nobody sees": (lambda: b"a: " + "\u200b".encode() * 600_000, "1:1", _MORE),
    "only empty lines": (lambda: b"\n" * 1_900_000, "1:1", "empty"),
    "only ends of lines of an old Mac": (lambda: b"\r" * 1_900_000, "1:1", "empty"),
    "spaces before a bracket": (lambda: b"a: [b" + b" " * 1_900_000 + b"]", "1:1", "not known"),
    "only tabs": (lambda: b"\t" * 1_900_000, "1:1", "a tab"),
    "a quotation mark before 2 MB": (lambda: b'a: "' + b"\n" * 1_900_000, "1:4", "never closed"),
    "many unknown fields": (
        lambda: _SOUND + b"".join(b"zz%d: x\n" % i for i in range(49_000)),
        "1:1",
        _MORE,
    ),
    "a field many times": (lambda: _SOUND + b"id: F002\n" * 100_000, "1:1", _MORE),
    "many links that lead nowhere": (
        lambda: _SOUND.replace(b"[T002]", b"[%s]" % b",".join(b"T%05d" % i for i in range(900))),
        "1:1",
        _MORE,
    ),
    "a way out of the folder": (
        lambda: _SOUND + b"withdrawn: {on: 2001-03-01, reason: x, replaced_by: ../../etc/passwd}\n",
        "23:53",
        "there is no finding '../../etc/passwd'",
    ),
    "mentions that lead nowhere": (lambda: _with_statement(b"F999 " * 9_000), "4:12", "F999"),
}
"""What is in the file, where that is reported, and a part of what is said."""


@pytest.mark.parametrize("name", CONTENT)
def test_hostile_content_is_told_with_its_place(project: Path, check: Check, name: str) -> None:
    """Soon, and with little memory."""
    make, place, words = CONTENT[name]
    (project / "themes_data" / FINDING).write_bytes(make())
    expect(check(project), f"/{FINDING}:{place}", words)


@pytest.mark.parametrize("number", [1, limits.PROBLEMS + 1, 15_000])
def test_many_unsound_records_in_one_file_are_told_up_to_a_number(
    project: Path, check: Check, number: int
) -> None:
    """The rest is most likely the same mistake again."""
    records = b"".join(b"- {id: a%d, what: x}\n" % i for i in range(number))
    (project / "themes_data" / GLOSSARY).write_bytes(records)
    words = _MORE if number > limits.PROBLEMS else "the field 'term' is missing"
    expect(check(project), f"/{GLOSSARY}:1:{1 if number > 1 else 3}", words)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"\xef\xbb\xbf" + _SOUND, "a byte order mark"),
        (lambda: _SOUND.replace(b"\n", b"\r\n"), "ends of lines of Windows"),
        (lambda: _with_statement("Niemand zählte 羊 🐑.".encode()), "other scripts"),
        (lambda: _with_statement(b"Nobody counted. " * 3_000), "a very long text"),
    ],
)
def test_what_is_only_unusual_is_read(
    project: Path, check: Check, make: Callable[[], bytes], words: str
) -> None:
    """Some editors begin a file with a mark; it says nothing and is no mistake."""
    (project / "themes_data" / FINDING).write_bytes(make())
    done = check(project)
    assert done.code == 0, (words, done.said)


def test_the_measure_sees_what_takes_much_and_what_never_ends(measure: Measure) -> None:
    """The tests above would pass with a measure that sees nothing."""
    assert measure.code("x = bytearray(250_000_000)").megabytes > MEGABYTES
    ends_soon = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    assert measure.code(ends_soon).code < 0
    limit = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU))"
    assert f"{PROCESSOR_SECONDS}, {PROCESSOR_SECONDS}" in measure.code(limit).said
    hole = (
        "from kb.files import limits\n"
        "limits.RECORD_BYTES = limits.TEXT_LENGTH = 10**12\n"
        "from kb.strict_yaml.document import parse\n"
        "parse('a.yaml', b'a: ' + b'x' * 100_000_000)\n"
    )
    assert measure.code(hole).megabytes > MEGABYTES


# ----------------------------------------------------------------- what only looks like a file


def _link(place: str, target: str) -> Callable[[Path], None]:
    def make(data: Path) -> None:
        (data / place).unlink(missing_ok=True)
        (data / place).symlink_to(target)

    return make


def _hidden_link(data: Path) -> None:
    (data / ".idea").mkdir()
    (data / ".idea" / "run").symlink_to("/etc/passwd")


def _pipe(data: Path) -> None:
    (data / GLOSSARY).unlink()
    os.mkfifo(data / GLOSSARY)


def _socket(data: Path) -> None:
    (data / GLOSSARY).unlink()
    here = Path.cwd()
    os.chdir(data)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(GLOSSARY)
    finally:
        os.chdir(here)


def _hole(data: Path) -> None:
    with (data / GLOSSARY).open("wb") as file:
        file.truncate(10**11)


def _deep(data: Path) -> None:
    (data / "/".join(["d"] * 15)).mkdir(parents=True)


def _many(data: Path) -> None:
    folder = data / "references"
    for number in range(limits.RECORD_FILES + 1):
        (folder / f"{number}.yaml").touch()


_A_LINK = "it is a symbolic link"
KINDS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a link out of the project": (_link(GLOSSARY, "/etc/passwd"), f"/{GLOSSARY}:1:1", _A_LINK),
    "a link to what has no end": (_link(GLOSSARY, "/dev/zero"), f"/{GLOSSARY}:1:1", _A_LINK),
    "a link to everything": (_link("references/all", "/"), "/references/all:1:1", _A_LINK),
    "a link in a circle": (_link("references/up", ".."), "/references/up:1:1", _A_LINK),
    "a link to itself": (_link(GLOSSARY, GLOSSARY), f"/{GLOSSARY}:1:1", _A_LINK),
    "a link that stays inside": (_link(GLOSSARY, "audiences.yaml"), f"/{GLOSSARY}:1:1", _A_LINK),
    "a link to nothing": (_link(GLOSSARY, "gone.yaml"), f"/{GLOSSARY}:1:1", _A_LINK),
    "a hidden link": (_link(".new-x.yaml", "/etc/passwd"), "/.new-x.yaml:1:1", _A_LINK),
    "a link for people only": (_link("README.md", "/etc/passwd"), "/README.md:1:1", _A_LINK),
    "a link in a hidden folder": (_hidden_link, "/.idea/run:1:1", _A_LINK),
    "a pipe": (_pipe, f"/{GLOSSARY}:1:1", "it is a pipe"),
    "a socket": (_socket, f"/{GLOSSARY}:1:1", "it is a pipe, a socket"),
    "100 GB that take no place": (_hole, f"/{GLOSSARY}:1:1", "may have 2 MB at most"),
    "folders in folders": (_deep, "/d/d/d/d/d/d/d/d/d/d/d:1:1", "too deeply"),
    "fifty thousand files": (_many, ":1:1", "more than 50,000 files"),
}
"""What is done to the data's folder, where that is reported, and a part of what is said."""


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_plain_file_is_told_and_never_read(
    project: Path, check: Check, name: str
) -> None:
    """A pull request can bring links; what they lead to would stand on the pages."""
    make, place, words = KINDS[name]
    make(project / "themes_data")
    done = check(project)
    assert "root:" not in done.said
    expect(done, place, words)


def test_the_folder_itself_is_no_link(project: Path, check: Check) -> None:
    """Or everything below it would lie elsewhere."""
    (project / "themes_data").rename(project / "elsewhere")
    (project / "themes_data").symlink_to("elsewhere")
    expect(check(project), ":1:1", _A_LINK)


@pytest.mark.parametrize(
    "kind", ["a link", "a pipe", "too much", "a folder", "a device", "nothing", "no name"]
)
def test_one_file_is_read_only_if_it_is_one(tmp_path: Path, kind: str) -> None:
    """At once, whatever it is."""
    place = tmp_path / "file"
    match kind:
        case "a link":
            place.symlink_to(__file__)
        case "a pipe":
            os.mkfifo(place)
        case "too much":
            place.write_bytes(b"12345")
        case "a folder":
            place.mkdir()
        case "a device":
            place = Path("/dev/zero")
        case "no name":
            place = tmp_path / "\0"
    with pytest.raises(NotReadError):
        read_plain(place, 4)
    (tmp_path / "other").write_bytes(b"1234")
    assert read_plain(tmp_path / "other", 4) == b"1234"


# ----------------------------------------------------------------------------------- their names


_DEVICE = "is a device on Windows"
NAMES: dict[str, tuple[bytes, str, str]] = {
    "a device of Windows": (b"studies/CON/study.yaml", "studies/CON/study.yaml", _DEVICE),
    "a device with an ending": (b"references/nul.yaml", "references/nul.yaml", _DEVICE),
    "a colon": (b"studies/a:b/study.yaml", "studies/a:b/study.yaml", "Windows does not allow"),
    "a dot at the end": (b"studies/a./study.yaml", "studies/a./study.yaml", "ends in a dot"),
    "a backslash": (b"studies/a\\b/study.yaml", "studies/a\\b/study.yaml", "a backslash"),
    "a command for a program": (
        b"studies/a\n::error::b/study.yaml",
        "studies/a\\n::error::b/study.yaml",
        "cannot be shown",
    ),
    "a command for a terminal": (
        b"studies/a\x1b[31m/study.yaml",
        "studies/a\\x1b[31m/study.yaml",
        "cannot be shown",
    ),
    "bytes that are no text": (b"studies/\xff/study.yaml", "studies/\\xff/study.yaml", "cannot be"),
    "a turn of the direction": (
        "studies/a\u202eb/study.yaml".encode(),
        "studies/a\\u202eb/study.yaml",
        "cannot be shown",
    ),
    "other case": (
        b"studies/Testa-beispiel-2001/study.yaml",
        "studies/Testa-beispiel-2001/study.yaml",
        "are one name on Windows or macOS",
    ),
    "too long a name": (
        b"references/%s-2001.yaml" % (b"a" * 150),
        f"references/{'a' * 150}-2001.yaml",
        "160 characters, and may have 100",
    ),
}
"""The name, how it is printed, and a part of what is said."""


@pytest.mark.parametrize("name", NAMES)
def test_names_that_another_system_cannot_have_are_told(
    project: Path, check: Check, name: str
) -> None:
    """In letters that can be printed anywhere."""
    path, printed, words = NAMES[name]
    file = os.fsencode(project / "themes_data") + b"/" + path
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120 - of bytes
        Path(os.fsdecode(file)).write_bytes(b"id: x\n")
    except OSError:
        pytest.skip("this file system has no such names")
    if name == "other case" and (project / "themes_data/STUDIES").exists():
        pytest.skip("this file system takes both for one")
    expect(check(project), f"/{printed}:1:1", words)


def test_two_names_that_are_one_elsewhere_are_told_at_both() -> None:
    """In other case, or with letters put together in another way; of folders as of files."""
    paths = ["a/B.yaml", "a/b.yaml", "\u00e4/x.yaml", "a\u0308/y.yaml", "fine.yaml"]
    told = {(problem.position.file, problem.message) for problem in find_unfit_names(paths, "docs")}
    both = "are one name on Windows or macOS"
    assert told == {
        ("docs/a/B.yaml", f"'a/B.yaml' and 'a/b.yaml' {both}"),
        ("docs/a/b.yaml", f"'a/b.yaml' and 'a/B.yaml' {both}"),
        ("docs/\u00e4/x.yaml", f"'\u00e4' and 'a\u0308' {both}"),
        ("docs/a\u0308/y.yaml", f"'a\u0308' and '\u00e4' {both}"),
    }


def test_the_name_of_a_file_ends_no_workflow_command() -> None:
    """What follows would be a command of its own."""
    problem = Problem(Position("a\n::add-mask::x"), "b", "c")
    assert "\n" not in format_problems([problem], "github", lambda _: ())


def test_identifiers_are_short_enough_for_names_of_files() -> None:
    """Each record's page is a file of its identifier's name."""
    assert LONGEST + len(".yaml") <= limits.NAME_LENGTH


# ------------------------------------------------------------------------- hand-written pages


@pytest.mark.parametrize(
    ("path", "make", "words"),
    [
        ("about/x.md", lambda file: file.symlink_to("/etc/passwd"), _A_LINK),
        ("assets/x.png", lambda file: file.symlink_to("/etc/passwd"), _A_LINK),
        ("assets/all", lambda file: file.symlink_to("/"), _A_LINK),
        ("about/x.md", os.mkfifo, "a pipe"),
        ("about/x.md", lambda file: file.write_bytes(b"a" * 2_000_001), "2 MB at most"),
        ("about/x.md", lambda file: file.write_bytes(b"a\n\0"), "U+0000"),
        ("about/x.md", lambda file: file.write_bytes("ä".encode("utf-16")), "not UTF-8"),
        ("about/CON.md", lambda file: file.write_bytes(b"# Con\n"), _DEVICE),
    ],
)
def test_what_is_no_page_and_no_picture_is_told(
    made_up_project: Project, path: str, make: Callable[[Path], object], words: str
) -> None:
    """The site would publish what a link leads to."""
    make(made_up_project.docs / path)
    with pytest.raises(DataError, match=re.escape(words)) as caught:
        read_hand_written(made_up_project.docs)
    assert [problem.position.file for problem in caught.value.problems] == [f"docs/{path}"]


def test_a_page_with_a_byte_order_mark_is_read_without_it(made_up_project: Project) -> None:
    """Else its front matter would be none."""
    page = made_up_project.docs / "about" / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text, encoding="utf-8-sig")
    assert read_hand_written(made_up_project.docs)[0]["about/index.md"] == text


def test_a_link_out_of_the_docs_stops_the_build(made_up_project: Project) -> None:
    """With its place, and without a byte of what it leads to."""
    (made_up_project.docs / "assets" / "secret.txt").symlink_to("/etc/passwd")
    done = run((*KB, "build"), made_up_project)
    assert done.returncode == 1
    assert f"docs/assets/secret.txt:1:1: {_A_LINK}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (made_up_project.root / "site").exists()


def test_links_in_generated_folders_are_not_written_through(made_up_project: Project) -> None:
    """A pull request could bring one in place of a page."""
    outside = made_up_project.root / "outside.txt"
    outside.write_text("untouched", encoding="utf-8")
    finding = made_up_project.build / "search" / "findings" / "f001" / "index.html"
    for page in (made_up_project.pages / "index.md", finding):
        page.parent.mkdir(parents=True)
        page.symlink_to(outside)
        os.mkfifo(page.parent / "pipe")
    done = run((*KB, "build", "--engine", "zensical"), made_up_project)
    assert done.returncode == 1
    assert "it is a symbolic link, and nothing is written to where one leads" in done.stderr
    assert outside.read_text(encoding="utf-8") == "untouched"


# ------------------------------------------------------------------------- bibliographic files


BIBLIOGRAPHIES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "lists in lists": (".json", lambda: b"[" * 900_000, "nested too deeply"),
    "lists in a title": (
        ".json",
        lambda: b'[{"title": ' + b"[" * 400 + b"]" * 400 + b"}]",
        "nested too deeply",
    ),
    "a number without end": (".json", lambda: b'[{"a": ' + b"9" * 9_000 + b"}]", "too long"),
    "half a character": (".json", lambda: rb'[{"a": "\ud83d\udc11"}, {"a": "\uD83D"}]', "half of"),
    "a year beyond all": (
        ".json",
        lambda: b'[{"type": "book", "title": "A", "issued": {"date-parts": [[1e999]]}}]',
        "is no date",
    ),
    "a million entries": (".json", lambda: b"[" + b"1," * 1_000_000 + b"1]", "is no work"),
    "a title of a million signs": (
        ".json",
        lambda: b'[{"type": "book", "title": "' + b"<i>" * 300_000 + b'"}]',
        "900,000 characters",
    ),
    "the same as RIS": (
        ".ris",
        lambda: b"TY  - BOOK\nTI  - " + b"a" * 900_000 + b"\nER  - \n",
        "900,000 characters",
    ),
    "elements in elements": (".xml", lambda: b"<xml>" + b"<a>" * 300_000, "ends too early"),
    "entities of entities": (
        ".xml",
        lambda: b'<!DOCTYPE xml [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><xml>&b;</xml>',
        "declares entities",
    ),
    "a brace without end": (".bib", lambda: b"@book{a, title={" + b"{" * 100_000, "not all closed"),
}


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_hostile_bibliographies_are_told_with_a_place(tmp_path: Path, name: str) -> None:
    """An import reads what somebody else exported, or was sent."""
    ending, make, words = BIBLIOGRAPHIES[name]
    reading = read_bibliography(f"made-up{ending}", make())
    assert not reading.entries
    assert any(words in problem.message for problem in reading.problems), reading.problems[:3]
    assert len(reading.problems) <= limits.PROBLEMS + 1
    shown = format_problems(reading.problems, "text", Project(tmp_path).lines)
    assert shown.encode().startswith(f"made-up{ending}:".encode())


def test_no_file_elsewhere_is_read_for_a_bibliography() -> None:
    """What would bring one in under LaTeX is left out, and told."""
    reading = read_bibliography("made-up.bib", rb"@book{a, title={\input{/etc/passwd}}}")
    (entry,) = reading.entries
    assert entry.item.title == "/etc/passwd"
    assert any("\\input is left out" in note for note in entry.notes)


def test_what_is_imported_is_a_file_of_a_size_that_people_have(project: Path) -> None:
    """A pipe would never end, and of a hundred megabytes nothing is meant."""
    pipe = project / "pipe.bib"
    os.mkfifo(pipe)
    large = project / "large.bib"
    with large.open("wb") as opened:
        opened.truncate(limits.BIBLIOGRAPHY_BYTES + 1)
    for file, words in ((pipe, "it is a pipe"), (large, "may have 5 MB at most")):
        done = kb(project, "import", str(file))
        assert done.exit_code == 1
        assert f"{file}:1:1: " in done.output
        assert words in done.output
        told = kb(project, "verify", "--source", str(file), "S001")
        assert told.exit_code == 1


def test_identifiers_of_works_are_short_enough_whatever_they_are_called() -> None:
    """Also where a hundred are called alike."""
    item = CslItem(type="book", title="A " + "very" * 100, author=(Name(family="Long" * 50),))
    taken: set[str] = set()
    for _ in range(100):
        taken.add(propose_id(item, taken))
    assert len(taken) == 100
    assert max(map(len, taken)) <= LONGEST
