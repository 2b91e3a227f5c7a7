"""Evidence maps in which everything is made up, of any size and shape."""

from hypothesis import strategies as st

from kb.evidence_map.graph import Graph, Line, Node
from kb.knowledge.base import KnowledgeBase
from kb.read import examine
from kb.records import Finding, Implication, Theme
from kb.records.links import Link
from tests.made_up.records import FINDING, IMPLICATION, MADE_UP, STUDY, THEMES, made_up

WORDS = [
    "made-up",
    "www",
    "Wömmm",
    "incomprehensibilities",
    "“mock”",
    "as",
    "it",
    "professionals’",
    "IllI",
    "MBT",
]
labels = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: " ".join(words)[:60].strip()
)


_KB = examine(made_up()).kb


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a map: themes and parts of them, findings of one or two themes, recommendations."""
    themes: list[Node] = []
    lines: list[Line] = []
    whole: str | None = None
    for n in range(draw(st.integers(0, 6))):
        part_of = whole if draw(st.booleans()) else None
        themes.append(_theme(n + 1, draw(labels), part_of))
        whole = whole if part_of else themes[-1].id
        if part_of:
            lines.append(Line(part_of, themes[-1].id, Link.PART_OF))
    findings = [_finding(n + 1, draw(labels)) for n in range(draw(st.integers(0, 20)))]
    last = [_recommendation(n + 1, draw(labels)) for n in range(draw(st.integers(0, 12)))]
    lines += draw(_lines(themes, findings, Link.BELONGS_TO, 2))
    lines += draw(_lines(findings, last, Link.RESTS_ON, 5))
    return Graph(tuple(themes), tuple(findings), tuple(last), tuple(lines))


@st.composite
def _lines(
    draw: st.DrawFn, sources: list[Node], targets: list[Node], link: Link, most: int
) -> list[Line]:
    """Draw one or more lines to each target."""
    if not sources:
        return []
    ends = st.sets(st.sampled_from([node.id for node in sources]), min_size=1, max_size=most)
    suspect = st.booleans() if link is Link.RESTS_ON else st.just(value=False)
    return [
        Line(source, node.id, link, suspect=draw(suspect))
        for node in targets
        for source in sorted(draw(ends))
    ]


def _theme(number: int, label: str, whole: str | None) -> Node:
    changes = {"id": f"T{number:03}", "part_of": whole}
    return Node(_KB.get("T002", Theme).model_copy(update=changes), label)


def _finding(number: int, label: str) -> Node:
    record = _KB.get("F001", Finding).model_copy(update={"id": f"F{number:03}"})
    return Node(record, label, support="reported" if number % 2 else "quoted")


def _recommendation(number: int, label: str) -> Node:
    """Return a recommendation: derived and for practice, or stated and for research."""
    like = "I002" if number % 3 == 0 else "I001"
    return Node(_KB.get(like, Implication).model_copy(update={"id": f"I{number:03}"}), label)


def many(findings: int) -> KnowledgeBase:
    """Return the records of a made-up study with as many findings, in eight parts of two themes.

    Recommendations, two for three findings, rest on findings near to each other and far apart.
    """
    files = {path: text for path, text in MADE_UP.items() if path not in _REPLACED}
    theme, part = MADE_UP[THEMES].split("- id: ")[1:]
    files[THEMES] = "".join(
        _theme_text(theme, whole, None)
        + "".join(_theme_text(part, whole + n, whole) for n in range(1, 5))
        for whole in (1, 6)
    )
    parts = [2, 3, 4, 5, 7, 8, 9, 10]
    for n in range(1, findings + 1):
        home = parts[(n - 1) * len(parts) // findings]
        second = f", T{parts[n % len(parts)]:03}" if n % 10 == 0 else ""
        text = MADE_UP[FINDING].replace("id: F001", f"id: F{n:03}")
        text = text.replace("id: Q001", f"id: Q{n:03}").replace("[T002]", f"[T{home:03}{second}]")
        files[f"studies/testa-2020/findings/F{n:03}.yaml"] = text.replace(
            "label: A made-up finding", f"label: {_label(n)}"
        )
    for n in range(1, findings * 2 // 3 + 1):
        ends = {(n * 3 // 2 + step) % findings + 1 for step in (0, 1, 2, n * 7 % 23)[: n % 4 + 1]}
        reasons = "".join(f"  - finding: F{f:03}@2\n    reason: Made up.\n" for f in sorted(ends))
        text = MADE_UP[IMPLICATION].replace("id: I001", f"id: I{n:03}")
        text = text.replace("label: Make nothing of it", f"label: {_label(n + 3)}")
        files[f"implications/I{n:03}.yaml"] = text.replace(
            "  - finding: F001@2\n    reason: This reason is made up.\n", reasons
        )
    examined = examine({path: text.encode() for path, text in files.items()})
    kb, problems = examined.kb, examined.problems
    assert not problems
    return kb


_REPLACED = {
    THEMES,
    *(path for path in MADE_UP if "/findings/" in path or path.startswith("implications/")),
}


def _theme_text(text: str, number: int, whole: int | None) -> str:
    text = f"- id: T{number:03}\n" + text.split("\n", 1)[1]
    return text.replace("part_of: T001", f"part_of: T{whole:03}") if whole else text


def _label(number: int) -> str:
    words = [WORDS[(number * 3 + step * 7) % len(WORDS)] for step in range(number % 7 + 2)]
    return " ".join(["Made", *words])[:60].strip()


def without_themes() -> KnowledgeBase:
    """Return the records of a made-up study of which no theme and no finding is recorded yet."""
    return examine({STUDY: made_up()[STUDY]}).kb
