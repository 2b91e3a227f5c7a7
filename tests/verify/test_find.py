"""Quotes are compared word for word with their source, whatever the source's typography.

All the words here are made up: no study prints them.
"""

import re
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.read import examine, read_files
from kb.records import Quote, Section, Verified
from kb.text.fingerprint import make_fingerprint, normalise_wording
from kb.verify.find import Difference, Found, find, find_nearest_passage, find_section_starts
from kb.verify.marks import add_verified
from kb.verify.text import read_text
from tests.helpers.building import REPOSITORY
from tests.helpers.commands import kb, write_made_up
from tests.helpers.measuring import Measure
from tests.made_up.records import FINDING, MADE_UP, STATED_IMPLICATION, STUDY

FEW = settings(max_examples=150, derandomize=True, deadline=None, database=None)

PRINTED = """\
Introduction
Results
First result

Introduction

Nothing made up is said here about anyone.

Results

Testina said: “These words are made up, and
no\u00adbody ever said them.” It was an in\ufb02ex\u00ad
ible, self-
sacrificing exam-
ple of the pre-
and post-made-up time.

2.1 First result

The first \u2018clients\u2019 were asked to wait\u2014and wait\u2026 for a very long
Made-Up Journal 7
\f8 Testa & Beispiel

time indeed. Nobody ever said them.
Made-Up Journal 8
\f9 Testa & Beispiel
The end of what is made up.
Made-Up Journal 9
"""

SECTIONS = [
    Section(key="introduction", heading="Introduction"),
    Section(key="never-printed", heading="A heading of the editors"),
    Section(key="results", heading="Results"),
    Section(key="results-one", heading="First result", within="results"),
]


def found(text: str, recorded_in: str = "results", printed: str = PRINTED) -> Found | None:
    """Look for a quote in a printed text."""
    source = read_text(printed)
    return find(text, recorded_in, source, find_section_starts(source, SECTIONS))


@pytest.mark.parametrize(
    ("text", "line", "section"),
    [
        ("These words are made up, and nobody ever said them.", 11, "results"),
        ('"These words', 11, "results"),
        ("an inflexible, self-sacrificing example", 12, "results"),
        ("the pre- and post-made-up time", 15, "results"),
        ("The first 'clients' were asked to wait — and wait... for", 20, "results-one"),
        ("for a very long time indeed.", 20, "results-one"),
        ("The [people] were asked to wait", 20, "results-one"),
        ("The first ‘client[…]’ were asked", 20, "results-one"),
        ("These words […] nobody ever said them.", 11, "results"),
        ("The end of what is made up.", 27, "results-one"),
        ("[N]obody ever said them.", 12, "results"),
        ("[All of them] were asked to wait", 20, "results-one"),
        ("[…] time indeed. Nobody", 24, "results-one"),
        ("said them. […]", 12, "results"),
    ],
)
def test_a_quote_is_found_whatever_the_typography(text: str, line: int, section: str) -> None:
    """Line ends, hyphenation, ligatures, curly quotes, dashes, brackets and page breaks."""
    assert found(text) == Found(line, section)


@pytest.mark.parametrize(
    "text",
    [
        "These words are made up and nobody ever said them.",
        "These Words are made up",
        "hese words are made up",
        "self sacrificing example",
        "selfsacrificing examples",
        "the post- and pre-made-up time",
        "for a very long Made-Up Journal",
        "The end […] These words",
        "[These] […]",
    ],
)
def test_a_quote_with_another_wording_is_not_found(text: str) -> None:
    """A comma, a capital, half a word, a hyphen, an order: each is part of the wording."""
    assert found(text) is None


def test_the_section_recorded_is_preferred_where_words_are_printed_twice() -> None:
    """The first place counts where neither is in the section recorded."""
    words = "obody ever said them."
    assert found(f"n{words}", "results") == Found(12, "results")
    assert found("ever said them.", "results-one") == Found(24, "results-one")
    assert found("ever said them.", "introduction") == Found(12, "results")


def test_words_before_the_first_heading_are_in_no_section() -> None:
    """Nothing is said of a section that cannot be reported."""
    assert found("A title", printed="A title\n\nResults\n\nWords.") == Found(1, None)
    assert found("Words.", printed="Words.") == Found(1, None)


