"""New records: identifiers never come back, and quotes find their place."""

import datetime as dt

import pytest

from kb.authoring.desk import CannotBeginError, Desk, Draft
from kb.authoring.new import draft_finding, draft_implication, draft_quote, draft_term
from kb.authoring.study import draft_study, make_item, name_study
from kb.read import examine
from kb.records import CslItem, Finding
from kb.records.schemas import get_schema_line
from tests.made_up.records import FINDING, GLOSSARY, OTHER_FINDING, STUDY, made_up

DAY = dt.date(2026, 2, 3)
QUOTE = {
    "text": "More words that nobody ever said: they are made up.",
    "speaker": "Exempla",
    "lines": "7",
    "form": "inline",
    "section": "results-one",
    "supports": "This support is made up as well.",
}


def desk(past: str = "", **changed: str) -> Desk:
    """Return the made-up data, with other text in some files, on a day."""
    files = made_up() | {path: text.encode() for path, text in changed.items()}
    return Desk(files, past, DAY)


def paper(*families: str, year: int = 2003, title: str = "Made up") -> CslItem:
    """Return a paper by people with these family names."""
    author = [{"family": family, "given": "T."} for family in families]
    issued = {"date-parts": [[year]]}
    return make_item(
        {"type": "article-journal", "title": title, "author": author, "issued": issued}
    )


def after(before: Desk, draft: Draft) -> dict[str, bytes]:
    """Return the files with the draft among them."""
    return {**before.files, **{path: text.encode() for path, text in draft.files.items()}}


def with_quote(text: str) -> str:
    """Add a quote to a finding with this text, and return what the file says then."""
    return draft_quote(desk(**{FINDING: text}), "F001", QUOTE).files[FINDING]


def test_the_next_identifier_comes_after_the_highest() -> None:
    """A gap stays a gap: somebody may have cited what stood there."""
    files = made_up()
    files["studies/testa-2020/findings/F007.yaml"] = b""
    assert Desk(files, "", DAY).free("F") == "F008"
    assert desk().free("Q") == "Q002"
    assert Desk({}, "", DAY).free("S") == "S001"
    assert desk(**{FINDING: "id: F999\n"}).free("F") == "F1000"


def test_an_identifier_of_the_past_is_not_given_again() -> None:
    """Also that of a quote which was deleted, as the history of the project shows it."""
    assert desk("-  - id: Q041\n+  - id: Q012\n").free("Q") == "Q042"


def test_an_identifier_in_a_comment_is_an_example() -> None:
    """The comments of the templates name findings that do not exist."""
    assert desk("+# - id: F700\n", **{STUDY: "# id: F800\n"}).free("F") == "F003"


def test_a_finding_is_put_where_its_theme_is_from() -> None:
    """The file begins with its schema, has a comment on each field and a first publication."""
    draft = draft_finding(desk(), {"themes": ["T002"]})
    ((path, text),) = draft.files.items()
    assert path == "studies/testa-2020/findings/F003.yaml"
    assert text.splitlines()[0] == get_schema_line(path)
    assert text.endswith("history:\n  - {date: 2026-02-03, change: First published.}\n")
    comments = " ".join(line.strip(" #") for line in text.splitlines() if "#" in line)
    for name, field in Finding.model_fields.items():
        explained = str(field.description) in comments
        # The history explains itself, and no new record has been withdrawn or excused yet.
        assert explained is (name not in {"history", "withdrawn", "exceptions"})


def test_a_finding_needs_a_theme_that_there_is() -> None:
    """The message names those there are."""
    with pytest.raises(CannotBeginError, match=r"no theme 'T009'(.|\n)*T002 A made-up part"):
        draft_finding(desk(), {"themes": ["T009"]})


def test_the_check_names_exactly_what_a_new_finding_lacks() -> None:
    """What is empty is what is still to be written, and nothing else is wrong."""
    begun = desk()
    draft = draft_finding(begun, {"themes": ["T002"], "statement": "Made up.", "label": "Made up"})
    problems = examine(after(begun, draft)).problems
    assert {
        problem.message.removesuffix(" is still to write").split(" ")[-1] for problem in problems
    } == {*("section", "as_printed", "text", "level", "reason", "judged_by", "judged_on")}


def test_a_quote_comes_after_the_others_and_nothing_else_changes() -> None:
    """Every line of the file stays as it is, comments included."""
    before = made_up()[FINDING].decode().replace("credibility:", "# A note.\n\ncredibility:")
    text = with_quote(before)
    begin = text.index("  # Q and a number")
    end = text.index("# A note.")
    assert text[:begin] + text[end:] == before
    examined = examine(made_up() | {FINDING: text.encode()})
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert [quote.id for quote in kb.get("F001", Finding).quotes] == ["Q001", "Q002"]
    assert kb.get("F001", Finding).quotes[1].lines == "7"


