"""Addresses on the web, and what prose gives as one between `](` and `)`."""

import re

from pydantic_core import PydanticCustomError

from kb.text.wording import quote_text

_TARGET = r"\((?P<address>(?:[^()\s\\]|\([^()\s\\]*\))*)"
"""What stands behind a link's words: an address, in which parentheses are closed again."""

LINK_TARGET = re.compile(rf"{_TARGET}\)")
"""A link's address between its parentheses."""

_ENDS = re.compile(rf"\\.|(?P<nothing>\[\s*)?\]{_TARGET}(?P<end>\))?", re.DOTALL)
"""Where the words of a link end, or what a backslash makes plain."""

_ADDRESSES = re.compile(rf"\]{_TARGET}\)")


def require_web_address(text: str) -> str:
    """Return an address that begins with http:// or https:// and names a host, and nobody.

    Raises:
        PydanticCustomError: It is none, or holds other characters than a browser's address bar.
    """
    if not re.match(r"https?://", text):
        raise PydanticCustomError("no_address", "must begin with https:// or http://")
    if re.search(r"\s", text):
        raise PydanticCustomError("no_address", "must be a whole address without a space in it")
    if foreign := re.search(r"[^!-~]|[\"<>\\^`{|}]", text):
        raise PydanticCustomError(
            "no_address",
            "must be written with plain letters, figures and signs: copy it from a browser's "
            "address bar, which writes {character} as % and figures, or xn--",
            {"character": foreign[0]},
        )
    if not re.match(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#]|$)", text):
        raise PydanticCustomError(
            "no_address", "must name a host after the two slashes, and nobody's name and no @"
        )
    return text


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that a page may link to."""
    try:
        require_web_address(text)
    except PydanticCustomError:
        return False
    return True


def require_links_to_addresses(text: str) -> str:
    """Return prose of which every link has words, and leads to an address on the web.

    `](` always ends the words of a link: what looks like one and is none would be shown as signs.

    Raises:
        PydanticCustomError: A link has no words, or leads elsewhere.
    """
    for end in _ENDS.finditer(text) if "](" in text else ():
        address = end["address"]
        if address is None:
            continue
        if end["nothing"]:
            raise PydanticCustomError("no_link", "has a link without words")
        if not end["end"]:
            raise PydanticCustomError(
                "no_link", "has a link whose address does not end, or has a space in it"
            )
        try:
            require_web_address(address)
        except PydanticCustomError as error:
            raise PydanticCustomError(
                "no_link",
                "has a link to {address}, but an address {why}",
                {"address": quote_text(address), "why": error.message()},
            ) from None
    return text


def strip_addresses(text: str) -> str:
    """Return prose without the addresses of its links, which mention nothing."""
    return _ADDRESSES.sub("]", text) if "](" in text else text
