"""The text of new records: which identifier is free, where each belongs, what is known of it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kb.authoring.desk import CannotBeginError, Desk, Draft, Files, draft
from kb.authoring.identifiers import correct_identifier, say_there_is_none
from kb.authoring.insertion import insert_quote
from kb.authoring.known import Known, list_there_is
from kb.authoring.template import Given, write_item_lines, write_record_lines
from kb.load.loader import load
from kb.records import (
    Audience,
    Evidence,
    Finding,
    Implication,
    Quote,
    Session,
    Situation,
    Term,
    Theme,
)
from kb.strict_yaml.document import parse
from kb.text.folding import fold
from kb.text.wording import quote_text, unquote_text

_LONGEST = 50
"""Characters of an identifier that is made of words."""


def draft_finding(desk: Desk, given: Given) -> Draft:
    """Begin a finding in the folder of the study that its theme is from.

    Raises:
        CannotBeginError: There is no such theme.
    """
    named = given["themes"]
    themes = [correct_identifier(one, "T") for one in named] if isinstance(named, list) else []
    folder = _find_folder(desk.files, themes[0] if themes else "")
    identifier = desk.free("F")
    scope: Given = (
        {"interpretation": [{}]}
        if "argued_about" in given
        else {"reported_for": {}, "reported": [{}]}
    )
    later = {"quotes": f"Each is added with `kb new quote --finding {identifier}`."}
    lines = write_record_lines(
        Finding, {"id": identifier, **scope, **given, "themes": themes, **desk.first}, later
    )
    return draft(identifier, f"{folder}/findings/{identifier}.yaml", lines)


def draft_quote(desk: Desk, finding: str, given: Given) -> Draft:
    """Add a quote after the others of its finding; nothing else in the file changes.

    Raises:
        CannotBeginError: There is no such finding, or its file is written in a way to which a
            program cannot add.
    """
    finding = correct_identifier(finding, "F")
    path = next((path for path in desk.files if path.endswith(f"/findings/{finding}.yaml")), None)
    if path is None:
        raise CannotBeginError(f"There is no finding {finding}. Begin it with `kb new finding`.")
    identifier = desk.free("Q")
    lines = write_item_lines(
        write_record_lines(Quote, {"id": identifier, **given, **desk.first}, {})
    )
    before = desk.files[path].decode("utf-8", "replace")
    return Draft(identifier, {path: insert_quote(before, identifier, list(lines), path)})


def draft_answered_quote(desk: Desk, answers: Mapping[str, Any]) -> Draft:
    """Add a quote of what was answered to the questions about it; what was not is left empty.

    Quotation marks around the words, which come along when they are copied, are taken off.

    Raises:
        CannotBeginError: As `draft_quote` does.
    """
    fields = ("text", "speaker", "lines", "form", "section", "supports")
    given = {name: answers[name] for name in fields if answers[name] is not None}
    if "text" in given:
        given["text"] = unquote_text(given["text"].strip())
    return draft_quote(desk, answers["finding"], given)


def draft_implication(
    desk: Desk, rests_on: Iterable[tuple[str, str | None]], given: Given
) -> Draft:
    """Begin a recommendation.

    Args:
        desk: What it is begun with.
        rests_on: The findings that carry it, each with the reason where that is known. One
            without a version is taken at the version that it has today.
        given: What else is known of the recommendation.
    """
    versions = _get_versions(desk)
    carried = [
        {"finding": _pin(versions, finding), **({"reason": reason} if reason else {})}
        for finding, reason in rests_on
    ]
    identifier = desk.free("I")
    own: Given = {"id": identifier, "strength": "consider", "rests_on": carried, **desk.first}
    lines = write_record_lines(Implication, {**given, **own}, {})
    return draft(identifier, f"implications/{identifier}.yaml", lines)


def draft_evidence(
    desk: Desk, bears_on: Iterable[tuple[str, str | None, str | None]], given: Given
) -> Draft:
    """Begin a piece of evidence beyond the studies.

    Args:
        desk: What it is begun with.
        bears_on: The findings and implications that it bears on, each with how and why where that
            is known. One without a version is taken at the version that it has today.
        given: What else is known of it.
    """
    versions = _get_versions(desk)
    borne = [
        {
            "record": _pin(versions, record),
            **({"relation": relation} if relation else {}),
            **({"reason": reason} if reason else {}),
        }
        for record, relation, reason in bears_on
    ]
    identifier = desk.free("E")
    own: Given = {"id": identifier, "bears_on": borne, **desk.first}
    return draft(
        identifier,
        f"evidence/{identifier}.yaml",
        write_record_lines(Evidence, {**given, **own}, {}),
    )


def draft_session(
    desk: Desk, shown: Iterable[str], considered: Iterable[str], given: Given
) -> Draft:
    """Begin a session: words to show, time to talk, and what to consider in the end.

    Args:
        desk: What it is begun with.
        shown: The records that the first step shows. One without a version is taken at the version
            that it has today.
        considered: The recommendations that the last step considers, taken in the same way.
        given: What else is known of it.

    Raises:
        CannotBeginError: Its identifier is used, or no word of the title can be written in letters
            that an identifier has.
    """
    identifier = "-".join(re.findall("[a-z0-9]+", fold(str(given["title"]))))
    if not re.match("[a-z]", identifier) or _is_used(desk, identifier):
        raise CannotBeginError(
            f"The title {quote_text(str(given['title']))} is that of a record already, or gives no "
            "identifier."
        )
    versions = _get_versions(desk)
    steps: list[Given] = [
        {"do": "show", "records": [_pin(versions, name) for name in shown]},
        {"do": "discuss"},
        {"do": "consider", "records": [_pin(versions, name) for name in considered]},
    ]
    own: Given = {"id": identifier, "steps": steps, **desk.first}
    lines = write_record_lines(Session, {**given, **own}, {})
    return draft(identifier, f"sessions/{identifier}.yaml", lines)


def _is_used(desk: Desk, identifier: str) -> bool:
    return identifier in {located.record.id for located in load(desk.files).records}


def _get_versions(desk: Desk) -> dict[str, int]:
    """Return the version of each record that a link can name at a version, by its identifier."""
    records = [located.record for located in load(desk.files).records]
    pinned = Finding | Implication | Quote
    return {one.id: one.version for one in records if isinstance(one, pinned)}


def _pin(versions: Mapping[str, int], identifier: str) -> str:
    plain, at, version = identifier.partition("@")
    letter = plain[:1].upper()
    identifier = f"{correct_identifier(plain, letter if letter in 'FI' else 'F')}{at}{version}"
    return identifier if "@" in identifier else f"{identifier}@{versions.get(identifier, 1)}"


def draft_term(desk: Desk, term: str, given: Given) -> Draft:
    """Add a term at the end of the glossary; nothing else in it changes.

    Raises:
        CannotBeginError: Its identifier is used, or no word of it can be written in letters that
            an identifier has, or the glossary is written in a way to which a program cannot add.
    """
    identifier = "-".join(re.findall("[a-z0-9]+", fold(term)))
    if not re.match("[a-z]", identifier) or _is_used(desk, identifier):
        raise CannotBeginError(
            f"The term {quote_text(term)} is there already, or gives no identifier."
        )
    lines = list(
        write_item_lines(write_record_lines(Term, {"id": identifier, **given, **desk.first}, {}))
    )
    return _append_record(desk, "glossary.yaml", identifier, lines)


def draft_theme(desk: Desk, study: str, given: Given) -> Draft:
    """Add a theme at the end of its study's themes; nothing else in their file changes.

    Raises:
        CannotBeginError: There is no such study, or the file is written in a way to which a
            program cannot add.
    """
    studies = Known(desk.files).studies
    study = correct_identifier(study, "S")
    if study not in studies:
        there = list_there_is(studies) or " Begin one with `kb new study`."
        raise CannotBeginError(say_there_is_none(desk.files, "study", study) + there)
    identifier = desk.free("T")
    about = {"id": identifier, "study": study, **given, **desk.first}
    lines = list(write_item_lines(write_record_lines(Theme, about, {})))
    return _append_record(desk, f"{studies[study][0]}/themes.yaml", identifier, lines)


def draft_named(desk: Desk, model: type[Audience | Situation], name: str, given: Given) -> Draft:
    """Add a record that is named in words to the file of its kind; nothing else in it changes.

    Args:
        desk: What it is begun with.
        model: Its type.
        name: The words that its identifier is made of.
        given: What is known of it.

    Raises:
        CannotBeginError: Its identifier is used, or the words give none, or the file is written in
            a way to which a program cannot add.
    """
    identifier = "-".join(re.findall("[a-z0-9]+", fold(name)))[:_LONGEST].strip("-")
    used = {located.record.id for located in load(desk.files).records}
    if not re.match("[a-z]", identifier) or identifier in used:
        raise CannotBeginError(f"{quote_text(name)} is there already, or gives no identifier.")
    fields = {"id": identifier, **given, **desk.first}
    lines = list(write_item_lines(write_record_lines(model, fields, {})))
    path = "audiences.yaml" if model is Audience else "situations.yaml"
    return _append_record(desk, path, identifier, lines)


def _append_record(desk: Desk, path: str, identifier: str, lines: list[str]) -> Draft:
    """Add a record at the end of a file that holds a list of them."""
    if path not in desk.files:
        return draft(identifier, path, lines)
    before = desk.files[path].decode("utf-8", "replace")
    end = "\r\n" if "\r\n" in before else "\n"
    text = before.rstrip() + end + end.join([*lines, ""])
    old, new = (parse("", one.encode())[0] for one in (before, text))
    has = new.value if new and isinstance(new.value, tuple) else ()
    if not old or not has or has[:-1] != (old.value or ()):
        raise CannotBeginError(f"Nothing can be added to themes_data/{path}: run `kb check`.")
    return Draft(identifier, {path: text})


def _find_folder(files: Files, theme: str) -> str:
    known = Known(files)
    theme = correct_identifier(theme, "T")
    folder = known.folder_of({"theme": theme})
    if folder is None:
        titles = {name: title for name, (_, title) in known.themes.items()}
        there = list_there_is(titles) or " Begin a study with `kb new study`."
        raise CannotBeginError(say_there_is_none(files, "theme", theme) + there)
    return folder
