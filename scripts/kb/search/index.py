"""The index: Pagefind reads a file for each thing that can be found, and writes it in pieces.

Pagefind (https://pagefind.app) works on HTML, whatever made it. A browser fetches of its index only
the pieces that hold the words that are searched for.
"""

import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from kb.search import Search
from kb.search.documents import documents
from kb.write import write_tree

FOLDER = "pagefind"
"""The index's folder in the site."""

UNUSED = (
    *("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*"),
    *("pagefind-highlight.js", "wasm.unknown.pagefind"),
)
"""What Pagefind writes besides, and no page loads: interfaces of its own, other languages."""


class SearchError(Exception):
    """The index could not be made; the message is one line."""


def write_index(search: Search, site: Path, build: Path) -> None:
    """Make the index of a finished site and put it into the site.

    What Pagefind made is kept beside what it was made from, and made again when that changed.

    Args:
        search: What can be found.
        site: The folder of the finished site.
        build: The folder for what is kept between builds.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    source, kept = build / "search", build / "search-index"

    def page(place: str) -> str:
        return (site / place / "index.html").read_text(encoding="utf-8")

    files = documents(search.entries, search.choices, search.vocabulary, page)
    files["made-with.txt"] = f"Pagefind {version('pagefind')}\n"
    written = write_tree(source, {path: text.encode() for path, text in files.items()})
    if written.changed or written.removed or not kept.exists():
        fresh = build / "search-index-fresh"
        for folder in (fresh, kept):
            shutil.rmtree(folder, ignore_errors=True)
        _run(source, fresh)
        for pattern in UNUSED:
            for file in fresh.glob(pattern):
                file.unlink()
        fresh.rename(kept)
    shutil.copytree(kept, site / FOLDER, dirs_exist_ok=True)


def _run(source: Path, target: Path) -> None:
    """Let Pagefind read a folder and write its index into another."""
    program = get_executable()
    if program is None:
        raise SearchError("The search index cannot be made: the program pagefind is not installed.")
    try:
        done = subprocess.run(
            (str(program), "--silent", "--site", str(source), "--output-path", str(target)),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except OSError as error:
        raise SearchError(f"The search index cannot be made: {error}") from None
    if done.returncode:
        said = " ".join((done.stderr.strip() or done.stdout.strip() or "no reason given").split())
        raise SearchError(f"The search index cannot be made: Pagefind says: {said[:300]}")
