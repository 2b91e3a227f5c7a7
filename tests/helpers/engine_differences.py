"""What differs between two sites that two engines made of the same pages, as a list to read."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import urljoin

from bs4 import Comment, Tag
from bs4.element import NavigableString

from tests.helpers.building import BuiltSite, files_in
from tests.helpers.site_pages import LINKING, SitePage, read_site

THEMES_OWN = re.compile(r"assets/(javascripts|stylesheets|images)/")
"""Folders in the site whose files an engine brings along."""

_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.min\.")
_MOST_SHOWN = 200


def differences(one: BuiltSite, other: BuiltSite, names: tuple[str, str]) -> list[str]:
    """Return a line for everything that differs, the same on many pages only once.

    Compared are the files, and of every page each element with its attributes and each text.
    Addresses are compared as a browser resolves them, spaces as it shows them.
    """
    return [*_files(one, other, names), *_pages(one, other, names)]


def _files(one: BuiltSite, other: BuiltSite, names: tuple[str, str]) -> Iterator[str]:
    ours, theirs = files_in(one.folder), files_in(other.folder)
    for name, here, there in ((names[0], ours, theirs), (names[1], theirs, ours)):
        for path in sorted(here.keys() - there.keys()):
            if not THEMES_OWN.match(path):
                yield f"only {name} has the file {path}"
    for path in sorted(ours.keys() & theirs.keys()):
        if not path.endswith(".html") and _content(path, ours) != _content(path, theirs):
            yield f"another content has the file {path}"


def _content(path: str, files: dict[str, bytes]) -> object:
    """Return a file's content; of a site map the pages, for their order means nothing."""
    if path == "sitemap.xml":
        return sorted(" ".join(entry.split()) for entry in files[path].decode().split("</url>"))
    return files[path]


def _pages(one: BuiltSite, other: BuiltSite, names: tuple[str, str]) -> Iterator[str]:
    ours, theirs = read_site(one.folder, one.address), read_site(other.folder, other.address)
    shared = sorted(ours.keys() & theirs.keys())
    found: dict[str, list[str]] = defaultdict(list)
    for path in shared:
        for line in dict.fromkeys(_on_page(ours[path], theirs[path], names)):
            found[line].append(path or "home")
    for line, paths in found.items():
        where = "every page" if len(paths) == len(shared) else f"some pages, {paths[0]} for one"
        yield f"on {where}: {line}"


def _on_page(ours: SitePage, theirs: SitePage, names: tuple[str, str]) -> Iterator[str]:
    here, there = list(parts(ours)), list(parts(theirs))
    for kind, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind != "equal":
            sides = zip(names, (here[a:b], there[c:d]), strict=True)
            yield "; ".join(f"{name} has {_shown(found)}" for name, found in sides)


def parts(page: SitePage) -> Iterator[str]:
    """Yield every element and text of a page in their order, each as one line."""
    for node in page.soup.descendants:
        if isinstance(node, Tag):
            yield f"<{' '.join([node.name, *_attributes(node, page)])}>"
        elif isinstance(node, NavigableString) and not isinstance(node, Comment) and node.strip():
            yield _text(node)


def _text(node: NavigableString) -> str:
    """Write spaces as a browser shows them, and data for machines in one way."""
    parent = node.parent
    data = parent is not None and parent.get("type") == "application/ld+json"
    return json.dumps(json.loads(node), sort_keys=True) if data else " ".join(node.split())


def _attributes(element: Tag, page: SitePage) -> Iterator[str]:
    for name, value in sorted(element.attrs.items()):
        text = " ".join(value.split() if isinstance(value, str) else value)
        if name in LINKING:
            text = _FINGERPRINT.sub(".*.min.", urljoin(page.home + page.path, text))
        yield f'{name}="{text}"'


def _shown(found: list[str]) -> str:
    return " ".join(found)[:_MOST_SHOWN] or "nothing"
