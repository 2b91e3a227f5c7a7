"""The one place that writes what people see of a command: on a terminal, in a log, in a pipe.

Whatever it is made of was read somewhere, and may hold what a terminal would obey.
"""

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

import click

from kb.text.shown import show_signs

RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"
"""The colours that a command may ask for, and none."""


def say(text: str = "", *, to_errors: bool = False, in_colour: bool = False) -> None:
    """Print lines of text.

    Args:
        text: What to say.
        to_errors: Whether it goes to where errors go.
        in_colour: Whether the colours above may change; nothing else a terminal obeys goes through.
    """
    shown = show_signs(text)
    if in_colour:
        for code in (RED, GREEN, PLAIN):
            shown = shown.replace(show_signs(code), code)
    click.echo(shown, err=to_errors)


def refuse(message: str) -> NoReturn:
    """Say why nothing can be done, and end the command as failed.

    Raises:
        Exit: Always.
    """
    say(message)
    raise click.exceptions.Exit(1)


def print_anything() -> None:
    """Let streams whose encoding lacks a character print what stands for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError):  # another program may have put something else in its place
                stream.reconfigure(errors="backslashreplace")


def describe_failure(error: OSError) -> str:
    """Say in one sentence what the system refused, and of which file."""
    said = error.strerror or str(error) or type(error).__name__
    # What the program itself says of a file is no longer what the system says of the number.
    usual = error.errno and said == os.strerror(error.errno)
    why = _REASONS.get(error.errno or 0, said) if usual else said
    name = error.filename2 or error.filename
    return f"{name}: {why[:1].lower()}{why[1:]}." if name else f"{why[:1].upper()}{why[1:]}."


_REASONS = {
    errno.ENOSPC: "there is no room left on the disk",
    errno.EDQUOT: "there is no room left for you on the disk",
    errno.EFBIG: "a file may not be so large there",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk can only be read",
    errno.ENOTDIR: "something on the way to it is a file, and should be a folder",
    errno.EISDIR: "it is a folder, and should be a file",
    errno.EEXIST: "something else is there already",
    errno.EADDRINUSE: "another program answers there already",
    errno.EADDRNOTAVAIL: "this machine has no such address",
    errno.EMFILE: "too many files are open",
    errno.ENAMETOOLONG: "the name is too long",
}
"""What the system says, in words that say what to do about it."""
