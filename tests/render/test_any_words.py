"""Any text in any field of any record comes out as the same words, wherever it is shown.

Texts are made by chance, of signs that mean something somewhere and of letters of every kind. Each
is put between two marks into every field that takes any text. Whatever stands between such marks
anywhere on a page is the text, and the marks are there as often as around a plain word.
"""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.citations.bibliography import format_bibliography
from kb.read import examine
from kb.render.laid_out import LaidOut
from kb.render.site import Site
from kb.render.tree import make_tree
from kb.settings import Settings
from kb.text.characters import find_unfit
from tests.helpers.building import REPOSITORY
from tests.made_up.hostile import Pair, knowledge_base

SIGNS = st.sampled_from(
    [*"<>&\"'`*_[](){}#@:;/\\|!?=+-~^$%.,", "&lt;", "&#64;", "{{", "}}", "{%", "](", "<!--", "]]>"]
)
LETTERS = st.characters(categories=("L", "N", "S", "P"))
TEXTS = st.lists(st.one_of(SIGNS, SIGNS, LETTERS), min_size=1, max_size=8).map("".join)
MARKED = re.compile(r"QQQ(.*?)ZZZ", re.DOTALL)


def between_marks(pair: Pair, begun: str, rest: str, tag: str) -> tuple[str, ...]:
    """Make a text of one word between marks, behind what tells it from others of its kind."""
    marked = f"QQQ{pair[0]}ZZZ"
    return (f"{begun}{rest} {tag} {marked}", f"{rest[:12].strip()} {tag} {marked}", marked)


def find_shown(text: str) -> dict[str, Counter[str]]:
    """Return what stands between marks on each page, and how often."""
    examined = examine(knowledge_base([text], str, between_marks))
    assert [one for one in examined.problems if one.stops] == []
    own = Settings("Made up", "https://site.example/base/", "https://editor.example/")
    works = format_bibliography(examined.kb, REPOSITORY / own.citation_style)
    pages = make_tree(Site(examined.kb, works, own), {}).pages()
    return {
        # Citation styles put spaces around some signs between numbers of pages.
        path: Counter("".join(one.split()) for one in MARKED.findall(read_words(page.html)))
        for path, page in pages.items()
        if isinstance(page, LaidOut)
    }


def read_words(page: str) -> str:
    """Return the words of a page, apostrophes straight: citation styles make them round.

    Left out is what is shown in the language of a reference manager, and drawings, which break
    words at the ends of their lines.
    """
    soup = BeautifulSoup(page, "html.parser")
    for other in soup.select("pre, code, textarea, svg"):
        other.decompose()
    return soup.get_text().replace("’", "'")


@pytest.mark.slow
def test_any_text_comes_out_as_the_same_words_everywhere() -> None:
    """As often as a plain word does."""
    plain = {path: found["plain"] for path, found in find_shown("plain").items()}
    assert sum(plain.values()) > len(plain)

    @settings(
        max_examples=5,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(
        TEXTS.filter(
            lambda text: not any(find_unfit(text)) and "QQQ" not in text and "’" not in text
        )
    )
    def look(text: str) -> None:
        for path, found in find_shown(text).items():
            assert set(found) <= {text}, (path, text, found)
            assert found[text] == plain[path], (path, text)

    look()
