"""What prose mentions by identifier: records, as in "printed with F018", and works it cites.

A work is cited as pandoc's Markdown cites it: `@ramsden-2018` in a sentence, and
`[@ramsden-2018; @black-2017]` between brackets.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kb.text.web_address import strip_addresses

_KEY = r"[a-z]+(?:-[a-z]+)*-(?:[0-9]{4}[a-z]?|nd)"
_MENTION = re.compile(
    rf"(?P<bracketed>\[@{_KEY}(?:; @{_KEY})*\])"
    rf"|(?<![\w@./-])@(?P<narrative>{_KEY})(?![\w-])"
    r"|(?<![\w./-])(?P<record>[SFTQIE][0-9]{3,})(?![\w/-])"
)
_CITED = re.compile(rf"(?<![\w@./-])@({_KEY})(?![\w-])")
_SIGN = re.compile("@|[SFTQIE][0-9]{3}")
"""What every mention has in it; most texts have none, and looking for this is quick."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An identifier in running text and how it is to be worded there."""

    name: str
    wording: Literal["identifier", "narrative", "parenthetical"]


def divide_mentions(text: str) -> Iterator[str | Mention]:
    """Divide a text into what stands as it is and what it mentions, brackets made round."""
    if not _SIGN.search(text):
        yield text
        return
    end = 0
    for match in _MENTION.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        if match["bracketed"]:
            yield from _divide_bracketed(match["bracketed"])
        elif match["narrative"]:
            yield Mention(match["narrative"], "narrative")
        else:
            yield Mention(match["record"], "identifier")
    yield text[end:]


def list_mentioned(text: str) -> list[str]:
    """Return the identifiers that a text mentions, in its order."""
    if not _SIGN.search(text):
        return []
    told = divide_mentions(strip_addresses(text))
    return [part.name for part in told if isinstance(part, Mention)]


def name_mentioned(text: str, names: Mapping[str, str]) -> str:
    """Return a text in which works are cited by other names, where there is another for one."""
    return _CITED.sub(lambda match: f"@{names.get(match[1], match[1])}", text) if names else text


def _divide_bracketed(citation: str) -> Iterator[str | Mention]:
    for i, key in enumerate(re.findall(_KEY, citation)):
        yield "; " if i else "("
        yield Mention(key, "parenthetical")
    yield ")"