def test_page_edges_are_words_like_others_where_no_page_ends() -> None:
    """A number alone on a line is left out at a page break only."""
    assert found("one\n7\ntwo", printed="one\n7\ntwo") == Found(1, None)
    assert found("one two", printed="one\n7\n\ftwo\n") == Found(1, None)


def test_a_difference_shows_both_wordings_and_where() -> None:
    """Only the words around it are shown, and hyphenation is no difference."""
    nearest = find_nearest_passage(
        "These words are made up, and somebody ever said them. It was an inflexible, "
        "self-sacrificing example of the pre- and post-invented time.",
        read_text(PRINTED.replace("“", "").replace("”", "")),
    )
    assert nearest is not None
    assert nearest.line == 11
    assert nearest.differences == (
        Difference(
            "are made up, and somebody ever said them. It",
            "are made up, and nobody ever said them. It",
        ),
        Difference("of the pre- and post-invented time.", "of the pre- and post-made-up time."),
    )


def test_words_left_out_or_added_are_a_difference() -> None:
    """Also at the beginning and the end of a quote."""
    printed = read_text("Before it all, one two three four five six seven, after it all.")
    for text, recorded, there in [
        (
            "one two three five six seven,",
            "one two three five six seven,",
            "one two three four five six seven,",
        ),
        (
            "One two three four five six seven,",
            "One two three four five",
            "one two three four five",
        ),
        (
            "one two three four five six eight",
            "three four five six eight",
            "three four five six seven,",
        ),
    ]:
        nearest = find_nearest_passage(text, printed)
        assert nearest is not None
        assert nearest.differences == (Difference(recorded, there),)


def test_what_is_nowhere_has_no_nearest_passage() -> None:
    """A passage that shares a few common words is not shown as if it were the quote."""
    assert (
        find_nearest_passage("Quite other words about quite other things", read_text(PRINTED))
        is None
    )


WORDS = st.lists(
    st.text("abcfilABCé", min_size=1, max_size=9)
    | st.sampled_from(["don't", "self-care", "a – b", "office…"]),
    min_size=1,
    max_size=25,
).map(" ".join)
SPACES = st.sampled_from([" ", "\n", "\r\n", "  \n\n", "\u00a0"])
DIVISIONS = st.sampled_from(["-\n", "\u00ad\n", "\u2010\n   ", "\u00ad"])


