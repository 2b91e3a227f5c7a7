"""A quote as it is copied: word for word, with all that is needed to cite it."""

import pytest

from kb.knowledge.base import KnowledgeBase
from kb.records import Quote
from kb.render.quoting import write_lines, write_quotation

ENTRY = "Testa, T. (2001). Made up."


@pytest.mark.parametrize(
    ("identifier", "first_line"),
    [
        (
            "Q001",
            (
                "“One, two, *three* <sheep> & {{ four }}: I [Una] counted […] what nobody had ever "
                "put there.” — Una, lines 1–4, in Testa & Beispiel (2001)."
            ),
        ),
        ("Q002", "“and so did I” — Duo, in Testa & Beispiel (2001)."),
        ("Q003", "“I lost count.” — Tria, line 7, in Testa & Beispiel (2001)."),
    ],
)
def test_a_copied_quote_names_its_speaker_its_lines_and_its_study(
    identifier: str, first_line: str, made_up_kb: KnowledgeBase
) -> None:
    """Lines where they are printed; then the work as a bibliography lists it."""
    quote = made_up_kb.get(identifier, Quote)
    copied = write_quotation(quote, made_up_kb.study_of(quote), ENTRY)
    assert copied == f"{first_line}\n\n{ENTRY}"


def test_the_paragraphs_of_a_copied_quote_stay_apart(made_up_kb: KnowledgeBase) -> None:
    """As they are printed."""
    quote = made_up_kb.all(Quote)[0].model_copy(update={"text": "Made up.\nMade up again."})
    copied = write_quotation(quote, made_up_kb.study_of(quote), ENTRY)
    assert copied.startswith("“Made up.\nMade up again.” — ")


@pytest.mark.parametrize(("lines", "name"), [("7", "line 7"), ("1–4", "lines 1–4")])
def test_lines_are_counted_in_their_name(lines: str, name: str) -> None:
    """One line, or several."""
    assert write_lines(lines) == name
