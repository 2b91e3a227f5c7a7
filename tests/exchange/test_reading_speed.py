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


ABSTRACT = r"Nothing {\'e} was $\alpha$ found \emph{anywhere} " * 30
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "BibTeX": ("a.bib", lambda: fill(lambda i: write_bibtex(number(WORKS, i)))),
    "RIS": ("a.ris", lambda: fill(lambda i: write_ris(number(WORKS, i)))),
    "CSL JSON": ("a.json", make_json),
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
