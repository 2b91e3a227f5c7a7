"""Tables that spreadsheet programs open (.xlsx, .csv), whose texts are never formulas."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

_FORMULAS = ("=", "+", "-", "@", "\t", "'")
"""A text in a CSV file that begins so would be taken for a formula, and gets an apostrophe."""

_MOST_ROWS = 5_000
_MOST_BYTES = 50_000_000
_WIDE = 60


class CannotReadTableError(Exception):
    """A file is no table that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its heading.
        about: What stands in it.
        choices: The words it chooses among, if it does.
        is_wide: Whether it holds sentences.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: what stands in each column, and in which cell."""

    number: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]


Fault = tuple[str, str]
"""A cell, such as B7, and what is wrong with it."""


def write_csv(columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a table as CSV in UTF-8, as spreadsheet programs open it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_guard(row.get(column.name, "")) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a table as a workbook, whose first sheet explains the columns."""
    book = Workbook()
    about = book.worksheets[0]
    about.title = "About"
    _write_row(about.cell, 1, ["Column", "What stands in it"])
    for number, column in enumerate(columns, start=2):
        choices = f" One of: {', '.join(column.choices)}." if column.choices else ""
        _write_row(about.cell, number, [column.name, f"{column.about}{choices}"])
    about.column_dimensions["B"].width = 2 * _WIDE
    sheet = book.create_sheet(title)
    _write_row(sheet.cell, 1, [column.name for column in columns])
    for number, row in enumerate(rows, start=2):
        _write_row(sheet.cell, number, [row.get(column.name, "") for column in columns])
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDE if column.is_wide else 16
        sheet.cell(1, number).font = Font(bold=True)
        if column.choices:
            rule = DataValidation(
                "list", formula1=f'"{",".join(column.choices)}"', allow_blank=True
            )
            rule.add(f"{letter}2:{letter}{_MOST_ROWS}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_table(
    name: str, content: bytes, columns: Sequence[Column]
) -> tuple[list[Row], list[Fault]]:
    """Read a table; rows without a word are passed over.

    Args:
        name: The file's name, whose ending tells what it is.
        content: Its bytes.
        columns: The columns that it may have.

    Raises:
        CannotReadTableError: It is no such table.
    """
    cells = _read_xlsx(content) if name.lower().endswith(".xlsx") else _read_csv(content)
    if not cells:
        raise CannotReadTableError(f"{name} is empty.")
    heads = ["" if one is None else str(one).strip() for one in cells[0]]
    known = [column.name for column in columns]
    if unknown := [head for head in heads if head and head not in known]:
        raise CannotReadTableError(
            f"{name} has a column {unknown[0]}, which is not known. The columns are "
            f"{', '.join(known)}."
        )
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, row in enumerate(cells[1:], start=2):
        texts: dict[str, str] = {}
        places: dict[str, str] = {}
        for at, (head, value) in enumerate(zip(heads, row, strict=False), start=1):
            if not head:
                continue
            places[head] = f"{get_column_letter(at)}{number}"
            said, wrong = _take(value)
            texts[head] = said
            faults += [(places[head], wrong)] if wrong else []
        if any(texts.values()):
            rows.append(Row(number, texts, places))
    return rows, faults


def _take(value: object) -> tuple[str, str]:
    """Return what a cell says, and what is wrong with it."""
    match value:
        case None:
            return "", ""
        case dt.datetime() | dt.date() | dt.time():
            return "", "The program made a date of it. Format the cell as text, and write it again."
        case bool():
            return ("yes" if value else "no"), ""
        case float() if value.is_integer():
            return str(int(value)), ""
        case str() if value.startswith("="):
            return "", "It holds a formula. Write the text itself."
        case _:
            text = "\n".join(" ".join(line.split()) for line in str(value).splitlines())
            return text.strip(), ""


def _read_csv(content: bytes) -> list[list[object]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotReadTableError("The file is not text in UTF-8. Save it as CSV UTF-8.") from None
    comma = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = csv.reader(io.StringIO(text), delimiter=comma)
    read: list[list[object]] = [[_unguard(cell) for cell in row] for row in rows]
    return read[:_MOST_ROWS]


def _read_xlsx(content: bytes) -> list[list[object]]:
    """Read the sheet after the one that explains, or the only one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                raise CannotReadTableError("The table is too large.")
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[-1]
        rows = sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
        return [[*row] for row in rows]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise CannotReadTableError(
            f"The file is no .xlsx table ({type(error).__name__})."
        ) from None


def _write_row(cell_at: object, number: int, texts: Sequence[str]) -> None:
    """Write texts, each as a text whatever it begins with."""
    assert callable(cell_at)  # noqa: S101 - a sheet's own method
    for column, text in enumerate(texts, start=1):
        cell = cell_at(number, column)
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _guard(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _unguard(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULAS) else text
