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
_CUT_SHORT = re.compile(
    r"\{?(and\s+)?(et\.?\s?al\.?|others|u\.\s?a\.|\.{3}|…)[,.;]*\}?", re.IGNORECASE
)
_SUFFIX_LAST = re.compile(r"(.*\S)\s+((?:[JS]r|[JS]nr)\.?|I{2,3}|IV|2nd|3rd|4th)")
_MARKS = re.compile(r"[*†‡§¶]+$|\s*\(\s*(ed|eds|editor|editors|author)\.?\s*\)$", re.IGNORECASE)
_MOST_WORDS = 3
_LONGEST_INITIALS = 3

CUT_SHORT = "complete the names: the file cuts them short with “others”"


def is_cut_short(text: str) -> bool:
    """Tell whether what stands in place of a name only says that there are more."""
    return bool(_CUT_SHORT.fullmatch(text))


def read_names(text: str, *, alone: bool = True) -> list[NamedAs]:
    """Read a field that is to hold one name, and may hold several: Family, A.; Family, B.

    Args:
        text: What the field says.
        alone: Whether no other field has names; else one comma divides no persons.
    """
    text = " ".join(text.split())
    if not text:
        return []
    if is_cut_short(text):
        return [({}, CUT_SHORT)]
    parts = [part.strip() for part in re.split(r";| and | & ", text) if part.strip()]
    if len(parts) > 1 and not text.endswith(",") and _are_persons(parts):
        return [read_name(part) for part in parts]
    several = split_at_commas(text)
    pair = 2
    if len(several) == pair and text.count(",") == 1:
        if not alone:
            return [read_name(text)]
        note = f"check the names “{text}”: they are read as those of two persons"
        return [(name, said or note) for name, said in map(read_name, several)]
    return [read_name(part) for part in several]


def _are_persons(parts: list[str]) -> bool:
    """Tell whether parts are persons each; among two with a comma, one may have a single name."""
    inverted = sum("," in part for part in parts)
    rest = [part for part in parts if "," not in part and not _is_short_person(part)]
    return not rest or (inverted > 1 and not any(" " in part for part in rest))


def split_at_commas(text: str) -> list[str]:
    """Divide names with only commas between them, as in “Family A, Family B”.

    “Family III, James L” is one person.
    """
    parts = [part.strip() for part in text.split(",")]
    several, pair = 4, 2
    whole = len(parts) == pair and _SUFFIX_LAST.fullmatch(parts[0])
    if len(parts) > 1 and not whole and all(map(_is_short_person, parts)):
        return parts
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
    family, given, suffix = part_suffix(family, given, suffix)
    parts = {"family": family, "given": given, "suffix": suffix} | split_particle(family)
    return {key: part for key, part in parts.items() if part}


def part_suffix(family: str, given: str, suffix: str) -> tuple[str, str, str]:
    """Part a suffix from the name that it was written to: Sample Jr., Sam or Sample, Sam III."""
    if not suffix and (match := _SUFFIX_LAST.fullmatch(family)):
        family, suffix = match.groups()
    if not suffix and (match := _SUFFIX_LAST.fullmatch(given)):
        given, suffix = match.groups()
    return family.rstrip(","), given.rstrip(","), suffix


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
