"""A Markdown extension, so that Zensical reads pages as MkDocs does.

Pages are written in HTML, whose links are relative to the page's address: `findings/f001/`. MkDocs
leaves them alone. Zensical takes them as relative to the page's file, `findings/f001.md`, and makes
them relative to its address. So here they are made relative to the file first. A page whose file is
an index lies in the folder that is its address: there is nothing to do. Links in Markdown are
relative to the file for both.

Zensical paints code, which MkDocs does only when asked to, so what reads code is put back too.

Zensical loads this module by its name, which stands in the settings that
`kb.site.zensical.engine` writes.
"""

import posixpath
import re

from markdown import Extension, Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.postprocessors import Postprocessor
from zensical.extensions.context import ContextPreprocessor

_LINK = re.compile(
    r"""(?P<before><[a-z][^<>]*?\s(?:href|src)=")(?P<path>[^"?#]+)(?P<rest>[^"]*)""", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"/|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How an address begins that does not depend on where it stands."""

_BEFORE_HTML_IS_PUT_BACK = 31
"""Python-Markdown puts HTML that it kept aside back into the page at priority 30."""


_WHERE_CODE_IS_READ = 25
"""The priority that Python-Markdown's own extension for code has."""


def make_relative_to_file(html: str, folder: str) -> str:
    """Return HTML whose links are relative to the folder that holds the page's file.

    Args:
        html: The HTML, with links relative to the page's address.
        folder: The last part of that address, which is below the file's folder: `f001`.
    """

    def moved(link: re.Match[str]) -> str:
        path = link["path"]
        if _ELSEWHERE.match(path):
            return link[0]
        slash = "" if posixpath.basename(path) not in ("", ".", "..") else "/"
        return f"{link['before']}{posixpath.normpath(f'{folder}/{path}')}{slash}{link['rest']}"

    return _LINK.sub(moved, html)


class _LinksInHtml(Postprocessor):
    """Changes the HTML that Python-Markdown keeps aside while it reads the rest.

    It is asked for every heading too, so it remembers how much it has changed already.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.markdown = md
        self.changed = 0

    def run(self, text: str) -> str:
        context = ContextPreprocessor.from_markdown(self.markdown)
        if context and posixpath.basename(context.page.path) != "index.md":
            folder = posixpath.basename(context.page.url.rstrip("/"))
            kept = self.markdown.htmlStash.rawHtmlBlocks
            for place in range(self.changed, len(kept)):
                if isinstance(html := kept[place], str):
                    kept[place] = make_relative_to_file(html, folder)
            self.changed = len(kept)
        return text


class AsMkDocs(Extension):
    """Registers what reads links and code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        """Let links be changed before the HTML that holds them is put back."""
        self.markdown = md
        md.registerExtension(self)
        md.postprocessors.register(_LinksInHtml(md), "kb_links", _BEFORE_HTML_IS_PUT_BACK)

    def reset(self) -> None:
        """Put back what reads code: pymdownx.superfences, named before, takes its place in turn."""
        plain = FencedBlockPreprocessor(self.markdown, FencedCodeExtension().getConfigs())
        self.markdown.preprocessors.register(plain, "fenced_code_block", _WHERE_CODE_IS_READ)


def makeExtension() -> AsMkDocs:  # noqa: N802 - named by Python-Markdown
    """Return the extension, as Python-Markdown asks for it."""
    return AsMkDocs()
