"""Papers whose file marks up what is what: JATS XML, and articles as web pages."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser

from kb.papers.paper import Block

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "figure",
        "table-wrap",
        "fig",
        "template",
        "noscript",
        "fn-group",
        "disp-formula",
    ]
)
_PARAGRAPHS = frozenset({"p", "li", "dd", "td", "figcaption"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_QUOTES = frozenset({"blockquote", "disp-quote"})
_BY = frozenset({"attrib", "cite", "footer"})


class _TreeBuilder(HTMLParser):
    """Makes a tree of a web page; what is not closed ends with what holds it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li") and self._open[-1].tag == tag:
            self._open.pop()
        element = ET.SubElement(self._open[-1], tag, {key: text or "" for key, text in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        names = [element.tag for element in self._open]
        if tag in names[1:]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def parse_html(text: str) -> ET.Element:
    """Make a tree of a web page, however it is written."""
    builder = _TreeBuilder()
    builder.feed(text)
    builder.close()
    return builder.root


def say_all(element: ET.Element, *, without: frozenset[str] = frozenset()) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(_list_texts(element, without)).split())


def _list_texts(element: ET.Element, without: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag not in without:
            yield from _list_texts(child, without)
            yield " " if child.tag in _PARAGRAPHS else ""
        yield child.tail or ""


def list_blocks(element: ET.Element, level: int = 1) -> Iterator[Block]:
    """Yield the pieces of a text in their order.

    Args:
        element: What holds it: the body of an article.
        level: How deep the sections in it lie (JATS, where a section is an element).
    """
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _HEADINGS:
            yield from _read_heading(child, _HEADINGS[child.tag])
        elif child.tag == "title" and element.tag in ("sec", "abstract", "app"):
            yield from _read_heading(child, level - 1)
        elif child.tag in _QUOTES:
            yield _read_quote(child)
        elif child.tag in _PARAGRAPHS:
            for part in _split_at_quotes(child):
                yield from [_read_quote(part)] if part.tag in _QUOTES else _read_paragraph(part)
        elif child.tag == "ref-list":
            continue
        else:
            yield from list_blocks(child, level + (child.tag == "sec"))


def _read_heading(element: ET.Element, level: int) -> Iterator[Block]:
    if text := say_all(element, without=frozenset({"xref", "sup"})):
        yield Block("heading", text, level)


def _split_at_quotes(paragraph: ET.Element) -> Iterator[ET.Element]:
    """Part a paragraph from the quotes that are set apart within it."""
    if not any(child.tag in _QUOTES for child in paragraph):
        yield paragraph
        return
    text = ET.Element(paragraph.tag)
    text.text = paragraph.text
    for child in paragraph:
        if child.tag not in _QUOTES:
            text.append(child)
            continue
        yield text
        yield child
        text = ET.Element(paragraph.tag)
        text.text = child.tail
    yield text


def _read_quote(element: ET.Element) -> Block:
    """Read what is set apart; who spoke may be marked apart from the words."""
    by = [say_all(one) for one in element.iter() if one.tag in _BY]
    return Block("quote", say_all(element, without=_BY), by=by[0] if by else "")


def _read_paragraph(element: ET.Element) -> Iterator[Block]:
    cites = tuple(
        key
        for one in element.iter("xref")
        if one.get("ref-type") == "bibr"
        for key in (one.get("rid") or "").split()
    )
    if text := say_all(element):
        yield Block("text", re.sub(r"\s+([.,;])", r"\1", text) if cites else text, cites=cites)
