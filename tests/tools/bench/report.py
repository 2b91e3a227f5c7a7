"""What was measured, as a page and a plot of the documentation: ratios, no times of a machine."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tests.tools.bench.measuring import Measured
from tests.tools.draw_pictures import WIDTH, Drawing

_HEAD = '<th scope="col">{}</th>'
_BODY = "<td>{}</td>"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Load": ("start", "load"),
    "Link": ("link",),
    "Check": ("check",),
    "Bibliography": ("bibliography",),
    "Views": ("views",),
    "Downloads": ("downloads",),
    "Pages": ("layout",),
    "MkDocs": ("convert", "finish", "exchange"),
    "Search index": ("index",),
}
"""The stages as the table has them; the start of the program counts to the first."""

APART = "index"
"""The stage that a bare build has not, and that is told apart."""

ALLOWED = 1.15
"""How much longer than the bare build a build may take, the index of the search apart."""

ABOUT = (
    "`make bench` makes up knowledge bases, builds each with `kb build` and then the same pages by "
    "MkDocs alone, with the same theme and extensions, in turn. It writes this page. Only ratios "
    "are told, because they hold on other machines too. Every build begins with nothing kept from "
    "an earlier one, but for those that are told as builds again."
)
PROCESSORS = (
    "`kb build` lays out pages on all processors; MkDocs uses one, alone and here. The work of "
    "processors is told too: it depends less on how many there are and on what else they do. "
    "MkDocs takes less time within `kb build` because there it converts hand-written pages only."
)
MEDIANS = (
    "Times are medians, without the index of the search. A build that follows another is told as a "
    "part of that one, the index included in both."
)
OTHERS = (
    "How many times as long the whole of `kb build` took, index and all, as other programs that "
    "were there, in turn with it. They do less: nothing is checked, cited, made into files or "
    "indexed for the search, and their pages have hardly any frame."
)
GROWTH = (
    "How many times as much each takes at the next size; what grows no faster than the pages has a "
    "number no greater than theirs:"
)


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size.

    Attributes:
        findings: How many findings.
        pages: How many pages were built.
        builds: What each `kb build` took.
        bare: What each bare build took, in turn with them.
        unchanged: What each further `kb build` took, of which nothing had changed.
        edited: What each took after an edit of one record.
        others: What other programs took, by their names.
    """

    findings: int
    pages: int
    builds: Sequence[Measured]
    bare: Sequence[Measured]
    unchanged: Sequence[Measured] = ()
    edited: Sequence[Measured] = ()
    others: Sequence[Mapping[str, Measured]] = ()

    @property
    def bare_seconds(self) -> float:
        """What a bare build took."""
        return median(one.seconds for one in self.bare)

    @property
    def seconds(self) -> float:
        """What `kb build` took, the index of the search apart."""
        return median(one.seconds - one.stages[APART][0] for one in self.builds)

    @property
    def ratio(self) -> float:
        """How many times as long it took as the bare build beside it."""
        return median(
            (one.seconds - one.stages[APART][0]) / bare.seconds
            for one, bare in zip(self.builds, self.bare, strict=True)
        )

    @property
    def busy_ratio(self) -> float:
        """The same by the work of processors, which others on the machine disturb less."""
        return median(
            (one.busy - one.stages[APART][1]) / bare.busy
            for one, bare in zip(self.builds, self.bare, strict=True)
        )

    def again(self, builds: Sequence[Measured]) -> str:
        """Return what further builds took, as a part of the build from nothing before each."""
        parts = [
            again.seconds / whole.seconds for again, whole in zip(builds, self.builds, strict=False)
        ]
        return f"× {median(parts):.2f}" if parts else "–"

    def beside(self, name: str) -> str:
        """Return how many times as long `kb build` took, index and all, as another program."""
        parts = [
            whole.seconds / others[name].seconds
            for whole, others in zip(self.builds, self.others, strict=False)
            if name in others
        ]
        return f"× {median(parts):.1f}" if parts else "–"

    def share(self, stages: Iterable[str]) -> float:
        """Return what some stages took, as a part of a bare build."""
        return self.taken(stages) / self.bare_seconds

    def taken(self, stages: Iterable[str]) -> float:
        """Return the seconds of some stages."""
        wanted = tuple(stages)
        return median(
            sum(one.stages.get(stage, (0, 0))[0] for stage in wanted) for one in self.builds
        )


BESIDE: Mapping[str, Callable[[Size], str]] = {
    "Pages": lambda size: f"{size.pages:,}",
    "Runs": lambda size: str(len(size.builds)),
    "Time": lambda size: f"× {size.ratio:.2f}",
    "Work of processors": lambda size: f"× {size.busy_ratio:.2f}",
    "`kb build` again, nothing changed": lambda size: size.again(size.unchanged),
    "`kb build` again, one record changed": lambda size: size.again(size.edited),
    "Memory": lambda size: f"× {_memory(size.builds) / _memory(size.bare):.2f}",
    "Memory at most": lambda size: f"{_memory(size.builds):,.0f} MB",
}
"""What is reported of each size."""


