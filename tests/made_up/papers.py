"""Papers that were never written, in the layouts that publishers use. Nobody said any of it.

No such study, people, works or findings exist. The words are here for their layout alone.
"""

import io
from html import escape

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

TITLE = "A second study that was never made: A paper that is made up"
PROSE = (
    "Nobody ever counted the made-up sheep, and no flock was ever asked what it made of that. "
    "The invented testers said so in a way that nobody heard."
)

BLOCKS_WITH_LINES = f"""\
{TITLE}

Paula Probe and Max Muster

Abstract

{PROSE}

Introduction

{PROSE} Others have said so before (Muster, 2009).

Methods

{PROSE}

Findings

Counting without sheep

{PROSE} As one of them put it:

    I never counted a single sheep, and [the flock] never counted me. That is how it was with
    all of us. (Testina, lines 12-14)

{PROSE}

    Nobody asked, so nobody ever told. (Exempla, lines 101–103)

Being asked by nobody

{PROSE}

    We were made up on a Tuesday, I am sure of that. (Testina, line 7)

{PROSE} Muster (2009) read it otherwise.

Discussion

{PROSE}

References

Muster, M. (2009). A book that was never written. Nobody.

Beispiel, B. (2010). An article that was never written. Journal of Made-Up Examples, 1, 1–9.
"""
"""Blocks that are set apart, each with a name and lines in brackets behind the words."""

BLOCKS_WITH_CODES = f"""\
Introduction

{PROSE}

Results

Theme 1: Counting

{PROSE}

I never counted a single sheep, and it never counted me.

P16

{PROSE}

“Nobody asked, so nobody ever told.” [P3]

{PROSE}

The flock was made up before we were, that much is plain. P3, female, 34

Theme 2: Being counted

{PROSE}

“It is all made up, and so am I.” (P16, male, 51)

{PROSE}

“We were made up on a Tuesday.” (P16, female, 29)

Discussion

{PROSE}
"""
"""Blocks without indents, with a code behind the words or on a line of its own. One code is that of
two people."""

INLINE = f"""\
1. Introduction

{PROSE}

2. Results

2.1 Counting

{PROSE} One tester held that “I never counted a single sheep” (P3), and another that
“nobody asked, so nobody ever told” (P7, female). {PROSE} Somebody else is said to have said
“it was all made up by the other flock anyway”, and “a made-up term” is used throughout.

2.2 Being counted

Some spoke of “the flock’s own way of being made up” (Muster, 2009) and of “sheep that nobody
ever saw on any field” (Muster). {PROSE} ‘We were made up on a Tuesday, and it wasn’t raining’ (P7).
Both said “so it was with all the others” (P3, P7).

3. Discussion

{PROSE} Muster (2009) did not say so.
"""
"""Quotes within sentences; some words in quotation marks are nobody's, or a cited author's."""

SPEAKER_BEFORE = f"""\
# Introduction

Aim: to make this up.

# Findings

## Counting

{PROSE}

Anna: I never counted a single sheep, and [the flock] never counted me.

Ben: Nobody asked, so nobody ever told.

{PROSE}

## Being counted

Anna: We were made up on a Tuesday.

Ben (line 44): It was a Wednesday.

Setting: nowhere at all.

# Discussion

{PROSE}
"""
"""The speaker stands before the words, as in a transcript."""

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Made up</title>
<meta name="citation_title" content="{TITLE}">
<meta name="citation_author" content="Probe, Paula">
<meta name="citation_author" content="Muster, Max">
<meta name="citation_publication_date" content="2021/03/04">
<meta name="citation_journal_title" content="Journal of Made-Up Examples">
<meta name="citation_volume" content="2"><meta name="citation_firstpage" content="10">
<meta name="citation_lastpage" content="19"><meta name="citation_doi" content="10.1000/made-up.21">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
</head><body><nav><h2>Menu</h2><p>“Words of the menu that nobody said” (P9)</p></nav>
<article><h1>{TITLE}</h1>
<h2>Introduction</h2><p>{PROSE}</p>
<h2>Results</h2><h3>Counting</h3><p>{PROSE}</p>
<blockquote><p>“I never counted a single sheep, and it never counted me.”</p>
<footer>Testina, lines 12–14</footer></blockquote>
<p>{PROSE}</p>
<blockquote>Nobody asked, so nobody ever told. <cite>Exempla</cite></blockquote>
<h3>Being counted</h3>
<blockquote>We were made up on a Tuesday. (Testina)</blockquote>
<blockquote>Whoever says this is named nowhere on this page.</blockquote>
<h2>Discussion</h2><p>{PROSE}</p>
<h2>Conflict of interest</h2><p>Nobody declares anything, as nobody is there.</p>
<h2>References</h2><ol><li>Muster M. A book that was never written. 2009.</li>
<li>Beispiel B. An article that was never written. 2010.</li></ol>
</article></body></html>
"""


def make_jats(quotes: int = 4, works: int = 2) -> str:
    """Return a paper as JATS XML.

    Args:
        quotes: How many quotes it prints, in two themes, each by one of five invented people.
        works: How many works it cites, all of them invented.
    """
    themes = ("Counting without sheep", "Being asked by nobody")
    parts = []
    for place, theme in enumerate(themes):
        own = [make_quote(number) for number in range(quotes) if number % len(themes) == place]
        body = "".join(
            f"<p>{PROSE}</p><disp-quote><p>{escape(words)}</p><attrib>{who}, lines "
            f"{first}–{first + 2}</attrib></disp-quote>"
            for words, who, first in own
        )
        parts.append(f"<sec><title>{theme}</title>{body}</sec>")
    cited = " ".join(
        f'<xref ref-type="bibr" rid="R{number}">[{number}]</xref>' for number in range(works)
    )
    listed = "".join(
        f'<ref id="R{number}"><element-citation publication-type="journal"><person-group '
        f'person-group-type="author"><name><surname>{make_surname(number)}</surname>'
        "<given-names>A. B.</given-names></name></person-group><article-title>An article that was "
        f"never written, number {number}</article-title><source>Journal of Made-Up Examples"
        f"</source><year>{2000 + number % 20}</year><volume>{number + 1}</volume><fpage>1</fpage>"
        f'<lpage>9</lpage><pub-id pub-id-type="doi">10.1000/made-up.{number}</pub-id>'
        "</element-citation></ref>"
        for number in range(works)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN"
 "JATS-journalpublishing1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front>
<journal-meta><journal-title-group><journal-title>Journal of Made-Up Examples</journal-title>
</journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1000/made-up.study</article-id>
<title-group><article-title>{TITLE}</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Probe</surname>
<given-names>Paula</given-names></name></contrib><contrib contrib-type="author"><name>
<surname>Muster</surname><given-names>Max</given-names></name></contrib><contrib
contrib-type="author"><name><surname>Beispiel</surname><given-names>B.</given-names></name></contrib>
<aff>University of Nowhere</aff></contrib-group>
<pub-date pub-type="collection"><year>2021</year></pub-date>
<volume>2</volume><fpage>10</fpage><lpage>19</lpage>
<permissions><copyright-holder>Nobody</copyright-holder><license
xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Made up.</license-p></license>
</permissions><abstract><p>{PROSE}</p></abstract>
<kwd-group><kwd>sheep</kwd><kwd>nobody</kwd></kwd-group>
<funding-group><funding-statement>Nobody paid for it.</funding-statement></funding-group>
</article-meta></front><body>
<sec><title>Introduction</title><p>{PROSE} {cited}</p></sec>
<sec><title>Methods</title><p>{PROSE}</p></sec>
<sec><title>Results</title><p>{PROSE}</p>{"".join(parts)}</sec>
<sec><title>Discussion</title><p>{PROSE}</p></sec></body>
<back><fn-group><fn fn-type="COI-statement"><p>Nobody declares anything.</p></fn></fn-group>
<ref-list><title>References</title>{listed}</ref-list></back></article>
"""


