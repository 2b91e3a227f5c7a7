"""When two bibliographic records are of one work, and when only a person can tell."""

import re
from dataclasses import dataclass

from kb.exchange import values
from kb.records import CslItem
from kb.text.folding import fold

_LONG_TITLE = 4
"""So many words are hardly the title of two works of one year by chance."""


def normalise_doi(item: CslItem) -> str | None:
    """Return what is equal for all ways to write one DOI.

    Capitals do not matter (DOI Handbook, section 2.4), and neither does an address or a label in
    front. A doubled slash is a common slip, of which some found their way into registers.
    """
    return re.sub("/+", "/", values.clean_doi(item.DOI).casefold()) if item.DOI else None


def normalise_title(item: CslItem) -> tuple[str, int | None]:
    """Return the title without capitals, accents and punctuation, and the year, if it has one.

    A title of nothing but punctuation stays as it is.
    """
    words = re.findall(r"\w+", fold(item.title).replace("&", " and "))
    return " ".join(words) or item.title, item.issued.year if item.issued else None


def list_keys(item: CslItem) -> list[object]:
    """Return what two records of one work have in common, one of these at least."""
    return [key for key in (normalise_doi(item), normalise_title(item)) if key]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two records that may be of one work have in common.

    Attributes:
        same: What is the same, in words.
        sure: Whether it leaves no doubt that they are of one work.
        differs: What differs, in words, or "".
    """

    same: str
    sure: bool
    differs: str = ""


def explain_sameness(first: CslItem, second: CslItem) -> str | None:
    """Say by what two records are certainly of one work, or return None."""
    likeness = compare_works(first, second)
    return likeness.same if likeness and likeness.sure else None


def compare_works(first: CslItem, second: CslItem) -> Likeness | None:
    """Compare two records by DOI, and else by title and year with what else they say.

    Works with two DOIs are two works. One DOI is one work, unless title and first author say
    otherwise: some write the DOI of the book beside each of its chapters. Of one title and year,
    works are one where the author, the journal or book, or the first page agree as well and nothing
    speaks against it; two, where these speak against it; and else a person must tell.

    Returns:
        What is alike, or None for two works.
    """
    dois = normalise_doi(first), normalise_doi(second)
    titles = normalise_title(first), normalise_title(second)
    agree, conflict = _compare_rest(first, second)
    if all(dois):
        same = dois[0] == dois[1]
        return (
            _judge_same_doi(first, second, titles[0][0], titles[1][0], conflict) if same else None
        )
    if titles[0] != titles[1] or "place" in conflict or len(conflict) > len(agree) + 1:
        return None
    # Two people may well write an “Editorial” in one year; a long title is hardly chance.
    short = len(titles[0][0].split()) < _LONG_TITLE
    if agree and not conflict:
        sure = not short or bool({"author", "page"} & set(agree))
        return Likeness(f"title, year and {agree[0]}", sure=sure)
    if conflict == ["author"] and not agree and short and not _has_body(first, second):
        return None
    differs = " and ".join(_WORDS[one] for one in conflict)
    return Likeness("title and year", sure=False, differs=differs)


def _judge_same_doi(
    first: CslItem, second: CslItem, title: str, other: str, conflict: list[str]
) -> Likeness | None:
    # Titles may be given with a subtitle or without it.
    if title.startswith(other) or other.startswith(title) or "author" not in conflict:
        return Likeness("DOI", sure=True)
    parts = first.type == second.type and first.type in ("chapter", "paper-conference")
    return None if parts else Likeness("DOI", sure=False, differs="title and author")


_WORDS = {"author": "author", "pages": "first page", "volume": "volume", "place": "container"}


def _compare_rest(first: CslItem, second: CslItem) -> tuple[list[str], list[str]]:
    """Return what agrees and what does not, of all that both say."""
    agree: list[str] = []
    conflict: list[str] = []
    compared = {
        "author": (_get_first_name(first), _get_first_name(second), "author"),
        "place": (_get_place(first), _get_place(second), "journal or book"),
        "pages": (_get_first_page(first), _get_first_page(second), "page"),
        "volume": (fold(first.volume or ""), fold(second.volume or ""), ""),
        "publisher": (fold(first.publisher or ""), fold(second.publisher or ""), "publisher"),
    }
    for name, (one, other, words) in compared.items():
        if not one or not other:
            continue
        same = _is_abbreviation(one, other) if name == "place" else one == other
        if not same and name == "publisher":
            continue  # publishers are written in many ways
        if not same:
            conflict.append(name)
        elif words:
            agree.append(words)
    return agree, conflict


def _get_first_name(item: CslItem) -> str:
    names = item.author or item.editor
    return " ".join(re.findall(r"\w+", fold(names[0].family or names[0].surname))) if names else ""


def _has_body(*items: CslItem) -> bool:
    return any(name.literal for item in items for name in (item.author or item.editor)[:1])


def _get_place(item: CslItem) -> str:
    text = item.container_title or ""
    return " ".join(
        w for w in re.findall(r"\w+", fold(text)) if w not in ("the", "of", "and", "in", "for")
    )


def _get_first_page(item: CslItem) -> str:
    return re.split(r"[–,-]", fold(item.page or item.number or ""))[0].strip()


def _is_abbreviation(one: str, other: str) -> bool:
    """Tell whether two titles of journals are the same, or one is the other cut short."""
    if one == other:
        return True
    words, more = sorted((one.split(), other.split()), key=lambda parts: len(" ".join(parts)))
    if len(words) == 1 and words[0] == "".join(word[0] for word in more):
        return True
    at = 0
    for word in words:
        while at < len(more) and not more[at].startswith(word):
            at += 1
        if at == len(more):
            return False
        at += 1
    return words[0][0] == more[0][0]
