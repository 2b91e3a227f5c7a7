"""The text of a PDF with the blank lines and indents that its letters' places stand for."""

import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader

_APART = 1.3
"""A line that is so many times as far below the one before it as usual begins a paragraph."""
_LARGER = 1.08
_INDENTED = 6.0
"""Points: what begins so much further in than its column is set apart."""


@dataclass(slots=True)
class _Line:
    x: float
    y: float
    size: float
    bold: bool
    text: str


def lay_out_pages(content: bytes) -> str:
    """Return the text of a PDF that holds text, a form feed between pages.

    Lines stay in the order in which they were written. An empty line stands where the distance, the
    size or the weight of letters changes; lines that begin further in than their column are
    indented.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    pages = [_read_lines(page) for page in reader.pages]
    lines = [line for page in pages for line in page]
    usual_size = _find_most_common([(round(line.size, 1), len(line.text)) for line in lines])
    gaps = [
        (round(before.y - line.y, 1), 1)
        for page in pages
        for before, line in pairwise(page)
        if before.y > line.y and abs(line.size - usual_size) < 1
    ]
    usual_gap = _find_most_common(gaps)
    return "\n\f\n".join("\n".join(_lay_out(page, usual_gap)) for page in pages)


def _find_most_common(counted: list[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for value, weight in counted:
        counts[value] += weight
    return counts.most_common(1)[0][0] if counts else 0.0


def _read_lines(page: PageObject) -> list[_Line]:
    lines: list[_Line] = []

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:  # noqa: ANN401 - as pypdf calls it
        if not text.strip():
            if lines and text:
                lines[-1].text += " "
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or 1.0
        name = str((font or {}).get("/BaseFont", "")).lower()
        height = abs(size) * scale
        for number, piece in enumerate(text.strip("\n").split("\n")):
            same = lines and abs(lines[-1].y - y) < height / 2 and x >= lines[-1].x and not number
            if same:
                lines[-1].text += piece
            else:
                lines.append(_Line(x, y, height, "bold" in name, piece))

    page.extract_text(visitor_text=take)
    return [line for line in lines if line.text.strip()]


def _lay_out(lines: list[_Line], usual_gap: float) -> Iterator[str]:
    """Yield the lines of a page, with empty ones and indents."""
    left = _find_columns(lines)
    before: _Line | None = None
    for line in lines:
        column = max((x for x in left if x <= line.x + 1), default=line.x)
        if before and _begins_anew(before, line, usual_gap, left):
            yield ""
        yield f"{'    ' if line.x - column >= _INDENTED else ''}{line.text.strip()}"
        before = line


def _find_columns(lines: list[_Line]) -> list[float]:
    """Return where columns begin: where most lines of the page do, and far from each other."""
    counts = Counter(round(line.x) for line in lines)
    most = max(counts.values(), default=0)
    columns: list[float] = []
    for x, count in sorted(counts.items()):
        if count * 4 >= most and not any(abs(x - other) < 60 for other in columns):  # noqa: PLR2004 - points, a quarter
            columns.append(float(x))
    return columns


def _begins_anew(before: _Line, line: _Line, usual_gap: float, columns: list[float]) -> bool:
    gap = before.y - line.y
    if gap < 0:
        # A new column goes on with the sentence, as a new page does.
        ended = before.text.rstrip().endswith((".", "!", "?", ":", "”", '"', ")", "]"))
        return ended or not line.text[:1].islower()
    ratio = line.size / before.size if before.size else 1.0
    indented = abs(before.x - line.x) >= _INDENTED and (
        line.x in columns or _is_set_apart(before, line, columns)
    )
    return (
        gap > usual_gap * _APART
        or not 1 / _LARGER < ratio < _LARGER
        or before.bold != line.bold
        or indented
    )


def _is_set_apart(before: _Line, line: _Line, columns: list[float]) -> bool:
    return any(abs(before.x - x) < 1 for x in columns) or any(abs(line.x - x) < 1 for x in columns)
