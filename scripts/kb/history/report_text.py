"""What a change does, laid out for a terminal, for a pull request, or for tools."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from kb.history.report import Entry, Line, Report, Section
from kb.problems.report import (
    Lines,
    format_problem_as_markdown,
    format_problems,
    list_objects,
)
from kb.terminal import GREEN, PLAIN, RED
from kb.text.github_markdown import escape_markdown, format_code
from kb.text.shown import show_on_one_line
from kb.text.word_diff import Piece

MOST = 65_000
"""So many characters a pull request shows at most of one comment; GitHub's limit is 65,536."""

_ENDING = 400
"""So many characters are kept for saying what is left out."""


def format_text(report: Report, lines: Lines, *, colour: bool = False) -> str:
    """Lay a report out for a terminal; with `colour`, words are marked by colour too."""
    if report.is_empty:
        return "\n".join([f"Nothing changed since {report.since}.", *report.notes])
    blocks = [
        f"Since {report.since}:",
        "\n".join(f"- {said}" for said in (*report.summary, *report.notes)),
    ]
    for section in report.sections:
        entries = [_format_entry(entry, colour=colour) for entry in section.entries]
        blocks.append("\n".join([section.heading.upper(), *entries]))
    if report.problems:
        blocks.append(format_problems(report.problems, "text", lines))
    return "\n\n".join(block for block in blocks if block)


def format_json(report: Report) -> str:
    """Lay a report out for tools: what people are told, and the problems as `kb check` has them."""
    sections = [
        {
            "heading": section.heading,
            "entries": [
                {
                    "title": entry.title,
                    "lines": [
                        {"label": line.label, "pieces": [*map(asdict, line.pieces)]}
                        for line in entry.lines
                    ],
                }
                for entry in section.entries
            ],
        }
        for section in report.sections
    ]
    told = {
        "since": report.since,
        "summary": report.summary,
        "notes": report.notes,
        "sections": sections,
        "problems": list_objects(report.problems),
    }
    return json.dumps(told, indent=2)


def _format_entry(entry: Entry, *, colour: bool) -> str:
    lines = [f"    {line.label}: {_mark(line, colour=colour)}" for line in entry.lines]
    return "\n".join([f"  {_on_one_line(entry.title)}", *lines])


def _mark(line: Line, *, colour: bool) -> str:
    return "".join(_format_piece(piece, colour=colour) for piece in line.pieces)


def _format_piece(piece: Piece, *, colour: bool) -> str:
    text = _on_one_line(piece.text)
    marks = {
        "same": ("", ""),
        "removed": (f"{RED}[-", f"-]{PLAIN}") if colour else ("[-", "-]"),
        "added": (f"{GREEN}{{+", f"+}}{PLAIN}") if colour else ("{+", "+}"),
    }
    before, after = marks[piece.kind]
    return f"{before}{text}{after}"


def _on_one_line(text: str) -> str:
    """Show line breaks as signs, and what a terminal would obey as what stands for it."""
    return show_on_one_line(text, " ¶ ")


# ------------------------------------------------------------------------- for a pull request


def format_markdown(report: Report, most: int = MOST) -> str:
    """Lay a report out as a comment on a pull request, no longer than `most` characters.

    Nothing of the data is markup, a link or a mention there.
    """
    if report.is_empty:
        said = [f"Nothing changed since {report.since}.", *report.notes]
        return "\n\n".join(map(escape_markdown, said)) + "\n"
    blocks = ["## What this changes", f"Compared with {escape_markdown(report.since)}."]
    if said := [*report.summary, *report.notes]:
        blocks.append("\n".join(f"- {escape_markdown(one)}" for one in said))
    if report.problems:
        blocks.append("### To be mended before this is published")
        blocks += [format_problem_as_markdown(problem) for problem in report.problems]
    for section in report.sections:
        blocks += _format_section(section)
    return _cut_to_length(blocks, most)


def _cut_to_length(blocks: list[str], most: int) -> str:
    """Join blocks as long as there is room, and say how many there was none for."""
    room = most - _ENDING
    taken: list[str] = []
    for index, block in enumerate(blocks):
        room -= len(block) + 2
        if room < 0:
            left = len([one for one in blocks[index:] if not one.startswith("#")])
            while taken[-1].startswith("### "):
                taken.pop()
            taken.append(f"*There is no room here for {left} more; `kb diff` shows them all.*")
            break
        taken.append(block)
    return "\n\n".join(taken) + "\n"


def _format_section(section: Section) -> Iterator[str]:
    yield f"### {escape_markdown(section.heading)}"
    simple = [entry for entry in section.entries if not entry.lines]
    if simple:
        yield "\n".join(f"- {escape_markdown(entry.title)}" for entry in simple)
    for entry in section.entries:
        if entry.lines:
            yield "\n".join(
                [f"<b>{escape_markdown(entry.title)}</b>", "", *map(_format_list, entry.lines)]
            )


def _format_list(line: Line) -> str:
    said = format_code(line.pieces[0].text) if line.is_path else _tag(line.pieces)
    return f"- <b>{escape_markdown(line.label)}</b>: {said}"


def _tag(pieces: Iterable[Piece]) -> str:
    tags = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
    return "".join(
        f"{tags[piece.kind][0]}{escape_markdown(piece.text)}{tags[piece.kind][1]}"
        for piece in pieces
    )
