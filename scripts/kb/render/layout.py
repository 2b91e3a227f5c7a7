"""The templates, and the one page that they lay out at a time.

Macros ask for links and names without saying on which page they stand. They could be made anew for
each page, with the page in their context, as Jinja's `import … with context` does: of a page's
time that was nearly half. So they are made once, and what they ask is answered by the page that is
being laid out.
"""

import html
import json
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from kb.evidence_map.drawing import UNITS_PER_REM
from kb.pages import Page
from kb.progress import begin, step
from kb.records import Study, WorkKind
from kb.records.addresses import address
from kb.records.links import WORK_KINDS
from kb.render.context import ASKED, PageContext, Site
from kb.render.environment import template_environment, within_markdown
from kb.render.head import Head
from kb.render.quoting import printed_lines
from kb.side_by_side import side_by_side
from kb.text.markup import blocks
from kb.text.wording import capitalised, counted, day, number, paragraphs

T = TypeVar("T")

MARKED = re.compile(r"[^\w\s.,;?’“”–…]|_")
"""Characters that Markdown, HTML or an extension could take for markup within a heading."""

MODULES = {
    "m": "macros",
    "map": "evidence_map",
    "changed": "history",
    "paper": "paper",
    "w": "withdrawn_parts",
    "c": "cite",
    "appraisal": "appraisal_parts",
    "f": "finding_parts",
    "v": "voices_parts",
}
"""The files of macros by the name that every template, and every hand-written page, has for them.

Each may use those before it.
"""


class Templates:
    """The templates of a site; they lay out one page after the other."""

    def __init__(self, site: Site) -> None:
        """Prepare the templates: each is read once."""
        self._site = site
        self._context = PageContext(site, "index.md")
        self._environment = _environment()
        self._environment.globals |= {
            **{name: self._asked(name) for name in ASKED},
            "edit_base": site.settings.edit_base,
            "site_address": site.settings.address,
        }
        for name, file in MODULES.items():
            self._environment.globals[name] = self._environment.get_template(f"{file}.jinja").module
        self._by_people = self._environment.overlay(finalize=within_markdown)
        self._meanings = self.of("{{ m.glosses() }}")

    def page(self, page: Page) -> str:
        """Lay out a page that is made from records."""
        self._context = PageContext(self._site, page.path)
        template = self._environment.get_template(f"{page.template}.jinja")
        return template.render(page=page, view=page.view)

    def pages(self, those: Sequence[Page]) -> list[str]:
        """Lay out pages that are made from records, side by side where that is worth it."""
        return self.each(those, lambda _, text: text)

    def each(self, those: Sequence[Page], use: Callable[[str, str], T]) -> list[T]:
        """Lay out pages that are made from records, and use the path and the text of each."""
        if those:
            self._site.prepare()

        def lay_out(some: Sequence[Page]) -> list[T]:
            begin("layout", len(some))
            done = []
            for page in some:
                done.append(use(page.path, self.page(page)))
                step()
            return done

        return side_by_side(lay_out, those)

    def of(self, source: str) -> Template:
        """Return the template of a text that people wrote.

        Raises:
            TemplateError: Its braces do not match.
        """
        return self._by_people.from_string(source)

    def filled(self, template: Template, path: str, **given: object) -> str:
        """Fill in the text that people wrote for a page, and add the meanings of its terms.

        Raises:
            TemplateError: It uses a name that does not exist; whatever else goes wrong in it is
                raised as it is.
        """
        self._context = PageContext(self._site, path)
        page = template.render(**given)
        meanings = self._meanings.render()
        return f"{page}\n{meanings}\n" if meanings else page

    def _asked(self, name: str) -> Callable[..., object]:
        """Return what a template calls by a name: the answer is that of the page at that time."""
        answer = getattr(PageContext, name)
        return lambda *given, **named: answer(self._context, *given, **named)


def _environment() -> Environment:
    environment = template_environment()
    environment.filters |= {
        "address": address,
        "anchor": _anchor,
        "attribute": _attribute,
        "blocks": blocks,
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
