"""The guide to contributing is followed word for word, as far as a machine can."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.read import read
from kb.records import Finding, Quote, Study
from kb.text import inline, markup
from kb.verify.claims import list_claims
from tests.helpers.building import KB, REPOSITORY, copy_project, environment, run
from tests.tools import draw_pictures

GUIDE = REPOSITORY / "docs" / "contribute"
FINDINGS = "themes_data/studies/warner-keenan-2022/findings"
PROJECT = "docs mkdocs.yml Makefile pyproject.toml requirements schemas scripts themes_data vendor"
BEGUN = re.compile(r"\b(F\d{3})\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NUMBERED = re.compile(r"\b([FQ])\d{3}\b")
COUNTED = re.compile(r"\b(one|two|three|\d+) (stud|find|quot|recom|ref|chang|new)\w*")


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of a page of the guide that are written in a language."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, (page, language)
    return found


def template() -> str:
    """Return the finding that readers of the guide copy and fill in."""
    (only,) = [block for block in blocks("web.md", "yaml") if "id: F900" in block]
    return only


# ---------------------------------------------------------------------------------------- YAML


def test_no_block_stands_within_a_list() -> None:
    """Indented by what a list needs, a block would not be shown as one."""
    for page in GUIDE.glob("*.md"):
        assert re.findall(r"^ +```.*$", page.read_text(encoding="utf-8"), re.MULTILINE) == []


def test_the_finding_to_copy_is_one(tmp_path: Path) -> None:
    """Put where the guide says, under the name it says, it passes the check."""
    project = copy_project(REPOSITORY, tmp_path / "copy")
    (project.root / FINDINGS / "F900.yaml").write_text(template(), encoding="utf-8")
    done = run((*KB, "check"), project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_finding_to_copy_shows_the_history_that_the_guide_explains(tmp_path: Path) -> None:
    """Every example of a history is one that a record may have."""
    project = copy_project(REPOSITORY, tmp_path / "copy")
    file = project.root / FINDINGS / "F900.yaml"
    for page in ("web.md", "index.md"):
        (example,) = [block for block in blocks(page, "yaml") if block.startswith("history:")]
        whole = template()
        file.write_text(whole[: whole.rindex("history:")] + example, encoding="utf-8")
        done = run((*KB, "check"), project)
        assert (done.returncode, done.stderr) == (0, ""), (page, done.stdout)
        assert read(project.data).get("F900", Finding).history[1].kind == "substantive"


def test_a_finding_can_be_withdrawn_as_the_guide_says(tmp_path: Path) -> None:
    """With a finding in its place that there is."""
    (example,) = [block for block in blocks("index.md", "yaml") if "withdrawn:" in block]
    project = copy_project(REPOSITORY, tmp_path / "copy")
    whole = template()
    (project.root / FINDINGS / "F900.yaml").write_text(
        whole[: whole.rindex("history:")] + example.replace("F031", "F001"), encoding="utf-8"
    )
    done = run((*KB, "check"), project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert read(project.data).get("F900", Finding).withdrawn is not None


def test_a_reference_can_be_renamed_and_excused_as_the_guide_says(tmp_path: Path) -> None:
    """Both examples, on the reference that they name and with a year that does not fit."""
    examples = blocks("index.md", "yaml")
    (renamed,) = [block for block in examples if "formerly:" in block]
    (excused,) = [block for block in examples if "exceptions:" in block]
    project = copy_project(REPOSITORY, tmp_path / "copy")
    file = project.data / "references" / "ramsden-2018.yaml"
    text = file.read_text(encoding="utf-8").replace("id: ramsden-2018\n", renamed)
    for more, passes in (("", False), (excused, True)):
        late = text.replace("[[2018", "[[2019").replace("\nhistory:", f"\n{more}history:")
        file.write_text(late, encoding="utf-8")
        assert (run((*KB, "check"), project).returncode == 0) is passes


def test_text_can_be_marked_up_as_the_guide_says(tmp_path: Path) -> None:
    """In the finding to copy, the example becomes paragraphs and lists, and no mark is left."""
    (example,) = [block for block in blocks("index.md", "yaml") if "remarks:" in block]
    project = copy_project(REPOSITORY, tmp_path / "copy")
    whole = template()
    (project.root / FINDINGS / "F900.yaml").write_text(
        whole[: whole.rindex("remarks:")] + example + whole[whole.rindex("history:") :],
        encoding="utf-8",
    )
    done = run((*KB, "check"), project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    (remark,) = read(project.data).get("F900", Finding).remarks
    kinds = [type(block).__name__ for block in markup.read_blocks(remark.text)]
    assert kinds == ["Paragraph", "Entries", "Paragraph", "Entries"]
    assert not re.search(r"[*\[\]]|^- |^\d\.", markup.strip_marks(remark.text), re.MULTILINE)


def test_each_mark_in_the_guide_does_what_is_said_of_it() -> None:
    """What is written between backticks is shown as the words beside it say."""
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", _section("index.md", "markup"), re.MULTILINE)[2:]
    written = [re.findall(r"`(.*?)`", row) for _, row in rows]
    (emphasis,), (strong,), (link,), (point,), numbers, signs = written
    assert markup.read_content(emphasis) == (
        inline.Emphasis(strong=False, content=(inline.Words("emphasis"),)),
    )
    assert markup.read_content(strong) == (
        inline.Emphasis(strong=True, content=(inline.Words("strong emphasis"),)),
    )
    assert markup.read_content(link) == (
        inline.WebLink("https://address", (inline.Words("words"),)),
    )
    assert isinstance(markup.read_blocks(f"{point}a")[0], markup.Entries)
    assert len(markup.read_blocks("\n".join(f"{number}a" for number in numbers))) == 1
    for sign in signs:
        assert markup.strip_marks(f"{sign}a") == f"{sign}a".replace("\\", "")


def _section(page: str, name: str) -> str:
    """Return what stands below a heading of the guide, up to the next."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    return re.split(r"^## ", text.partition(f"{{ #{name} }}")[2], flags=re.MULTILINE)[0]


