"""Papers in seven layouts are read for the same things; every paper here is made up."""

from pathlib import Path

import pytest

from kb.authoring.paper_sections import find_section, list_sections, list_themes
from kb.papers.front import find_licence
from kb.papers.quotes import Quotes, find_quotes
from kb.papers.reading import ReadPaper, read_paper
from kb.papers.speakers import read_attribution
from tests.made_up import papers

CITED = frozenset({"Muster"})
SHEEP = "I never counted a single sheep"


def read(folder: Path, name: str, content: str | bytes) -> ReadPaper:
    """Read a paper from a file."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_paper(file)


def say(quotes: Quotes) -> list[tuple[str, str, str]]:
    """Return who says what, by its first words, on which lines."""
    return [
        (one.named.who if one.named else "", one.named.lines if one.named else "", one.text)
        for one in quotes.quotes
    ]


def list_names(read: ReadPaper) -> tuple[list[str], list[str]]:
    """Return the headings of the sections, and those that are themes."""
    sections = list_sections(read.paper.blocks)
    return [one.heading for one in sections], [one.heading for one in list_themes(sections)]


def test_blocks_with_a_name_and_lines_behind_them(tmp_path: Path) -> None:
    """Hyphens between lines become en dashes; the title and the list of works are no sections."""
    paper = read(tmp_path, "paper.txt", papers.BLOCKS_WITH_LINES)
    found = say(find_quotes(paper.paper.blocks, CITED))
    assert [one[:2] for one in found] == [
        ("Testina", "12–14"),
        ("Exempla", "101–103"),
        ("Testina", "7"),
    ]
    assert found[0][2].endswith("That is how it was with all of us.")
    headings, themes = list_names(paper)
    assert headings[0] == "Abstract"
    assert headings[-1] == "Discussion"
    assert themes == ["Counting without sheep", "Being asked by nobody"]
    assert paper.paper.listed == 2


def test_a_sentence_that_is_divided_is_no_heading(tmp_path: Path) -> None:
    """Nor are keywords; without levels, themes stand between results and what follows them."""
    text = (
        f"Introduction\n\n{papers.PROSE}\n\nsheep; nobody; a made-up flock\n\n"
        f"Analysis and discussion\n\nCounting sheep\n\n{papers.PROSE}\n\n"
        "For those who were made up, the flock was potentially the\n\nfirst of its kind.\n\n"
        f"Theme conclusion\n\n{papers.PROSE}\n\nGeneral conclusion\n\n{papers.PROSE}\n\n"
        "References\n\nMuster, M. (2009). Made up.\nBeispiel, B. (2010). Made up.\n"
    )
    paper = read(tmp_path, "paper.txt", text)
    assert list_names(paper) == (
        [
            *("Introduction", "Analysis and discussion", "Counting sheep", "Theme conclusion"),
            "General conclusion",
        ],
        ["Counting sheep"],
    )
    assert paper.paper.listed == 2


def test_blocks_with_a_code_behind_them(tmp_path: Path) -> None:
    """On a line of its own, in brackets, or plain; a code of two people is told."""
    quotes = find_quotes(read(tmp_path, "paper.txt", papers.BLOCKS_WITH_CODES).paper.blocks)
    assert [one[0] for one in say(quotes)] == ["P16", "P3", "P3", "P16", "P16"]
    assert say(quotes)[3][2] == "It is all made up, and so am I."
    assert quotes.split == (("P16", ("male, 51", "female, 29")),)


def test_quotes_within_sentences(tmp_path: Path) -> None:
    """Nobody is given words beside which two are named, or a cited author, or nobody."""
    paper = read(tmp_path, "paper.txt", papers.INLINE)
    quotes = find_quotes(paper.paper.blocks, CITED)
    assert say(quotes) == [
        ("P3", "", SHEEP),
        ("P7", "", "nobody asked, so nobody ever told"),
        ("P7", "", "We were made up on a Tuesday, and it wasn’t raining"),
    ]
    assert {one.form for one in quotes.quotes} == {"inline"}
    assert [words for _, words, _ in quotes.unnamed] == [
        "it was all made up by the other flock anyway",
        "the flock’s own way of being made up",
        "sheep that nobody ever saw on any field",
        "so it was with all the others",
    ]
    assert "cited author" in quotes.unnamed[2][2]
    sections = list_sections(paper.paper.blocks)
    assert [one.within for one in sections] == ["", "", "results", "results", ""]
    assert find_section(sections, quotes.quotes[2].block) == "being-counted"


def test_speakers_before_their_words(tmp_path: Path) -> None:
    """What only looks like a speaker, such as “Aim:”, is none."""
    paper = read(tmp_path, "paper.md", papers.SPEAKER_BEFORE)
    found = say(find_quotes(paper.paper.blocks))
    assert [one[:2] for one in found] == [("Anna", ""), ("Ben", ""), ("Anna", ""), ("Ben", "44")]
    assert list_names(paper)[1] == ["Counting", "Being counted"]


def test_a_web_page(tmp_path: Path) -> None:
    """The speaker is in the quote's foot, in a title, in brackets, or nowhere: then nobody is."""
    paper = read(tmp_path, "paper.html", papers.PAGE)
    quotes = find_quotes(paper.paper.blocks, CITED)
    assert [one[:2] for one in say(quotes)] == [
        ("Testina", "12–14"),
        ("Exempla", ""),
        ("Testina", ""),
        ("", ""),
    ]
    assert quotes.quotes[3].doubt == "nobody is named beside it"
    assert list_names(paper)[1] == ["Counting", "Being counted"]
    assert paper.paper.about.fields["DOI"] == "10.1000/made-up.21"
    assert paper.paper.facts["conflict"].startswith("Nobody declares")
    assert paper.paper.listed == 2


