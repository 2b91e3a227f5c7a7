"""Bibliographic files are read whole, or not at all and with what is wrong, entry by entry."""

import re
from dataclasses import dataclass
from typing import Self

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.exchange import dates, names
from kb.exchange.bibtex import write_bibtex
from kb.exchange.csl_json import write_csl_json
from kb.exchange.reading import Reading, read_bibliography
from kb.exchange.ris import write_ris
from kb.records import CslItem
from tests.helpers.building import CASES
from tests.made_up.works import HARD, REAL, TYPES, plain

FILES = CASES / "imports"
ENDINGS = ("bib", "ris", "json", "xml")


@dataclass(frozen=True)
class Case:
    """One file that cannot be read.

    Attributes:
        why: What the case shows, in a sentence.
        file: The file's name.
        content: What it holds.
        problems: What is said about it.
    """

    why: str
    file: str
    content: str
    problems: str

    @classmethod
    def read(cls, name: str) -> Self:
        """Read the case that the file of this name holds."""
        return cls(**yaml.safe_load((FILES / f"{name}.yaml").read_text(encoding="utf-8")))


def sample(ending: str) -> bytes:
    """Return the four made-up works in one of the formats."""
    return (FILES / f"made-up.{ending}").read_bytes()


def items(reading: Reading) -> list[CslItem]:
    """Return the works of a file in which nothing is wrong."""
    assert reading.problems == ()
    return [entry.item for entry in reading.entries]


NAMES = sorted(path.stem for path in FILES.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_read_is_told_entry_by_entry(name: str) -> None:
    """Entry, line, mistake and what to do next are exactly those of the case."""
    case = Case.read(name)
    reading = read_bibliography(case.file, case.content.encode())
    assert "".join(f"{problem}\n" for problem in reading.problems) == case.problems, case.why


@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_without_the_words_of_a_program(name: str) -> None:
    """Whoever reads the message need not know how it is read."""
    reading = read_bibliography(Case.read(name).file, Case.read(name).content.encode())
    for problem in reading.problems:
        for word in ("pandoc", "input", "tuple", "dict", "pydantic", "valid", "None", "Error"):
            assert not re.search(rf"\b{word}\b", f"{problem.message} {problem.advice}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_four_formats_say_the_same(ending: str) -> None:
    """One list of works, exported by four programs, is one list of works."""
    expected = items(read_bibliography("made-up.json", sample("json")))
    assert len(expected) == 4
    assert items(read_bibliography(f"made-up.{ending}", sample(ending))) == expected


@pytest.mark.parametrize(
    ("ending", "dropped"),
    [
        ("bib", ("abstract", "file")),
        ("ris", ("AB", "KW")),
        ("json", ("abstract",)),
        ("xml", ("abstract",)),
    ],
)
def test_what_a_record_has_no_place_for_is_named_once(
    ending: str, dropped: tuple[str, ...]
) -> None:
    """By the name that the file gives it."""
    assert read_bibliography(f"made-up.{ending}", sample(ending)).dropped == dropped


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_content_says_what_the_format_is(ending: str) -> None:
    """A wrong ending does no harm, and neither does the mark that some programs begin with."""
    expected = items(read_bibliography(f"made-up.{ending}", sample(ending)))
    for name in ("made-up", "made-up.txt", f"MADE-UP.{ending.upper()}"):
        assert items(read_bibliography(name, b"\xef\xbb\xbf" + sample(ending))) == expected


def test_a_file_in_another_encoding_is_told_where() -> None:
    """Names would be broken silently."""
    reading = read_bibliography("a.bib", "@book{a,\n title={M\xfcller}}".encode("latin-1"))
    assert [str(problem) for problem in reading.problems] == [
        (
            "a.bib:2:1: the file is not UTF-8 text (byte 0xfc)\n"
            "    Export it again with the encoding UTF-8."
        )
    ]


def test_titles_keep_the_capitals_of_the_file() -> None:
    """Which words are names, no program knows."""
    text = "@article{a, title={Care in London}, journal={J}, year=2000, langid={english}}"
    (item,) = items(read_bibliography("a.bib", text.encode()))
    assert (item.title, item.language) == ("Care in London", "en-US")


def test_a_list_of_names_that_is_cut_short_is_noted() -> None:
    """“and others” is nobody's name."""
    text = "@article{a, title={T}, author={Sample, S. and others}, journal={J}, year=2000}"
    (entry,) = read_bibliography("a.bib", text.encode()).entries
    assert [name.surname for name in entry.item.author] == ["Sample"]
    assert entry.notes == ("complete the names: the file cuts them short with “others”",)


def test_an_address_that_is_no_address_of_a_publisher_is_the_work_s() -> None:
    """Before there was a field for it, addresses stood in howpublished."""
    text = r"@misc{a, title={T}, howpublished={\url{https://made-up.example/a_b}}}"
    (item,) = items(read_bibliography("a.bib", text.encode()))
    assert (item.type, item.URL, item.publisher) == ("webpage", "https://made-up.example/a_b", None)


def test_quotation_marks_stay_as_they_are() -> None:
    """What a file writes in Unicode is meant; what LaTeX writes is what it prints."""
    text = "@book{a, title={‘A’ “b” «c» ``d'' d’e f'g}, author={O’Example, E. and O'Example, F.}}"
    (item,) = items(read_bibliography("a.bib", text.encode()))
    assert item.title == "‘A’ “b” «c» “d” d’e f’g"
    assert [name.surname for name in item.author] == ["O’Example", "O'Example"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018", [[2018]]),
        ("2018///", [[2018]]),
        ("2018-02", [[2018, 2]]),
        ("2018/02/28/", [[2018, 2, 28]]),
        ("28 Feb. 2018", [[2018, 2, 28]]),
        ("February 28, 2018", [[2018, 2, 28]]),
        ("March 2018", [[2018, 3]]),
        ("n.d.", []),
        ("in press", None),
        ("18", None),
    ],
)
def test_dates_are_read_in_the_forms_that_programs_write(
    written: str, read: list[list[int]] | None
) -> None:
    """What is not quite a date is none."""
    assert dates.parse_date(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sample, S.", {"family": "Sample", "given": "S."}),
        ("Sample, S., Jr.", {"family": "Sample", "given": "S.", "suffix": "Jr."}),
        (
            "van der Sample, S.",
            {"family": "Sample", "given": "S.", "non-dropping-particle": "van der"},
        ),
        ("O'Example, E.", {"family": "O'Example", "given": "E."}),
        ("Institute of Nothing", {"literal": "Institute of Nothing"}),
        ("Institute,, Nowhere,", {"literal": "Institute, Nowhere"}),
        ("Institute,", {"literal": "Institute"}),
        ("Example A.B.", {"family": "Example", "given": "A. B."}),
        (
            "van der Sample AB",
            {"family": "Sample", "given": "A. B.", "non-dropping-particle": "van der"},
        ),
        ("A. B. Sample", {"family": "Sample", "given": "A. B."}),
        ("UNESCO", {"literal": "UNESCO"}),
    ],
)
def test_names_are_told_from_bodies(written: str, read: dict[str, str]) -> None:
    """A body has no comma, ends with one, or doubles its first."""
    assert names.read_name(written) == (read, "")


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("Example, A.; Muster, B.", 2),
        ("Example A, Muster B, Third CD", 3),
        ("Example, A., Muster, B., Third, C.", 3),
        ("Example, A. and Muster, B.", 2),
        ("Sample and Sons Limited", 1),
        (", A.", 1),
        (", , ,", 1),
    ],
)
def test_several_names_in_one_field_are_divided(written: str, count: int) -> None:
    """At semicolons, “and”, or commas, where each part is the name of a person."""
    assert len(names.read_names(written)) == count