@st.composite
def typeset(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a quote, and its words as a printer might set them."""
    text = draw(WORDS)
    printed = text
    for mark, shapes in [
        ("'", ["'", "\u2019"]),
        ("fi", ["fi", "\ufb01"]),
        ("é", ["é", "e\u0301"]),
        ("–", ["–", "—"]),
        ("…", ["…", "..."]),
    ]:
        printed = printed.replace(mark, draw(st.sampled_from(shapes)))
    if draw(st.booleans()):
        printed = printed.replace(" ", "\n12\n\f", 1)
    space = draw(SPACES)
    printed = "".join(space if c == " " and draw(st.booleans()) else c for c in printed)
    if places := [m.start() for m in re.finditer(r"(?<=[a-zA-Z])(?=[a-zA-Z])", printed)]:
        for at in sorted(draw(st.sets(st.sampled_from(places), max_size=3)), reverse=True):
            printed = f"{printed[:at]}{draw(DIVISIONS)}{printed[at:]}"
    return text, printed


@FEW
@given(both=typeset())
def test_any_quote_survives_typesetting(both: tuple[str, str]) -> None:
    """However its lines are broken and its letters joined, a quote is found where it begins."""
    text, printed = both
    assert found(text, printed=f"Zero zero\nand zero:\n{printed}\nand so on") == Found(3, None)


@FEW
@given(text=WORDS, other=WORDS)
def test_two_texts_share_a_fingerprint_exactly_if_they_share_a_wording(
    text: str, other: str
) -> None:
    """Line ends and the shape of marks aside, any change is another fingerprint."""
    assert (make_fingerprint(text) == make_fingerprint(other)) == (
        normalise_wording(text) == normalise_wording(other)
    )
    reset = text.replace(" ", "\n").replace("'", "\u2019").replace("fi", "\ufb01")
    assert make_fingerprint(reset) == make_fingerprint(text)
    assert make_fingerprint(f"{text} more") != make_fingerprint(text)


@pytest.mark.parametrize(
    "other",
    [
        "\U0001d413\U0001d421\U0001d41e\U0001d42c\U0001d41e words",  # bold
        "\uff34hese words",  # of full width
        "\u24c9hese words",  # in a circle
        "These word\u209b",  # below the line
        "These \u02b7ords",  # above the line
    ],
)
def test_letters_of_another_shape_are_other_letters(other: str) -> None:
    """No printer makes them of plain ones, so they are not what was printed."""
    assert make_fingerprint(other) != make_fingerprint("These words")
    assert found(f"{other} are made up") is None


def test_a_fingerprint_covers_who_says_it_and_where() -> None:
    """Words of one participant are not verified as those of another."""
    words = "These words are made up."
    assert make_fingerprint(words, "Testina", "1–2") != make_fingerprint(words, "Testa", "1–2")
    assert make_fingerprint(words, "Testina", "1–2") != make_fingerprint(words, "Testina", "1–3")


# -------------------------------------------------------------------------- writing fingerprints

MARK = Verified.model_validate({"fingerprint": "0123456789012345", "on": "2026-01-02"})
LATER = Verified.model_validate({"fingerprint": "00000000000000e1", "on": "2027-01-02"})


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_fingerprint_is_one_new_line_and_replaces_itself(ending: str) -> None:
    """Every other line of the file stays as it is, comments and line ends included."""
    before = MADE_UP[FINDING].replace("    speaker", "    # A comment.\n    speaker")
    content = before.replace("\n", ending).encode()
    first = add_verified(FINDING, content, {0: MARK})
    second = add_verified(FINDING, first, {0: LATER})
    for written, mark in ((first, MARK), (second, LATER)):
        line = f'    verified: {{fingerprint: "{mark.fingerprint}", on: {mark.on}}}{ending}'
        assert written.replace(line.encode(), b"") == content
        assert len(written) == len(content) + len(line)


def test_a_fingerprint_is_written_to_a_quote_on_one_line_too() -> None:
    """Nothing else of the line changes."""
    before, quotes = MADE_UP[FINDING].split("quotes:\n")
    rest = quotes[quotes.index("\n", quotes.index("history:")) :].split("\n", 2)[2]
    quote = (
        "  - {id: Q001, text: Made up., speaker: Testina, form: block, section: results-one, "
        "supports: Made up., history: [{date: 2026-01-02, change: First published.}]}\n"
    )
    content = f"{before}quotes:\n{quote}{rest}".encode()
    mark = f'verified: {{fingerprint: "{MARK.fingerprint}", on: {MARK.on}}}, '
    written = add_verified(FINDING, content, {0: MARK})
    assert written == content.replace(b"speaker: ", f"{mark}speaker: ".encode())


# ------------------------------------------------------------------------------- the command

SOURCE = """\
Introduction

Nowhere. Is this question made up? Invented testers and an invented example took part, and an
invented sample: Testina, Exempla and Probanda.

Methods

Results

A made-up theme. The participants made it up.

First result

A made-up part of it was reported by Testina and Exempla.

These words are made up,
and nobody ever said them. (Testina, lines 1–2)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up knowledge base as files."""
    return write_made_up(tmp_path)


def verified(project: Path, source: str | bytes, *arguments: str) -> Result:
    """Run the command on a source with this text."""
    file = project / "made-up.txt"
    file.write_bytes(source if isinstance(source, bytes) else source.encode())
    return kb(project, "verify", "--source", str(file), *arguments)


def first_quote(project: Path) -> Quote:
    """Read the first quote."""
    return examine(read_files(project / "themes_data")).kb.get("Q001", Quote)


def test_a_verified_quote_keeps_its_wording_from_then_on(project: Path) -> None:
    """The check finds another word without the source, and no fault with another line end."""
    done = verified(project, SOURCE)
    assert done.exit_code == 0, done.output
    assert "newly verified" in done.output
    mark = first_quote(project).verified
    assert mark is not None
    assert mark.fingerprint == first_quote(project).fingerprint
    (project / "made-up.txt").unlink()
    file = project / "themes_data" / FINDING
    text = file.read_text("utf-8")
    file.write_text(text.replace("made up, and nobody", "made up,\n      and nobody"), "utf-8")
    assert kb(project, "check").exit_code == 0
    file.write_text(text.replace("and nobody", "and somebody"), "utf-8")
    found = kb(project, "check")
    assert found.exit_code == 1
    assert "the wording of Q001 is not the one that was verified" in found.output


def test_a_second_run_changes_nothing(project: Path) -> None:
    """The day of the first comparison stays."""
    verified(project, SOURCE)
    before = read_files(project / "themes_data")
    done = verified(project, SOURCE, "s001")
    assert "no newly verified" in done.output
    assert read_files(project / "themes_data") == before


def test_a_changed_word_is_told_with_both_wordings_and_not_verified(project: Path) -> None:
    """The place in the data and the line of the source are named."""
    done = verified(project, SOURCE.replace("nobody", "somebody"))
    assert done.exit_code == 1
    assert re.search(
        r"F001\.yaml:15:11: Q001 is not word for word what made-up\.txt prints at line 16\n"
        r"    here:    .*nobody.*\n    printed: .*somebody",
        done.output,
    )
    assert first_quote(project).verified is None


def test_another_section_is_a_warning(project: Path) -> None:
    """The quote is verified all the same."""
    done = verified(
        project,
        SOURCE.replace("\nFirst result\n", "\n").replace(
            "A made-up part", "First result: a made-up part"
        ),
    )
    assert done.exit_code == 0
    assert re.search(r"F001\.yaml:\d+:\d+: warning: Q001 is printed under “Results”", done.output)
    assert first_quote(project).verified is not None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("(Testina, lines", "(Exempla, lines", r":\d+: Q001 is followed by 'Exempla' in print"),
        ("(Testina, ", "(", r"'Testina' is not named near Q001 in print"),
        ("lines 1–2", "lines 1-3", r"Q001 is printed with lines 1-3"),
        (", lines 1–2", "", r"no lines 1–2 are printed behind Q001"),
    ],
)
def test_words_in_anothers_mouth_are_told_and_not_verified(
    project: Path, old: str, new: str, told: str
) -> None:
    """Whose they are stands behind them, or near them; so do the lines, where any are printed."""
    assert old in SOURCE
    far = SOURCE.replace("First result\n", f"First result\n{'Nothing made up. ' * 9}\n")
    far = far.replace(
        "ported by Testina and Exempla.", f"ported by Testina and Exempla.{' Na' * 40}"
    )
    done = verified(project, far.replace(old, new))
    assert done.exit_code == 1
    assert re.search(told, done.output)
    assert "One quote has another speaker or other lines in print." in done.output
    assert first_quote(project).verified is None


@pytest.mark.parametrize(("speaker", "code"), [("Testina", 0), ("Exempla", 1)])
def test_of_a_part_of_a_passage_the_speaker_stands_behind_the_whole(
    project: Path, speaker: str, code: int
) -> None:
    """However long the passage goes on after the words that are quoted."""
    long = f"ever said them.{' Nothing made up goes on.' * 20} ({speaker},"
    source = SOURCE.replace("ever said them. (Testina,", long)
    done = verified(project, source.replace("and Exempla.\n", f"and Exempla.{' Na' * 40}\n"))
    assert done.exit_code == code, done.output


def test_who_speaks_before_an_inline_quote_is_enough(project: Path) -> None:
    """Whoever speaks next is named behind it, and does not matter."""
    inline = SOURCE.replace("These words", "Testina said: “These words").replace(
        "them. (Testina, lines 1–2)", "them.” Exempla said nothing."
    )
    file = project / "themes_data" / FINDING
    file.write_text(file.read_text("utf-8").replace("    lines: 1–2\n", ""), "utf-8")
    done = verified(project, inline)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Is this question", "Was this question", "the research question is not in made-up.txt"),
        ("Methods", "Method", "the heading is not in made-up.txt word for word: 'Methods'"),
        ("A made-up theme", "A theme", "the title is not in made-up.txt word for word"),
        ("The participants", "The people", "what is given as printed is not in made-up.txt"),
        ("Probanda", "Proband", "the pseudonym is not in made-up.txt word for word: 'Probanda'"),
        ("an invented example", "an example", "the role is not in made-up.txt"),
        ("Nowhere", "Elsewhere", "the affiliation is not in made-up.txt"),
    ],
)
def test_all_that_is_said_to_be_as_printed_is_looked_for(
    project: Path, old: str, new: str, told: str
) -> None:
    """The place in the data is named; the quotes are verified all the same."""
    assert old in SOURCE
    done = verified(project, SOURCE.replace(old, new))
    assert done.exit_code == 1
    assert told in done.output
    assert "not as printed." in done.output
    assert first_quote(project).verified is not None


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FINDING, "This finding is made up.", "This “finding” was “never printed”."),
        (FINDING, "text: This report is made up.", "text: This report was “never printed”."),
        (FINDING, "supports: This support is", "supports: This “never printed” support is"),
        (FINDING, "reason: This reason is", "reason: This “never printed” reason is"),
        (STUDY, "This aim is made up.", "This aim is “never printed”."),
        (STATED_IMPLICATION, "This statement is", "This “never printed” statement is"),
    ],
)
def test_words_in_quotation_marks_are_looked_for(
    project: Path, path: str, old: str, new: str
) -> None:
    """Where they are the study's: in what its authors say, and in why a quote supports it."""
    file = project / "themes_data" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    done = verified(project, f"{SOURCE}\nA finding.\n")
    assert done.exit_code == 1
    assert (
        "what is in quotation marks is not in made-up.txt word for word: 'never pr" in done.output
    )
    assert ": one not as printed." in done.output


def test_a_heading_of_the_editors_is_not_looked_for(project: Path) -> None:
    """Some pages of a paper have none."""
    file = project / "themes_data" / STUDY
    text = file.read_text("utf-8")
    file.write_text(text.replace("heading: Methods}", "heading: Ours, printed: false}"), "utf-8")
    done = verified(project, SOURCE)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"%PDF-1.7 made up", "is damaged ("),
        ("é".encode("latin-1"), "is no PDF and no text in UTF-8"),
        ("Quite other words.", "No quote of Testa & Beispiel (2020) is like anything in made-up"),
        ("", "Is it the text of that study? Nothing was written."),
    ],
)
def test_a_source_of_no_use_is_told(project: Path, source: str | bytes, told: str) -> None:
    """Nothing is verified by it."""
    done = verified(project, source)
    assert done.exit_code == 1
    assert told in done.output
    assert first_quote(project).verified is None


