"""The text of a PDF, page by page, in the order in which its program wrote it."""

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

_FEWEST_LETTERS = 20
"""A page with fewer has no text worth the name: it is blank, or a picture of a page."""


class CannotReadPdfError(Exception):
    """No text can be had from a PDF; the message says why, and what to do."""


def read_pages(content: bytes) -> list[str]:
    """Return the text of each page; "" where there is none.

    Columns follow each other as they were written, which is the order to read them in. Text by
    the place of its letters on the page tears apart narrow columns that are set to both margins.

    Raises:
        CannotReadPdfError: The file is damaged or locked, or none of its pages holds text.
    """
    # What is odd in a file but can be read is of no use to anybody here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = _extract_pages(PdfReader(io.BytesIO(content)))
    except (DependencyError, FileNotDecryptedError):
        raise CannotReadPdfError(_LOCKED) from None
    except Exception as error:  # noqa: BLE001 - a damaged file fails anywhere in the library
        raise CannotReadPdfError(f"is damaged ({type(error).__name__}). {_SAVE_AGAIN}") from None
    if not any(pages):
        raise CannotReadPdfError(
            "holds no text, only pictures of pages. Have the text recognised first (OCR), as "
            "scanning programs, PDF editors and `ocrmypdf` do, and name the new file."
        )
    return pages


_SAVE_AGAIN = (
    "Open it in a PDF reader and save or print it as a PDF again, or save it as text, and name "
    "the new file."
)
_LOCKED = f"is locked with a password. {_SAVE_AGAIN}"


def _extract_pages(reader: PdfReader) -> list[str]:
    """Read every page; what anybody may read is often locked with no password at all."""
    if reader.is_encrypted:
        reader.decrypt("")
    return [_extract_text(page.extract_text()) for page in reader.pages]


def _extract_text(text: str) -> str:
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return ""
    # A form feed ends a page and nothing else; half a character is none. The hyphen that divides a
    # word at the end of a line is often read as a word of its own.
    whole = text.replace("\f", "\n").encode("utf-8", "replace").decode()
    return re.sub(r"(?<=\w) ([-\u2010\u00ad])[^\S\n]*(?=\n)", r"\1", whole)
