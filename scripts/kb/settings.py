"""What a site can be told about itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages need to know that is not in the data.

    Attributes:
        name: The site's name.
        address: The address that the site is put at, ending in a slash, or "" if it is not known.
        edit_base: The address below which the project's files are edited, ending in a slash, or
            "" for none.
        description: What the site is, in a sentence.
        citation_style: The CSL style, as a path below the project's folder.
    """

    name: str
    address: str = ""
    edit_base: str = ""
    description: str = ""
    citation_style: str = "vendor/csl/apa.csl"
