"""Texts that are kept in tests/cases/ and compared with what is made: `make golden` renews them."""

import difflib
from pathlib import Path

import pytest

OPTION = "--renew-golden"


class Golden:
    """Compares texts with files, or writes the files anew where that is asked for."""

    def __init__(self, *, renew: bool) -> None:
        """Remember which of both is to be done."""
        self.renews = renew

    def expect(self, file: Path, made: str) -> None:
        """Fail, with the difference, if a file does not hold what was made."""
        if self.renews:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made, encoding="utf-8")
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        if made != kept:
            lines = difflib.unified_diff(
                kept.splitlines(), made.splitlines(), "kept", "made", lineterm=""
            )
            advice = "If that is meant: `make golden`, and read `git diff`."
            pytest.fail("\n".join([f"{file.name} has changed.", *lines, advice]), pytrace=False)

    def expect_folder(self, folder: Path, made: dict[str, str]) -> None:
        """Fail if a folder does not hold these files and no others."""
        there = {file for file in folder.rglob("*") if file.is_file()}
        stale = there - {folder / name for name in made}
        if self.renews:
            for file in stale:
                file.unlink()
        elif stale:
            pytest.fail(f"Nothing makes {', '.join(sorted(file.name for file in stale))}.")
        for name, text in made.items():
            self.expect(folder / name, text)
