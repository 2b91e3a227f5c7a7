"""Tables of quotes, findings and works go out, are filled in, and come back; all is made up."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kb.authoring.sheets import Column, read_table, write_csv, write_xlsx
from kb.read import examine_with_drafts, read_files
from tests.commands.test_new import files
from tests.commands.test_read import FOLDER, write_paper
from tests.helpers.commands import kb, write_made_up

FINDING = {
    "theme": "Counting without sheep",
    "section": "Counting without sheep",
    "label": "A made-up finding",
    "statement": "This finding is made up.",
    "reported_for": "Nobody",
    "reported": "This report is made up.",
    "level": "credible",
    "reason": "This reason is made up.",
    "judged_by": "Nobody",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up knowledge base, and a draft of a study of four quotes and two works."""
    (tmp_path / "project").mkdir()
    root = write_made_up(tmp_path / "project")
    assert kb(root, "read", write_paper(tmp_path)).exit_code == 0
    return root


def fill(file: Path, changes: dict[int, dict[str, str]]) -> None:
    """Write into rows of a workbook, by their numbers; a row that is not there is added."""
    book = load_workbook(file)
    sheet = book.worksheets[1]
    heads = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for number, texts in changes.items():
        for name, text in texts.items():
            sheet.cell(number, heads[name]).value = text
    book.save(file)


def test_quotes_findings_and_works_come_back_from_tables(project: Path, tmp_path: Path) -> None:
    """In three tables, all that a person has to say of them is said."""
    file = tmp_path / "findings.xlsx"
    kb(project, "table", "out", str(file), "--study", "S002", "--of", "findings")
    fill(file, {2: FINDING})
    done = kb(project, "table", "in", str(file), "--study", "S002", "--of", "findings")
    assert done.exit_code == 0, done.output
    quotes = tmp_path / "quotes.xlsx"
    assert "four rows" in kb(project, "table", "out", str(quotes), "--study", "S002").output
    fill(
        quotes,
        {
            2: {"finding": "f3", "supports": "Made up."},
            4: {"finding": "F003", "supports": "Made up as well."},
        },
    )
    done = kb(project, "table", "in", str(quotes), "--study", "S002")
    assert done.exit_code == 0, done.output
    assert "Two rows of" in done.output
    assert "Quotes sorted to findings: 2 of 4" in kb(project, "todo").output
    works = tmp_path / "works.xlsx"
    kb(project, "table", "out", str(works), "--study", "S002", "--of", "works")
    fill(works, {3: {"relation": "extends", "note": "Made up: a note, with a comma."}})
    done = kb(project, "table", "in", str(works), "--study", "S002", "--of", "works")
    assert done.exit_code == 0, done.output
    study = (project / FOLDER / "study.yaml").read_text("utf-8")
    assert 'relation: extends, note: "Made up: a note, with a comma.", section: ' in study
    examined = examine_with_drafts(read_files(project / "themes_data"))
    assert [one for one in examined.problems if not one.unwritten] == []


def test_a_workbook_explains_its_columns_first(project: Path, tmp_path: Path) -> None:
    """And offers the words that a column chooses among."""
    file = tmp_path / "quotes.xlsx"
    kb(project, "table", "out", str(file), "--study", "S002")
    about, quotes = load_workbook(file).worksheets
    assert [cell.value for cell in about["A"]] == [
        "Column",
        *(cell.value for cell in quotes[1]),
    ]
    assert '"block,inline"' in [rule.formula1 for rule in quotes.data_validations.dataValidation]


def test_what_is_wrong_is_told_by_its_cell_and_nothing_is_written(
    project: Path, tmp_path: Path
) -> None:
    """Everything that is wrong, at once."""
    file = tmp_path / "quotes.xlsx"
    kb(project, "table", "out", str(file), "--study", "S002")
    fill(
        file,
        {
            2: {"finding": "F404", "supports": "Made up."},
            3: {"speaker": "Nemo", "finding": "F001"},
            4: {"section": "=1+1"},
        },
    )
    before = files(project)
    done = kb(project, "table", "in", str(file), "--study", "S002")
    assert done.exit_code == 1
    assert "F4: It holds a formula" in done.output
    fill(file, {4: {"section": "counting-without-sheep"}})
    done = kb(project, "table", "in", str(file), "--study", "S002")
    assert "G2: There is no finding 'F404'." in done.output
    assert "C3: There is no participant 'Nemo'." in done.output
    assert "H3: Write the supports here." in done.output
    assert "Nothing was written." in done.output
    assert files(project) == before


def test_a_table_of_another_kind_is_refused(project: Path, tmp_path: Path) -> None:
    """The message says which columns there are."""
    file = tmp_path / "quotes.csv"
    file.write_text("words,colour\nmade up,red\n", "utf-8")
    done = kb(project, "table", "in", str(file), "--study", "S002")
    assert "has a column colour, which is not known. The columns are quote, words" in done.output
    for name, content in (("x.xlsx", b"PK no table"), ("x.csv", b"\xff\xfe")):
        (tmp_path / name).write_bytes(content)
        assert kb(project, "table", "in", str(tmp_path / name), "--study", "S002").exit_code == 1
    assert kb(project, "table", "out", str(tmp_path / "x.txt"), "--study", "S002").exit_code == 1


COLUMNS = (Column("one", "Made up."), Column("two", "Made up.", is_wide=True))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@settings(max_examples=10, deadline=None)
@given(TEXTS, TEXTS)
def test_texts_come_back_as_they_went_out(one: str, two: str) -> None:
    """Whatever they begin with, and none is ever a formula."""
    rows = [{"one": one, "two": two}]
    sheet = load_workbook(io.BytesIO(write_xlsx("made up", COLUMNS, rows))).worksheets[1]
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    read, faults = read_table("x.csv", write_csv(COLUMNS, rows), COLUMNS)
    (cells,) = [*csv.reader(io.StringIO(write_csv(COLUMNS, rows).decode("utf-8-sig")))][1:]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    if not one.startswith("=") and not two.startswith("="):
        assert faults == []
        assert [row.texts for row in read] == rows