def test_the_finding_worked_through_is_the_one_on_the_site() -> None:
    """Each piece of YAML is in the record: who changes F010 changes the guide with it."""
    record = yaml.safe_load((REPOSITORY / FINDINGS / "F010.yaml").read_text(encoding="utf-8"))
    for block in blocks("paper.md", "yaml"):
        for name, value in yaml.safe_load(block).items():
            assert within(value, record[name]), f"F010 has another `{name}` than paper.md shows"


def within(part: Any, whole: Any) -> bool:  # noqa: ANN401 - whatever YAML holds
    """Whether a value is a part of another: entries may be left out, and no words."""
    if isinstance(part, dict):
        return all(name in whole and within(part[name], whole[name]) for name in part)
    if isinstance(part, list):
        return all(any(within(one, other) for other in whole) for one in part)
    return bool(part == whole)


# ------------------------------------------------------------------------------------ messages

MISTAKES = [
    ("level: credible", "level: credibel"),
    ("label: A made-up label", "label: Looked to: a made-up label"),
    ("of it.\n    section: isolation", "of it.\n    section: isolaton"),
]
"""What is put in place of what, for each message that the guide shows."""


@pytest.mark.parametrize("place", range(len(MISTAKES)))
def test_the_messages_in_the_guide_are_those_of_the_program(tmp_path: Path, place: int) -> None:
    """Word for word, on the finding to copy with one thing wrong; others may have warnings."""
    project = copy_project(REPOSITORY, tmp_path / "copy")
    file = project.root / FINDINGS / "F900.yaml"
    file.write_text(mistaken(*MISTAKES[place]), encoding="utf-8")
    done = run((*KB, "check"), project)
    message, _, count = blocks("web.md", "console")[place].rpartition("\n\n")
    assert f"{message}\n\n" in done.stdout
    assert count == "1 error found in 1 file.\n"
    assert re.search(r"^1 error( and \d+ warnings?)? found in", done.stdout, re.MULTILINE)


