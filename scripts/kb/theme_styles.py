"""The style sheet of Material, whose name holds a fingerprint and so changes with its version."""

from collections.abc import Iterable
from pathlib import Path

_FOLDER = "assets/stylesheets"


def theme_styles(folders: Iterable[Path], variant: str) -> str:
    """Return the address of the style sheet below the site's.

    Args:
        folders: The theme's folders, of which one has it.
        variant: The folder among the style sheets, where there are several looks.

    Raises:
        FileNotFoundError: None of the folders has it.
    """
    for folder in folders:
        for file in sorted(folder.glob(f"{_FOLDER}/{variant}/main.*.css")):
            return file.relative_to(folder).as_posix()
    raise FileNotFoundError(f"{_FOLDER}/{variant}/main.*.css")
