"""Works as files for reference managers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.citations.bibliography import Bibliography
from kb.exchange.bibtex import write_bibtex
from kb.exchange.csl_json import write_csl_json
from kb.exchange.ris import write_ris
from kb.knowledge.base import KnowledgeBase
from kb.records import CslItem, Record, Reference, Theme


@dataclass(frozen=True, slots=True)
class Format:
    """A format that reference managers read.

    Attributes:
        name: What it is called.
        ending: How its files end.
        type: Its media type.
        write: From works by citation key to the text of a file.
    """

    name: str
    ending: str
    type: str
    write: Callable[[Mapping[str, CslItem]], str]


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", write_bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", write_ris),
    Format("CSL JSON", "csl.json", "application/vnd.citationstyles.csl+json", write_csl_json),
)


@dataclass(frozen=True, slots=True)
class CitationFile:
    """A file in the folder of the page that links to it.

    Attributes:
        format: What its format is called.
        name: The file's name.
        text: What it holds, with the ends of lines that its format asks for.
    """

    format: str
    name: str
    text: str

    @property
    def shown(self) -> str:
        """The text as a page shows it: HTML knows one end of line."""
        return self.text.replace("\r\n", "\n")


def make_citation_files(stem: str, works: Mapping[str, CslItem]) -> list[CitationFile]:
    """Write works in every format.

    Args:
        stem: The name of each file without its ending.
        works: Bibliographic data by citation key.
    """
    return [CitationFile(form.name, f"{stem}.{form.ending}", form.write(works)) for form in FORMATS]


def make_stem(record: Record) -> str:
    """Return the name, without its ending, of the files that a record's citation is in."""
    return record.id.lower()


def make_bibliography_files(kb: KnowledgeBase, bibliography: Bibliography) -> list[CitationFile]:
    """Return all references as files, which lie beside their index; none if there are none."""
    return _make_files(kb.all(Reference), bibliography, "references")


def make_theme_files(
    kb: KnowledgeBase, bibliography: Bibliography, theme: Theme
) -> list[CitationFile]:
    """Return the works that a theme's findings cite, those of its parts included, as files."""
    return _make_files(kb.cited_within(theme), bibliography, f"{make_stem(theme)}-references")


def _make_files(
    references: list[Reference], bibliography: Bibliography, stem: str
) -> list[CitationFile]:
    """Write references in the order in which the style lists them."""
    wanted = {reference.id: reference.csl for reference in references}
    works = {name: wanted[name] for name in bibliography if name in wanted}
    return make_citation_files(stem, works) if works else []
