"""The templates, and the one page that they lay out at a time.

Macros ask for links and names without saying on which page they stand. They could be made anew for
each page, with the page in their context, as Jinja's `import … with context` does: of a page's
time that was nearly half. So they are made once, and what they ask is answered by the page that is
being laid out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from kb.evidence_map.drawing import UNITS_PER_REM
from kb.knowledge.support import SUPPORT_MEANING, SUPPORT_NAMES
from kb.pages import Page
from kb.progress import begin, step
from kb.records import Record, Study, Theme, WorkKind
from kb.records.addresses import get_below_path, get_page_path, make_address, make_relative
from kb.records.kinds import get_called, get_kind, is_numbered
from kb.records.links import BEARINGS, DOINGS, READ_OF, SITUATION_GROUPS, TAKEN, WORK_KINDS
from kb.render.context import ASKED, MARK, PageContext
from kb.render.environment import escape_in_markdown, keep_within_line, make_environment
from kb.render.laid_out import Heading, LaidOut, Section, make_front_matter
from kb.render.quoting import write_lines
from kb.render.site import Site
from kb.side_by_side import run_side_by_side
from kb.text.wording import capitalised, counted, day, number

T = TypeVar("T")

PARTS = (
    *("text", "exception", "voice", "support", "list", "search", "map", "history", "paper"),
    *("withdrawn", "cite", "appraisal", "finding", "beyond", "table", "card", "screen", "session"),
)
"""The files of macros: every template, and every hand-written page, knows `text_parts` and so on.

Each may use those before it.
"""


class Templates:
    """The templates of a site; they lay out one page after the other."""

    def __init__(self, site: Site) -> None:
        """Prepare the templates: each is read once."""
        self._site = site
        self._context = PageContext(site, "index.md")
        self._environment = _make_environment(self._finalize)
        self._environment.globals |= {
            **{name: self._asked(name) for name in ASKED},
            "edit_base": site.settings.edit_base,
            "site_address": site.settings.address,
            "site_name": escape(site.settings.name),
        }
        for name in PARTS:
            file = self._environment.get_template(f"parts/{name}.jinja")
            self._environment.globals[f"{name}_parts"] = file.module
        self._by_people = self._environment.overlay(finalize=escape_in_markdown)
        # What people write wrongly is told in Jinja's words.
        self._by_people.code_generator_class = CodeGenerator
        self._meanings = self.of("{{ text_parts.glosses() }}")

    def lay_out(self, page: Page) -> LaidOut:
        """Lay out a page that is made from records."""
        self._context = context = PageContext(self._site, page.path)
        template = self._environment.get_template(f"pages/{page.template}.jinja")
        text = template.render(page=page, view=page.view)
        if page.was:
            context.keep_files(page.was)
        return LaidOut(
            path=page.path,
            front=make_front_matter(page),
            head=context.head(page.identity.identifier) if page.identity else None,
            sections=tuple(_split_sections(text, context.notes.headings)),
            anchors=tuple(dict.fromkeys(context.notes.anchors)),
            words=tuple(context.notes.words),
            files=tuple(context.notes.files.items()),
        )

    def lay_out_all(self, pages: Sequence[Page]) -> list[LaidOut]:
        """Lay out pages, side by side where that is worth it."""
        return self.lay_out_each(pages, lambda page: page)

    def lay_out_each(self, pages: Sequence[Page], use: Callable[[LaidOut], T]) -> list[T]:
        """Lay out pages, and use each as soon as it is: of a large site, all would fill the memory.

        Args:
            pages: The pages.
            use: Takes a page that is laid out, maybe in another process than this.

        Returns:
            What it returned, in the order of the pages.
        """
        if pages:
            self._site.prepare()

        def lay_out(some: Sequence[Page]) -> list[T]:
            begin("layout", len(some))
            done = []
            for page in some:
                done.append(use(self.lay_out(page)))
                step()
            return done

        return run_side_by_side(lay_out, pages)

    def of(self, source: str) -> Template:
        """Return the template of a text that people wrote.

        Raises:
            TemplateError: Its braces do not match.
        """
        return self._by_people.from_string(source)

    def fill_in(self, template: Template, path: str, **given: object) -> str:
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

    def _finalize(self, value: object) -> Markup:
        """Note a text that is shown, and keep its lines from being those of the page."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, str):
            self._context.notes.texts.append(value)
        return keep_within_line(value)


def _split_sections(text: str, headings: Sequence[Heading]) -> Iterator[Section]:
    """Divide a page where its headings are."""
    first, *others = _HEADING.split(text)
    yield Section(None, first)
    for place, body in zip(others[::2], others[1::2], strict=True):
        yield Section(headings[int(place)], body)


_HEADING = re.compile(MARK.format(r"(\d+)"))


def _make_environment(finalize: Callable[[object], Markup]) -> Environment:
    environment = make_environment(finalize)
    environment.filters |= {
        "address": make_address,
        "page_address": lambda record: make_address(get_page_path(record)),
        "below": lambda record, part, path: make_relative(path, get_below_path(record, part)),
        "paper_name": _name_on_paper,
        "slug": _make_slug,
        "attribute": _escape_attribute,
        "capitalised": capitalised,
        "counted": counted,
        "day": day,
        "section_heading": _find_section_heading,
        "number": number,
        "rem": _write_rem,
        "printed_lines": write_lines,
        "work_kind": _name_work_kind,
        "support_name": SUPPORT_NAMES.__getitem__,
        "support_meaning": SUPPORT_MEANING.__getitem__,
        "bearing": BEARINGS.__getitem__,
        "read_of": READ_OF.__getitem__,
        "takes": TAKEN.__getitem__,
        "doing": DOINGS.__getitem__,
        "situation_group": SITUATION_GROUPS.__getitem__,
        "host": lambda address: urlsplit(address).hostname,
    }
    environment.tests["theme"] = lambda record: isinstance(record, Theme)
    environment.tests["on_handouts"] = lambda record: get_kind(record).on_handouts
    return environment


def _write_rem(units: int) -> str:
    """Write a length of a drawing in the unit that grows with the reader's text."""
    return f"{units / UNITS_PER_REM:g}rem"


def _find_section_heading(study: Study, key: str) -> str:
    """Return the heading of a study's section as printed."""
    return next(section.heading for section in study.sections if section.key == key)


def _name_work_kind(kind: WorkKind) -> str:
    return WORK_KINDS[kind]


def _name_on_paper(record: Record) -> str:
    """Return what a record is called on paper: by its heading, if its identifier is words."""
    kind, called = get_kind(record), get_called(record).one
    return f"{called} {record.id}" if is_numbered(record) else f"{called}: {kind.name(record)}"


def _make_slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _escape_attribute(text: str) -> Markup:
    """Write text as an attribute's value; a blank line in it would end Markdown's HTML block."""
    return escape(text).replace("\n", Markup("&#10;"))
