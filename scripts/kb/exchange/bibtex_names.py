"""Names as BibTeX and BibLaTeX write them, divided by bibtexparser as BibTeX divides them."""

import re
from collections.abc import Iterator

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from kb.exchange.bibtex_fields import EntryFields
from kb.exchange.names import (
    CUT_SHORT,
    SUFFIX,
    NamedAs,
    NameParts,
    is_body,
    is_cut_short,
    part_suffix,
    read_uninverted,
    split_at_commas,
)
from kb.files.limits import ENTRIES

_INITIALS_LAST = re.compile(r"[^\W\d_]{2,}\s(?:[^\W\d_a-z]\.[\s-]?)+")
_BARE_INITIALS_LAST = re.compile(r"[^\W\d_][^\W\d_A-Z]+(?:\s[A-Z]){1,3}|[A-Z][a-z]+\s[A-Z]{2,3}")
_COUNTED = re.compile(r"(.*[^\W\d_.]\.?)\s0\d{3}")
"""A name with the number by which DBLP tells persons of one name apart."""
_FEW_WORDS = 3


def put_people(fields: EntryFields, kind: str) -> None:
    """Give the work its authors, editors and translators.

    A body that answers for a report or a page stands for its author, where nobody is named.
    """
    draft = fields.draft
    for role in ("author", "editor", "translator"):
        if text := fields.get(role):
            draft.put_names(role, _read_names(fields, role, text))
    if kind not in ("report", "webpage", "document", "book"):
        return
    for name in ("organization", "institution"):
        if name in fields.source and not draft.fields.keys() & {"author", "editor"}:
            for _, text in fields.take(name):
                draft.put_names("author", [({"literal": text}, "")])


def _read_names(fields: EntryFields, role: str, text: str) -> Iterator[NamedAs]:
    text = " ".join(text.split())
    if fields.is_from_web_of_science and is_group(text):
        text = text[1:-1].strip()
    names = _split_names(text)
    if len(names) > ENTRIES:
        fields.draft.notes.append(f"complete the names: of {len(names):,} the first are kept")
    for name in names[:ENTRIES]:
        if is_cut_short(name):
            yield {}, CUT_SHORT
            continue
        fields.draft.given.append((role, name))
        yield _read_name(fields, role, name)


def _split_names(text: str) -> list[str]:
    """Divide names at “and”; where there is none, at semicolons or at every second comma."""
    names: list[str] = split_multiple_persons_names(text)
    if len(names) > 1:
        return list(_join_bodies(names))
    if ";" in text and not re.search(r"[{\\&]", text):
        return [part.strip() for part in text.split(";") if part.strip()]
    parts = split_at_commas(names[0]) if names else []
    # Braces may enclose more than one of the names, or a half of one.
    return [re.sub(r"[{}]", "", part) if _is_torn(part) else part for part in parts]


def _is_torn(text: str) -> bool:
    return text.count("{") != text.count("}")


def _join_bodies(names: list[str]) -> Iterator[str]:
    """Join what BibTeX divides where braces were forgotten: Department of This and That."""
    names = list(names)
    while names:
        name = names.pop(0)
        while names and _goes_on(name, names[0]):
            name = f"{name} and {names.pop(0)}"
        yield name


def _goes_on(name: str, after: str) -> bool:
    plain = not re.search(r"[,{}]", f"{name}{after}")
    words = after.split()
    return (
        plain
        and len(words) <= _FEW_WORDS
        and bool(re.search(r" (for|of) ", name))
        and is_body(name)
        and not re.search(r" (for|of) |\.", after)
    )


def _read_name(fields: EntryFields, role: str, name: str) -> NamedAs:
    if counted := _COUNTED.fullmatch(name):
        name = counted[1]
    whole = fields.decode(role, name, curly=False).strip(" ,")
    plain = whole.strip(" .,")
    if is_group(name):
        several = name.count(",") > 1 and not is_body(plain)
        why = "if these are several persons, write “and” between them"
        return {"literal": plain or name}, f"check the name “{plain}”: {why}" if several else ""
    if re.match(r"(given|family|prefix|suffix)\s*=", name):
        return _read_named_parts(fields, role, name), ""
    if "," not in name and (known := _read_uninverted(whole)):
        return known
    if name.startswith(","):
        return {"literal": plain}, f"check the name “{plain}”: it has no family name"
    return _read_person(fields, role, name, plain)


def _read_uninverted(whole: str) -> NamedAs | None:
    """Read a name without a comma where BibTeX's rule, that the last word counts, is not meant."""
    plain = whole.strip(" .")
    if _INITIALS_LAST.fullmatch(whole):
        return read_uninverted(whole)
    if _BARE_INITIALS_LAST.fullmatch(plain):
        why = "its end is read as initials"
        return read_uninverted(plain)[0], f"check the name “{plain}”: {why}"
    if is_body(plain) and not re.search(r"(^|\s)\w\.", plain):
        why = "it is read as that of a body, though it is not in braces"
        return {"literal": plain}, f"check the name “{plain}”: {why}"
    return None


def _read_person(fields: EntryFields, role: str, name: str, plain: str) -> NamedAs:
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return {"literal": plain}, f"check the name “{plain}”: its commas or braces are odd"
    first, von, last, suffix = (
        fields.decode(role, " ".join(part), curly=False)
        for part in (parts.first, parts.von, parts.last, parts.jr)
    )
    if not first and not von and "," not in name:
        return {"literal": last}, ""
    if SUFFIX.fullmatch(last) and "," not in name and " " in first:
        # Given Family Jr., without the commas that would tell.
        first, _, last = first.rpartition(" ")
        suffix = plain.rsplit(maxsplit=1)[-1]
    last, first, suffix = part_suffix(last, first, suffix)
    person = {"family": last or von, "given": first, "suffix": suffix}
    if von and last:
        person["non-dropping-particle"] = von
    note = f"check the name “{plain}”: its commas or braces are odd" if "," in last else ""
    return {part: value for part, value in person.items() if value}, note


def _read_named_parts(fields: EntryFields, role: str, name: str) -> NameParts:
    """Read BibLaTeX's form of a name: family=Sample, given=Sam, prefix=van."""
    said = {
        key.strip(): fields.decode(role, value.strip(), curly=False)
        for key, _, value in (part.partition("=") for part in name.split(","))
    }
    fields.draft.told.add((role, name))
    parts = {
        "family": said.get("family", ""),
        "given": said.get("given", ""),
        "non-dropping-particle": said.get("prefix", ""),
        "suffix": said.get("suffix", ""),
    }
    return {part: value for part, value in parts.items() if value}


def is_group(text: str) -> bool:
    """Tell whether one pair of braces encloses all of a text."""
    text = text.strip()
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return place == len(text) - 1
    return False
