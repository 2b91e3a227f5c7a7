"""Text in GitHub's Markdown, of which no character means anything but itself."""

import re

from kb.text.shown import show_on_one_line

_LINKED = re.compile(r"(gh|www)(?=&#4[56];)", re.IGNORECASE)
"""What GitHub takes for an issue (GH-1) or an address (www.), as it is written here."""

_SPECIAL = re.compile(r"[^\w\s]|_")
_SAME = re.compile(r"[ ,;?’‘“”–—…()]")
"""Characters that mean nothing to Markdown wherever they stand."""

_INVITING = frozenset("@#:")
"""Characters that GitHub makes a mention, a link, an address or a picture of with what follows."""

_LINE_END = " ¶ "


def escape_markdown(text: str) -> str:
    """Write text for GitHub's Markdown so that no character of it means anything.

    Characters that could mean something are written as numbers, line breaks as a sign. GitHub looks
    for mentions, addresses and pictures in the finished text, so those are kept apart by a space
    that has no width.
    """
    shown = show_on_one_line(text, _LINE_END)
    return _LINKED.sub(r"\1&#8203;", _SPECIAL.sub(_encode_character, shown))


def format_code(text: str) -> str:
    """Write a text on one line as code, in which nothing is a mention: it can be copied whole."""
    shown = show_on_one_line(text, _LINE_END)
    fence = make_fence(shown, 1)
    return f"{fence} {shown} {fence}" if "`" in shown or not shown.strip() else f"`{shown}`"


def make_fence(text: str, least: int) -> str:
    """Return more backticks than stand together anywhere in a text."""
    return "`" * max([least, *(len(run) + 1 for run in re.findall("`+", text))])


def _encode_character(match: re.Match[str]) -> str:
    character = match[0]
    if _SAME.fullmatch(character):
        return character
    followed = match.string[match.end() : match.end() + 1]
    apart = "&#8203;" if character in _INVITING and followed and not followed.isspace() else ""
    return f"&#{ord(character)};{apart}"
