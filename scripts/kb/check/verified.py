"""The rule that holds verified quotes to their wording, on any machine, without the source."""

from collections.abc import Iterator

from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Loaded
from kb.problems.problem import Problem
from kb.records import Quote
from kb.text.fingerprint import fingerprint


def verified_quotes_keep_their_wording(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A quote that was verified against its source still has the wording of that day."""
    for place in kb.located.values():
        quote = place.record
        if (
            isinstance(quote, Quote)
            and quote.verified
            and fingerprint(quote.text) != quote.verified.fingerprint
        ):
            yield Problem(
                place.position("text"),
                f"the wording of {quote.id} is not the one that was verified against the source "
                f"on {quote.verified.on}",
                "Put the words back as they were, or run `kb verify` with the source.",
            )
