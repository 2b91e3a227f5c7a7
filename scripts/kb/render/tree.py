"""Every page of a site: those that people write, and those made from records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from jinja2 import TemplateError

from kb.pages import Page, make_pages
from kb.pages.moved_written import make_moved_written_pages
from kb.problems.problem import DataError, Position, Problem
from kb.progress import begin
from kb.records.addresses import make_address
from kb.render.hand_written import HandWritten, view_site
from kb.render.laid_out import LaidOut
from kb.render.layout import Templates
from kb.render.site import Site
from kb.web.headers import make_hosting_view

T = TypeVar("T")

AnyPage: TypeAlias = LaidOut | HandWritten

_WRITTEN_BESIDES = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "_headers"})
"""Files that the site has besides pages, and that nobody may put something else for."""

DOCS = "docs"
"""The folder of hand-written pages, as problems name it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Every page of a site, of which those made from records are laid out when they are wanted.

    Attributes:
        site: What the pages are made from.
        sources: The text of each hand-written page by its path, as people wrote it.
        assets: The content of each file that people put beside these pages, by its path.
        written: Each hand-written page by its path, filled in.
        made: The pages made from records.
        former: The paths of pages at which hand-written ones were once: no menu has them.
        templates: What lays pages out.
    """

    site: Site
    sources: Mapping[str, str]
    assets: Mapping[str, bytes]
    written: Mapping[str, HandWritten]
    made: Sequence[Page]
    former: tuple[str, ...]
    templates: Templates

    @property
    def paths(self) -> list[str]:
        """The path of each page."""
        return [*(page.path for page in self.made), *self.written]

    def pages(self) -> dict[str, AnyPage]:
        """Return each page by its path."""
        laid_out = self.templates.lay_out_all(self.made)
        return {page.path: page for page in laid_out} | {**self.written}

    def lay_out_each(self, use: Callable[[LaidOut], T]) -> list[T]:
        """Lay out the pages made from records, and use each as soon as it is.

        Args:
            use: Takes a page that is laid out, maybe in another process than this.

        Returns:
            What it returned, in the order of `made`.
        """
        return self.templates.lay_out_each(self.made, use)


def make_tree(
    site: Site,
    sources: Mapping[str, str],
    assets: Mapping[str, bytes] | None = None,
    templates: Templates | None = None,
) -> Tree:
    """Return every page of a site.

    Args:
        site: Everything that pages are made from.
        sources: The text of each hand-written page by its path.
        assets: The files that people put beside these pages.
        templates: What lays the pages out, if it is there already.

    Raises:
        DataError: A hand-written page cannot be filled in, or has or had the address of another.
    """
    templates = templates or Templates(site)
    begin("views")
    made = make_pages(site.kb, site.bibliography)
    taken = {page.path for page in made}
    clashes = [
        Problem(
            Position(f"{DOCS}/{path}"),
            "a page made from records has the same address",
            "Give the file another name.",
        )
        for path in sources
        if path in taken
    ]
    moved, faults = make_moved_written_pages(sources, taken)
    outputs = {f"{make_address(path)}index.html" for path in (*taken, *sources)} | _WRITTEN_BESIDES
    clashes += [
        Problem(
            Position(f"{DOCS}/{path}"),
            "the site has a page, or a file of its own, at the same address",
            "Give the file another name.",
        )
        for path in assets or ()
        if path.lower() in outputs
    ]
    if clashes or faults:
        raise DataError([*clashes, *faults])
    written = fill_in(site, sources, templates)
    former = tuple(page.path for page in moved)
    return Tree(site, sources, assets or {}, written, [*made, *moved], former, templates)


def fill_in(site: Site, sources: Mapping[str, str], templates: Templates) -> dict[str, HandWritten]:
    """Fill in the pages that people write: what they count and list comes from the records.

    Args:
        site: Everything that pages are made from.
        sources: The text of each hand-written page by its path.
        templates: What fills them in.

    Raises:
        DataError: A page uses a name that does not exist, or its braces do not match.
    """
    given = {
        "site": view_site(site.kb),
        "hosting": make_hosting_view(),
        "owner": site.settings,
    }
    filled: dict[str, HandWritten] = {}
    problems: list[Problem] = []
    for path, source in sources.items():
        try:
            text = templates.fill_in(templates.of(source), path, **given)
        except _MISTAKES as error:
            problems.append(_report_unfilled(f"{DOCS}/{path}", error))
        else:
            filled[path] = HandWritten(text)
    if problems:
        raise DataError(problems)
    return filled


_MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a template raises that is written wrongly: a wrong name, or a value of the wrong kind."""


def _report_unfilled(file: str, error: Exception) -> Problem:
    line = getattr(error, "lineno", None) or _find_line_in_template(error)
    said = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return Problem(
        Position(file, line),
        f"the page cannot be filled in: {said}",
        "Check what stands between {{ and }}, or between {% and %}, on this line.",
    )


def _find_line_in_template(error: Exception) -> int:
    """Return the line of the page's own text at which rendering stopped."""
    trace = error.__traceback__
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
