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
        editors: Who stands behind the site, each with a role; () where nobody has said so yet.
        interests: What interests they declare.
        contact: Where readers can write to.
        next_review: When the content is to be looked through again, in words.
    """

    name: str
    address: str = ""
    edit_base: str = ""
    description: str = ""
    citation_style: str = "vendor/csl/apa.csl"
    editors: tuple[str, ...] = ()
    interests: str = ""
    contact: str = ""
    next_review: str = ""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What the owner of the site has not said yet of who stands behind it."""
        said = {
            "who its editors are": self.editors,
            "their interests": self.interests,
            "where to write to": self.contact,
            "when it is reviewed next": self.next_review,
        }
        return tuple(what for what, value in said.items() if not value)
