"""What a program takes: its own time, and the most memory it had.

It is started by a small program of its own. What is measured of a child of the tests would begin
with what the tests themselves hold.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_MEASURE = """
import os, resource, sys
child = os.fork()
if not child:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
_, status, used = os.wait4(child, 0)
largest = used.ru_maxrss if sys.platform == "darwin" else used.ru_maxrss * 1024
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, largest, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a program ended.

    Attributes:
        code: Its exit code; negative if a signal ended it, such as after 20 seconds of its time.
        said: What it printed.
        seconds: The time of a processor that it took, however busy the machine was.
        megabytes: The most memory that it had.
    """

    code: int
    said: str
    seconds: float
    megabytes: float


def measured(*arguments: str, cwd: Path | None = None) -> Measured:
    """Run Python with some arguments and measure it."""
    done = subprocess.run(
        (sys.executable, "-c", _MEASURE, *arguments),
        cwd=cwd,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    *errors, last = done.stderr.decode().splitlines()
    code, seconds, largest = last.split()
    said = "\n".join([done.stdout.decode(), *errors])
    return Measured(int(code), said, float(seconds), int(largest) / 1_000_000)
