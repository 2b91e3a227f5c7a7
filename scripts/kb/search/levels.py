"""The order of results: what a reader could do, before what was found, before what it stands on.

Pagefind ranks by words alone, so a glossary term that is named by a word outranks the situation
that was asked for. The search in the browser puts results of one level together; Pagefind ranks
within a level only. What a result is, Pagefind tells with its text, which is too late for an order:
so a file beside the index lists, for each level, the names that Pagefind gave its entries.
"""

import gzip
import json
from pathlib import Path

from kb.records import Audience, Implication, Situation
from kb.records.kinds import get_kind
from kb.search.entries import ABOUT, FIGURE

FILE = "levels.json"
"""Its name, in the folder of an index."""


def _name(*records: type[Situation | Implication | Audience]) -> frozenset[str]:
    return frozenset(name.one for record in records for name in get_kind(record).called)


LEVELS: tuple[frozenset[str], ...] = (
    _name(Situation),
    _name(Implication, Audience),
    frozenset({"Term", "Reference", "Study", FIGURE, ABOUT}),
)
"""The types of entry on each: situations, what they lead to, and background.

Findings, quotes, themes and other evidence, of which there are most, are on none of these.
"""

_MARK = "pagefind_dcd"
"""What Pagefind begins the text of an entry with."""


def write_levels(index: Path) -> None:
    """Write the list into the folder of an index that Pagefind has made."""
    levels: list[list[str]] = [[] for _ in LEVELS]
    for file in sorted((index / "fragment").glob("*.pf_fragment")):
        text = gzip.decompress(file.read_bytes()).decode()
        kind = json.loads(text.removeprefix(_MARK))["meta"]["type"]
        for level, kinds in zip(levels, LEVELS, strict=True):
            if kind in kinds:
                level.append(file.stem)
    (index / FILE).write_text(json.dumps(levels, separators=(",", ":")) + "\n", encoding="utf-8")