def test_an_unknown_study_is_told_with_those_that_are_there(project: Path) -> None:
    """The message names what may be written instead."""
    done = verified(project, SOURCE, "S999")
    assert done.exit_code == 1
    assert "Name one of the studies: S001, Testa & Beispiel (2020)." in done.output


def test_the_quotes_of_the_site_s_study_are_verified() -> None:
    """Each has a fingerprint; that its wording is the verified one is a rule of the check.

    A quote that is added later may wait for somebody who has the study's text.
    """
    data = REPOSITORY / "themes_data"
    kb = examine(read_files(data)).kb
    quotes = [kb.get(f"Q{number:03}", Quote) for number in range(1, 15)]
    assert [quote.id for quote in quotes if quote.verified is None] == []


def test_a_quote_with_many_omissions_is_looked_for_soon(measure: Measure) -> None:
    """Each part once, and not each length of each omission with each other."""
    done = measure.code(
        "from kb.verify.find import find\n"
        "from kb.verify.text import read_text\n"
        "source = read_text('made up and ' * 20_000)\n"
        "for quote in ('made […] up […] ' * 18 + 'sheep', '[a] ' * 36 + 'sheep', 'a […] ' * 900):\n"
        "    assert find(quote, 'results', source, []) is None\n"
        "assert find('made […] up […] ' * 18 + 'and', 'results', source, []) is not None\n"
    )
    assert (done.code, done.said) == (0, "")
    assert done.seconds < 10
