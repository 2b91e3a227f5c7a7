"""What each record is called where something links to it."""

from kb.citations.bibliography import Bibliography
from kb.records import (
    Audience,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)


def name_of(record: Record, bibliography: Bibliography) -> str:
    """Return the words that a link to a record shows, in plain text."""
    match record:
        case Study():
            name = record.short_name
        case Theme():
            name = record.title
        case Finding():
            name = record.statement
        case Quote():
            name = quote_name(record)
        case Implication():
            name = record.action
        case Reference():
            name = bibliography[record.id].narrative
        case Audience():
            name = record.name
        case Situation():
            name = record.heading
        case Term():
            name = record.term
        case _:
            raise TypeError(f"{type(record).__name__} has no name")
    return name


def label_of(record: Record, bibliography: Bibliography) -> str:
    """Return the few words that name a record in figures and lists."""
    if isinstance(record, Finding | Implication):
        return record.label
    return name_of(record, bibliography)


def quote_name(quote: Quote) -> str:
    """Name a quote by its speaker and its first words."""
    words = quote.text.split()
    short = " ".join(words[:8])
    return f"{quote.speaker}: “{short}{' …' if len(words) > 8 else ''}”"  # noqa: PLR2004 - a line