def test_what_the_guide_shows_of_a_change_without_a_word_is_what_is_said(tmp_path: Path) -> None:
    """On the finding to copy, published and then changed in silence."""
    project = copy_project(REPOSITORY, tmp_path / "copy")
    file = project.root / FINDINGS / "F900.yaml"
    file.write_text(template(), encoding="utf-8")
    variables = as_nobody(tmp_path)
    for words in ("init -q -b main", "add .", "commit -q -m Published"):
        subprocess.run(("git", *words.split()), cwd=project.root, env=variables, check=True)
    file.write_text(mistaken("who found what, and", "who felt what, and"), encoding="utf-8")
    done = run((*KB, "diff"), project)
    assert done.returncode == 1
    *_, shown = blocks("web.md", "console")
    assert missing(shown, done.stdout + done.stderr) == []


def test_every_message_in_the_guide_is_looked_at() -> None:
    """A new one needs a mistake that leads to it."""
    assert len(blocks("web.md", "console")) == len(MISTAKES) + 1


def mistaken(right: str, wrong: str) -> str:
    """Return the finding to copy with other words in one place."""
    assert template().count(right) == 1, right
    return template().replace(right, wrong)


def missing(shown: str, said: str) -> list[str]:
    """Return the lines that were not said, or not in this order; between them may be others.

    What is to be written today has today's date, so one day counts as another.
    """
    rest = iter(DAY.sub("a day", said).splitlines())
    return [line for line in DAY.sub("a day", shown).splitlines() if line and line not in rest]


