"""Terms in running text: where they are found, and that finding them changes nothing."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.records import Term
from kb.records.base import Change
from kb.render.context import PageContext
from kb.render.glossing import Explained, Glossary, list_linked_forms
from kb.render.layout import Templates
from kb.render.site import Site


def _term(term: str, abbreviation: str | None = None, *synonyms: str, kept: str = "") -> Term:
    return Term(
        id=re.sub(r"[^a-z]+", "-", term.casefold()).strip("-"),
        term=term,
        abbreviation=abbreviation,
        synonyms=synonyms,
        search_only=(kept,) if kept else (),
        definition="This definition is made up.",
        history=(Change(date=dt.date(2001, 3, 1), change="First made up."),),
    )


TERMS = [
    _term("mentalization", None, "mentalizing"),
    _term("mentalization-based treatment", "MBT", "mentalisation-based treatment"),
    _term("antisocial personality disorder", "ASPD", "personality disorder", kept="ASPD"),
    _term("rolling group", None, "rolling groups", "open *group*"),
    _term("consider", kept="consider"),
    _term("<made-up> term", "IT"),
]
"""Terms in the shapes that are found in glossaries; what they mean is no matter here."""

GLOSSARY = Glossary(TERMS)


def _found(text: str) -> list[str]:
    return [piece.text for piece in GLOSSARY.divided(text) if piece.term]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mentalization helps.", ["Mentalization"]),
        ("mentalization-based treatment", ["mentalization-based treatment"]),
        ("Mentalisation-Based Treatment, that is MBT", ["Mentalisation-Based Treatment", "MBT"]),
        ("a non-mentalizing system", []),
        ("mentalizations", []),
        ("MBT’s aim, and the MBT-trained", ["MBT"]),
        ("mbt and it", []),
        ("what IT is", ["IT"]),
        ("rolling groups, not rolling group", ["rolling groups", "rolling group"]),
        ("an open *group*", ["open *group*"]),
        ("a <made-up> term", ["<made-up> term"]),
        ("men with antisocial personality disorder", ["antisocial personality disorder"]),
        ("another personality disorder", ["personality disorder"]),
        ("Consider ASPD", []),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_the_longest_first(text: str, found: list[str]) -> None:
    """In any case, but abbreviations in capitals; nothing that is kept for the search."""
    assert _found(text) == found


WORDS = [form for term in TERMS for form in list_linked_forms(term)] + [
    *("the", "ASPD", "consider", "non", "*group*", "ẞ", "İ", "ﬁ", "_", "\n", "’s", "(", ")", "<b>"),
]
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from([" ", "-", "", ". "]), st.text(max_size=3))
).map("".join)


@given(texts)
def test_no_character_of_a_text_is_changed(text: str) -> None:
    """Put together again, the pieces are the text."""
    pieces = list(GLOSSARY.divided(text))
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


@given(texts)
def test_what_is_found_is_a_form_of_its_term_between_other_words(text: str) -> None:
    """And no word of it goes on beyond it."""
    end = 0
    for piece in GLOSSARY.divided(text):
        start, end = end, end + len(piece.text)
        if piece.term:
            forms = [form.casefold() for form in list_linked_forms(piece.term)]
            assert piece.text.casefold() in forms
            assert not re.match(r"[\w-]", text[end : end + 1])
            assert not re.match(r"[\w-]", text[:start][-1:])


@given(texts)
def test_no_term_is_passed_over(text: str) -> None:
    """Wherever a form stands as whole words, something is found that covers its beginning."""
    covered: set[int] = set()
    end = 0
    for piece in GLOSSARY.divided(text):
        start, end = end, end + len(piece.text)
        if piece.term:
            covered.update(range(start, end))
    for term in TERMS:
        for form in list_linked_forms(term):
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
                assert covered & set(range(match.start(), match.end())), form


# --------------------------------------------------------------------------------- abbreviations


@pytest.mark.parametrize(
    ("text", "unexpanded"),
    [
        ("MBT for all", ["MBT"]),
        ("IT and MBT", ["IT", "MBT"]),
        ("Mentalization-based treatment (MBT) for all: MBT", []),
        ("mentalisation-based treatment (MBT)", []),
        ("MBT is mentalization-based treatment (MBT)", ["MBT"]),
        ("another treatment (MBT)", ["MBT"]),
        ("MBTs, mbt and MBT-like", []),
        ("", []),
    ],
)
def test_an_abbreviation_is_explained_unless_the_text_does_so_at_its_first_use(
    text: str, unexpanded: list[str]
) -> None:
    """In the order of the text."""
    assert [term.abbreviation for term in GLOSSARY.unexpanded(text)] == unexpanded


# ------------------------------------------------------------------------------------ on a page


def test_a_term_is_explained_once_on_a_page(made_up: Site) -> None:
    """At its first use, in whichever form; another page begins anew."""
    context = PageContext(made_up, "index.md")
    first = context.segments("An invented term, and a MUT.")
    again = context.segments("A made-up <term>.")
    assert [(str(s.text), s.term.id) for s in first if s.term] == [
        ("invented term", "made-up-term")
    ]
    assert [s.term for s in again if s.term] == []
    other = PageContext(made_up, "about/index.md").segments("A made-up <term>.")
    assert [s.text.unescape() for s in other if s.term] == ["made-up <term>"]


def test_a_term_is_not_explained_within_its_own_entry(made_up: Site) -> None:
    """Where its explanation is being read; other terms are."""
    own = made_up.kb.get("made-up-term", Term)
    segments = PageContext(made_up, "glossary.md").segments(
        "An invented term, and another made-up term.", own
    )
    assert [str(s.text) for s in segments if s.term] == ["another made-up term"]


def test_what_is_kept_for_the_search_is_not_explained(made_up: Site) -> None:
    """It often means something else."""
    assert all(not s.term for s in PageContext(made_up, "index.md").segments("Sheep."))


def test_abbreviations_are_looked_for_in_words_and_not_in_tags(made_up: Site) -> None:
    """The title counts, as does what a participant says."""
    context = PageContext(made_up, "index.md")
    page = Templates(made_up).of('<p id="MUT">{{ abbreviations("Made up") | length }}</p>')
    assert page.render() == '<p id="MUT">0</p>'
    context.notes.texts.append("A MUT.")
    found = context.abbreviations("Made up")
    assert [term.abbreviation for term in found] == ["MUT"]


def test_what_was_explained_is_remembered_once() -> None:
    """Only the first time is the first."""
    explained = Explained()
    assert [explained.add(TERMS[0]), explained.add(TERMS[1]), explained.add(TERMS[0])] == [
        *(True, True, False)
    ]
