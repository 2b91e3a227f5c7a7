"""A process of the bench, `kb build` with a clock: its arguments are a project and a file."""

import json
import os
import sys
import time
from pathlib import Path

from kb.cli import main
from kb.progress import Stage, report_to


class Clock:
    """Notes when each stage begins."""

    def __init__(self) -> None:
        self.taken: dict[str, tuple[float, float]] = {}
        self._stage = "start"
        self._since = _now()

    def begins(self, stage: Stage, steps: int) -> None:
        """End the stage before."""
        del steps
        self._end()
        self._stage = stage

    def steps_on(self) -> None:
        """Steps are not measured."""

    def _end(self) -> None:
        now = _now()
        before = self.taken.get(self._stage, (0, 0))
        seconds, busy = (sum(parts) for parts in zip(before, now, strict=True))
        self.taken[self._stage] = (seconds - self._since[0], busy - self._since[1])
        self._since = now

    def write(self, file: Path) -> None:
        """End the last stage, and write what each took."""
        self._end()
        file.write_text(json.dumps(self.taken), encoding="utf-8")


def _now() -> tuple[float, float]:
    """Return the time, and for how long processors have worked, in seconds."""
    times = os.times()
    return time.monotonic(), sum(times[:4])


if __name__ == "__main__":
    clock = Clock()
    try:
        with report_to(clock):
            sys.exit(main(["--root", sys.argv[1], "build"], standalone_mode=False))
    finally:
        clock.write(Path(sys.argv[2]))
