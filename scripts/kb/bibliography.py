"""Works formatted by pandoc's citation processor, all of them in one call."""

import json
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypandoc
from markupsafe import Markup

from kb.knowledge_base import KnowledgeBase
from kb.records import CslItem, Reference, Study


@dataclass(frozen=True, slots=True)
class FormattedWork:
    """One work as the style writes it.

    Attributes:
        label: As named in running text: "Ramsden (2018)".
        entry: As listed in a bibliography, in HTML.
    """

    label: str
    entry: Markup


Bibliography = Mapping[str, FormattedWork]
"""Formatted works by the identifier of their reference or study, in the order of the style."""


def works_of(kb: KnowledgeBase) -> dict[str, CslItem]:
    """Return everything that has bibliographic data, by identifier: references and studies."""
    references = {reference.id: reference.csl for reference in kb.all(Reference)}
    return references | {study.id: study.publication for study in kb.all(Study)}


def format_works(works: Mapping[str, CslItem], style: Path) -> dict[str, FormattedWork]:
    """Format works with pandoc.

    Args:
        works: Bibliographic data by identifier.
        style: A CSL style file.

    Returns:
        Each work's label and entry, in the order in which the style lists them. Year suffixes
        are given out over all works together.

    Raises:
        subprocess.CalledProcessError: pandoc failed; its own words are in `stderr`.
    """
    if not works:
        return {}
    items = [
        {"id": identifier, **item.model_dump(mode="json", by_alias=True, exclude_none=True)}
        for identifier, item in works.items()
    ]
    citations = "\n\n".join(f"::: {{#label-{name}}}\n@{{{name}}}\n:::" for name in works)
    root = ET.fromstring(f"<root>{_pandoc(items, citations, style)}</root>")  # noqa: S314 - pandoc's own output
    by_id = {element.get("id"): element for element in root.iter("div")}
    entries = [name.removeprefix("ref-") for name in by_id if name and name.startswith("ref-")]
    return {
        name: FormattedWork(
            label="".join(by_id[f"label-{name}"].itertext()).strip(),
            entry=Markup(_inner_html(by_id[f"ref-{name}"])),  # noqa: S704 - escaped by pandoc
        )
        for name in entries
    }


def _pandoc(items: list[dict[str, object]], text: str, style: Path) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(items, file)
        file.flush()
        command = [
            pypandoc.get_pandoc_path(),
            "--from=markdown",
            "--to=html",
            "--wrap=none",
            "--citeproc",
            f"--csl={style}",
            f"--bibliography={file.name}",
            "--metadata=lang:en-US",
        ]
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, encoding="utf-8", check=True
        )
    return done.stdout


def _inner_html(element: ET.Element) -> str:
    inner = [element.text or "", *(ET.tostring(child, "unicode", "html") for child in element)]
    return "".join(inner).strip()
