"""The workflows for GitHub may do little, run what is pinned, and call only what there is."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from kb.cli import main
from tests.helpers.building import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")

CALLERS = [
    *(path for path in sorted(GITHUB.rglob("*.*")) if path.suffix not in (".png", ".pyc")),
    REPOSITORY / ".pre-commit-config.yaml",
]
"""What calls commands of the project, or tells people to."""


def read(path: Path) -> Any:  # noqa: ANN401 - what YAML holds
    """Return what a workflow says; YAML 1.1 takes its key `on` for true."""
    return yaml.safe_load(path.read_text("utf-8"))


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every job of every workflow, by a name for it."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield f"{path.stem}: {name}", job


def steps() -> Iterator[dict[str, Any]]:
    """Every step of every job."""
    for _, job in jobs():
        yield from job["steps"]


def linters() -> list[str]:
    """The lines of `make lint` that look at .github/, with the programs of this environment."""
    lines = re.findall(
        r"^\t@\$\(VENV\)/bin/((?:zizmor|check-jsonschema) .*)$", MAKEFILE, re.MULTILINE
    )
    return [f"{Path(sys.prefix) / 'bin'}/{line}" for line in lines]


def faults(folder: Path) -> str:
    """Return what the linters have against the workflows and forms in a project's folder."""
    done = [
        subprocess.run(
            ["sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=600, check=False
        )
        for line in linters()
    ]
    return "".join(f"{one.stdout}{one.stderr}" for one in done if one.returncode)


# ----------------------------------------------------------------------------- what they may do


def test_every_action_is_pinned_to_a_commit() -> None:
    """A tag can be moved to other code, a commit cannot; the version beside it is for people."""
    uses = [
        line.split("uses:", 1)[1].strip()
        for path in WORKFLOWS
        for line in path.read_text("utf-8").splitlines()
        if "uses:" in line
    ]
    assert len(uses) > len(WORKFLOWS)
    for one in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one
    # One action in two versions would be an update that was half done.
    assert len(set(uses)) == len({one.split("@")[0] for one in uses})


def test_nothing_may_write_but_the_comment_and_the_deployment() -> None:
    """A workflow begins with no rights, and each job says which it takes."""
    assert [path.name for path in WORKFLOWS if read(path).get("permissions") != {}] == []
    assert {
        name: writing
        for name, job in jobs()
        if (writing := {right for right, level in job["permissions"].items() if level == "write"})
    } == {"comment: comment": {"pull-requests"}, "publish: deploy": {"pages", "id-token"}}


def test_every_job_ends_in_time() -> None:
    """One that hangs is stopped within half an hour."""
    assert [name for name, job in jobs() if not 0 < job.get("timeout-minutes", 0) <= 30] == []


def test_no_checkout_leaves_credentials_behind() -> None:
    """What runs afterwards could use them."""
    checkouts = [step for step in steps() if "/checkout@" in step.get("uses", "")]
    assert checkouts
    assert [one for one in checkouts if one["with"]["persist-credentials"] is not False] == []


def test_what_may_write_runs_nothing_of_a_pull_request() -> None:
    """After a run on a pull request, the program that comments on it is the one on main."""
    for path in WORKFLOWS:
        events = read(path)[True]
        assert "pull_request_target" not in events
        if "workflow_run" in events:
            text = path.read_text("utf-8")
            assert "ref:" not in text
            assert "repository:" not in text
            assert "download-artifact" not in text


def test_no_command_is_put_together_from_what_github_was_told() -> None:
    """A branch or a title may hold a command; variables of the environment are only text."""
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


# ------------------------------------------------------------------------- what they talk about


@pytest.mark.parametrize("path", CALLERS, ids=lambda path: path.name)
def test_every_command_that_is_called_exists(path: Path) -> None:
    """A workflow, hook or template never names a task or an option that was renamed."""
    text = path.read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    for target, rest in re.findall(
        r"(?:`|run: |^ {10})make ([a-z-]+)([^`\n]*)", text, re.MULTILINE
    ):
        assert target in targets, f"make {target}"
        for variable in re.findall(r"\b([A-Z]+)=", rest):
            assert f"$({variable})" in MAKEFILE, f"make {target} {variable}="
    context = click.Context(main)
    for name, rest in re.findall(r"(?:[`(]|bin/)kb ([a-z]+)([^`)\n]*)", text):
        command = main.get_command(context, name)
        assert command is not None, f"kb {name}"
        known = {option for one in command.params for option in one.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"kb {name}{rest}"


def test_every_program_that_is_run_is_checked_out() -> None:
    """Where only a part of the project is checked out, what a job runs is in that part."""
    for name, job in jobs():
        parts = [
            step["with"]["sparse-checkout"].split()
            for step in job["steps"]
            if "sparse-checkout" in step.get("with", {})
        ]
        for step in job["steps"]:
            for program in re.findall(r"\bpython3? (\S+\.py)", step.get("run", "")):
                assert (REPOSITORY / program).is_file(), f"{name}: {program}"
                for part in parts:
                    assert any(program.startswith(f"{folder}/") for folder in part), name


def test_the_calls_of_commands_are_found() -> None:
    """The test above would pass if it found none."""
    called = "\n".join(path.read_text("utf-8") for path in CALLERS)
    assert len(re.findall(r"run: make [a-z]", called)) >= 5
    assert len(re.findall(r"bin/kb [a-z]", called)) >= 3


def test_the_comment_takes_what_the_check_hands_over() -> None:
    """Workflow and artifacts are known to each other by nothing but their names."""
    handed = {
        step["with"]["name"] for step in steps() if "/upload-artifact@" in step.get("uses", "")
    }
    taken = set(
        re.findall(
            r'artifacts\["(\w+)"\]|artifacts\[\'(\w+)\'\]',
            (REPOSITORY / ".github" / "scripts" / "comment_changes.py").read_text("utf-8"),
        )
    )
    assert handed == {one or other for one, other in taken} == {"changes", "preview"}
    comment = read(GITHUB / "workflows" / "comment.yml")
    assert comment[True]["workflow_run"]["workflows"] == [
        read(GITHUB / "workflows" / "check.yml")["name"]
    ]


def test_the_preview_is_kept_as_long_as_the_comment_says() -> None:
    """Whoever comes later is not sent to what is gone."""
    preview = next(step for step in steps() if step.get("with", {}).get("name") == "preview")
    comment = (REPOSITORY / ".github" / "scripts" / "comment_changes.py").read_text("utf-8")
    assert re.findall(r"kept for (\d+) days", comment) == [str(preview["with"]["retention-days"])]


def test_mistakes_are_handed_over_with_the_changes(tmp_path: Path) -> None:
    """The comment is needed most where something is wrong, so that step does not fail for it."""
    says = next(step for step in steps() if "--format markdown" in step.get("run", ""))
    program = tmp_path / ".venv" / "bin" / "kb"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "made-up mistake of kb $*"\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", says["run"]],
        cwd=tmp_path,
        env=os.environ | {"BASE": "origin/main", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "summary").read_text("utf-8") == (
        "## What needs mending\n\nmade-up mistake of kb check --format markdown\n\n"
        "made-up mistake of kb diff origin/main --format markdown\n"
    )
    handed = next(step for step in steps() if step.get("with", {}).get("name") == "changes")
    assert (
        (tmp_path / handed["with"]["path"]).read_text("utf-8").startswith("## What needs mending")
    )


# ------------------------------------------------------------------------------- what they are


def test_the_linters_have_nothing_against_them() -> None:
    """`make lint` says the same, and says it first."""
    assert len(linters()) == 5
    assert faults(REPOSITORY) == ""


UNSAFE = (
    ("workflows/check.yml", r"@[0-9a-f]{40} # v", "@v", "unpinned-uses"),
    ("workflows/check.yml", r"run: make lint", "run: echo ${{ github.head_ref }}", "injection"),
    ("workflows/publish.yml", r"persist-credentials: false", "lfs: false", "artipacked"),
)
WITHOUT_FORM = (
    ("workflows/comment.yml", r"runs-on:", "runs:", "'runs-on' is a required property"),
    ("dependabot.yml", r"interval: monthly", "interval: sometimes", "'sometimes' is not one of"),
    ("ISSUE_TEMPLATE/1-wrong.yml", r"type: input", "type: line", "'line'"),
    ("ISSUE_TEMPLATE/config.yml", r"true", "perhaps", "'perhaps'"),
)
"""What is broken in which file, and what its linter says then."""


@pytest.mark.parametrize("planted", [UNSAFE, WITHOUT_FORM], ids=["unsafe", "without form"])
def test_the_linters_find_what_is_wrong(
    tmp_path: Path, planted: tuple[tuple[str, str, str, str], ...]
) -> None:
    """Each of them looks at the files that it is meant for; the faults are planted together."""
    shutil.copytree(GITHUB, tmp_path / ".github")
    for file, valid, broken, _ in planted:
        path = tmp_path / ".github" / file
        text, count = re.subn(valid, broken, path.read_text("utf-8"), count=1)
        assert count == 1, file
        path.write_text(text, "utf-8")
    said = faults(tmp_path)
    assert [fault for _, _, _, fault in planted if fault not in said] == [], said
