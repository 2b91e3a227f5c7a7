"""EndNote's names of types, for its XML and its tagged files (.enw)."""

TYPES = {
    "Aggregated Database": (55, "AGGR"),
    "Ancient Text": (51, "ANCIENT"),
    "Artwork": (2, "ART"),
    "Audiovisual Material": (3, "VIDEO"),
    "Bill": (4, "BILL"),
    "Blog": (56, "BLOG"),
    "Book": (6, "BOOK"),
    "Book Section": (5, "CHAP"),
    "Case": (7, "CASE"),
    "Catalog": (8, "CTLG"),
    "Chart or Table": (38, "CHART"),
    "Classical Work": (49, "CLSWK"),
    "Computer Program": (9, "COMP"),
    "Conference": (10, "CONF"),
    "Conference Paper": (47, "CPAPER"),
    "Conference Proceedings": (10, "CONF"),
    "Dataset": (59, "DATA"),
    "Dictionary": (52, "DICT"),
    "Edited Book": (28, "EDBOOK"),
    "Electronic Article": (43, "EJOUR"),
    "Electronic Book": (44, "EBOOK"),
    "Electronic Book Section": (60, "ECHAP"),
    "Electronic Source": (12, "ELEC"),
    "Encyclopedia": (53, "ENCYC"),
    "Equation": (39, "EQUA"),
    "Figure": (37, "FIGURE"),
    "Film or Broadcast": (21, "MPCT"),
    "Generic": (13, "GEN"),
    "Government Document": (46, "GOVDOC"),
    "Grant": (54, "GRANT"),
    "Hearing": (14, "HEAR"),
    "Journal": (17, "JOUR"),
    "Journal Article": (17, "JOUR"),
    "Legal Rule or Regulation": (50, "LEGAL"),
    "Magazine Article": (19, "MGZN"),
    "Manuscript": (36, "MANSCPT"),
    "Map": (20, "MAP"),
    "Multimedia Application": (48, "MULTI"),
    "Music": (61, "MUSIC"),
    "Newspaper Article": (23, "NEWS"),
    "Online Database": (45, "DBASE"),
    "Online Multimedia": (48, "MULTI"),
    "Pamphlet": (24, "PAMP"),
    "Patent": (25, "PAT"),
    "Personal Communication": (26, "PCOMM"),
    "Podcast": (62, "SOUND"),
    "Press Release": (63, "GEN"),
    "Report": (27, "RPRT"),
    "Serial": (57, "SER"),
    "Social Media": (64, "ELEC"),
    "Standard": (58, "STAND"),
    "Statute": (31, "STAT"),
    "Thesis": (32, "THES"),
    "Unpublished Work": (34, "UNPB"),
    "Web Page": (12, "ELEC"),
}
"""The number and the type of RIS for each name of a reference type."""

_BY_NUMBER = {str(number): word for number, word in TYPES.values()}
_BY_NAME = {name.lower(): word for name, (_, word) in TYPES.items()}

KNOWN = (
    "Journal Article, Book, Book Section, Edited Book, Report, Thesis, Conference Proceedings, "
    "Web Page, Dataset, Newspaper Article, Magazine Article, Unpublished Work, Generic"
)


def find_type(name: str, number: str = "") -> str:
    """Return the type of RIS for a reference type, by its name or else by its number, or ""."""
    return _BY_NAME.get(name.strip().lower()) or _BY_NUMBER.get((number or name).strip(), "")
