"""From a knowledge base to the text of every page: pure, and without MkDocs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from jinja2 import TemplateError

from kb.pages import Page, pages
from kb.pages.moved_written import moved_pages
from kb.problems.problem import DataError, Position, Problem
from kb.progress import begin
from kb.render.context import Site
from kb.render.hand_written import site_view
from kb.render.layout import Templates
from kb.web.headers import hosting_view

T = TypeVar("T")


def render(site: Site) -> dict[str, str]:
    """Return the text of every page that is made from records, by its path."""
    return render_pages(site, pages(site.kb, site.bibliography))


def render_pages(site: Site, which: Iterable[Page]) -> dict[str, str]:
    """Return the text of some pages by their paths."""
    return _laid_out(Templates(site), which)


def _laid_out(templates: Templates, which: Iterable[Page]) -> dict[str, str]:
    those = tuple(which)
    return {page.path: text for page, text in zip(those, templates.pages(those), strict=True)}


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page of a site, of which those made from records are laid out when they are wanted.

    Attributes:
        written: The text of each hand-written page by its path.
        made: The pages made from records.
        templates: What lays them out.
    """

    written: Mapping[str, str]
    made: Sequence[Page]
    templates: Templates

    @property
    def paths(self) -> list[str]:
        """The path of each page."""
        return [*(page.path for page in self.made), *self.written]

    def texts(self) -> dict[str, str]:
        """Return the text of each page by its path."""
        return _laid_out(self.templates, self.made) | {**self.written}

    def each(self, use: Callable[[str, str], T]) -> list[T]:
        """Use each page as soon as it is laid out: of a large site they are never all in memory.

        Args:
            use: Takes the path and the text of a page, maybe in another process than this.

        Returns:
            What it returned, in the order of `paths`.
        """
        return [
            *self.templates.each(self.made, use),
            *(use(path, text) for path, text in self.written.items()),
        ]


def render_all(
    site: Site, sources: Mapping[str, str], templates: Templates | None = None
) -> dict[str, str]:
    """Return the text of every page by its path; the arguments and errors are those of `all_of`."""
    return all_of(site, sources, templates).texts()


def all_of(site: Site, sources: Mapping[str, str], templates: Templates | None = None) -> Pages:
    """Return every page, those that people write among them.

    Args:
        site: Everything that pages are made from.
        sources: The text of each hand-written page by its path.
        templates: What lays the pages out, if it is there already.

    Raises:
        DataError: A hand-written page cannot be filled in, or has or had the address of another.
    """
    templates = templates or Templates(site)
    begin("views")
    made = pages(site.kb, site.bibliography)
    taken = {page.path for page in made}
    clashes = [
        Problem(
            Position(f"docs/{path}"),
            "a page made from records has the same address",
            "Give the file another name.",
        )
        for path in sources
        if path in taken
    ]
    moved, faults = moved_pages(sources, taken)
    if clashes or faults:
        raise DataError([*clashes, *faults])
    return Pages(_written(site, sources, "docs", templates), [*made, *moved], templates)


def render_written(site: Site, sources: Mapping[str, str], root: str = "docs") -> dict[str, str]:
    """Fill in the pages that people write: what they count and list comes from the records.

    Args:
        site: Everything that pages are made from.
        sources: The text of each hand-written page by its path.
        root: The folder's name as it is to appear in problems.

    Raises:
        DataError: A page uses a name that does not exist, or its braces do not match.
    """
    return _written(site, sources, root, Templates(site))


def _written(
    site: Site, sources: Mapping[str, str], root: str, templates: Templates
) -> dict[str, str]:
    given = {"site": site_view(site.kb), "hosting": hosting_view()}
    rendered: dict[str, str] = {}
    problems: list[Problem] = []
    for path, source in sources.items():
        try:
            rendered[path] = templates.filled(templates.of(source), path, **given)
        except _MISTAKES as error:
            problems.append(_unfilled(f"{root}/{path}", error))
    if problems:
        raise DataError(problems)
    return rendered


_MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a template raises that is written wrongly: a wrong name, or a value of the wrong kind."""


def _unfilled(file: str, error: Exception) -> Problem:
    line = getattr(error, "lineno", None) or _line_in_template(error)
    said = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return Problem(
        Position(file, line),
        f"the page cannot be filled in: {said}",
        "Check what stands between {{ and }}, or between {% and %}, on this line.",
    )


def _line_in_template(error: Exception) -> int:
    """Return the line of the page's own text at which rendering stopped."""
    trace = error.__traceback__
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


__all__ = ["Site", "render", "render_all", "render_written"]
