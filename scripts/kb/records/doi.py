"""DOIs as addresses."""

from urllib.parse import quote

RESOLVER = "https://doi.org/"

_AS_THEY_ARE = "/:;,()!*'$@&=~"
"""What a DOI may hold and the path of an address may too (RFC 3986, section 3.3)."""


def make_doi_address(doi: str) -> str:
    """Return the address that a DOI resolves at.

    Everything is percent-encoded that may not stand in the path of an address, as the DOI Handbook
    asks (section 2.5.2.4). Slashes stay, doubled ones too: they are part of the DOI.
    """
    return f"{RESOLVER}{quote(doi, safe=_AS_THEY_ARE)}"
