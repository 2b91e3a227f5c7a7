"""A quote more in a finding's file; nothing else in it changes."""

import re

from kb.authoring.desk import CannotBeginError
from kb.strict_yaml.document import parse


def insert_quote(before: str, identifier: str, lines: list[str], path: str) -> str:
    """Return a finding's text with a quote after its others; nothing else in it changes.

    Raises:
        CannotBeginError: It is written in a way to which a program cannot add.
    """
    text = _insert_quote(before, lines)
    if not _adds_one_quote(before.encode(), text.encode(), identifier):
        raise CannotBeginError(
            f"No quote can be added to themes_data/{path} as it is written. Run `kb check`; if "
            "that finds nothing, write `quotes:` on a line of its own and each quote below it, "
            "after a hyphen."
        )
    return text


def _insert_quote(text: str, quote: list[str]) -> str:
    """Return a finding's text with a quote after its last one.

    Without quotes yet, they begin where the finding's template has their place, or else before
    its credibility, where they stand in other findings.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"\w+:", line)]
    begin = next((n for n in keys if re.match(r"quotes:\s*(\[\s*\])?\s*(#.*)?$", lines[n])), None)
    if begin is None:
        place = next((n for n, line in enumerate(lines) if line.startswith("# quotes:")), None)
        if place is None:
            before = [n for n in keys if re.match("credibility:|history:", lines[n])]
            place = _skip_comments_above(lines, min(before, default=len(lines)))
            lines.insert(place, "")
        begin, last = place, place + 1
        lines[place] = "quotes:"
    else:
        lines[begin] = re.sub(r"\s*\[\s*\]", "", lines[begin])
        after = min((n for n in keys if n > begin), default=len(lines))
        last = _skip_comments_above(lines, after)
    dashes = [re.match(r" *(?=- )", line) for line in lines[begin + 1 : last]]
    indent = next((dash.group() for dash in dashes if dash), "  ")
    lines[last:last] = [f"{indent}{line}" for line in quote]
    return end.join([*lines, ""])


def _skip_comments_above(lines: list[str], number: int) -> int:
    """Return the first of the lines that say something about the field at a line."""
    while number > 0 and (lines[number - 1].startswith("#") or not lines[number - 1].strip()):
        number -= 1
    return number


def _adds_one_quote(before: bytes, after: bytes, identifier: str) -> bool:
    """Whether a finding's new text says what the old one does, and has one more quote at last."""
    old, new = (parse("", text)[0] for text in (before, after))
    if not old or not new or not isinstance(old.value, dict) or not isinstance(new.value, dict):
        return False
    rest = [{k: v for k, v in one.items() if k != "quotes"} for one in (old.value, new.value)]
    had, has = old.value.get("quotes") or (), new.value.get("quotes")
    if rest[0] != rest[1] or not isinstance(has, tuple) or not isinstance(had, tuple):
        return False
    last = has[-1]
    return has[:-1] == had and isinstance(last, dict) and last.get("id") == identifier
