"""Names as tagged files write them: persons, bodies, and several in one field."""

import re

NameParts = dict[str, str]
NamedAs = tuple[NameParts, str]
"""The parts of a name, and what is to be said about it, or ""."""

_BODY_WORDS = re.compile(
    r"\b(academy|administration|agency|alliance|assembly|associates?|association|authority|board|"
    r"bureau|cent(er|re)|charity|clinic|clinical|club|collaborat\w+|college|commission|committee|"
    r"community|company|confederation|conference|congress|consortium|cooperative|corporation|"
    r"council|department|dept|directorate|division|excellence|executive|faculty|federation|"
    r"force|forum|foundation|fund|government|group|health|hospital|inc|initiative|institut\w*|"
    r"international|investigators|joint|laborator\w+|league|library|limited|llc|ltd|ministry|"
    r"museum|nations?|national|network|nhs|office|organi[sz]ation|panel|parliament|partnership|"
    r"party|press|programme|project|publish\w+|register|research|royal|school|sciences?|"
    r"secretariat|section|service|services|societ\w+|staff|standards?|statistics|study|team|trial|"
    r"trust|unesco|union|unit|universit\w+|workgroup|working|world|"
    r"gesellschaft|verein|verband|ministerium|bundes\w+|universidad|sociedad|asociaci[oó]n|"
    r"soci[eé]t[eé]|minist[eè]re|stichting|vereniging)\b",
    re.IGNORECASE,
)
"""Words of which bodies' names are made, and persons' are not."""

_LINKS = re.compile(r"\b(of|for|the|and|on|in|to|at|from|f[uü]r|pour|para)\b|[&/(\d]")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?\s?){1,4}")
_GIVEN_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]*){1,4}")
SUFFIX = re.compile(r"(jr|sr|jnr|snr|2nd|3rd|4th|i{2,3}|iv)\.?", re.IGNORECASE)
_CUT_SHORT = re.compile(r"(and\s+)?(et\.?\s?al\.?|others|u\.\s?a\.)[,.;]*", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡§¶]+$|\s*\(\s*(ed|eds|editor|editors|author)\.?\s*\)$", re.IGNORECASE)
_MOST_WORDS = 3
_LONGEST_INITIALS = 3

CUT_SHORT = "complete the names: the file cuts them short with “others”"


def read_names(text: str) -> list[NamedAs]:
    """Read a field that is to hold one name, and may hold several: Family, A.; Family, B."""
    text = " ".join(text.split())
    if not text:
        return []
    if _CUT_SHORT.fullmatch(text):
        return [({}, CUT_SHORT)]
    parts = [part.strip() for part in re.split(r";| and | & ", text) if part.strip()]
    if (
        len(parts) > 1
        and not text.endswith(",")
        and all("," in part or _is_short_person(part) for part in parts)
    ):
        return [read_name(part) for part in parts]
    return [read_name(part) for part in split_at_commas(text)]


def split_at_commas(text: str) -> list[str]:
    """Divide names with only commas between them, as in “Family A, Family B”."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and all(map(_is_short_person, parts)):
        return parts
    several, pair = 4, 2
    pairs = len(parts) >= several and not len(parts) % pair
    if pairs and all(map(_GIVEN_INITIALS.fullmatch, parts[1::pair])):
        return [f"{parts[i]}, {parts[i + 1]}" for i in range(0, len(parts), pair)]
    return [text]


def read_name(text: str) -> NamedAs:
    """Read one name: Family, Given, Suffix; Family AB; A. B. Family; Given Family; or a body.

    A body has no comma, ends with one, or doubles its first (EndNote's rule, see
    `kb.exchange.ris`). Where no comma tells the parts of a person's name apart, a note says what
    was made of it, unless there are initials.
    """
    text = _MARKS.sub("", text).strip()
    if ",," in text or text.endswith(",") or "," not in text:
        whole = text.removesuffix(",").replace(",,", ",").strip()
        if whole != text:
            return {"literal": whole}, ""
        return read_uninverted(whole)
    family, *rest = (part.strip() for part in text.split(","))
    if not family:
        return read_uninverted(" ".join(rest))
    return make_person(family, rest), ""


def make_person(family: str, rest: list[str]) -> NameParts:
    """Return a person of what stands before the comma, and what after it."""
    given, suffix = [*rest, ""][:2]
    if len(rest) > 1 and SUFFIX.fullmatch(given):
        given, suffix = suffix, given
    if len(rest) > _MOST_WORDS - 1:
        suffix = ", ".join(rest[1:])
    parts = {"family": family, "given": given, "suffix": suffix} | split_particle(family)
    return {key: part for key, part in parts.items() if part}


def read_uninverted(text: str) -> NamedAs:
    """Read a name without a comma."""
    words = text.split()
    if len(words) < 2 or is_body(text):  # noqa: PLR2004 - a person has two names at least
        return {"literal": text}, ""
    if person := _read_initials(words):
        return person, ""
    if len(words) > _MOST_WORDS or not all(word[0].isupper() for word in words):
        return {"literal": text}, ""
    person = make_person(words[-1], [" ".join(words[:-1])])
    return person, (
        f"check the name “{text}”: it has no comma, and is read as that of a person, "
        f"“{person['family']}, {person['given']}”"
    )


def is_body(text: str) -> bool:
    """Tell whether words without a comma are certainly the name of a body."""
    return bool(_BODY_WORDS.search(text) or _LINKS.search(text)) or text.isupper()


def split_particle(family: str) -> NameParts:
    """Part the small words before a family name from it: van den Berg."""
    match = re.fullmatch(r"((?:[^\W\d_A-Z][\w'’]*\s)+)(\S.*)", family)
    if not match or not match[1].islower() or match[2][0].islower():
        return {}
    return {"non-dropping-particle": match[1].strip(), "family": match[2]}


def _is_short_person(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and not is_body(text) and bool(_read_initials(words))


def _read_initials(words: list[str]) -> NameParts | None:
    """Read Family AB, as PubMed writes names, or A. B. Family."""
    suffix = ""
    if len(words) > _MOST_WORDS - 1 and SUFFIX.fullmatch(words[-1]):
        *words, suffix = words
    last = words[-1]
    if _are_initials(last) and any(letter.islower() for letter in words[0]):
        at = len(words) - 1
        while at > 1 and _are_initials(words[at - 1]):
            at -= 1
        family, given = words[:at], words[at:]
    else:
        at = 0
        while at < len(words) - 1 and _are_initials(words[at]) and "." in words[at]:
            at += 1
        given, family = words[:at], words[at:]
    if not given or not family or len(family) > _MOST_WORDS + 1:
        return None
    parts = make_person(" ".join(family), [_space_initials(" ".join(given))])
    return parts | ({"suffix": suffix} if suffix else {})


def _are_initials(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return (
        bool(_INITIALS.fullmatch(word))
        and all(letter.isupper() for letter in letters)
        and len(letters) <= (_LONGEST_INITIALS + 1 if "." in word else _LONGEST_INITIALS)
    )


def _space_initials(text: str) -> str:
    """Write AB and A.B. as A. B.; A.-B. stays."""
    spaced = re.sub(r"([^\W\d_])(?![\w.])|([^\W\d_])(?=[^\W\d_])", r"\1\2.", text)
    return re.sub(r"\.(?=[^\W\d_])", ". ", spaced)
