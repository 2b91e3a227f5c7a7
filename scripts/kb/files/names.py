"""Names of files that mean the same on every system, and one thing only.

Windows and macOS take `F001.yaml` and `f001.yaml` for one file, macOS also two ways of writing ä;
Windows has names and characters that no file can have. What is fine on one machine would be lost on
another, or keep git from checking it out.
"""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kb.files.limits import NAME_LENGTH
from kb.problems.problem import Position, Problem
from kb.text.shown import show_on_one_line
from kb.text.wording import quote_text

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_SIGNS = re.compile(r'[<>:"|?*\\]')


def make_printable(path: str) -> str:
    r"""Write a path so that it can be printed anywhere: bytes that are no text as \xff.

    A backslash tells such a path from others; no file's name may hold one.
    """
    return show_on_one_line(os.fsencode(path).decode("utf-8", "backslashreplace"), r"\n")


def find_unfit_names(paths: Iterable[str], root: str) -> list[Problem]:
    """Return a problem for each file whose name another system would not have, or have twice.

    Args:
        paths: The paths below the folder, with forward slashes, as `printable` writes them.
        root: The folder's name as it is to appear in problems.
    """
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    problems = []
    for path in sorted(paths):
        place = Position(f"{root}/{path}")
        problems += [Problem(place, *fault) for fault in _find_faults(path)]
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            spellings[_fold_name(name)].setdefault(name, path)
    for names in spellings.values():
        for name, path in names.items() if len(names) > 1 else ():
            others = " and ".join(quote_text(other) for other in names if other != name)
            problems.append(
                Problem(
                    Position(f"{root}/{path}"),
                    f"{quote_text(name)} and {others} are one name on Windows or macOS",
                    "Give one of them another name, or delete it: only one of them would be left.",
                )
            )
    return problems


def _fold_name(name: str) -> str:
    """Return what is the same for all names that some system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _find_faults(path: str) -> Iterator[tuple[str, str]]:
    for name in path.split("/"):
        if "\\" in name:
            yield "the name holds a character that cannot be shown, or a backslash", _RENAME
        elif found := _SIGNS.search(name):
            yield f"the name holds {quote_text(found[0])}, which Windows does not allow", _RENAME
        if _RESERVED.fullmatch(name):
            yield (
                f"{quote_text(name)} is a device on Windows, and no file can be called that",
                _RENAME,
            )
        if name in ("", ".", "..") or name[-1] in ". ":
            yield f"the name {quote_text(name)} ends in a dot or a space, or is none", _RENAME
        if len(name) > NAME_LENGTH:
            yield f"the name has {len(name)} characters, and may have {NAME_LENGTH}", _RENAME


_RENAME = "Give it another name: letters, figures and hyphens work everywhere."
