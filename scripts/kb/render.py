"""From a knowledge base to the text of every page: pure, and without MkDocs."""

import html
import json
import re
from collections.abc import Iterable, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, TemplateError
from markupsafe import Markup, escape

from kb.addresses import address
from kb.evidence_map.drawing import UNITS_PER_REM
from kb.head import Head
from kb.hosting import hosting_view
from kb.moved_pages import moved_pages
from kb.page_context import PageContext, Site
from kb.pages import Page, pages
from kb.problems import DataError, Position, Problem
from kb.quoting import printed_lines
from kb.records import Study, WorkKind
from kb.relations import WORK_KINDS
from kb.site_view import SiteView, site_view
from kb.wording import capitalised, counted, day, number, paragraphs

MARKED = re.compile(r"[^\w\s.,;?’“”–…]|_")
"""Characters that Markdown, HTML or an extension could take for markup within a heading."""

MACROS = (
    '{% import "macros.jinja" as m with context %}'
    '{% import "evidence_map.jinja" as map with context %}'
)
"""What hand-written pages begin with, on their first line: the macros that they may use."""


def render(site: Site) -> dict[str, str]:
    """Return the text of every page that is made from records, by its path."""
    return render_pages(site, pages(site.kb, site.bibliography))


def render_pages(site: Site, which: Iterable[Page]) -> dict[str, str]:
    """Return the text of some pages by their paths."""
    environment = _environment()
    return {
        page.path: environment.get_template(f"{page.template}.jinja").render(
            page=page, view=page.view, **PageContext(site, page.path).names
        )
        for page in which
    }


def render_all(site: Site, sources: Mapping[str, str]) -> dict[str, str]:
    """Return the text of every page, those that people write among them, by its path.

    Raises:
        DataError: A hand-written page cannot be filled in, or has or had the address of another.
    """
    generated = render(site)
    clashes = [
        Problem(
            Position(f"docs/{path}"),
            "a page made from records has the same address",
            "Give the file another name.",
        )
        for path in sources
        if path in generated
    ]
    moved, faults = moved_pages(sources, generated)
    if clashes or faults:
        raise DataError([*clashes, *faults])
    return generated | render_written(site, sources) | render_pages(site, moved)


def render_written(site: Site, sources: Mapping[str, str], root: str = "docs") -> dict[str, str]:
    """Fill in the pages that people write: what they count and list comes from the records.

    Args:
        site: Everything that pages are made from.
        sources: The text of each hand-written page by its path.
        root: The folder's name as it is to appear in problems.

    Raises:
        DataError: A page uses a name that does not exist, or its braces do not match.
    """
    environment = _environment()
    view = site_view(site.kb)
    rendered: dict[str, str] = {}
    problems: list[Problem] = []
    for path, source in sources.items():
        try:
            template = environment.from_string(MACROS + source)
            rendered[path] = _fill(template, site, view, path)
        except _MISTAKES as error:
            problems.append(_unfilled(f"{root}/{path}", error))
    if problems:
        raise DataError(problems)
    return rendered


_MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a template raises that is written wrongly: a wrong name, or a value of the wrong kind."""


def _fill(template: Template, site: Site, view: SiteView, path: str) -> str:
    """Fill in a page, and add the meanings of the terms that it explains."""
    names = PageContext(site, path).names
    page = template.render(site=view, hosting=hosting_view(), **names)
    meanings = template.environment.from_string(MACROS + "{{ m.glosses() }}").render(**names)
    return f"{page}\n{meanings}\n" if meanings else page


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


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kb"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "address": address,
        "anchor": _anchor,
        "attribute": _attribute,
        "capitalised": capitalised,
        "counted": counted,
        "day": day,
        "front_matter": _front_matter,
        "head_matter": _head_matter,
        "heading": _heading,
        "heading_text": _heading_text,
        "number": number,
        "paragraphs": paragraphs,
        "rem": _rem,
        "printed_lines": printed_lines,
        "work_kind": _work_kind,
    }
    return environment


def _rem(units: int) -> str:
    """Write a length of a drawing in the unit that grows with the reader's text."""
    return f"{units / UNITS_PER_REM:g}rem"


def _heading(study: Study, key: str) -> str:
    """Return the heading of a study's section as printed."""
    return next(section.heading for section in study.sections if section.key == key)


def _work_kind(kind: WorkKind) -> str:
    return WORK_KINDS[kind]


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _attribute(text: str) -> Markup:
    """Write text as an attribute's value; a blank line in it would end Markdown's HTML block."""
    return escape(text).replace("\n", Markup("&#10;"))


def _front_matter(text: str) -> Markup:
    """Write text as a quoted YAML value; the theme puts it into the page as it is."""
    return _json(html.escape(text))


def _head_matter(head: Head) -> Markup:
    return _json(head.front_matter())


def _json(value: object) -> Markup:
    """Write a value for front matter: JSON is YAML, and the theme escapes what it shows of it."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704 - read as YAML, not as HTML


def _heading_text(text: str) -> Markup:
    """Write text for a Markdown heading so that no character of it means anything."""
    return Markup(  # noqa: S704 - every character that could mean something is an entity
        MARKED.sub(lambda match: f"&#{ord(match[0])};", text)
    )


__all__ = ["Site", "render", "render_all", "render_pages", "render_written"]