def test_the_first_quote_begins_the_list() -> None:
    """A new finding has a place for it; another gets it before the credibility."""
    for text in (
        made_up()[OTHER_FINDING].decode(),
        made_up()[OTHER_FINDING].decode().replace("label:", "# quotes:\nlabel:"),
        made_up()[OTHER_FINDING].decode().replace("label:", "quotes: []\nlabel:"),
        made_up()[OTHER_FINDING].decode() + "quotes:\n",
    ):
        begun = desk(**{OTHER_FINDING: text})
        draft = draft_quote(begun, "F002", {**QUOTE, "section": "results"})
        examined = examine(after(begun, draft))
        kb, problems = examined.kb, examined.problems
        assert not problems
        assert [quote.id for quote in kb.get("F002", Finding).quotes] == ["Q002"]


def test_a_quote_keeps_the_ends_of_lines_and_the_indentation() -> None:
    """Files from other systems and other hands stay as they are."""
    windows = with_quote(made_up()[FINDING].decode().replace("\n", "\r\n"))
    assert windows.count("\n") == windows.count("\r\n")
    head, quotes = made_up()[FINDING].decode().split("quotes:\n")
    quotes, tail = quotes.split("credibility:")
    flush = "\n".join(line.removeprefix("  ") for line in quotes.split("\n"))
    assert "\n- id: Q002\n  # " in with_quote(f"{head}quotes:\n{flush}credibility:{tail}")


@pytest.mark.parametrize(
    "quotes", ["quotes: [{id: Q001}]", "quotes: &x\n  - id: Q001", "quotes: no"]
)
def test_a_quote_is_not_forced_into_a_file_that_is_written_otherwise(quotes: str) -> None:
    """The message says how the file can be written."""
    with pytest.raises(CannotBeginError, match="on a line of its own"):
        with_quote(f"id: F001\n{quotes}\n")


def test_a_quote_needs_a_finding() -> None:
    """Otherwise it has no place."""
    with pytest.raises(CannotBeginError, match="There is no finding F404"):
        draft_quote(desk(), "F404", QUOTE)


def test_a_recommendation_rests_on_findings_as_they_are_today() -> None:
    """A version that is given stays as it is."""
    draft = draft_implication(desk(), [("F001", "Made up."), ("F002@1", None)], {})
    ((path, text),) = draft.files.items()
    assert path == "implications/I003.yaml"
    assert "- finding: F001@2\n" in text
    assert "- {finding: F002@1}\n" in text


def test_a_study_has_a_folder_of_its_own() -> None:
    """It is named after two authors and the year, and never that of another study."""
    draft = draft_study(desk(), paper("Müster-Ñame", "Testa", "Third"), {}, "A theme")
    assert list(draft.files) == [
        "studies/muster-name-testa-2003/study.yaml",
        "studies/muster-name-testa-2003/themes.yaml",
    ]
    assert "\nshort_name: Müster-Ñame et al. (2003)\n" in next(iter(draft.files.values()))
    with pytest.raises(CannotBeginError, match="already"):
        draft_study(desk(), paper("Testa", year=2020), {})


def test_a_study_is_called_as_running_text_calls_it() -> None:
    """Two authors are both named."""
    assert name_study(paper("Testa")) == "Testa (2003)"
    assert name_study(paper("Testa", "Probe")) == "Testa & Probe (2003)"


def test_a_study_is_begun_once() -> None:
    """Title and year tell it, whatever else is written otherwise."""
    title = "A study that was never made: This title is made up"
    with pytest.raises(CannotBeginError, match="The study is there already: S001"):
        draft_study(desk(), paper("Testa", "Other", year=2020, title=title), {})


def test_a_term_comes_last_in_the_glossary() -> None:
    """What was there stays as it is, and the identifier is made from the words."""
    begun = desk()
    draft = draft_term(begun, "Über-Made up", {"term": "Über-Made up", "definition": "Made up."})
    assert draft.identifier == "uber-made-up"
    assert draft.files[GLOSSARY].startswith(made_up()[GLOSSARY].decode())
    assert examine(after(begun, draft)).problems == ()
    first = draft_term(Desk({}, "", DAY), "made up", {"term": "made up"}).files[GLOSSARY]
    assert first.splitlines()[0] == get_schema_line(GLOSSARY)


@pytest.mark.parametrize("term", ["Made-up term", "…"])
def test_a_term_needs_an_identifier_of_its_own(term: str) -> None:
    """One that is there already, and one without letters, have none."""
    with pytest.raises(CannotBeginError, match="there already, or gives no identifier"):
        draft_term(desk(), term, {"term": term})


def test_a_term_is_not_forced_into_a_glossary_that_is_written_otherwise() -> None:
    """A list in brackets has no end to write after."""
    with pytest.raises(CannotBeginError, match="Nothing can be added to themes_data/glossary"):
        draft_term(desk(**{GLOSSARY: "[{id: made-up-term}]\n"}), "other", {"term": "other"})
