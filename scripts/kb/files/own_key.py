"""A key of this user on this machine, by which it knows again what it wrote."""

import os
import secrets
import tempfile
from pathlib import Path

import click

LENGTH = 32


def own_key() -> bytes | None:
    """Return the key, which is made when it is first asked for; None where none can be kept.

    It lies with the user's settings, outside of any project, so that nothing that comes with a
    project's files can hold it or be sealed by it.
    """
    file = Path(click.get_app_dir("evidence-knowledge-base")) / "key"
    if not file.is_absolute():
        return None  # the user has no folder
    try:
        if file.is_file() and len(key := file.read_bytes()) == LENGTH:
            return key
        return _made(file)
    except OSError:
        return None


def _made(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(LENGTH)
    # Such a file can be read by this user only.
    handle, draft = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as opened:
        opened.write(key)
    Path(draft).replace(file)
    return key