def make_quote(number: int) -> tuple[str, str, int]:
    """Return the words, the speaker and the first line of a quote that nobody said."""
    who = ("Testina", "Exempla", "Probanda", "Inventa", "Ficta")[number % 5]
    words = (
        f"Made-up words number {number + 1}: I never counted a single sheep, and [the flock] never "
        "counted me; that is how it was with all of us who were made up on a Tuesday."
    )
    return words, who, 10 + 4 * number


def make_surname(number: int) -> str:
    """Return a family name that nobody has, of letters alone."""
    return f"Nemo{chr(97 + number // 26)}{chr(97 + number % 26)}"


COLUMN_LEFT, COLUMN_RIGHT = 50, 310


def make_pdf() -> bytes:
    """Return a PDF in two columns, whose quotes are set in smaller letters and further in."""
    page = _Page()
    page.write(COLUMN_LEFT, 14, [TITLE], bold=True)
    page.write(COLUMN_LEFT, 11, ["Introduction"], bold=True)
    page.write(COLUMN_LEFT, 10, _fold(PROSE))
    page.write(COLUMN_LEFT, 11, ["Findings"], bold=True)
    page.write(COLUMN_LEFT, 11, ["Counting without sheep"], bold=True)
    page.write(COLUMN_LEFT, 10, _fold(PROSE))
    page.write(
        COLUMN_LEFT + 15,
        9,
        [
            "I never counted a single sheep, and it was incom-",
            "prehensibly quiet. (Testina, lines 12-14)",
        ],
    )
    page.write(COLUMN_LEFT, 10, _fold(PROSE))
    page.turn_column()
    page.write(COLUMN_RIGHT, 10, _fold(PROSE))
    page.write(COLUMN_RIGHT + 15, 9, ["Nobody asked, so nobody", "ever told. (Exempla)"])
    page.write(COLUMN_RIGHT, 11, ["Being asked by nobody"], bold=True)
    page.write(COLUMN_RIGHT, 10, _fold(PROSE))
    page.write(COLUMN_RIGHT + 15, 9, ["We were made up on a Tuesday. (Exempla)"])
    page.write(COLUMN_RIGHT, 11, ["Discussion"], bold=True)
    page.write(COLUMN_RIGHT, 10, _fold(PROSE))
    return page.make()


def _fold(text: str) -> list[str]:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 44:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


class _Page:
    """A page on which text is set line by line."""

    def __init__(self) -> None:
        self.y = 780.0
        self.said: list[str] = []

    def write(self, x: float, size: float, lines: list[str], *, bold: bool = False) -> None:
        self.y -= 8
        for line in lines:
            self.y -= size * 1.2
            text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            font = "F2" if bold else "F1"
            self.said.append(f"BT /{font} {size} Tf {x} {self.y:.1f} Td ({text}) Tj ET")

    def turn_column(self) -> None:
        self.y = 700.0

    def make(self) -> bytes:
        writer = PdfWriter()
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject(
            {
                NameObject(f"/{name}"): DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Font"),
                        NameObject("/Subtype"): NameObject("/Type1"),
                        NameObject("/BaseFont"): NameObject(base),
                        NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
                    }
                )
                for name, base in (("F1", "/Helvetica"), ("F2", "/Helvetica-Bold"))
            }
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data("\n".join(self.said).encode("cp1252"))
        page[NameObject("/Contents")] = stream
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