WRITERS = {"bib": write_bibtex, "ris": write_ris, "json": write_csl_json}


@pytest.mark.parametrize("ending", WRITERS)
def test_every_real_work_comes_back_as_it_went(ending: str) -> None:
    """Whoever exports the references can import them elsewhere."""
    text = WRITERS[ending](REAL)
    back = items(read_bibliography(f"all.{ending}", text.encode()))
    for item, original in zip(back, REAL.values(), strict=True):
        assert item == original


@pytest.mark.parametrize("ending", WRITERS)
def test_every_hard_work_comes_back_as_it_went(ending: str) -> None:
    """Names, marks, DOIs, crowds and capitals survive both ways."""
    text = WRITERS[ending](HARD)
    back = items(read_bibliography(f"all.{ending}", text.encode()))
    for item, original in zip(back, HARD.values(), strict=True):
        assert plain(item) == plain(original)


@pytest.mark.parametrize("ending", ["ris", "json"])
def test_every_type_comes_back_as_it_went(ending: str) -> None:
    """BibTeX has one type for several, the others have each."""
    works: dict[str, CslItem] = {
        kind: CslItem.model_validate({"type": kind, "title": "A title"}) for kind in TYPES
    }
    back = items(read_bibliography(f"all.{ending}", WRITERS[ending](works).encode()))
    assert [item.type for item in back] == list(TYPES)


@pytest.mark.parametrize("ending", ENDINGS)
def test_whatever_a_file_holds_it_ends_in_problems_or_entries(ending: str) -> None:
    """Cut, doubled or swapped lines, and any marks, are never a traceback."""
    lines = sample(ending).decode().split("\n")

    # pandoc, which reads BibTeX, takes time to start.
    @settings(
        max_examples=20 if ending == "bib" else 400,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def attempt(data: st.DataObject) -> None:
        mangled = list(lines)
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(mangled) - 1))
            match data.draw(st.sampled_from(["cut", "double", "letter", "rest"])):
                case "cut" if len(mangled) > 1:
                    del mangled[at]
                case "double":
                    mangled.insert(at, mangled[at])
                case "letter":
                    letter = data.draw(st.integers(0, len(mangled[at])))
                    mark = data.draw(st.sampled_from("{}[]\"',:<>&@\\-#% \x00"))
                    mangled[at] = f"{mangled[at][:letter]}{mark}{mangled[at][letter:]}"
                case _:
                    mangled = mangled[: at + 1]
        reading = read_bibliography(f"made-up.{ending}", "\n".join(mangled).encode())
        assert reading.problems or reading.entries
        for problem in reading.problems:
            assert problem.message
            assert problem.advice
            assert 1 <= problem.position.line <= len(mangled) + 1

    attempt()
