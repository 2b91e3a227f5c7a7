"""What a program takes: the time of a processor, and the most memory it had.

One program of its own loads the project once and copies itself for each that is measured. What is
measured of a child of the tests would begin with what the tests themselves hold.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROCESSOR_SECONDS = 20
"""How long a program may work. It is much more than any needs, and ends what hangs."""

_SERVER = f"""
import json, os, resource, sys, traceback
import kb.commands.check, kb.commands.diff
from kb.cli import main

def work(job):
    resource.setrlimit(resource.RLIMIT_CPU, ({PROCESSOR_SECONDS}, {PROCESSOR_SECONDS}))
    os.chdir(job["folder"])
    os.environ.clear()
    os.environ.update(job["environment"])
    if job["code"]:
        exec(job["code"], {{}})
        return 0
    sys.argv = ["kb", *job["arguments"]]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0

for line in sys.stdin:
    job = json.loads(line)
    here, there = os.pipe()
    child = os.fork()
    if not child:
        code = 70
        os.dup2(there, 1)
        os.dup2(there, 2)
        try:
            code = work(job)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(there)
    with open(here, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    _, status, used = os.wait4(child, 0)
    largest = used.ru_maxrss if sys.platform == "darwin" else used.ru_maxrss * 1024
    seconds = used.ru_utime + used.ru_stime
    print(json.dumps([os.waitstatus_to_exitcode(status), said, seconds, largest / 1e6]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a program ended.

    Attributes:
        code: Its exit code; negative if a signal ended it, as one that works for too long.
        said: What it printed.
        seconds: The time of a processor that it took.
        megabytes: The most memory that it had.
    """

    code: int
    said: str
    seconds: float
    megabytes: float


class Measure:
    """Runs programs and measures them."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        """Remember what runs them."""
        self._server = server

    def kb(self, *arguments: str) -> Measured:
        """Measure a command of the project: what stands after `kb` on a command line."""
        return self._ask(arguments=arguments, code="")

    def code(self, source: str) -> Measured:
        """Measure a piece of Python."""
        return self._ask(arguments=(), code=source)

    def _ask(self, arguments: tuple[str, ...], code: str) -> Measured:
        assert self._server.stdin
        assert self._server.stdout
        job = {
            "arguments": arguments,
            "code": code,
            "folder": str(Path.cwd()),
            "environment": dict(os.environ),
        }
        self._server.stdin.write(f"{json.dumps(job)}\n")
        self._server.stdin.flush()
        return Measured(*json.loads(self._server.stdout.readline()))


@contextmanager
def measuring() -> Iterator[Measure]:
    """Give what measures, for as long as this lasts."""
    with subprocess.Popen(
        (sys.executable, "-c", _SERVER), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield Measure(server)
        server.communicate()
