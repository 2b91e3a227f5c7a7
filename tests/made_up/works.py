"""Works for tests of exchange: the real ones, hard cases, and any that hypothesis draws."""

from hypothesis import strategies as st

from kb.citations.bibliography import list_works
from kb.read import read
from kb.records import CslItem
from kb.records.csl import CslDate, ItemType, Name
from tests.helpers.building import REPOSITORY

REAL = list_works(read(REPOSITORY / "themes_data"))
"""Every work of the knowledge base."""

HARD: dict[str, CslItem] = {
    name: CslItem.model_validate(fields)
    for name, fields in {
        "names": {
            "type": "article-journal",
            "title": "People whose names are made up",
            "author": (
                {"family": "Berg", "given": "Á. É.", "non-dropping-particle": "van den"},
                {"family": "Möglich", "given": "Jörg-Änne"},
                {"family": "Sample", "given": "S.", "suffix": "Jr."},
                {"family": "O'Example", "given": "M."},
                {"family": "Keulen-De Vos", "given": "M."},
                {"family": "de Groot", "given": "J."},
                {"family": "and Sons", "given": "A."},
                {"family": "Onlyname"},
                {"literal": "Institute of Nothing, Nowhere, and Never"},
                {"literal": "Society for X & Y {Z}"},
                {"literal": "NOWHERE"},
            ),
            "issued": {"date-parts": ((2018, 2, 28),)},
            "container-title": "Made-Up & Sons: The Journal",
            "page": "e1–e9",
            "language": "de",
        },
        "marks": {
            "type": "book",
            "title": 'A & B: 5% of $10 #1 a_b {c} ~d ^e \\f <g> “h” ‘i’ "j" – k — l -- m `n',
            "editor": ({"family": "Y", "given": "Z."},),
            "publisher": "Q & A_B {C} 100%",
        },
        "doi": {
            "type": "article-journal",
            "title": "What is in a DOI",
            "DOI": "10.1002//1099-0798(200010)18:5<647::AID_BSL407>3.0.CO;2-O",
            "URL": "https://made-up.example/a_b~c%20d?e=f&g=#h",
            "container-title": "Nothing",
        },
        "bare": {"type": "document", "title": "Nothing but a title"},
        "crowd": {
            "type": "article-journal",
            "title": "So many of them",
            "author": tuple({"family": f"Muster{'x' * i}", "given": "M."} for i in range(60)),
            "container-title": "Crowds",
        },
        "sentences": {
            "type": "chapter",
            "title": "Who cares? not we: a story of the NHS. more! “or: not (sic)” e.g. this",
            "container-title": "Does it? it does: a book",
        },
        "capitals": {
            "type": "article-journal",
            "title": "mRNA in London: iPhones of the NHS? The UK/US case (MBT-G) of McDonald's DNA",
            "container-title": "Nature",
        },
        "master": {
            "type": "thesis",
            "title": "A thesis that was never written",
            "genre": "Master's thesis",
            "publisher": "University of Nowhere",
            "issued": {"date-parts": ((2001, 12),)},
        },
        "newspaper": {
            "type": "article-newspaper",
            "title": "No news",
            "container-title": "The Nothing",
            "issued": {"date-parts": ((2001, 1, 2),)},
        },
    }.items()
}
"""Works that are hard to write down, each for the reason that names it."""

FULL: dict[str, object] = {
    "title": "A title",
    "author": ({"family": "A", "given": "B."},),
    "editor": ({"family": "C", "given": "D."},),
    "translator": ({"family": "E", "given": "F."},),
    "issued": {"date-parts": ((2018, 2, 28),)},
    "original-date": {"date-parts": ((1918,),)},
    "status": "A status",
    "accessed": {"date-parts": ((2019, 10, 1),)},
    "container-title": "A container",
    "event-title": "A conference",
    "event-place": "A town",
    "volume-title": "A volume",
    "version": "1.0",
    "archive": "An archive",
    "archive_location": "A box",
    "collection-title": "A series",
    "publisher": "A publisher",
    "publisher-place": "A place",
    "volume": "46",
    "issue": "3",
    "page": "164–169",
    "number": "CG77",
    "edition": "5",
    "genre": "A genre",
    "DOI": "10.1000/182",
    "URL": "https://made-up.example/",
    "ISBN": "9780521642286",
    "ISSN": "1499-9013",
    "language": "en-GB",
}
"""A work of any type that leaves no field empty."""

TYPES: tuple[ItemType, ...] = ItemType.__args__  # type: ignore[attr-defined]
"""Every CSL type of the records."""

# Braces come in pairs, see LINES; and pandoc begins a sentence wherever one seems to end.
_MARKS = "&%$#_~^\\<>\"'`“”‘’–—-,;()[]/@=*+|"
_LETTERS = st.sampled_from("éÉñßøłŽő漢Жя") | st.characters(codec="ascii", categories=("L", "N"))
_WORDS = st.builds(
    "{}{}{}{}".format,
    st.text(st.sampled_from(_MARKS), max_size=2),
    _LETTERS,
    st.text(_LETTERS | st.sampled_from(_MARKS), max_size=6),
    st.sampled_from(["", "", "", ".", ":", "?", "!", ":”", ".)"]),
)
LINES = st.lists(_WORDS | _WORDS.map("{{{}}}".format), min_size=1, max_size=6).map(" ".join)
# pandoc reads a genre without undoing LaTeX's escapes.
_PLAIN = st.from_regex(r"[A-Z][a-zé]{2,8}( [a-z]{2,8}){0,2}", fullmatch=True)
_FAMILY = st.from_regex(r"[A-ZÉÖŽ][a-zéößž]{1,8}([ '-][A-Z][a-z]{1,5})?", fullmatch=True)
_GIVEN = st.from_regex(r"[A-ZÉ]\.( [A-Z]\.){0,2}|[A-Z][a-zé]{1,6}", fullmatch=True)
_YEAR = st.integers(1000, 2999)
_DATES = st.one_of(
    st.tuples(_YEAR),
    st.tuples(_YEAR, st.integers(1, 12)),
    st.tuples(_YEAR, st.integers(1, 12), st.integers(1, 28)),
).map(lambda parts: CslDate.model_validate({"date-parts": (parts,)}))


