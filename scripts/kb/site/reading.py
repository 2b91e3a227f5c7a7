"""From a project's folder to every page and file of its site."""

import gc
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.citations.bibliography import Bibliography, format_bibliography
from kb.files.limits import ALL_DOCS_BYTES, ASSET_BYTES, PAGE_BYTES, RECORD_FILES
from kb.files.names import find_unfit_names
from kb.files.plain import Limits, read_folder
from kb.knowledge.base import KnowledgeBase
from kb.problems.problem import DataError, Position, Problem
from kb.progress import begin
from kb.project import Project
from kb.read import read
from kb.render.site import Site
from kb.render.tree import Tree, make_tree
from kb.settings import Settings
from kb.site.downloads import make_downloads
from kb.strict_yaml.reader import decode
from kb.web.assets import make_site_assets
from kb.web.card import draw_preview
from kb.web.documents import DRAWINGS, HTML, REFUSED, find_unfit_parts, put_policy_into
from kb.web.headers import SITE_HEADERS, write_headers_file


def read_tree(project: Project, settings: Settings) -> Tree:
    """Read the data and the hand-written pages.

    Args:
        project: Where things are.
        settings: What pages need to know that is not in the data.

    Returns:
        Every page of the site, and what people put into docs/ besides pages.

    Raises:
        DataError: Something is wrong with the data or a hand-written page.
    """
    kb = read(project.data)
    begin("bibliography")
    works = format_project_works(project, settings, kb)
    sources, assets = read_hand_written(project.docs)
    return make_tree(Site(kb, works, settings), sources, assets)


@contextmanager
def keep_everything() -> Iterator[None]:
    """Let Python not look for what can be thrown away: all of it is needed until it is written.

    Looking through a thousand findings again and again took a quarter of the time.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def read_other_files(tree: Tree) -> dict[str, bytes]:
    """Return every file that this program adds to all pages together, by its path.

    These are neither what lies beside one page, nor what the search fetches.
    """
    settings = tree.site.settings
    files = make_site_assets() | make_downloads(tree.site)
    files[SITE_HEADERS] = write_headers_file().encode()
    files["assets/preview.png"] = draw_preview(settings.name, settings.description)
    return files


def format_project_works(project: Project, settings: Settings, kb: KnowledgeBase) -> Bibliography:
    """Format the works in the project's own style.

    Raises:
        DataError: The style cannot be used, which is a problem with the settings.
    """
    style = project.root / settings.citation_style
    advice = "Name a CSL style file in `citation_style` in mkdocs.yml."
    try:
        return format_bibliography(kb, style)
    except OSError as error:
        message = f"the citation style cannot be read ({error.strerror})"
        raise DataError([Problem(Position(settings.citation_style), message, advice)]) from None
    except subprocess.TimeoutExpired:
        message = "formatting the works takes too long"
        advice = "Look whether hundreds of works are by people of one family name."
        raise DataError([Problem(Position(settings.citation_style), message, advice)]) from None
    except subprocess.CalledProcessError as error:
        message = f"works cannot be formatted with this style: {error.stderr.strip()}"
        raise DataError([Problem(Position(settings.citation_style), message, advice)]) from None


def read_hand_written(docs: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the pages in docs/, and everything else that is to be copied.

    Raises:
        DataError: A page is not UTF-8 text, or a file is none that can be copied.
    """
    limits = Limits(
        RECORD_FILES,
        ALL_DOCS_BYTES,
        lambda path: PAGE_BYTES if path.endswith(".md") else ASSET_BYTES,
    )
    files = read_folder(docs, lambda path: not path.rpartition("/")[2].startswith("."), limits)
    sources: dict[str, str] = {}
    problems = find_unfit_names(files, docs.name)
    for path in sorted(files):
        if path.endswith(".md"):
            sources[path], problem = decode(f"{docs.name}/{path}", files[path])
            problems += [problem] if problem else []
    assets = {path: files[path] for path in sorted(files) if path not in sources}
    for path, content in [*assets.items()]:
        assets[path], faults = _admit(f"{docs.name}/{path}", content)
        problems += faults
    if problems:
        raise DataError(problems)
    return sources, assets


def _admit(path: str, content: bytes) -> tuple[bytes, list[Problem]]:
    """Return what is published of a file that browsers may show as a document of its own."""
    name = path.lower()
    if name.endswith(REFUSED):
        fault = "browsers would show it as a page, and the content security policy cannot be in it"
        return content, [Problem(Position(path), fault, "Write it as Markdown, or as .html.")]
    if not name.endswith((*HTML, *DRAWINGS)):
        return content, []
    text, problem = decode(path, content)
    if problem:
        return content, [problem]
    faults = [
        Problem(
            Position(path),
            f"the content security policy keeps {part} from working",
            "Put scripts and styles into files of their own.",
        )
        for part in find_unfit_parts(name, text)
    ]
    return (put_policy_into(text).encode() if name.endswith(HTML) else content), faults
