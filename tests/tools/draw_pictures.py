"""Draws the pictures of the guide that cannot be photographed: `make screenshots`.

Another site's buttons are drawn plainly and only as far as the guide speaks of them. Each drawing
is an SVG file of its own, so that it also shows where the guide is read as plain Markdown. Colours
are written twice: as they are in the light, and in a style sheet for the dark.
"""

from collections.abc import Callable
from html import escape

from tests.helpers.building import REPOSITORY

PICTURES = REPOSITORY / "docs" / "contribute" / "pictures"
WIDTH = 400
"""All drawings are this wide: on a phone they are then shown about as large as they are drawn."""

COLOURS = {
    "paper": ("#fcfbf8", "#12181a"),
    "raised": ("#ffffff", "#1a2225"),
    "tag": ("#f1f1ec", "#222c30"),
    "ink": ("#1b2427", "#e7edee"),
    "soft": ("#4c595d", "#b0bcc0"),
    "edge": ("#7f8c90", "#7d8b90"),
    "accent": ("#0b5d6b", "#86d3df"),
    "on-accent": ("#ffffff", "#0b2227"),
    "participants": ("#fdf1de", "#2b2317"),
    "participants-ink": ("#7a4604", "#f0c382"),
    "authors": ("#e9f1f5", "#15262f"),
    "authors-ink": ("#17506a", "#93c9e6"),
    "editors-ink": ("#5a4a7c", "#c7b9ee"),
    "wrong": ("#8a1f11", "#ffa394"),
}
"""Those of kb/web/static/styles/10-tokens.css, in the light and in the dark."""


class Drawing:
    """A drawing that grows part by part."""

    def __init__(self, height: int, title: str) -> None:
        """Begin with an empty ground."""
        self.height = height
        self.title = title
        self.parts: list[str] = []
        self.box(0.5, 0.5, WIDTH - 1, height - 1, "paper", "edge", corner=8)

    def box(  # noqa: PLR0913, PLR0917 - a place, a size and two colours
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        edge: str = "",
        corner: int = 4,
    ) -> None:
        """Add a rectangle."""
        rim = f' stroke="{COLOURS[edge][0]}"' if edge else ""
        classes = f"{fill} {edge}-edge" if edge else fill
        self.parts.append(
            f'<rect class="{classes}" x="{x}" y="{y}" width="{width}" height="{height}" '
            f'rx="{corner}" fill="{COLOURS[fill][0]}"{rim}/>'
        )

    def text(self, x: float, y: float, words: str, colour: str = "ink", font: str = "") -> None:
        """Add a line of text; the font is "bold", "mono", "middle" or several of these."""
        more = ' font-weight="700"' if "bold" in font else ""
        more += ' font-family="ui-monospace,Menlo,Consolas,monospace"' if "mono" in font else ""
        more += ' font-size="11"' if "mono" in font else ""
        more += ' text-anchor="middle"' if "middle" in font else ""
        more += ' xml:space="preserve"' if "  " in words or words.startswith(" ") else ""
        self.parts.append(
            f'<text class="{colour}" x="{x}" y="{y}" fill="{COLOURS[colour][0]}"{more}>'
            f"{escape(words, quote=False)}</text>"
        )

    def button(self, x: float, y: float, width: float, words: str, *, press: bool = True) -> None:
        """Add a button, filled if it is the one to press."""
        fill, colour = ("accent", "on-accent") if press else ("tag", "ink")
        self.box(x, y, width, 26, fill, "edge")
        self.text(x + width / 2, y + 17.5, words, colour, "bold middle" if press else "middle")

    def window(self, words: str) -> None:
        """Add the bar that says what the drawing is a part of."""
        self.box(0.5, 0.5, WIDTH - 1, 28, "tag", "edge", corner=8)
        self.text(14, 19, words, "soft")

    def arrow(self, x: float, y: float, to_x: float, to_y: float, colour: str = "accent") -> None:
        """Add a line with a dot where it ends."""
        hue = COLOURS[colour][0]
        self.parts.append(
            f'<path class="{colour}-edge" d="M{x} {y}L{to_x} {to_y}" fill="none" stroke="{hue}" '
            f'stroke-width="1.5"/><circle class="{colour}" cx="{to_x}" cy="{to_y}" r="3.5" '
            f'fill="{hue}"/>'
        )

    def svg(self) -> str:
        """Return the drawing as a file's text."""
        dark = "".join(
            f".{name}{{fill:{hue}}}.{name}-edge{{stroke:{hue}}}"
            for name, (_, hue) in COLOURS.items()
        )
        size = f'viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" height="{self.height}"'
        font = 'font-family="system-ui,-apple-system,Segoe UI,Roboto,sans-serif" font-size="13"'
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>',
            f"<title>{escape(self.title)}</title>",
            f"<style>@media (prefers-color-scheme:dark){{{dark}path{{fill:none}}}}</style>",
            *self.parts,
            "</svg>\n",
        ]
        return "\n".join(lines)


