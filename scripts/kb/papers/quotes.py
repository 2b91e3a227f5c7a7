"""The quotes of a paper, each with who is named beside it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kb.papers.paper import Block
from kb.papers.speakers import (
    Attribution,
    is_bare_attribution,
    read_attribution,
    split_off_attribution,
    split_off_name,
)

_ATTRIBUTED = r"[.,;!?]?\s*[(\[](?P<by>[^()\[\]]{1,90})[)\]]"
_INLINE = re.compile(
    rf"“(?P<double>[^“”]{{2,2000}})”{_ATTRIBUTED}"
    rf"|\"(?P<straight>[^\"]{{2,2000}})\"{_ATTRIBUTED.replace('<by>', '<by_straight>')}"
    rf"|(?<!\w)‘(?P<single>(?:[^‘“”]|(?<=\s)‘[^‘’]*’){{2,2000}}?)’"
    rf"{_ATTRIBUTED.replace('<by>', '<by_single>')}"
)
_SPOKEN = re.compile(r"“([^“”]{2,2000})”|\"([^\"]{2,2000})\"")
_FEWEST_WORDS = 5
"""Of words in quotation marks that are somebody's, and no term or title."""
_TWICE = 2


@dataclass(frozen=True, slots=True)
class ReadQuote:
    """A quote as it was read.

    Attributes:
        text: The words, without quotation marks around them.
        form: Whether it is set apart, or stands in a sentence of the authors.
        block: The place of the piece that prints it.
        named: Who is named beside it, if somebody certainly is.
        doubt: Why nobody is named, or "".
    """

    text: str
    form: Literal["block", "inline"]
    block: int
    named: Attribution | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes of a paper.

    Attributes:
        quotes: Each, in the order of print.
        unnamed: Words in quotation marks that are nobody's for certain, each with the place of the
            piece and why.
        split: Codes and names that are printed with details which are not of one person.
    """

    quotes: tuple[ReadQuote, ...]
    unnamed: tuple[tuple[int, str, str], ...]
    split: tuple[tuple[str, tuple[str, ...]], ...]


def find_quotes(blocks: Sequence[Block], cited: frozenset[str] = frozenset()) -> Quotes:
    """Find the quotes of a paper.

    Args:
        blocks: Its pieces.
        cited: Names that are those of cited authors, which no speaker is taken from.
    """
    found = [*_find_all(blocks)]
    certain = {one.named.who for one in found if one.named and one.named.is_certain}
    often = Counter(one.named.who for one in found if one.named)
    settled = [_settle(one, certain, often, cited) for one in found]
    doubtful = {one.text: one.doubt for one in settled if one.form == "inline" and one.doubt}
    settled = [one for one in settled if one.text not in doubtful]
    taken = defaultdict(list)
    for one in settled:
        taken[one.block].append(one.text)
    unnamed = [
        (place, words, doubtful.get(words, "nobody is named beside it"))
        for place, block in enumerate(blocks)
        if block.kind == "text"
        for words in _list_spoken(block.text)
        if not any(words in text or text in words for text in taken[place])
    ]
    return Quotes(tuple(settled), tuple(unnamed), tuple(_find_split(settled)))


def _find_all(blocks: Sequence[Block]) -> Iterator[ReadQuote]:
    """Yield every quote; a name that could be something else is settled later."""
    openers = Counter(
        opener[0].who
        for block in blocks
        if block.kind in ("text", "quote") and (opener := split_off_name(block.text))
    )
    skip = -1
    for place, block in enumerate(blocks):
        if block.kind not in ("text", "quote") or place == skip:
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        behind = (
            is_bare_attribution(following.text)
            if following and following.kind in ("text", "quote") and not block.by
            else None
        )
        if whole := _read_block(block, place, behind, openers):
            yield whole
            skip = place + 1 if behind and whole.named is behind else -1
        else:
            yield from _find_inline(block.text, place)


def _read_block(
    block: Block, place: int, behind: Attribution | None, openers: Counter[str]
) -> ReadQuote | None:
    """Read a piece that is a quote as a whole."""
    text = block.text
    if block.by and block.kind == "quote":
        named = read_attribution(block.by)
        doubt = "" if named else f"“{block.by}” is printed with it, which names no one person"
        return ReadQuote(_unquote(text), "block", place, named, doubt)
    if opener := split_off_name(text):
        named, words = opener
        if named.is_certain or openers[named.who] >= _TWICE:
            return ReadQuote(_unquote(words), "block", place, named)
    ending = split_off_attribution(text)
    if block.kind == "quote":
        words, named = ending or (text, behind)
        doubt = "" if named else "nobody is named beside it"
        return ReadQuote(_unquote(words), "block", place, named, doubt)
    if behind and (_is_quoted(text) or behind.is_certain):
        return ReadQuote(_unquote(text), "block", place, behind)
    if ending:
        words, who = ending
        if _is_quoted(words) or (who.is_certain and _ends_as_a_quote(text, words)):
            return ReadQuote(_unquote(words), "block", place, who)
    return None


def _ends_as_a_quote(text: str, words: str) -> bool:
    """Tell whether a name behind a paragraph belongs to all of it, not to its last sentence."""
    ended = re.search(r"[.!?…]$|\.\.\.$", words) and not text.rstrip().endswith(".")
    return bool(ended) and not re.search(r"[“”\"]", words)


def _find_inline(text: str, place: int) -> Iterator[ReadQuote]:
    for found in _INLINE.finditer(text):
        words = found["double"] or found["straight"] or found["single"]
        by = found["by"] or found["by_straight"] or found["by_single"]
        if named := read_attribution(by):
            yield ReadQuote(words.strip(), "inline", place, named)


def _settle(
    quote: ReadQuote, certain: set[str], often: Counter[str], cited: frozenset[str]
) -> ReadQuote:
    """Keep a name only where it can be nothing else."""
    named = quote.named
    if named is None:
        return quote
    if not named.who:
        return replace(quote, doubt="lines are printed with it, but no name")
    if named.is_certain or named.who in certain:
        return quote
    if named.who in cited:
        doubt = f"“{named.who}” is printed with it, which is the name of a cited author as well"
    elif quote.form == "inline" and often[named.who] < _TWICE:
        doubt = f"“{named.who}” is printed with it, and beside no other quote"
    else:
        return quote
    return replace(quote, named=None, doubt=doubt)


def _list_spoken(text: str) -> Iterator[str]:
    """Yield what stands in quotation marks and is long enough to be somebody's words."""
    for found in _SPOKEN.finditer(text):
        words = (found[1] or found[2]).strip()
        if len(words.split()) >= _FEWEST_WORDS:
            yield words


def _find_split(quotes: Sequence[ReadQuote]) -> Iterator[tuple[str, tuple[str, ...]]]:
    details: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in quotes:
        if one.named and one.named.who and one.named.details:
            details[one.named.who][one.named.details] = None
    for who, printed in details.items():
        if len(printed) > 1:
            yield who, tuple(printed)


def _is_quoted(text: str) -> bool:
    return _unquote(text) != text.strip()


def _unquote(text: str) -> str:
    """Take off quotation marks around the whole of a text, and no others."""
    words = text.strip()
    for begin, end in (("“", "”"), ('"', '"'), ("‘", "’")):
        inner = words.removeprefix(begin).removesuffix(end)
        whole = len(inner) == len(words) - 2 and begin not in inner
        if whole and not (end in inner and end != "’"):
            return inner.strip()
    return words
