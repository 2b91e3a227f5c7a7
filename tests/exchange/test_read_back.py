"""What is exported is read back by pybtex, and by biber and bibutils where they are installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pybtex.database import Person, parse_string

from kb.exchange.bibtex import write_bibtex
from kb.exchange.ris import write_ris
from kb.records import CslItem
from tests.made_up.works import FULL, HARD, REAL, TYPES

ALL = REAL | HARD | {kind: CslItem.model_validate({"type": kind, **FULL}) for kind in TYPES}


def letters(text: str) -> str:
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]", "", text)


def strip(text: str) -> str:
    """Return the letters and figures of a text in LaTeX."""
    return letters(re.sub(r"\\[A-Za-z]+", "", text))


def name_of(person: Person) -> str:
    """Return the parts of a name in the order in which BibTeX writes them."""
    parts = (person.prelast_names, person.last_names, person.lineage_names)
    first = (*person.first_names, *person.middle_names)
    return "".join(strip(word) for part in (*parts, first) for word in part)


def test_pybtex_reads_every_entry_with_its_names_and_titles() -> None:
    """It parses strictly, and divides names as BibTeX does."""
    library = parse_string(write_bibtex(ALL), "bibtex")
    assert list(library.entries) == list(ALL)
    for key, item in ALL.items():
        entry = library.entries[key]
        assert strip(entry.fields["title"]) == letters(item.title)
        for role, names in (("author", item.author), ("editor", item.editor)):
            expected = [
                letters(f"{name.surname}{name.suffix or ''}{name.given or ''}") for name in names
            ]
            assert [name_of(person) for person in entry.persons.get(role, ())] == expected, key


def test_a_body_or_a_publisher_with_and_in_its_name_is_one() -> None:
    """BibLaTeX divides lists of publishers, as all of them divide names."""
    item = CslItem.model_validate(
        {
            "type": "book",
            "title": "T",
            "author": ({"literal": "Institute of Nothing and Never"},),
            "publisher": "Sample and Specimen AND Sons",
            "publisher-place": "Nowhere and Never",
        }
    )
    text = write_bibtex({"w": item})
    assert "publisher = {Sample {and} Specimen {AND} Sons}" in text
    assert "address = {Nowhere {and} Never}" in text
    (author,) = parse_string(text, "bibtex").entries["w"].persons["author"]
    assert author.last_names == ["{Institute of Nothing and Never}"]


def run(*command: str, folder: Path) -> str:
    """Run a program that is no part of the project; skip the test where it is not installed."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [program, *command[1:]], cwd=folder, capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("program", "ending"), [("bib2xml", "bib"), ("biblatex2xml", "bib"), ("ris2xml", "ris")]
)
def test_bibutils_reads_every_entry(program: str, ending: str, tmp_path: Path) -> None:
    """Both BibTeX and RIS, and finds every entry by its key."""
    text = write_bibtex(ALL) if ending == "bib" else write_ris(ALL)
    (tmp_path / f"all.{ending}").write_text(text, encoding="utf-8", newline="")
    out = run(program, "-i", "utf8", f"all.{ending}", folder=tmp_path)
    assert f"Processed {len(ALL)} references" in out
    keys = re.findall(r'<mods ID="([^"]+)"', out)
    assert len(keys) == len(ALL)


def test_biber_reads_every_entry(tmp_path: Path) -> None:
    """Without an error, and writes as many again."""
    (tmp_path / "all.bib").write_text(write_bibtex(ALL), encoding="utf-8")
    out = run("biber", "--tool", "--validate-datamodel", "all.bib", folder=tmp_path)
    assert "ERROR" not in out
    written = (tmp_path / "all_bibertool.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@", written, re.MULTILINE)) == len(ALL)
