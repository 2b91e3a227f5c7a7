"""Text of bibliographic files as plain text: without markup, entities and what nobody sees."""

import html
import re
import unicodedata

from kb.text.characters import find_unfit

_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
"""Only with its semicolon: without one, “Q&A” and “arts&sections” would change."""

_PAIRED = re.compile(
    r"<(?P<end>/?)"
    r"(?P<name>i|b|u|s|p|a|em|strong|sup|sub|sc|scp|span|small|font|italic|bold|tt|title|sec|inf)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
"""A tag that goes only where its other half is there, too."""

_LONE = re.compile(
    r"</?(?:jats|mml|m|xref|ce|sb):?[\w-]*(?:\s[^<>]*)?/?>|</?(?:su[bp]|span|em|strong|scp)>"
    r"|</?math(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_GAP = re.compile(r"<(?:/?(?:br|p|hr)\s*/?)>|</(?:jats:p|jats:title)>", re.IGNORECASE)
_MARKED = re.compile(r"[&<]|  ")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")


def to_plain(text: str) -> str:
    """Return a text as a record holds it, on one line and in Unicode's form NFC.

    Entities of HTML become their characters, tags of HTML, JATS and MathML go, and so does what
    nobody sees: controls, soft hyphens, spaces without width. A character that was lost (U+FFFD)
    stays: see `kb.exchange.settling`.
    """
    if text.isascii() and text.isprintable() and not _MARKED.search(text):
        return text.strip()
    if "&" in text:
        # Some databases encode twice.
        text = _decode_entities(_decode_entities(text))
    if "<" in text:
        text = strip_markup(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", drop_unseen(text))
    # A space that does not break is kept: it is part of the text.
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _decode_entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def strip_markup(text: str) -> str:
    """Return a text without tags; what only looks like one (“<5 years”) stays."""
    return _LONE.sub("", _drop_pairs(_GAP.sub(" ", text)))


def _drop_pairs(text: str) -> str:
    """Return a text without the tags that have both a beginning and an end."""
    begun: dict[str, list[re.Match[str]]] = {}
    spans: list[tuple[int, int]] = []
    for tag in _PAIRED.finditer(text):
        waiting = begun.setdefault(tag["name"].lower(), [])
        if not tag["end"]:
            waiting.append(tag)
        elif waiting:
            spans += [waiting.pop().span(), tag.span()]
    kept, end = [], 0
    for start, after in sorted(spans):
        kept.append(text[end:start])
        end = after
    return "".join([*kept, text[end:]])


def drop_unseen(text: str) -> str:
    """Return a text without the characters that the data may not hold, but for a lost one."""
    unfit = {place for place, character in find_unfit(text) if character not in f"{LOST}\n\t\r"}
    if not unfit:
        return text
    return "".join(
        character
        if place not in unfit
        else " "
        if unicodedata.category(character) in ("Zl", "Zp")
        else ""
        for place, character in enumerate(text)
    )


LOST = "\ufffd"
"""Stands where another character was lost, mostly by a wrong encoding."""
