"""What is there to be named in a new record, of drafts and of what is not valid yet too."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.load.legible import find_identifiers
from kb.records.unsorted import is_unsorted
from kb.strict_yaml.document import Value, parse
from kb.text.wording import quote_text

_STUDY = re.compile(r"(studies/[^/]+)/study\.yaml")
_MOST = 60
"""Of a list of what there is, so many are named."""


@dataclass(frozen=True)
class Known:
    """What there is, read no further than its names.

    Attributes:
        files: The content of each file by its path below themes_data/.
    """

    files: Mapping[str, bytes]

    @cached_property
    def studies(self) -> dict[str, tuple[str, dict[str, Value]]]:
        """The folder and the fields of each study by its identifier."""
        found: dict[str, tuple[str, dict[str, Value]]] = {}
        for path in sorted(self.files):
            match = _STUDY.fullmatch(path)
            fields = self._read(path) if match else None
            if match and isinstance(fields, dict) and isinstance(fields.get("id"), str):
                found[str(fields["id"])] = (match[1], fields)
        return found

    @cached_property
    def themes(self) -> dict[str, tuple[str, str]]:
        """The study and the title of each theme by its identifier."""
        found: dict[str, tuple[str, str]] = {}
        for path in sorted(self.files):
            if path.endswith("/themes.yaml"):
                for one in list_groups(self._read(path)):
                    found[str(one.get("id"))] = (str(one.get("study")), str(one.get("title")))
        return found

    def themes_about(self, folder: str, section: str) -> tuple[str, ...]:
        """Return the theme that a section of a study is about, if it is one theme alone."""
        groups = list_groups(self._read(f"{folder}/themes.yaml"))
        about = [
            str(one.get("id"))
            for one in groups
            if any(part.get("section") == section for part in list_groups(one.get("meaning")))
        ]
        return tuple(about) if len(about) == 1 else ()

    def section_about(self, theme: str) -> str:
        """Return the section in which a theme gets its first meaning, or ""."""
        study = self.themes.get(theme, ("", ""))[0]
        folder = self.studies[study][0] if study in self.studies else ""
        for one in list_groups(self._read(f"{folder}/themes.yaml")):
            if one.get("id") == theme:
                return next(
                    (str(part.get("section")) for part in list_groups(one.get("meaning"))), ""
                )
        return ""

    @cached_property
    def audiences(self) -> dict[str, str]:
        """The name of each audience by its identifier."""
        groups = list_groups(self._read("audiences.yaml"))
        return {str(one.get("id")): str(one.get("name")) for one in groups}

    @cached_property
    def findings(self) -> dict[str, str]:
        """The path of each finding's file by its identifier."""
        return self._list_files("findings")

    @cached_property
    def implications(self) -> dict[str, str]:
        """The path of each recommendation's file by its identifier."""
        return self._list_files("implications")

    @cached_property
    def unsorted(self) -> dict[str, tuple[str, dict[str, Value]]]:
        """The path and the fields of each quote that is not sorted yet, by its identifier."""
        return {
            str(one.get("id")): (path, one)
            for path in sorted(filter(is_unsorted, self.files))
            for one in list_groups(self._read(path))
        }

    def folder_of(self, answers: Mapping[str, object]) -> str | None:
        """Return the folder of the study that answers are about, as far as they say it."""
        themes, finding, study = answers.get("theme"), answers.get("finding"), answers.get("study")
        first = themes[0] if isinstance(themes, tuple) and themes else themes
        if isinstance(first, str) and first in self.themes:
            study = self.themes[first][0]
        elif isinstance(finding, str) and finding in self.findings:
            return "/".join(self.findings[finding].split("/")[:2])
        return self.studies[study][0] if isinstance(study, str) and study in self.studies else None

    def sections_of(self, folder: str) -> dict[str, str]:
        """Return the headings of a study's sections by their keys."""
        groups = list_groups(self._get_fields(folder).get("sections"))
        return {str(one["key"]): str(one.get("heading")) for one in groups if one.get("key")}

    def participants_of(self, folder: str) -> list[str]:
        """Return the pseudonyms of a study's participants."""
        groups = list_groups(self._get_fields(folder).get("participants"))
        return [str(one["pseudonym"]) for one in groups if one.get("pseudonym")]

    def _get_fields(self, folder: str) -> dict[str, Value]:
        return next((fields for at, fields in self.studies.values() if at == folder), {})

    def _list_files(self, folder: str) -> dict[str, str]:
        return {
            identifier: path
            for path, content in self.files.items()
            if f"/{folder}/" in f"/{path}"
            for identifier in find_identifiers(content)
            if path.endswith(f"/{identifier}.yaml")
        }

    def _read(self, path: str) -> Value:
        if path not in self.files:
            return None
        document, _ = parse(path, self.files[path])
        return document.value if document else None


def list_there_is(names: Mapping[str, str] | Iterable[str]) -> str:
    """Say what there is, one a line, as the end of a message."""
    pairs = names.items() if isinstance(names, Mapping) else ((name, "") for name in names)
    lines = [f"\n    {name} {title}".rstrip() for name, title in pairs]
    more = f"\n    and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
    return f" There are:{''.join(lines[:_MOST])}{more}" if lines else ""


def require(
    answer: str, names: Mapping[str, str] | Iterable[str], noun: str, otherwise: str
) -> str:
    """Return an answer that names something there is.

    Raises:
        ValueError: There is no such thing; the message names what there is.
    """
    known = names if isinstance(names, Mapping) else [*names]
    if answer in known:
        return answer
    listed = list_there_is(known)
    raise ValueError(f"There is no {noun} {quote_text(answer)}.{listed or f' {otherwise}'}")


def list_groups(value: Value) -> list[dict[str, Value]]:
    """Return the groups of fields in a list; what is none is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, tuple) else []
