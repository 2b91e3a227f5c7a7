"""Who a source says is speaking, and on which lines: what stands around a quote in print."""

import re
from collections.abc import Iterator, Sequence

from kb.records import Quote, Study
from kb.text.fingerprint import make_plain, normalise_wording
from kb.text.wording import join_names, quote_text
from kb.verify.find import Found
from kb.verify.passage import BRACKETS, make_pattern
from kb.verify.text import BROKEN, SourceText

NEAR = 100
"""So many characters from a quote its speaker is named."""

_BEHIND = re.compile(r"[\s.\"']*[(\[–-]\s*([^()\[\]]{1,60})")
"""Who and where, in brackets or after a dash directly behind the words."""

_FURTHER = 1_000
"""So far behind words that were cut out of a longer passage its speaker is looked for."""

_ATTRIBUTED = re.compile(r"[(\[–]\s*([^()\[\]]{1,60})")
"""The same as directly behind, further on."""

_LINES = re.compile(r"\blines? (\d+(?:[–-]\d+)?)")


def find_misattributed(
    quote: Quote, study: Study, source: SourceText, found: Found
) -> Iterator[tuple[str, str]]:
    """Yield what is recorded otherwise than it is printed around a quote: the field, and how.

    Args:
        quote: The quote.
        study: The study that prints it.
        source: The study's text.
        found: Where the words are.
    """
    end = _find_end(quote, source, found)
    before = source.text[max(0, found.start - NEAR) : found.start].replace(BROKEN, "")
    after = source.text[end : end + NEAR].replace(BROKEN, "")
    names = [who.pseudonym for who in study.participants]
    directly = _BEHIND.match(after)
    behind = _list_named(names, directly[1]) if directly else []
    near = _list_named(names, f"{before} {after}")
    if not behind:
        # Of a longer passage a part may be quoted: who speaks stands behind the whole.
        further = source.text[end : end + _FURTHER].replace(BROKEN, "")
        named = (m for m in _ATTRIBUTED.finditer(further) if _list_named(names, m[1]))
        whole = next(named, None)
        after_whole = _list_named(names, whole[1]) if whole else []
        if quote.speaker in after_whole or quote.speaker not in near:
            directly, behind = whole, after_whole
    if behind and quote.speaker not in behind:
        yield "speaker", f"{quote.id} is followed by {quote_text(behind[0])} in print"
    elif not behind and quote.speaker not in near:
        others = f"; {join_names(near)} is" if near else ""
        yield (
            "speaker",
            f"{quote_text(quote.speaker)} is not named near {quote.id} in print{others}",
        )
    printed = _LINES.search(directly[1]) if directly else None
    if printed and _write_lines(printed[1]) != _write_lines(quote.lines or ""):
        yield "lines" if quote.lines else "id", f"{quote.id} is printed with lines {printed[1]}"
    elif quote.lines and not printed and _write_lines(quote.lines) not in _write_lines(after):
        yield "lines", f"no lines {quote.lines} are printed behind {quote.id}"


def _find_end(quote: Quote, source: SourceText, found: Found) -> int:
    """Return where the words end: those after the last bracket are looked for from their start."""
    words = normalise_wording(quote.text)
    last = [part for part in BRACKETS.split(words) if part.strip()][-1].strip()
    match = re.compile(make_pattern(last, begins=False)).search(source.text, found.start)
    return match.end() if match else found.start + len(words)


def _list_named(names: Sequence[str], text: str) -> list[str]:
    """Return whose names stand in a text, in the order of the text."""
    places = [
        (match.start(), name)
        for name in names
        if (match := re.search(rf"(?<!\w){re.escape(make_plain(name))}(?!\w)", text))
    ]
    return [name for _, name in sorted(places)]


def _write_lines(text: str) -> str:
    return text.replace("-", "–")
