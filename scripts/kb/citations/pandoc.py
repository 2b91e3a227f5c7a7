"""pandoc's citation processor: bibliographic data in, formatted citations and entries out."""

import json
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import pypandoc
from markupsafe import Markup

from kb.citations.fitting import HYPHEN, fit_for_apa
from kb.exchange.csl_json import make_csl_item
from kb.files.limits import CITATION_MEGABYTES, CITATION_SECONDS
from kb.records import CslItem
from kb.records.doi import RESOLVER, make_doi_address


@dataclass(frozen=True, slots=True)
class FormattedWork:
    """One work as the style writes it.

    Attributes:
        narrative: As a sentence names it: "Ramsden (2018)".
        parenthetical: As it stands between brackets: "Ramsden, 2018".
        entry: As listed in a bibliography, in HTML.
    """

    narrative: str
    parenthetical: str
    entry: Markup


def cite(works: Mapping[str, CslItem], style: Path) -> dict[str, FormattedWork]:
    """Format works in one call of pandoc.

    Args:
        works: Bibliographic data by identifier.
        style: A CSL style file.

    Returns:
        Each work as the style writes it, in the order in which the style lists them. Year
        suffixes and initials that tell works apart are given out over these works together,
        which takes time that grows with the square of their number.

    Raises:
        subprocess.CalledProcessError: pandoc failed; its own words are in `stderr`.
        subprocess.TimeoutExpired: It took too long.
    """
    if not works:
        return {}
    items = [fit_for_apa(make_csl_item(name, item), item) for name, item in works.items()]
    html = _run_pandoc(items, "\n\n".join(map(_write_citations, works)), style)
    root = ET.fromstring(f"<root>{html}</root>")  # noqa: S314 - pandoc's own output
    _encode_dois(root)
    by_id = {element.get("id", ""): element for element in root.iter("div")}
    listed = [name.removeprefix("ref-") for name in by_id if name.startswith("ref-")]
    return {
        name: FormattedWork(
            # CSL cannot say that two authors are joined by a word in a sentence.
            narrative=_get_text(by_id[f"narrative-{name}"]).replace(" & ", " and "),
            parenthetical=_get_text(by_id[f"parenthetical-{name}"])[1:-1],
            entry=Markup(_get_inner_html(by_id[f"ref-{name}"])),  # noqa: S704 - escaped by pandoc
        )
        for name in listed
    }


@cache
def get_pandoc_version() -> str:
    """Return the version of pandoc that is in use."""
    return str(pypandoc.get_pandoc_version())


def _write_citations(name: str) -> str:
    """Ask for a work in running text and between brackets."""
    return (
        f"::: {{#narrative-{name}}}\n@{{{name}}}\n:::\n\n"
        f"::: {{#parenthetical-{name}}}\n[@{{{name}}}]\n:::"
    )


_STAND_IN = "\ue000"
"""Goes through pandoc in place of <, from which it would make markup, as CSL-JSON lets titles have
it. A character for private use, which no text of the data may hold."""


def _run_pandoc(items: list[dict[str, object]], text: str, style: Path) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(json.dumps(items).replace("<", _STAND_IN))
        file.flush()
        command = [
            pypandoc.get_pandoc_path(),
            *("+RTS", f"-M{CITATION_MEGABYTES}m", "-RTS"),
            "--from=markdown",
            "--to=html",
            "--wrap=none",
            "--citeproc",
            f"--csl={style}",
            f"--bibliography={file.name}",
            "--metadata=lang:en-US",
        ]
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=CITATION_SECONDS,
        )
    return done.stdout.replace(_STAND_IN, "&lt;").replace(HYPHEN, "-")


def _encode_dois(root: ET.Element) -> None:
    """Let links to DOIs be addresses, whatever the DOI holds; pandoc writes them as they are."""
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith(RESOLVER) and target == _get_text(link):
            link.set("href", make_doi_address(target.removeprefix(RESOLVER)))


def _get_text(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def _get_inner_html(element: ET.Element) -> str:
    children = (ET.tostring(child, "unicode", "html") for child in element)
    return "".join([escape(element.text or "", quote=False), *children]).strip()