# ------------------------------------------------------------------------------------ commands


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each block of commands says, from the clone to the push, in order."""
    root = tmp_path_factory.mktemp("guide")
    origin = root / "origin"
    origin.mkdir()
    for name in PROJECT.split():
        path = REPOSITORY / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, origin / name)
    variables = as_nobody(root) | {"PATH": f"{_tools(root)}{os.pathsep}{os.environ['PATH']}"}
    for words in ("init -q -b main", "add -A", "commit -q -m Published"):
        subprocess.run(("git", *words.split()), cwd=origin, env=variables, check=True)
    _write_paper(root / "paper.txt")
    commands = [block.replace("ADDRESS", str(origin)) for block in blocks("computer.md", "sh")]
    new = re.findall(BEGUN, "".join(commands))[0]
    commands = [block.replace(new, _next_finding()) for block in commands]
    clone = next(i for i, block in enumerate(commands) if "git clone" in block)
    commands[clone] += f"cp -r {root}/installed knowledge-base/.venv\n"
    script = "".join(f"{block}\nprintf '\\f'\n" for block in commands)
    done = subprocess.run(
        ("bash", "-euc", f"exec 2>&1\n{script}"),
        cwd=root,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    log = subprocess.run(
        ("git", "log", "--format=%an: %s", "-1", "sam-rescue"),
        cwd=origin,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return [*done.stdout.split("\f")[:-1], log.stdout]


def as_nobody(home: Path) -> dict[str, str]:
    """Return an environment in which git knows nothing but that nobody in particular works."""
    known = home / "git-config"
    known.write_text("[user]\nname = Nobody\nemail = nobody@site.example\n")
    return environment(HOME=str(home), GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=str(known))


def _tools(root: Path) -> Path:
    """Write what stands for an installation: the program as it is here, and make without pip."""
    installed = root / "installed"
    (installed / "bin").mkdir(parents=True)
    for stamp in (".made", ".runtime", ".project"):
        (installed / stamp).touch()
    kb = installed / "bin" / "kb"
    kb.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, 'scripts')\n"
        "from kb.cli import main\nmain()\n"
    )
    tools = root / "tools"
    tools.mkdir()
    make = tools / "make"
    make.write_text(f'#!/bin/sh\nexec {shutil.which("make")} -o .venv/.project "$@"\n')
    for program in (kb, make):
        program.chmod(0o755)
    return tools


def _next_finding() -> str:
    numbers = [int(file.stem[1:]) for file in (REPOSITORY / FINDINGS).glob("F*.yaml")]
    return f"F{max(numbers) + 1:03}"


def _write_paper(file: Path) -> None:
    """Write a text that has what is said to be printed in the study, and nothing else of it."""
    kb = read(REPOSITORY / "themes_data")
    study = kb.get("S001", Study)
    quotes = [quote for quote in kb.all(Quote) if quote.verified]
    claims = [claim for claim in list_claims(kb, study) if claim.what != "the heading"]
    lines = [
        line
        for section in study.sections
        for line in (
            section.heading,
            *(
                f"{quote.text} ({quote.speaker}{f', lines {quote.lines}' if quote.lines else ''})"
                for quote in quotes
                if quote.section == section.key
            ),
            *(claim.words for claim in claims if claim.section == section.key),
        )
    ]
    lines += [claim.words.replace("[…]", "and") for claim in claims]
    file.write_text("\n\n".join(lines), encoding="utf-8")


def test_the_commands_of_the_guide_lead_from_a_clone_to_a_pushed_branch(said: list[str]) -> None:
    """Each one ends well, in the order in which they stand, and the finding arrives."""
    everything = "".join(said)
    assert "The site is in site/." in everything
    assert "newly verified" in everything
    assert said[-1] == "Your Name: Add a finding on being looked to for rescue\n"


def test_what_the_guide_says_that_commands_say_is_what_they_say(said: list[str]) -> None:
    """But for numbers, which grow, and for what is left out between lines.

    While something that is published is to be read again, the check has warnings to tell of.
    """
    everything = counted("".join(said))
    warned = re.search(r"^\d+ warnings? found in", everything, re.MULTILINE)
    for block in blocks("computer.md", "console")[1:]:
        if warned and block.startswith("No problems in"):
            continue
        assert missing(counted(block), everything) == []


def counted(text: str) -> str:
    """Return a text with all counts and numbers of findings and quotes made equal."""
    return COUNTED.sub(r"n \2", re.sub(r"\bQ\d{3}\b", "Q000", BEGUN.sub("F000", text)))


def test_the_guide_shows_the_questions_that_are_asked(tmp_path: Path) -> None:
    """In their words and their order, on a terminal."""
    project = copy_project(REPOSITORY, tmp_path / "copy")
    ours, theirs = os.openpty()
    with os.fdopen(ours, "w", encoding="utf-8") as answers, os.fdopen(theirs) as terminal:
        print("T004\nA\nB\nisolation\nC\nD", file=answers, flush=True)
        done = subprocess.run(
            (*KB, "new", "finding"),
            cwd=project.root,
            env=environment(),
            stdin=terminal,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=600,
        )
    shown = [line.split(": ")[0] for line in blocks("computer.md", "console")[0].splitlines()]
    places = [done.stdout.find(line) for line in shown if line]
    assert -1 not in places
    assert places == sorted(places)


# ------------------------------------------------------------------------------------ pictures


def test_the_drawings_are_as_they_are_drawn() -> None:
    """Whoever changes one runs `make screenshots`."""
    drawn = {f"{name}.svg": draw().svg() for name, draw in draw_pictures.DRAWINGS.items()}
    kept = {f.name: f.read_text(encoding="utf-8") for f in draw_pictures.PICTURES.glob("*.svg")}
    assert kept == drawn


def test_every_picture_is_shown_and_told_in_words() -> None:
    """Each has an alternative text that says what matters, a size, and a caption."""
    shown: list[str] = []
    for page in GUIDE.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for words, name, attributes in re.findall(r"!\[(.*?)\]\(pictures/(.*?)\)\{(.*?)\}", text):
            shown.append(name)
            assert len(words) > 40, name
            assert re.search(r"loading=lazy width=\d+ height=\d+", attributes), name
        captions = re.findall(r"^\*(?:Drawing|Photograph)\b.*\*$", text, re.MULTILINE)
        assert len(captions) == text.count("](pictures/"), page.name
    assert sorted(shown) == sorted(file.name for file in draw_pictures.PICTURES.iterdir())