def page(sizes: Sequence[Size], machine: str) -> str:
    """Return the page: what was measured on what, and three tables."""
    return "\n".join(
        [
            "---",
            "title: How fast it is",
            "description: What a build takes beside one by MkDocs alone, as the site grows.",
            "hide:",
            "  - navigation",
            "---",
            "# How fast it is",
            "",
            ABOUT,
            "",
            f"Measured on {machine}. {PROCESSORS}",
            "",
            "## Beside MkDocs alone { #beside }",
            "",
            *_table(
                ["What", *(f"{size.findings:,} findings" for size in sizes)],
                [[name, *(value(size) for size in sizes)] for name, value in BESIDE.items()],
            ),
            "",
            f"{MEDIANS} To reach: × {ALLOWED} at 1,000 findings.",
            "",
            _picture(sizes),
            "",
            *_others(sizes),
            "## By stage { #stages }",
            "",
            "What each stage takes, as a part of the bare build:",
            "",
            *_table(
                ["Stage", *(f"{size.findings:,} findings" for size in sizes)],
                [
                    [name, *(f"{size.share(stages):.1%}" for size in sizes)]
                    for name, stages in GROUPS.items()
                ],
            ),
            "",
            "## Growth { #growth }",
            "",
            *_growth(sizes),
            "",
        ]
    )


def plot(sizes: Sequence[Size]) -> str:
    """Return the drawing: a bar for each size, the bare build for comparison, and the limit."""
    drawing = Drawing(_height(sizes), "Time of a build beside MkDocs alone")
    own = [name for name in GROUPS if name not in ("MkDocs", "Search index")]
    longest = max(sum(size.share(GROUPS[name]) for name in (*own, "MkDocs")) for size in sizes)
    left, unit = 16, round((WIDTH - 32) / max(longest, ALLOWED) / 1.05)
    for place, size in enumerate(sizes):
        top = 34 + 66 * place
        drawing.text(left, top, f"{size.findings:,} findings: × {size.ratio:.2f}", "ink", "bold")
        drawing.box(left, top + 8, unit, 14, "tag", "edge", corner=0)
        at = float(left)
        for colour, names in (("editors-ink", own), ("accent", ["MkDocs"])):
            width = unit * sum(size.share(GROUPS[name]) for name in names)
            drawing.box(round(at, 1), top + 24, round(width, 1), 14, colour, corner=0)
            at += width
    foot = 34 + 66 * len(sizes)
    limit = left + unit * ALLOWED
    drawing.arrow(limit, 26, limit, foot - 24, "wrong")
    for x, colour, words in (
        (left, "tag", "MkDocs alone"),
        (left + 118, "editors-ink", "own stages"),
        (left + 222, "accent", "MkDocs in kb build"),
    ):
        drawing.box(x, foot - 10, 12, 12, colour, "edge", corner=0)
        drawing.text(x + 17, foot, words, "soft")
    drawing.text(left, foot + 20, f"The line is what is allowed: × {ALLOWED}", "soft")
    return drawing.svg()


def _picture(sizes: Sequence[Size]) -> str:
    look = f"{{ .kb-drawing loading=lazy width={WIDTH} height={_height(sizes)} }}"
    return f"![The same as bars: {_in_words(sizes)}](bench.svg){look}"


def _height(sizes: Sequence[Size]) -> int:
    return 66 * len(sizes) + 66


def _memory(builds: Iterable[Measured]) -> float:
    return max(one.megabytes for one in builds)


def _in_words(sizes: Sequence[Size]) -> str:
    return ", ".join(f"{size.ratio:.2f} times at {size.findings:,} findings" for size in sizes)


def _others(sizes: Sequence[Size]) -> list[str]:
    names = dict.fromkeys(name for size in sizes for others in size.others for name in others)
    if not names:
        return []
    return [
        "## Beside other programs { #others }",
        "",
        OTHERS,
        "",
        *_table(
            ["Beside", *(f"{size.findings:,} findings" for size in sizes)],
            [[name, *(size.beside(name) for size in sizes)] for name in names],
        ),
        "",
    ]


def _growth(sizes: Sequence[Size]) -> list[str]:
    if len(sizes) < 2:
        return ["Only one size was measured."]
    pairs = list(pairwise(sizes))

    def row(name: str, value: Callable[[Size], float]) -> list[str]:
        return [name, *(_times(value(after), value(before)) for before, after in pairs)]

    return [
        GROWTH,
        "",
        *_table(
            ["What", *(f"{before.findings:,} to {after.findings:,}" for before, after in pairs)],
            [
                row("Pages", lambda size: size.pages),
                row("MkDocs alone", lambda size: size.bare_seconds),
                row("`kb build`, without the index", lambda size: size.seconds),
                *(
                    row(name, lambda size, stages=stages: size.taken(stages))  # type: ignore[misc] # mypy cannot type a default
                    for name, stages in GROUPS.items()
                ),
            ],
        ),
    ]


def _times(after: float, before: float) -> str:
    return f"× {after / before:.1f}" if before > 0 else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write a table as HTML, which can have the class that lets it fit a small screen."""
    return [
        '<table class="kb-table">',
        f"<thead><tr>{''.join(_HEAD.format(_cell(one)) for one in head)}</tr></thead>",
        "<tbody>",
        *(f"<tr>{''.join(_BODY.format(_cell(one)) for one in row)}</tr>" for row in rows),
        "</tbody>",
        "</table>",
    ]


def _cell(text: str) -> str:
    return re.sub("`(.+?)`", r"<code>\1</code>", text)
