"""A quote as it is copied into a text of one's own: with who said it, where, and what to cite."""

from kb.records import Quote, Study
from kb.text.wording import split_paragraphs


def write_quotation(quote: Quote, study: Study, entry: str) -> str:
    """Return a quote to paste: the words as printed, their speaker and place, and the work.

    Args:
        quote: The quote.
        study: The study that prints it.
        entry: The study as a bibliography lists it, in plain text.

    Returns:
        Two paragraphs. The link to the quote's page is not part of them: only the reader's browser
        knows for certain under which address the page is read.
    """
    words = "\n".join(split_paragraphs(quote.text))
    said = ", ".join([quote.speaker, *([write_lines(quote.lines)] if quote.lines else [])])
    return f"“{words}” — {said}, in {study.short_name}.\n\n{entry}"


def write_lines(lines: str) -> str:
    """Name transcript lines: "line 4", "lines 4–7"."""
    return f"{'lines' if '–' in lines else 'line'} {lines}"