def journey() -> Drawing:
    """From a paper to a page, in five steps."""
    steps = [
        ("A paper", "you read it, section by section"),
        ("Records", "a finding, its quotes: text with named fields"),
        ("A proposal", "on GitHub; nothing is published by it"),
        ("Checked, compared, read", "by a program, then by a person"),
        ("Online", "with an address that never changes"),
    ]
    drawing = Drawing(16 + 58 * len(steps), "From a paper to a page")
    for place, (name, about) in enumerate(steps):
        top = 14 + 58 * place
        last = place == len(steps) - 1
        drawing.box(14, top, 30, 30, "accent", corner=15)
        drawing.text(29, top + 20, str(place + 1), "on-accent", "bold middle")
        drawing.text(58, top + 13, name, "ink", "bold")
        drawing.text(58, top + 30, about, "soft")
        if not last:
            drawing.arrow(29, top + 32, 29, top + 52)
    return drawing


def paper() -> Drawing:
    """What stands where in the results of a paper, and which field it becomes."""
    drawing = Drawing(352, "Where in a paper each field comes from")
    drawing.text(16, 24, "In the paper", "soft", "bold")
    drawing.text(258, 24, "In the record", "soft", "bold")
    drawing.box(14, 36, 220, 222, "raised", "edge")
    said, quoted = ("authors", "authors-ink"), ("participants", "participants-ink")
    rows = [
        (44, 28, ("tag", "ink"), "Heading of a section", "section"),
        (80, 46, said, "What participants said,|told by the authors", "reported"),
        (134, 62, quoted, "“Their own words”|(name, lines 1–4)", "quotes"),
        (204, 46, said, "What the authors make|of it, whom they cite", "interpretation"),
    ]
    for top, height, (fill, colour), words, field in rows:
        drawing.box(24, top, 200, height, fill, "edge")
        for number, line in enumerate(words.split("|")):
            drawing.text(34, top + 19 + 18 * number, line, colour)
        drawing.arrow(224, top + 15, 250, top + 15)
        drawing.text(258, top + 19, field, "ink", "mono bold")
    drawing.text(258, 171, "text, word for word;", "soft")
    drawing.text(258, 188, "speaker; lines", "soft")
    drawing.text(258, 241, "cites", "ink", "mono bold")
    drawing.text(16, 288, "All of it in one sentence")
    drawing.arrow(190, 284, 250, 284)
    drawing.text(258, 288, "statement", "ink", "mono bold")
    drawing.text(16, 312, "What you judge and add", "editors-ink")
    drawing.arrow(190, 308, 250, 308)
    drawing.text(258, 312, "credibility,", "ink", "mono bold")
    drawing.text(258, 328, "supports, remarks", "ink", "mono bold")
    return drawing


def edit() -> Drawing:
    """The page of a file, with the pencil."""
    drawing = Drawing(176, "The page of a file on GitHub, with the pencil")
    drawing.window("GitHub: a file")
    drawing.text(14, 54, "findings / F010.yaml", "ink", "bold")
    drawing.box(12, 68, 376, 96, "raised", "edge")
    drawing.box(12, 68, 376, 34, "tag", "edge")
    drawing.text(24, 90, "Code", "ink")
    drawing.text(68, 90, "Blame", "soft")
    drawing.button(236, 72, 48, "Raw", press=False)
    drawing.button(292, 72, 84, "✎ Edit")
    for number, line in enumerate(["id: F010", "themes: [T004]", "statement: >-"]):
        drawing.text(24, 120 + 17 * number, str(number + 2), "soft", "mono")
        drawing.text(48, 120 + 17 * number, line, "ink", "mono")
    return drawing


def propose() -> Drawing:
    """The dialog in which a change is described."""
    drawing = Drawing(236, "The dialog that proposes a change")
    drawing.window("GitHub: the editor")
    drawing.button(248, 40, 138, "Commit changes…", press=False)
    drawing.box(40, 78, 320, 146, "raised", "edge", corner=8)
    drawing.text(56, 102, "Propose changes", "ink", "bold")
    drawing.text(56, 124, "Commit message", "soft")
    drawing.box(56, 131, 288, 28, "paper", "edge")
    drawing.text(64, 150, "Correct Sam’s transcript lines in F010")
    drawing.button(120, 182, 80, "Cancel", press=False)
    drawing.button(210, 182, 134, "Propose changes")
    return drawing


def pull_request() -> Drawing:
    """The form of a pull request."""
    drawing = Drawing(270, "The form of a pull request")
    drawing.window("GitHub: Open a pull request")
    drawing.text(14, 54, "base: main   ←   compare: your copy", "soft")
    drawing.text(14, 82, "Add a title", "ink", "bold")
    drawing.box(14, 90, 372, 28, "raised", "edge")
    drawing.text(24, 109, "Correct Sam’s transcript lines in F010")
    drawing.text(14, 142, "Add a description", "ink", "bold")
    drawing.box(14, 150, 372, 62, "raised", "edge")
    drawing.text(24, 170, "What is changed, and why. Where in the")
    drawing.text(24, 188, "paper it stands: section, page.")
    drawing.button(222, 228, 164, "Create pull request")
    return drawing


