r"""Text as it can be shown anywhere: on a terminal, in a log, in a comment, as a file's name.

What was read, from the data, from a file's name or from another program, may hold characters that
a terminal obeys, that end a line or that nobody sees. They are shown as what stands for them in
code, as in `\x1b`.
"""

import re
import unicodedata

_PLAIN = re.compile("[\n -~\xa0-\xac\xae-\u02ff]*")
"""Most texts hold nothing else, and are done with at once."""


def show_signs(text: str) -> str:
    r"""Write a text so that nothing in it does anything but end a line.

    Characters that cannot be seen are written as \x1b or \u202e, half characters too. So it can
    be printed, whatever it holds; spaces of every width stay.
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(one if one == "\n" or _is_seen(one) else _encode(one) for one in text)


def show_on_one_line(text: str, end: str = " ") -> str:
    """Write a text the same way on one line, with something else where lines end."""
    return show_signs(text.replace("\r\n", "\n").replace("\n", end))


def _is_seen(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _encode(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode()
