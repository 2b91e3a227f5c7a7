"""No file takes more than five seconds or 500 MB for four megabytes, whatever is in it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.exchange.bibtex import write_bibtex
from kb.exchange.csl_json import write_csl_json
from kb.exchange.reading import read_bibliography
from kb.exchange.ris import write_ris
from kb.records import CslItem
from tests.made_up.works import FULL, TYPES

MEGABYTES = 4
WORKS: dict[str, CslItem] = {kind: CslItem.model_validate({"type": kind, **FULL}) for kind in TYPES}


def fill(make: Callable[[int], str]) -> bytes:
    """Return as many pieces as four megabytes hold, each with its number."""
    size = len(make(0).encode())
    return "".join(make(i) for i in range(MEGABYTES * 1_000_000 // (size + 4))).encode()


def number(works: dict[str, CslItem], i: int) -> dict[str, CslItem]:
    """Return works under keys of their own."""
    return {f"{key}-{i}": item for key, item in works.items()}


def make_json(_: int = 0) -> bytes:
    """Return a list of works as CSL JSON."""
    inner = write_csl_json(WORKS).strip()[1:-1].strip()
    times = MEGABYTES * 1_000_000 // (len(inner.encode()) + 2)
    return f"[{', '.join([inner] * times)}]".encode()


WORDS = "Nothing was found anywhere, which was to be expected of it. " * 8


def write_record(i: int) -> str:
    """Return a record of EndNote's XML."""
    return (
        '<record><ref-type name="Journal Article">17</ref-type><contributors><authors>'
        "<author>Example, A.</author><author>Muster, B.</author></authors></contributors>"
        f"<titles><title><style>Title {i}</style></title><secondary-title>Journal"
        "</secondary-title></titles><dates><year>2001</year></dates><volume>3</volume>"
        f"<number>2</number><pages>1-{i + 2}</pages><electronic-resource-num>10.5555/{i}"
        f"</electronic-resource-num><abstract>{WORDS}</abstract></record>\n"
    )


def write_article(i: int) -> str:
    """Return an article of PubMed's XML."""
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{i}</PMID><Article><Journal><JournalIssue>"
        "<Volume>3</Volume><Issue>2</Issue><PubDate><Year>2001</Year><Month>Mar</Month></PubDate>"
        f"</JournalIssue><Title>Journal</Title></Journal><ArticleTitle>Title {i}</ArticleTitle>"
        f"<Pagination><MedlinePgn>1-{i + 2}</MedlinePgn></Pagination><Abstract><AbstractText>"
        f"{WORDS}</AbstractText></Abstract><AuthorList><Author><LastName>Example</LastName>"
        "<ForeName>Ann</ForeName></Author></AuthorList></Article></MedlineCitation>"
        f'<PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/{i}</ArticleId>'
        "</ArticleIdList></PubmedData></PubmedArticle>\n"
    )


def make_endnote() -> bytes:
    """Return records as EndNote's XML."""
    return b"<xml><records>" + fill(write_record) + b"</records></xml>"


def make_pubmed() -> bytes:
    """Return articles as PubMed's XML."""
    return b"<PubmedArticleSet>" + fill(write_article) + b"</PubmedArticleSet>"


ABSTRACT = r"Nothing {\'e} was $\alpha$ found \emph{anywhere} " * 30
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "BibTeX": ("a.bib", lambda: fill(lambda i: write_bibtex(number(WORKS, i)))),
    "RIS": ("a.ris", lambda: fill(lambda i: write_ris(number(WORKS, i)))),
    "CSL JSON": ("a.json", make_json),
    "EndNote XML": ("a.xml", make_endnote),
    "EndNote tagged": (
        "a.enw",
        lambda: fill(
            lambda i: (
                f"%0 Journal Article\n%A Example, A.\n%A Muster, B.\n%T Title {i}\n%J Journal\n"
                f"%D 2001\n%V 3\n%N 2\n%P 1-{i + 2}\n%R 10.5555/{i}\n%X {WORDS}\n\n"
            )
        ),
    ),
    "PubMed tagged": (
        "a.nbib",
        lambda: fill(
            lambda i: (
                f"PMID- {i}\nFAU - Example, Ann\nFAU - Muster, Bob\nTI  - Title {i}\n"
                f"JT  - Journal\nDP  - 2001 Mar\nVI  - 3\nIP  - 2\nPG  - 1-{i + 2}\n"
                f"AID - 10.5555/{i} [doi]\nPT  - Journal Article\nAB  - {WORDS}\n\n"
            )
        ),
    ),
    "PubMed XML": ("a.xml", make_pubmed),
    "a title of LaTeX alone": (
        "a.bib",
        lambda: fill(lambda i: f"@book{{k{i}, title = {{{ABSTRACT}}}, year = 2000}}\n"),
    ),
    "entries that are not closed": ("a.bib", lambda: fill(lambda i: f"@book{{k{i}, title = {{T\n")),
    "cross-references in a row": (
        "a.bib",
        lambda: fill(lambda i: f"@book{{k{i}, title = {{T}}, crossref = {{k{i + 1}}}}}\n"),
    ),
    "abbreviations that double": (
        "a.bib",
        lambda: (
            fill(lambda i: f"@string{{s{i + 1} = s{i} # s{i} # {{x}}}}\n")
            + b"@book{a, title = s30}"
        ),
    ),
    "braces within braces": (
        "a.bib",
        lambda: b"@book{a, title = {" + b"{" * 2_000_000 + b"}" * 2_000_000 + b"}}",
    ),
    "one entry with all names": (
        "a.ris",
        lambda: b"TY  - BOOK\nTI  - T\n" + fill(lambda i: f"AU  - Example{i}, A.\n") + b"ER  - \n",
    ),
    "lines outside of entries": (
        "a.ris",
        lambda: fill(lambda i: f"Line {i}\n") + b"TY  - BOOK\nER  - \n",
    ),
    "tags of one entry": (
        "a.xml",
        lambda: b"<xml>" + fill(lambda i: f"<record><n{i}/></record>") + b"</xml>",
    ),
}


@pytest.mark.benchmark
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_four_megabytes_is_read_in_five_seconds(name: str) -> None:
    """Time of the processor, so that other work beside it does not count."""
    file, make = FILES[name]
    content = make()
    start = time.process_time()
    reading = read_bibliography(file, content)
    assert time.process_time() - start < 5
    assert reading.problems or reading.entries


@pytest.mark.benchmark
@pytest.mark.parametrize("name", FILES)
def test_it_takes_less_than_500_megabytes(name: str, tmp_path: Path) -> None:
    """Measured in a process of its own."""
    file, make = FILES[name]
    (tmp_path / file).write_bytes(make())
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from kb.exchange.reading import read_bibliography\n"
        "read_bibliography(sys.argv[1], Path(sys.argv[1]).read_bytes())\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / file)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert int(done.stdout) < 500_000
