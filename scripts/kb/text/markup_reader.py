"""How a line of prose is read: by markdown-it, with nothing of it but what is named here.

So which stars open emphasis and which brackets belong together is decided as CommonMark has it.
"""

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.token import Token

from kb.text.inline import Content, Emphasis, Inline, WebLink, Words
from kb.text.web_address import LINK_TARGET, is_web_address


def read(line: str) -> Content:
    """Return what a line says, with what is emphasised and linked in it."""
    (whole,) = _MARKDOWN.parseInline(line)
    return _build_tree(whole.children or [])


def _read_emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read stars, and leave `_` alone: one way of writing it is enough, and names have it."""
    return state.src[state.pos] != "_" and tokenize(state, silent)


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read a link with words and an address on the web; whatever else has brackets is text."""
    start, most = state.pos, state.posMax
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start, disableNested=True)
    target = LINK_TARGET.match(state.src, end + 1, most) if end > start + 1 else None
    if not target or state.src[start + 1 : end].isspace() or not is_web_address(target["address"]):
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        state.push("link_open", "a", 1).attrs = {"href": target["address"]}
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    state.pos, state.posMax = target.end(), most
    return True


def _refuse_picture(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Leave a picture as it is written, where its words and address would be read as a link."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


_MARKDOWN = MarkdownIt("zero").enable(["escape", "emphasis", "link", "image"])
for _name, _rule in (("emphasis", _read_emphasis), ("link", _link), ("image", _refuse_picture)):
    _MARKDOWN.inline.ruler.at(_name, _rule)


@dataclass(slots=True)
class _Open:
    """What is not closed yet; emphasis within the same emphasis adds to what that one has."""

    kind: str
    address: str = ""
    content: list[Inline] = field(default_factory=list)
    within: bool = False


def _build_tree(tokens: list[Token]) -> Content:
    """Put together what markdown-it tells in a row. Nothing in it is deeper than three."""
    stack = [_Open("")]
    for token in tokens:
        kind, _, turn = token.type.partition("_")
        here = stack[-1]
        match turn:
            case "open" if any(one.kind == kind for one in stack):
                stack.append(_Open(kind, content=here.content, within=True))
            case "open":
                stack.append(_Open(kind, str(token.attrGet("href") or "")))
            case "close":
                stack.pop()
                if not here.within:
                    stack[-1].content.append(_close(here))
            case _:
                _add(here.content, token.content)
    return tuple(stack[0].content)


def _close(one: _Open) -> Inline:
    inner = tuple(one.content)
    return (
        WebLink(one.address, inner) if one.kind == "link" else Emphasis(one.kind == "strong", inner)
    )


def _add(to: list[Inline], text: str) -> None:
    """Add text, to the words that stand there already if there are some."""
    if to and isinstance(before := to[-1], Words):
        to[-1] = Words(before.text + text)
    elif text:
        to.append(Words(text))