def test_jats(tmp_path: Path) -> None:
    """What is marked up is taken as it is: names, works, where each is cited, rights."""
    paper = read(tmp_path, "paper.xml", papers.make_jats(4, 3)).paper
    found = say(find_quotes(paper.blocks))
    assert [one[0] for one in found] == ["Testina", "Probanda", "Exempla", "Inventa"]
    assert found[0][1] == "10–12"
    assert [*paper.works] == ["R0", "R1", "R2"]
    assert paper.works["R1"].fields["title"] == "An article that was never written, number 1"
    assert [block.cites for block in paper.blocks if block.cites] == [("R0", "R1", "R2")]
    assert paper.facts["funding"] == "Nobody paid for it."
    assert paper.about.fields["issued"] == {"date-parts": [[2021]]}


def test_a_pdf_in_two_columns(tmp_path: Path) -> None:
    """A word divided at the end of a line is one word, and columns follow each other."""
    paper = read(tmp_path, "paper.pdf", papers.make_pdf())
    found = say(find_quotes(paper.paper.blocks))
    assert found == [
        ("Testina", "12–14", f"{SHEEP}, and it was incomprehensibly quiet."),
        ("Exempla", "", "Nobody asked, so nobody ever told."),
        ("Exempla", "", "We were made up on a Tuesday."),
    ]
    assert list_names(paper)[1] == ["Counting without sheep", "Being asked by nobody"]


@pytest.mark.parametrize(
    ("printed", "who", "lines"),
    [
        ("Testina, lines 131-134", "Testina", "131–134"),
        ("Testina; ll. 7", "Testina", "7"),
        ("P16, female, 34", "P16", ""),
        ("Participant 4", "Participant 4", ""),
        ("Mary-Ann: 12–13", "Mary-Ann", "12–13"),
        ("lines 4-5", "", "4–5"),
    ],
)
def test_who_is_named_beside_a_quote(printed: str, who: str, lines: str) -> None:
    """Names and codes, with lines or without."""
    named = read_attribution(printed)
    assert named is not None
    assert (named.who, named.lines) == (who, lines)


@pytest.mark.parametrize(
    "printed",
    ["Muster, 2009", "Muster et al.", "P3, P7", "see Table 2", "Figure 3", "emphasis added", "34"],
)
def test_what_names_no_one_person(printed: str) -> None:
    """Works, tables, two people and remarks are nobody."""
    assert read_attribution(printed) is None


@pytest.mark.parametrize(
    ("said", "address", "name"),
    [
        ("Open access under CC BY-NC-ND 4.0.", "", "CC BY-NC-ND 4.0"),
        ("the Creative Commons Attribution-NonCommercial 4.0 License", "", "CC BY-NC 4.0"),
        ("Made up.", "http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    ],
)
def test_a_licence_is_told(said: str, address: str, name: str) -> None:
    """By its words or by its address."""
    assert (find_licence(said, address) or ("",))[0] == name


@pytest.mark.parametrize("said", ["All rights reserved.", "a Creative Commons licence", "CC BY"])
def test_a_licence_is_never_guessed(said: str) -> None:
    """Without a version it is not known which one it is."""
    assert find_licence(said) is None
