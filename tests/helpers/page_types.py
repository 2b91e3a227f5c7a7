"""One page of each type that a built site has: the longest, and the shortest."""

from dataclasses import dataclass

from kb.citations.bibliography import format_bibliography
from kb.pages import make_pages
from kb.records.addresses import make_address
from tests.helpers.building import REPOSITORY, BuiltSite

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class PageTypes:
    """The addresses of pages, below the site's.

    Attributes:
        long: Of each type the page with most HTML; home and the page for lost addresses are types.
        short: Of each type the page with least HTML, where it is another.
        light: Of each type the page with least HTML.
        others: The other pages that people write.
    """

    long: list[str]
    short: list[str]
    light: list[str]
    others: list[str]

    @property
    def all(self) -> list[str]:
        """Every one of them."""
        return [*self.long, *self.short, *self.others]


def page_types(site: BuiltSite) -> PageTypes:
    """Choose pages by the templates that they are made with, so that no new type is left out."""
    works = format_bibliography(site.kb, REPOSITORY / "vendor" / "csl" / "apa.csl")
    by_template: dict[str, list[str]] = {}
    for page in make_pages(site.kb, works):
        if page.template != "moved":  # It leads on at once: nobody reads it.
            by_template.setdefault(page.template, []).append(make_address(page.path))
    docs = site.project.docs
    written = [
        make_address(file.relative_to(docs).as_posix()) for file in sorted(docs.rglob("*.md"))
    ]

    def weight(path: str) -> int:
        return (site.folder / path / "index.html").stat().st_size

    written.remove("")
    groups = [*by_template.values(), written]
    longest = ["", *(max(paths, key=weight) for paths in groups), NOT_FOUND]
    shortest = [min(paths, key=weight) for paths in groups]
    return PageTypes(
        long=longest,
        short=[path for path in shortest if path not in longest],
        light=["", *shortest, NOT_FOUND],
        others=[path for path in written if path not in (*longest, *shortest)],
    )
