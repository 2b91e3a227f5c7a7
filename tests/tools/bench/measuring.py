"""One build in a process of its own, with the time and the memory that it took."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.project import Project
from kb.search import search_of
from kb.search.documents import DocumentWriter
from kb.search.index import SOURCE
from kb.site.frame import THEME
from kb.site.markdown import write_markdown
from kb.site.mkdocs.settings import read_settings
from kb.site.reading import read_tree
from tests.helpers.building import MKDOCS, environment
from tests.tools.bench.memory import watched

STAGED = (sys.executable, "-m", "tests.tools.bench.staged_build")
MKDOCS_BUILD = (*MKDOCS, "build", "--quiet", "--no-strict", "--config-file", "bare.yml")

BARE = """\
INHERIT: mkdocs.yml
docs_dir: build/docs
site_dir: build/bare
theme: {{custom_dir: "{theme}"}}
plugins: []
"""
"""The settings of a bare build: the same theme and extensions, the same pages, and no plugin."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a build took.

    Attributes:
        seconds: From beginning to end.
        busy: How long processors worked for it, in seconds.
        megabytes: The most memory that its processes held together; where the system does not
            tell, the most that one of them held.
        stages: What each stage took, if it says its stages: seconds, and those of processors.
    """

    seconds: float
    busy: float
    megabytes: float
    stages: Mapping[str, tuple[float, float]]


def build_pages(project: Path) -> Measured:
    """Build a project by `kb build`: the first time from nothing, and then from the last one."""
    times = project / "stages.json"
    measured = measure((*STAGED, str(project), str(times)), project)
    taken = json.loads(times.read_text(encoding="utf-8"))
    stages = {stage: (seconds, busy) for stage, (seconds, busy) in taken.items()}
    return Measured(measured.seconds, measured.busy, measured.megabytes, stages)


def reword_finding(project: Path) -> None:
    """Edit a record: what it is called, which many pages show."""
    finding = next(project.rglob("F001.yaml"))
    text = finding.read_text(encoding="utf-8")
    finding.write_text(re.sub(r"(?m)^label: .*$", "label: Made up", text), encoding="utf-8")


def build_bare(project: Path) -> Measured:
    """Build the same pages, written as Markdown beforehand, by MkDocs alone."""
    (project / "bare.yml").write_text(BARE.format(theme=THEME), encoding="utf-8")
    it = Project(project)
    tree = read_tree(it, read_settings(project / "mkdocs.yml"))
    write_markdown(tree, it.pages, DocumentWriter(search_of(tree), it.build / SOURCE))
    return measure(MKDOCS_BUILD, project)


def measure(command: Sequence[str], project: Path) -> Measured:
    """Run a command, and have the system tell what it and the processes it waited for took.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    begun = time.monotonic()
    here = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join([here, f"{here}/scripts"])
    with (
        subprocess.Popen(
            command,
            cwd=project,
            env=environment(PYTHONPATH=paths, XDG_CACHE_HOME=str(project / "cache")),
        ) as process,
        watched(process.pid) as peak,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Measured(
        seconds=time.monotonic() - begun,
        busy=usage.ru_utime + usage.ru_stime,
        megabytes=peak.megabytes or kilobytes / 1024,
        stages={},
    )
