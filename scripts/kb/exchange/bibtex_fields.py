"""The fields of one BibTeX entry: its own, and those that it takes from others."""

import re
from collections.abc import Iterator, Mapping

from kb.exchange.bibtex_scanner import Block
from kb.exchange.bibtex_types import INHERITED, NOT_INHERITED, PARTS, TYPES
from kb.exchange.draft import Draft
from kb.exchange.latex_decoding import decode_latex
from kb.text.wording import quote_text

_ONCE = frozenset({"title", "author", "year", "date", "journal", "booktitle"})
"""Fields of which it matters which one is meant, if one is given twice."""

_GENERATIONS = 10
"""Entries that may lend to each other in a row; a paper and its proceedings are two."""

_WEB_OF_SCIENCE = re.compile(r"(WOS|ISI|BCI|CCC|MEDLINE|BIOSIS|KJD|SCIELO|RSCI):", re.IGNORECASE)


class EntryFields:
    """What one entry says, field by field.

    Attributes:
        block: The entry as it is written.
        draft: What is gathered of it.
        source: The values of its fields by their names, as they are written.
        taken: The names of fields that were looked at.
    """

    def __init__(self, block: Block, library: Mapping[str, Block], draft: Draft) -> None:
        """Gather an entry's fields.

        Args:
            block: The entry as it is written.
            library: All entries of the file by key, in lower case.
            draft: Gathers what is wrong.
        """
        self.block = block
        self.draft = draft
        self.taken: set[str] = set()
        self.source = self._list_own()
        for name, word in block.undefined:
            if name != "month":
                what = (
                    f"{name}: the file does not say what the abbreviation {quote_text(word)} means"
                )
                draft.notes.append(what)
        for key in re.split(r"\s*,\s*", self.source.get("xdata", "")):
            self._inherit(library, key, part=False)
        self._inherit(library, self.source.get("crossref", "").strip(), part=True)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of another work."""
        return TYPES.get(self.block.kind, "") in PARTS

    @property
    def is_from_web_of_science(self) -> bool:
        """Whether its values are in double braces, which mean nothing there."""
        year = self.source.get("year", "")
        return bool(_WEB_OF_SCIENCE.match(self.block.key) or re.fullmatch(r"\s*\{\d{4}\}\s*", year))

    def _list_own(self) -> dict[str, str]:
        """Return its own fields; of one that is given twice, the first counts, as in BibTeX."""
        source: dict[str, str] = {}
        for name, value in self.block.fields:
            if not source.get(name, "").strip():
                source[name] = value
            elif value.strip() in ("", source[name].strip()):
                continue
            elif name in _ONCE:
                self.draft.mistakes.append((f"{name} is given twice", "Keep one of the two."))
            else:
                self.draft.leave_out(name, value, value, "the field is given twice")
        return source

    def _inherit(self, library: Mapping[str, Block], key: str, *, part: bool) -> None:
        """Add what an entry lends, and what others lend to that."""
        field = "crossref" if part else "xdata"
        way = [self.block.key.lower()]
        while key and len(way) <= _GENERATIONS:
            lender = library.get(key.strip().lower())
            if lender is None:
                self.draft.leave_out(field, key, key, "the file has no entry of that key")
                return
            if lender.key.lower() in way:
                circle = " → ".join([*way, lender.key.lower()])
                self.draft.mistakes.append(
                    (f"its {field} leads back to it: {circle}", "Take one of them out.")
                )
                return
            way.append(lender.key.lower())
            lent = dict(reversed(lender.fields))
            for name, value in lent.items():
                if not part or name not in NOT_INHERITED:
                    own = INHERITED.get(name, name) if part and self.is_part else name
                    self.source.setdefault(own, value)
            key = lent.get(field, "")

    def get(self, name: str) -> str:
        """Return a field as it is written, or "", and count it as looked at."""
        self.taken.add(name)
        return self.source.get(name, "").strip()

    def take(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield each field of some names that is there, decoded; the guard looks for its words."""
        for name in names:
            text = self.get(name)
            if text:
                self.draft.given.append((name, text))
                yield name, self.decode(name, text)

    def decode(self, name: str, text: str, *, curly: bool = True) -> str:
        """Return a text without LaTeX; a command whose meaning is not known is told."""
        decoded = decode_latex(text, curly=curly)
        for command in dict.fromkeys(decoded.unknown):
            self.draft.notes.append(
                f"{name}: the command \\{command} is left out, look at the text"
            )
        return decoded.text

    def put(self, field: str, *names: str) -> None:
        """Give a field of the work what the first of some fields says."""
        for _, text in self.take(*names):
            self.draft.put(field, text)

    def join(self, *names: str) -> str:
        """Return a title with its subtitle, and with what is added to it."""
        title, subtitle, more = ([*dict(self.take(name)).values(), ""][0] for name in names)
        joint = " " if re.search(r"[?!:.]\W?$", title) else ": "
        text = joint.join(filter(None, (title, subtitle)))
        return ". ".join(filter(None, (text, more)))

    def take_verbatim(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield a field in which signs stand for themselves, whatever was escaped in it."""
        if text := self.get(name):
            yield name, read_verbatim(text)


def read_verbatim(text: str) -> str:
    r"""Return an address or a DOI as it is meant: \_ and {\_} are an underscore, \url{} nothing."""
    text = re.sub(r"\\(?:url|href|path|nolinkurl|texttt)\s*(?=\{)", "", text.strip())
    text = re.sub(r"\\(?:textunderscore|_)\s*(?:\{\})?", "_", text)
    text = re.sub(r"\\(?:textasciitilde|~)\s*(?:\{\s*\})?|\$\\sim\$|\{\\sim\}", "~", text)
    text = re.sub(r"\\([%&#$_{}^])", r"\1", text)
    if "\\" in text or "$" in text:
        text = decode_latex(text, curly=False).text
    return re.sub(r"[{}]", "", text)