def annotation() -> Drawing:
    """A line of a change with a problem below it."""
    drawing = Drawing(232, "A problem shown below its line")
    drawing.window("GitHub: Files changed")
    drawing.text(14, 52, "findings/F900.yaml", "ink", "bold")
    drawing.box(12, 64, 376, 156, "raised", "edge")
    lines = [(30, "credibility:"), (31, "  level: credibel")]
    for place, (number, line) in enumerate(lines):
        drawing.text(22, 86 + 19 * place, str(number), "soft", "mono")
        drawing.text(50, 86 + 19 * place, line, "ink", "mono")
    drawing.box(50, 116, 326, 92, "paper", "wrong")
    drawing.text(62, 136, "✕ Error", "wrong", "bold")
    drawing.text(62, 156, "level cannot be 'credibel'")
    drawing.text(62, 176, "Did you mean 'credible'? Use one of:")
    drawing.text(62, 194, "unequivocal, credible, not-supported.")
    return drawing


def checks() -> Drawing:
    """A pull request: the comment, and the checks."""
    drawing = Drawing(244, "The comment and the checks of a pull request")
    drawing.window("GitHub: a pull request, Conversation")
    drawing.box(12, 40, 376, 106, "raised", "edge")
    drawing.box(12, 40, 376, 26, "tag", "edge")
    drawing.text(24, 58, "github-actions commented", "soft")
    drawing.text(24, 86, "What this change does, record by record …")
    drawing.text(24, 110, "Checks: something needs mending.")
    drawing.text(24, 134, "Preview: download the site as it would be")
    drawing.box(12, 156, 376, 76, "raised", "edge")
    drawing.text(24, 178, "Some checks were not successful", "ink", "bold")
    drawing.text(24, 200, "✕  Data, and what changes", "wrong", "bold")
    drawing.text(24, 220, "✓  Site, with a preview", "ink")
    return drawing


def desktop() -> Drawing:
    """GitHub Desktop: the branch, the summary, and the button that sends."""
    drawing = Drawing(232, "GitHub Desktop with one changed file")
    drawing.window("GitHub Desktop")
    for place, (name, words) in enumerate(
        [("1  Current branch", "sam-rescue"), ("4  Publish branch", "to your copy")]
    ):
        drawing.box(12 + 190 * place, 38, 186, 42, "tag", "edge")
        drawing.text(22 + 190 * place, 56, name, "ink", "bold")
        drawing.text(22 + 190 * place, 72, words, "soft")
    drawing.box(12, 90, 150, 130, "raised", "edge")
    drawing.text(22, 110, "1 changed file", "soft")
    drawing.text(22, 130, "F030.yaml", "ink", "mono")
    drawing.text(22, 158, "2  Summary", "ink", "bold")
    drawing.box(22, 164, 130, 20, "paper", "edge")
    drawing.text(28, 178, "Add a finding", "soft")
    drawing.button(22, 190, 130, "3  Commit")
    drawing.box(172, 90, 216, 130, "raised", "edge")
    drawing.text(182, 114, "+ id: F030", "ink", "mono")
    drawing.text(182, 132, "+ themes:", "ink", "mono")
    drawing.text(182, 150, "+   - T004", "ink", "mono")
    drawing.text(182, 168, "+ statement: >-", "ink", "mono")
    return drawing


def editor() -> Drawing:
    """An editor that knows the fields."""
    drawing = Drawing(190, "An editor that offers the values of a field")
    drawing.window("Visual Studio Code: F030.yaml")
    drawing.text(24, 54, "credibility:", "ink", "mono")
    drawing.text(24, 74, "  level: ", "ink", "mono")
    drawing.box(82, 82, 120, 66, "raised", "edge")
    for place, level in enumerate(["credible", "not-supported", "unequivocal"]):
        drawing.text(92, 100 + 19 * place, level, "ink", "mono")
    drawing.box(206, 82, 182, 66, "raised", "edge")
    for place, words in enumerate(
        ["unequivocal: the excerpt", "leaves no reasonable", "doubt. credible: it is …"]
    ):
        drawing.text(216, 102 + 18 * place, words, "soft")
    drawing.text(24, 174, "  reason:", "ink", "mono")
    return drawing


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "journey": journey,
    "paper": paper,
    "edit": edit,
    "propose": propose,
    "pull-request": pull_request,
    "annotation": annotation,
    "checks": checks,
    "desktop": desktop,
    "editor": editor,
}
"""Each drawing by the name of its file."""


def main() -> None:
    """Write every drawing."""
    PICTURES.mkdir(exist_ok=True)
    for name, draw in DRAWINGS.items():
        (PICTURES / f"{name}.svg").write_text(draw().svg(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
