"""DOIs, addresses, serial numbers and page ranges as bibliographic files write them."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from pydantic import TypeAdapter, ValidationError

from kb.records.csl import Doi
from kb.text.web_address import is_web_address

_DOI_ADDRESS = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+(?=10\.)|info:doi/(?=10\.)", re.IGNORECASE
)
_DOI_WITHIN = re.compile(
    r"https?://[^\s/]+/(?:[\w-]+/)*(?:doi|abs|full|pdf|epdf|10)/(?:abs/|full/|pdf/)?(?=10\.\d{4})",
    re.IGNORECASE,
)
"""The address of a publisher's page, which ends with the DOI."""

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_LABEL = re.compile(r"\s*[\[(](?:doi|pii)[\])].*", re.IGNORECASE | re.DOTALL)
_VALID_DOI: TypeAdapter[str] = TypeAdapter(Doi)


def is_doi_address(text: str) -> bool:
    """Tell whether an address only leads to a DOI."""
    return bool(_DOI_ADDRESS.match(text))


def clean_doi(text: str) -> str:
    """Return a DOI without the address, the label or the marks that a file may put around it.

    Of several, the first is returned. What holds no DOI is returned as it is.
    """
    text = text.strip()
    if "\n" in text and re.search(r"\n.*(\[|10\.\d{4})|\[.*\n", text):
        # Several identifiers stand on lines of their own.
        lines = [clean_doi(line) for line in text.split("\n")]
        return next((line for line in lines if is_doi(line)), text)
    if "[doi]" in text.lower():
        # PubMed lists other identifiers beside it: S0140-6736(05)1 [pii] 10.1000/x [doi].
        before = re.split(r"\[doi\]", text, flags=re.IGNORECASE)[0].split()
        text = before[-1] if before else text
    text = _LABEL.sub("", text) or text
    text = re.sub(r"(?<=\w)\s*<(?:br|/?a|/?p|/?span|/?div)\b[^<>]*>.*", "", text, flags=re.DOTALL)
    text = re.sub(r"^(?:urn:)?doi\s*[:=]?\s*", "", text, flags=re.IGNORECASE)
    address = _DOI_ADDRESS.match(text) or _DOI_WITHIN.match(text)
    if address:
        text = re.sub(r"/(full|abstract|e?pdf)$", "", unquote(text[address.end() :]))
    if re.match(r"10\.\d{4,9}(\.\d+)*%2F", text, re.IGNORECASE):
        text = unquote(text)
    parts = re.split(r"[\s;,]+(?=(?:https?://\S*|(?:\w+\s*:\s*)+)?10\.\d{4})", text)
    first = parts[0]
    # Where a long DOI was printed over two lines, a space came in; after a whole one, words follow.
    joined = re.sub(r"\s+", "", first)
    if re.search(r"[<(\[:]\S*\s|\s[<\[(\d:]", first) and is_doi(joined.rstrip(".,;")):
        first = joined
    return first.strip().strip("<>\"'").rstrip(".,; ") if _DOI.match(first) else first.strip()


def is_doi(text: str) -> bool:
    """Tell whether a record may hold a text as its DOI."""
    try:
        _VALID_DOI.validate_python(text)
    except ValidationError:
        return False
    return True


def list_addresses(text: str) -> Iterator[str]:
    """Yield the web addresses in a field, each as a browser's address bar shows it.

    They may be parted by spaces, line ends or semicolons, and one may hold a space itself.
    """
    text = text.strip().strip("<>")
    parts = [
        part for part in re.split(r"[\s;,|]+(?=(?:https?:|www\.|\w+-?\w*://|<))", text) if part
    ]
    for part in parts:
        found = re.search(r"(?:https?://|www\.)\S.*", part, re.DOTALL)
        if not found:
            continue
        address = found[0] if found[0].startswith("http") else f"https://{found[0]}"
        for candidate in (address, address.split()[0]):
            whole = _encode_address(re.sub(r"\s*\n\s*", "", candidate).rstrip(".,; "))
            if is_web_address(whole):
                yield whole
                break


def _encode_address(address: str) -> str:
    """Write what an address bar shows as % and figures, and a host with other letters as xn--."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except (ValueError, UnicodeError):
        return address
    rest = address.partition("://")[2][len(parts.netloc) :]
    return f"{parts.scheme}://{host}{quote(rest, safe=_AS_THEY_ARE)}"


_AS_THEY_ARE = "%/?#:@!$&'()*+,;=-._~[]"


def clean_pages(text: str) -> str:
    """Join the first and the last page by an en dash; 809+ and 739–739 name one page.

    Hyphens within a page's own number stay where two dashes join the numbers: 2-1--2-9.
    """
    text = re.sub(r"^(?:pp?|pgs?|pages?|S)\.\s*(?=\w)", "", text.strip(), flags=re.IGNORECASE)
    # Web of Science writes 809+ or 809-& where it knows the first page alone.
    text = re.sub(r"\s*(?<=\w)\s*[-–—]*\s*(?:[+&]+|ff?\.)(?=$|[,;])", "", text)
    if re.search(r"\w-\w+\s*(--|–|—)\s*\w+-\w", text):
        text = re.sub(r"\s*(--+|–|—)\s*", "–", text)
    else:
        text = re.sub(r"(?<=\w)\s*[-–—−\u2010-\u2012]+\s*(?=\w)", "–", text)
    text = text.strip(" –—-,;")
    first, dash, last = text.partition("–")
    return first if dash and first == last else text


def parse_serials(text: str) -> Iterator[tuple[str, str]]:
    """Yield each serial number in a field, with the name of the field that a record has for it."""
    text = re.sub(r"<[a-z/][^<>]*>", " ", text)
    text = re.sub(r"\([^()]*\)|\b(e|p|l)?-?is[sb]n(-1[03])?\b[-:]?", " ", text, flags=re.IGNORECASE)
    # Five figures, a space and more are one ISBN written in groups.
    for part in re.split(r"[;,/|\n\r]+|(?<=[\dXx])\s+(?=\d{4}-?\d{3}[\dXx](?!\w))", text):
        number = part.strip()
        compact = re.sub(r"[\s-]", "", number)
        if re.fullmatch(r"\d{7}[\dXx]", compact):
            yield "ISSN", number if "-" in number else f"{compact[:4]}-{compact[4:]}".upper()
        elif re.fullmatch(r"(97[89])?\d{9}[\dXx]", compact):
            yield "ISBN", number
        else:
            for inner in number.split():
                bare = inner.replace("-", "")
                if inner != number and re.fullmatch(r"(97[89])?\d{9}[\dXx]", bare):
                    yield "ISBN", inner
