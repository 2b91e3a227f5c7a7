"""What an import writes, the check accepts."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kb.authoring.importing import Added, plan_import, report_years_to_come
from kb.exchange.reading import read_bibliography
from kb.problems.problem import Problem
from kb.read import examine
from tests.made_up.exports import FORMATS, Export, make_exports
from tests.made_up.records import GLOSSARY, MADE_UP

TODAY = dt.date(2026, 1, 2)
CITED = "    - reference: beispiel-2010\n      note: This note is made up.\n"


def import_and_check(name: str, content: str) -> list[Problem] | None:
    """Return what the check says once every work of a file is imported and cited.

    None, if the import refuses the file.
    """
    reading = read_bibliography(name, content.encode())
    if reading.problems or report_years_to_come(reading.entries, TODAY):
        return None
    taken = {Path(file).stem for file in MADE_UP}
    outcomes = plan_import((), (), taken, reading.entries, TODAY)
    added = [one for one in outcomes if isinstance(one, Added)]
    cited = "".join(CITED.replace("beispiel-2010", one.reference.id) for one in added)
    glossary = MADE_UP[GLOSSARY].replace(CITED, CITED + cited)
    files = MADE_UP | {GLOSSARY: glossary} | {one.path: one.text for one in added}
    found = examine({file: text.encode() for file, text in files.items()}, today=TODAY)
    return [one for one in found.problems if one.stops]


@pytest.mark.parametrize("ending", FORMATS)
def test_whatever_an_import_writes_the_check_accepts(ending: str) -> None:
    """Whatever fields an entry has, and whichever it lacks."""

    @settings(
        max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(made_up=make_exports(ending))
    def attempt(made_up: Export) -> None:
        assert import_and_check(f"made-up.{ending}", made_up.content) in ([], None)

    attempt()


LACKING = [
    "@article{a, author={Example, A.}, title={T}, year=2000}",
    "@book{a, author={Example, A.}, title={T}, year=2000}",
    "@incollection{a, author={Example, A.}, title={T}, year=2000}",
    "@inproceedings{a, author={Example, A.}, title={T}, year=2000}",
    "@techreport{a, author={Example, A.}, title={T}, year=2000}",
    "@phdthesis{a, author={Example, A.}, title={T}, year=2000}",
    "@online{a, author={Example, A.}, title={T}, year=2000}",
    "@book{a, author={Example, A.}, title={T}}",
    "@book{a, title={T}}",
]


@pytest.mark.parametrize("entry", LACKING)
def test_a_work_that_lacks_something_is_imported_and_accepted(entry: str) -> None:
    """Its file is written with a note, and the check warns until it is added."""
    assert import_and_check("made-up.bib", entry) == []


@pytest.mark.parametrize("year", [2027, 2026, 1600, 800])
def test_a_year_that_may_be_is_accepted(year: int) -> None:
    """What is in print may be of the next year."""
    assert import_and_check("a.ris", f"TY  - GEN\nTI  - T\nPY  - {year:04}\nER  - \n") == []


def test_a_year_that_is_still_to_come_refuses_the_entry_by_name() -> None:
    """As the check would refuse the record."""
    content = "@book{first, title={T}, year={2050}}\n@book{second, title={U}, year={2020}}\n"
    reading = read_bibliography("a.bib", content.encode())
    (problem,) = report_years_to_come(reading.entries, TODAY)
    assert str(problem).startswith("a.bib:1:1: entry 'first': the year 2050 is still to come")
