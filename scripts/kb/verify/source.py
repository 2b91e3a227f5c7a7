"""A study's text as a file that lies somewhere outside the project: plain text, or a PDF."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from kb.files.limits import SOURCE_BYTES, SOURCE_TEXT_BYTES
from kb.files.plain import NotReadError, read_plain
from kb.text.wording import counted, join_names
from kb.verify.pdf import CannotReadPdfError, read_pages
from kb.verify.text import SourceText, read_text


class CannotReadSourceError(Exception):
    """A file is of no use as a source; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class StudySource:
    """A study's text.

    Attributes:
        name: The file's name.
        text: What it holds.
        begins: The line at which each page of a PDF begins; none of a text file.
        empty: The pages of a PDF that hold no text.
        printed: The same text as it was taken out of the file, line by line.
    """

    name: str
    text: SourceText
    begins: tuple[int, ...] = ()
    empty: tuple[int, ...] = ()
    printed: str = ""

    @property
    def is_pdf(self) -> bool:
        """Whether spaces and the order of words are only as good as they were read."""
        return bool(self.begins)

    def place(self, line: int) -> str:
        """Say where a line is: "line 12", or "page 3, line 12"."""
        if not self.begins:
            return f"line {line}"
        page = bisect_right(self.begins, line)
        return f"page {page}, line {line - self.begins[page - 1] + 1}"

    @property
    def doubt(self) -> str:
        """What to think of where words of a PDF are not found; "" of a text file."""
        if not self.is_pdf:
            return ""
        pages = join_names([str(page) for page in self.empty])
        lost = f" {counted(len(self.empty), 'page').capitalize()} of it ({pages}) " if pages else ""
        verb = "holds" if len(self.empty) == 1 else "hold"
        return (
            f"Where a passage that is printed is not found in {self.name}, save the PDF as text, "
            f"set it right, and name the text file.{lost}{f'{verb} no text.' if lost else ''}"
        )


def read_source(file: Path) -> StudySource:
    """Read a study's text.

    Raises:
        CannotReadSourceError: It is neither text in UTF-8 nor a PDF with text.
    """
    try:
        content = read_plain(file.resolve(), SOURCE_BYTES)
        if b"%PDF-" not in content[:1024]:  # Readers look for it there.
            content = read_plain(file.resolve(), SOURCE_TEXT_BYTES)
    except NotReadError as error:
        raise CannotReadSourceError(f"{file}: {error.reason}. {error.advice}") from None
    if b"%PDF-" not in content[:1024]:
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            return StudySource(file.name, read_text(text), printed=text)
        except UnicodeDecodeError:
            message = f"{file} is no PDF and no text in UTF-8. Save it as text in UTF-8."
            raise CannotReadSourceError(message) from None
    try:
        pages = read_pages(content)
    except CannotReadPdfError as error:
        raise CannotReadSourceError(f"{file} {error}") from None
    lines = [page.count("\n") + 1 for page in pages]
    return StudySource(
        file.name,
        read_text("\n\f".join(pages)),
        tuple(accumulate(lines[:-1], initial=1)),
        tuple(number for number, page in enumerate(pages, start=1) if not page),
        "\n".join(pages),
    )
