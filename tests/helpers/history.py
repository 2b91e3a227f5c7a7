"""A real git repository for tests, which nothing in a person's own settings of git can touch."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Nobody",
    "GIT_AUTHOR_EMAIL": "nobody@localhost",
    "GIT_AUTHOR_DATE": "2026-01-05T12:00:00+00:00",
    "GIT_COMMITTER_NAME": "Nobody",
    "GIT_COMMITTER_EMAIL": "nobody@localhost",
    "GIT_COMMITTER_DATE": "2026-01-05T12:00:00+00:00",
}


def isolate_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git read no settings, and know of no repository, but those of the test."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, and return what it says."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def commit(root: Path, message: str = "Made up") -> str:
    """Commit whatever is in a folder, and return the commit's name."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(root, "rev-parse", "HEAD")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def endless_tree(root: Path, content: str, folder: str = "data") -> str:
    """Commit a folder whose few objects stand for 10,000,000,000 files."""
    commit(root)
    name = _object(root, "blob", content.encode())
    entries = [(b"100644 ", f"{i}.yaml", name) for i in range(10)]
    for _ in range(9):
        name = _object(root, "tree", _tree(entries))
        entries = [(b"40000 ", f"d{i}", name) for i in range(10)]
    name = _object(
        root, "tree", _tree([(b"40000 ", folder, _object(root, "tree", _tree(entries)))])
    )
    made = git(root, "commit-tree", "-p", "HEAD", "-m", "Made up", name)
    git(root, "update-ref", "refs/heads/main", made)
    return made


def _tree(entries: list[tuple[bytes, str, str]]) -> bytes:
    return b"".join(
        kind + path.encode() + b"\0" + bytes.fromhex(name) for kind, path, name in entries
    )


def _object(root: Path, kind: str, content: bytes) -> str:
    command = ["git", "-C", str(root), "hash-object", "-w", "--stdin", "-t", kind]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()
