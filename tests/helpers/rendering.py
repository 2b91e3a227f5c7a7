"""The text of pages, as tests look at it: the Markdown that any site generator could read."""

from collections.abc import Iterable, Mapping

from kb.pages import Page, make_pages
from kb.render.layout import Templates
from kb.render.site import Site
from kb.render.tree import fill_in


def render(site: Site) -> dict[str, str]:
    """Return the text of every page that is made from records, by its path."""
    return render_pages(site, make_pages(site.kb, site.bibliography))


def render_pages(site: Site, some: Iterable[Page]) -> dict[str, str]:
    """Return the text of some pages by their paths."""
    laid_out = Templates(site).lay_out_all([*some])
    return {page.path: page.markdown for page in laid_out}


def render_written(site: Site, sources: Mapping[str, str]) -> dict[str, str]:
    """Return hand-written pages, filled in, by their paths."""
    filled = fill_in(site, sources, Templates(site))
    return {path: page.text for path, page in filled.items()}
