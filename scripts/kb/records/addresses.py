"""Where each record's page is: addresses that never change, because identifiers never do."""

import posixpath
from functools import lru_cache

from kb.records import Record, Reference, Study, Theme
from kb.records.kinds import get_kind

GLOSSARY = "glossary.md"
EVIDENCE_MAP = "map.md"
SUMMARY = "summary.md"
VOICES = "voices.md"
TOPICS = "topics.md"
HANDOUT = "handout.md"
KNOWN = "handout/known.json"
"""The identifiers that the page for handouts knows."""


def get_page_path(record: Record) -> str:
    """Return the Markdown file that holds a record's page; glossary terms share one."""
    folder = get_folder(record)
    return f"{folder}/{record.id.lower()}.md" if folder else GLOSSARY


def get_folder(record: Record | type[Record]) -> str:
    """Return the folder of the pages of a record's type, or "" if they share a page."""
    return get_kind(record).folder


def get_whole_path(theme: Theme) -> str:
    """Return the Markdown file of the page that holds all of a theme."""
    return f"{get_page_path(theme).removesuffix('.md')}/whole.md"


def get_index_path(kind: type[Record]) -> str:
    """Return the Markdown file of the index of a type."""
    folder = get_folder(kind)
    return f"{folder}/index.md" if folder else GLOSSARY


def get_works_path(study: Study) -> str:
    """Return the Markdown file that says what a study draws on: its background and its works."""
    return f"{get_folder(Study)}/{study.id.lower()}/works.md"


def get_appraisal_path(study: Study) -> str:
    """Return the Markdown file that holds the appraisal of a study."""
    return f"{get_folder(Study)}/{study.id.lower()}/appraisal.md"


def get_voices_path(study: Study) -> str:
    """Return the Markdown file that says who is quoted for which theme of a study."""
    return get_study_part_path(study, "voices")


def get_api_path(record: Record) -> str:
    """Return the file that holds a record for programs, from the site's own folder."""
    return f"api/v1/{get_folder(record) or 'glossary'}/{record.id.lower()}.json"


def get_below_path(record: Record, part: str) -> str:
    """Return the Markdown file of a page below a record's own: `sessions/…/screen.md`."""
    return f"{get_page_path(record).removesuffix('.md')}/{part}.md"


def get_handout_path(record: Record) -> str:
    """Return the Markdown file of the one-page handout on a record."""
    return get_below_path(record, "handout")


def get_code_path(record: Record) -> str:
    """Return the drawing of the code that leads from paper to a record's page."""
    return f"{make_address(get_page_path(record))}code.svg"


def get_study_part_path(study: Study, part: str) -> str:
    """Return the Markdown file of a study's part of an index that is divided by study."""
    return f"{get_folder(Study)}/{study.id.lower()}/{part}.md"


def get_letter_path(letter: str) -> str:
    """Return the Markdown file of the references that are listed under a letter."""
    return f"{get_folder(Reference)}/{letter}.md"


def make_address(path: str) -> str:
    """Return the address of a page within the site: `findings/f001/`, and nothing for home."""
    folder, name = posixpath.split(path)
    stem = name.removesuffix(".md")
    if stem == "index":
        return f"{folder}/" if folder else ""
    return posixpath.join(folder, stem) + "/"


def make_relative(origin: str, target: str, anchor: str = "") -> str:
    """Return the relative link between two pages, which works wherever the site is put."""
    start, goal = _split_folders(origin), _split_folders(target)
    shared = 0
    for ours, theirs in zip(start, goal, strict=False):
        if ours != theirs:
            break
        shared += 1
    link = "../" * (len(start) - shared) + "".join(f"{name}/" for name in goal[shared:]) or "./"
    return f"{link}#{anchor}" if anchor else link


@lru_cache(maxsize=2**16)
def _split_folders(path: str) -> list[str]:
    """Return the folders of a page's address from the site's own; links to a page are many."""
    return make_address(path).split("/")[:-1]


def add_version(link: str, version: int) -> str:
    """Return a link that names the version which was read: `./?v=2#anchor`.

    It leads to the same page, which then tells what has changed since (pinned.js).
    """
    path, sharp, anchor = link.partition("#")
    return f"{path}?v={version}{sharp}{anchor}"
