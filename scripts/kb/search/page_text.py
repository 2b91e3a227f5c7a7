"""The words of a page that people wrote, once it is HTML, as the index is to hold them."""

from html.parser import HTMLParser

from kb.render.laid_out import Block

IGNORED_ELEMENTS = frozenset(
    {"nav", "footer", "script", "style", "svg", "template", "button", "select", "form", "dialog"}
    | {"dt", "summary"}
)
"""Elements that hold no prose of the page: ways to elsewhere, controls, figures and labels."""

IGNORED_CLASSES = frozenset(
    {
        "headerlink",  # the sign of a link to a heading
        "kb-anchor",  # the sign of a link to a term
        "kb-empty",  # that there is none of something
        "kb-kicker",  # identifier and type, which every entry has anyway
        "kb-tag",  # what kind of thing something is, as the type of its own entry says
        "kb-voice__name",  # whose voice it is: the same words on every page
        "kb-rel",  # the name of a link: the same words on every page
        "kb-scope",  # whom it is reported for and where: labels more than words
        "kb-where",  # where in the study, and when it was judged
        "kb-source",  # the study and section: the same words at every passage
        "kb-unseen",  # what is there for screen readers
    }
)
"""Classes of elements whose words stand on many pages and tell none apart."""

IDENTIFIER = "kb-id"
"""The class of a record's identifier. The words of a link that follows one are those of the record
it leads to, which is found by them itself; the identifier stays, for whoever looks for that."""

IGNORED_ATTRIBUTE = "data-pagefind-ignore"
"""The attribute that keeps an element of a template out of the index, whatever it is."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "dfn", "em", "i", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def read_page(html: str) -> list[Block]:
    """Return the headings and paragraphs of a page, without what is on every page.

    Args:
        html: The page, or only its article.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    """Collects the words within the page's article."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._open: list[tuple[str, bool, bool]] = []
        self._identified = False
        self._words: list[str] = []
        self._element = "p"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._end_block()
            self._element = tag if tag in HEADINGS else "p"
        if tag in VOID or not (self._open or tag == "article"):
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        ignored = (
            (bool(self._open) and self._open[-1][1])
            or tag in IGNORED_ELEMENTS
            or IGNORED_ATTRIBUTE in given
            or bool(IGNORED_CLASSES & classes)
            or (tag == "a" and self._identified)
        )
        self._open.append((tag, ignored, IDENTIFIER in classes))
        self._identified = False

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end_block()
            self._element = "p"
        self._identified = False
        if any(tag == name for name, *_ in self._open):
            name = ""
            while name != tag:
                name, _, self._identified = self._open.pop()

    def handle_data(self, data: str) -> None:
        self._identified = self._identified and data.isspace()
        if self._open and not self._open[-1][1]:
            self._words.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self.blocks.append(Block(self._element, text))
        self._words = []
