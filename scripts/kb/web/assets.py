"""The styles and scripts of every site: written one idea a file, read as one file of each."""

from collections.abc import Mapping
from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""The folder that holds them, and the search's interface, which is fetched when it is opened."""

STATIC_FOLDER = "scripts/kb/web/static/"
"""The same folder, as people who work on this project know it."""

JOINED = {"styles/": "assets/site.css", "scripts/": "assets/site.js"}
"""The file that the files of each folder become."""


def make_site_assets() -> dict[str, bytes]:
    """Return the files that every site has, whatever its pages, by their paths in the site."""
    files = (path for path in STATIC.rglob("*") if path.is_file())
    return join_files({path.relative_to(STATIC).as_posix(): path.read_bytes() for path in files})


def join_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Join the files of each folder, in the order of their names; leave all others as they are.

    A semicolon ends each script: without one, a script that begins with a bracket would be read as
    a call of what the script before it returns.
    """
    result: dict[str, bytes] = {}
    for path in sorted(files):
        target = next((whole for folder, whole in JOINED.items() if path.startswith(folder)), path)
        end = b";\n" if path != target and target.endswith(".js") else b""
        result[target] = result.get(target, b"") + files[path] + end
    return result
