"""Says on a pull request what it changes, in one comment that later runs bring up to date.

The workflow `comment` runs this after the workflow `check` has looked at a pull request. It may
write, so nothing that the pull request brings along is run here or believed: which pull request it
is, GitHub says, and what `kb diff` wrote is text, tamed and shortened.

It needs nothing but Python and GitHub's command line, and is told everything by the environment.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tame_markdown import tame

MARK = "<!-- what this pull request changes -->"
AUTHOR = "github-actions[bot]"

# GitHub takes comments of up to 65,536 characters; the rest is for what stands around the changes.
LONGEST = 60_000
# What is read at most of a text from an archive that says it is small.
MOST_BYTES = 1_000_000

# What begins and ends a block of code.
FENCE = re.compile(r"^ *(`{3,}|~{3,})", re.MULTILINE)

HOW_TO_LOOK = """\
<details>
<summary>How to look at the preview</summary>

1. Sign in to GitHub, download the preview and unpack it into a folder of its own.
2. Open a terminal in that folder and run `python3 -m http.server` (on Windows `py -m http.server`).
3. Open <http://127.0.0.1:8000/> in a browser. Ctrl and C in the terminal ends it.

Without a terminal, open `index.html` with a double click. The page is whole, but the search does
not work, and a link shows a folder instead of a page: open the `index.html` in it.

</details>"""


class Run(NamedTuple):
    """A run of the workflow `check` on a pull request, as GitHub tells it."""

    number: int
    address: str
    passed: bool
    owner: str
    branch: str
    commit: str

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Run:
        """Read the event that started this workflow."""
        run = event["workflow_run"]
        return cls(
            number=int(run["id"]),
            address=run["html_url"],
            passed=run["conclusion"] == "success",
            owner=run["head_repository"]["owner"]["login"],
            branch=run["head_branch"],
            commit=run["head_sha"],
        )


def main() -> None:
    """Write the comment, or say why there is none to write."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run = Run.of(event)
    here = f"repos/{os.environ['GITHUB_REPOSITORY']}"
    pulls = told(
        f"{here}/pulls",
        "--method=GET",
        "--raw-field=state=open",
        f"--raw-field=head={run.owner}:{run.branch}",
    )
    pull = pull_request(pulls, run)
    if pull is None:
        sys.stderr.write("No open pull request has the checked commit as its newest: no comment.\n")
        return
    found = told(f"{here}/actions/runs/{run.number}/artifacts?per_page=100")["artifacts"]
    artifacts = {one["name"]: int(one["id"]) for one in found}
    changes = ""
    if "changes" in artifacts:
        changes = changes_in(asked(f"{here}/actions/artifacts/{artifacts['changes']}/zip"))
    preview = None
    if "preview" in artifacts:
        preview = f"{run.address}/artifacts/{artifacts['preview']}"
    body = json.dumps({"body": comment(changes, run, preview)}).encode()
    pages = told(f"{here}/issues/{pull}/comments?per_page=100", "--paginate", "--slurp")
    known = own_comment(chain.from_iterable(pages))
    if known is None:
        asked(f"{here}/issues/{pull}/comments", "--method=POST", "--input=-", sent=body)
    else:
        asked(f"{here}/issues/comments/{known}", "--method=PATCH", "--input=-", sent=body)


# ------------------------------------------------------------------------ what GitHub is asked


def asked(path: str, *options: str, sent: bytes | None = None) -> bytes:
    """Ask GitHub, and return its answer; what goes wrong is printed and ends the run."""
    command = ["gh", "api", path, *options]
    return subprocess.run(command, input=sent, stdout=subprocess.PIPE, check=True).stdout


def told(path: str, *options: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Ask GitHub, and return what its answer holds."""
    return json.loads(asked(path, *options))


# ------------------------------------------------------------------------- what becomes of it


def pull_request(pulls: Iterable[Mapping[str, Any]], run: Run) -> int | None:
    """Return the number of the pull request whose newest commit was looked at."""
    return next((int(one["number"]) for one in pulls if one["head"]["sha"] == run.commit), None)


def own_comment(comments: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the comment that an earlier run wrote, if there is one."""
    return next(
        (
            int(one["id"])
            for one in comments
            if one["user"]["login"] == AUTHOR and one["body"].startswith(MARK)
        ),
        None,
    )


def changes_in(archive: bytes) -> str:
    """Return the text of the changes, or nothing if the archive does not hold it."""
    try:
        with zipfile.ZipFile(BytesIO(archive)) as opened, opened.open("changes.md") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace").strip()
    except (KeyError, zipfile.BadZipFile):
        return ""


def comment(changes: str, run: Run, preview: str | None) -> str:
    """Put the comment together.

    Args:
        changes: What `kb diff` wrote, as Markdown.
        run: The run that it comes from.
        preview: Where the site can be downloaded as it would be, if it could be built.
    """
    said = shortened(tame(changes[: 4 * LONGEST]), run.address) or (
        f"What it changes could not be said: [the checks]({run.address}) say why."
    )
    checks = (
        f"**Checks:** [all passed]({run.address})."
        if run.passed
        else f"**Checks:** something needs mending. “Files changed” shows it at its line, and "
        f"[the checks]({run.address}) in full."
    )
    parts = [MARK, said, "---", checks]
    if preview is not None:
        ready = f"**Preview:** [download the site as it would be]({preview}) (kept for 14 days)."
        parts += [ready, HOW_TO_LOOK]
    return "\n\n".join(parts)


def shortened(text: str, address: str) -> str:
    """Return a text no longer than GitHub takes, cut at the end of a line."""
    if len(text) <= LONGEST:
        return text
    kept = text[:LONGEST].rpartition("\n")[0]
    fences = FENCE.findall(kept)
    closing = f"\n{fences[-1]}" if len(fences) % 2 else ""
    return f"{kept}{closing}\n\nThe rest is too long for a comment: [see the checks]({address})."


if __name__ == "__main__":
    main()