def _make_year(year: int) -> CslDate:
    return CslDate.model_validate({"date-parts": ((year,),)})


_PEOPLE = st.builds(
    lambda family, given, particle, suffix: Name.model_validate(
        {
            "family": family,
            "given": given,
            "non-dropping-particle": particle,
            "suffix": suffix if given else None,
        }
    ),
    _FAMILY,
    st.none() | _GIVEN,
    st.none() | st.sampled_from(["van", "van der", "de", "d'"]),
    st.none() | st.sampled_from(["Jr.", "III"]),
)
_BODIES = LINES.map(lambda text: Name.model_validate({"literal": text}))
_FEW = st.sampled_from(["A & B_1", "“Ärger”: 5% and more", "1984", "It's {one}"])
_NUMBERS = st.from_regex(r"[A-Z]{0,2}[1-9][0-9]{0,3}", fullmatch=True)
_PAGES = st.from_regex(r"[a-zA-Z]?[1-9][0-9]{0,3}([–-][a-zA-Z]?[1-9][0-9]{0,3})?", fullmatch=True)
_DOIS = st.from_regex(
    r"10\.[0-9]{4,6}/{1,2}[A-Za-z0-9()<>;:/._+-]{0,20}[A-Za-z0-9)]", fullmatch=True
)


@st.composite
def works(draw: st.DrawFn) -> CslItem:
    """Draw a work of any type, with any of its fields."""

    def perhaps(strategy: st.SearchStrategy[str]) -> str | None:
        return draw(st.none() | strategy)

    people = st.lists(_PEOPLE | _BODIES, max_size=4).map(tuple)
    return CslItem.model_construct(
        type=draw(st.sampled_from(TYPES)),
        title=draw(LINES),
        author=draw(people),
        editor=draw(people),
        translator=draw(st.just(()) | st.tuples(_PEOPLE)),
        issued=draw(st.none() | _DATES),
        accessed=draw(st.none() | _DATES),
        original_date=draw(st.none() | _YEAR.map(_make_year)),
        status=perhaps(_FEW),
        event_title=perhaps(_FEW),
        event_place=perhaps(_FEW),
        volume_title=perhaps(_FEW),
        version=perhaps(_NUMBERS),
        archive=perhaps(_FEW),
        archive_location=perhaps(_FEW),
        container_title=perhaps(LINES),
        # A series that is a number is one that pandoc makes an ordinal of.
        collection_title=perhaps(LINES.map(lambda text: f"S {text}")),
        publisher=perhaps(LINES),
        publisher_place=perhaps(LINES),
        volume=perhaps(_NUMBERS),
        issue=perhaps(_NUMBERS),
        page=perhaps(_PAGES),
        number=perhaps(_NUMBERS),
        edition=perhaps(_NUMBERS),
        genre=perhaps(_PLAIN),
        DOI=perhaps(_DOIS),
        URL=perhaps(st.just("https://made-up.example/a_b~c%20d?e=f&g=#h")),
        ISBN=perhaps(st.just("9780521642286")),
        ISSN=perhaps(st.just("1499-9013")),
        language=perhaps(st.sampled_from(["en", "en-GB", "de"])),
    )


Plain = dict[str, object]
"""A work as plain values that can be compared: names and dates as text."""


def plain(item: CslItem) -> Plain:
    """Return a work's fields as they compare: without what no reader tells apart.

    Pages are joined by a hyphen, apostrophes and single quotes are straight, and the parts of a
    name are as BibTeX writes them, the particle before the family name.
    """
    fields = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    return plain_fields(fields)


def plain_fields(fields: dict[str, object]) -> Plain:
    """Return CSL fields as they compare."""
    out: Plain = {}
    for name, value in fields.items():
        match value:
            case [] | ():
                continue
            case list() | tuple() if name in ("author", "editor", "translator"):
                out[name] = [_plain_name(person) for person in value]
            case {"date-parts": parts}:
                out[name] = [list(date) for date in parts]
            case str() if name == "page":
                out[name] = value.replace("–", "-")
            case str() if name in ("DOI", "URL"):
                out[name] = value
            case str():
                out[name] = straight(value)
            case _:
                raise TypeError(name)
    return out


def straight(text: str) -> str:
    """Make single quotation marks straight, which readers of LaTeX and of CSL JSON make round."""
    return text.replace("‘", "'").replace("’", "'")


def _plain_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return straight(name["literal"])
    particle = " ".join(
        name[key] for key in ("dropping-particle", "non-dropping-particle") if key in name
    )
    joined = "" if particle.endswith(("'", "’")) else " "
    family = f"{particle}{joined}{name['family']}".strip()
    parts = (family, name.get("suffix"), name.get("given"))
    return straight(", ".join(part for part in parts if part))
