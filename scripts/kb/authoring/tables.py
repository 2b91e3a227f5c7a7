"""A study's quotes, findings and cited works as tables, one row each, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from kb.authoring.desk import CannotBeginError, Desk
from kb.authoring.known import Known, list_groups
from kb.authoring.naming_checks import (
    check_finding,
    check_section,
    check_speaker,
    check_theme,
    check_unsorted,
)
from kb.authoring.new import draft_finding, draft_quote
from kb.authoring.sheets import Column, Fault, Row
from kb.authoring.sorting import add_sorted_quotes
from kb.records import Citation, Finding, Quote, Relation
from kb.records.finding import CredibilityLevel
from kb.strict_yaml.document import Value, parse
from kb.strict_yaml.edit import CannotEditError, Replace, apply_edits
from kb.strict_yaml.text import write_flow

Given = Mapping[str, object]
"""The values of a record's fields by their names as they are written in YAML."""


def _about(model: type[Quote | Finding | Citation], name: str) -> str:
    return model.model_fields[name].description or ""


_FORMS = ("block", "inline")
_LEVELS = get_args(CredibilityLevel)

QUOTES = (
    Column("quote", "The number of the quote. Leave it empty for one that is new."),
    Column("words", _about(Quote, "text"), is_wide=True),
    Column("speaker", _about(Quote, "speaker")),
    Column("lines", _about(Quote, "lines")),
    Column("form", _about(Quote, "form"), _FORMS),
    Column("section", _about(Quote, "section")),
    Column("finding", "The number of the finding that it illustrates. Empty: it waits."),
    Column("supports", _about(Quote, "supports"), is_wide=True),
)
FINDINGS = (
    Column("finding", "The number of the finding. Leave it empty for one that is new."),
    Column("theme", "The number or the title of its theme."),
    Column("section", f"{_about(Finding, 'section')} Empty: that of its theme."),
    Column("label", _about(Finding, "label")),
    Column("statement", _about(Finding, "statement"), is_wide=True),
    Column("reported_for", "The study's own words for who or how many report it."),
    Column(
        "reported", "What participants said according to the authors, in our words.", is_wide=True
    ),
    Column("level", "JBI's credibility.", _LEVELS),
    Column("reason", "Why this level, naming what the excerpts show and what they leave open."),
    Column("judged_by", "Who judged it."),
)
WORKS = (
    Column("work", "The identifier of the work."),
    Column("title", "Its title, to know it by. What is changed here is not taken over."),
    Column("section", _about(Citation, "section")),
    Column("relation", "Why the authors cite it.", get_args(Relation)),
    Column("note", _about(Citation, "note"), is_wide=True),
)
COLUMNS = {"quotes": QUOTES, "findings": FINDINGS, "works": WORKS}


@dataclass(slots=True)
class Taken:
    """What a table changes.

    Attributes:
        files: The new text of each file by its path below themes_data/; "" for one that goes.
        faults: What is wrong, by cells.
        count: How many rows changed something.
    """

    files: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0


def list_rows(desk: Desk, study: str, what: str) -> list[dict[str, str]]:
    """Return the rows of a study's table, with what is there already."""
    known = Known(desk.files)
    folder, fields = known.studies[study]
    if what == "works":
        return [_make_work_row(desk, one) for one in list_groups(fields.get("cites"))]
    findings = [
        (identifier, _read(desk, path))
        for identifier, path in sorted(known.findings.items())
        if path.startswith(f"{folder}/")
    ]
    if what == "findings":
        return [_make_finding_row(identifier, one) for identifier, one in findings]
    waiting = [one for path, one in known.unsorted.values() if path.startswith(f"{folder}/")]
    rows = [_make_quote_row(one, "") for one in waiting]
    for identifier, one in findings:
        rows += [_make_quote_row(quote, identifier) for quote in list_groups(one.get("quotes"))]
    return sorted(rows, key=lambda row: row["quote"])


def take_rows(desk: Desk, study: str, what: str, rows: Sequence[Row]) -> Taken:
    """Return what the rows of a table change; what stands there as it is changes nothing."""
    before = {row[COLUMNS[what][0].name]: row for row in list_rows(desk, study, what)}
    taken = Taken()
    takers: dict[str, Callable[[Desk, str, list[Row], Taken], None]] = {
        "quotes": _take_quotes,
        "findings": _take_findings,
        "works": _take_works,
    }
    changed = [row for row in rows if not _is_as_it_was(row, before.get(_name(row, what)))]
    takers[what](desk, study, changed, taken)
    taken.count = len(changed)
    return taken


def _name(row: Row, what: str) -> str:
    return row.texts.get(COLUMNS[what][0].name, "")


def _is_as_it_was(row: Row, before: Mapping[str, str] | None) -> bool:
    return before is not None and all(
        " ".join(before.get(name, "").split()) == " ".join(text.split())
        for name, text in row.texts.items()
    )


Check = Callable[[str, Known, Mapping[str, object]], str]


def _check(
    row: Row, checks: Mapping[str, Check], known: Known, study: str, taken: Taken
) -> dict[str, str]:
    """Check the cells of a row, and return them as they are to be written."""
    texts = dict(row.texts)
    for name, check in checks.items():
        if texts.get(name):
            try:
                texts[name] = check(texts[name], known, {"study": study})
            except ValueError as error:
                taken.faults.append((row.cells[name], str(error)))
    return texts


def _require(row: Row, texts: Mapping[str, str], names: Sequence[str], taken: Taken) -> None:
    for name in names:
        if not texts.get(name):
            cell = row.cells.get(name, f"row {row.number}")
            taken.faults.append((cell, f"Write the {name.replace('_', ' ')} here."))


def _choose(choices: Sequence[str]) -> Check:
    def check(answer: str, _known: Known, _answers: Mapping[str, object]) -> str:
        if answer not in choices:
            raise ValueError(f"Write one of: {', '.join(choices)}.")
        return answer

    return check


def _take_quotes(desk: Desk, study: str, rows: list[Row], taken: Taken) -> None:
    known = Known(desk.files)
    checks: dict[str, Check] = {
        "speaker": check_speaker,
        "section": check_section,
        "form": _choose(_FORMS),
        "finding": check_finding,
    }
    sorted_: dict[str, dict[str, Given]] = {}
    new: list[tuple[str, Given]] = []
    for row in rows:
        texts = _check(row, checks, known, study, taken)
        if texts.get("quote"):
            try:
                check_unsorted(texts["quote"], known, {})
            except ValueError:
                where = row.cells["quote"]
                taken.faults.append((where, "It is sorted already: change it in its finding."))
                continue
        _require(row, texts, ["words", "speaker", "form", "section", "finding", "supports"], taken)
        names = ("speaker", "lines", "form", "section", "supports")
        given: Given = {
            "text": texts.get("words", ""),
            **{name: texts[name] for name in names if texts.get(name)},
        }
        if texts.get("quote"):
            own = known.unsorted[texts["quote"]][1]
            same = all(str(own.get(name) or "") == given.get(name, "") for name in _MARKED)
            more = {**given, **({} if same else {"verified": None})}
            sorted_.setdefault(texts.get("finding", ""), {})[texts["quote"]] = more
        else:
            new.append((texts.get("finding", ""), given))
    if taken.faults:
        return
    for finding, quotes in sorted_.items():
        path = known.findings[finding]
        now = _get_desk(desk, taken)
        text = now.files[path].decode("utf-8", "replace")
        taken.files |= add_sorted_quotes(now, path, text, quotes)
    for finding, given in new:
        taken.files |= draft_quote(_get_desk(desk, taken), finding, given).files


_MARKED = ("text", "speaker", "lines")
"""What a fingerprint is of."""


def _take_findings(desk: Desk, study: str, rows: list[Row], taken: Taken) -> None:
    known = Known(desk.files)
    checks: dict[str, Check] = {
        "theme": lambda answer, known, _: check_theme(answer, known, {}),
        "section": check_section,
        "level": _choose(_LEVELS),
    }
    drafts: list[Given] = []
    for row in rows:
        if row.texts.get("finding"):
            where = row.cells["finding"]
            taken.faults.append((where, "It is there already: change it in its own file."))
            continue
        texts = _check(row, checks, known, study, taken)
        texts["section"] = texts.get("section") or known.section_about(texts.get("theme", ""))
        needed = ["theme", "section", "label", "statement", "reported_for", "reported"]
        _require(row, texts, needed, taken)
        judged = {name: texts[name] for name in ("level", "reason", "judged_by") if texts.get(name)}
        drafts.append(
            {
                "themes": [texts.get("theme")],
                **{name: texts.get(name) for name in ("statement", "label", "section")},
                "reported_for": {"as_printed": texts.get("reported_for")},
                "reported": [{"text": texts.get("reported"), "section": texts.get("section")}],
                **(
                    {"credibility": {**judged, "judged_on": desk.today.isoformat()}}
                    if judged
                    else {}
                ),
            }
        )
    if not taken.faults:
        for given in drafts:
            taken.files |= draft_finding(_get_desk(desk, taken), given).files


def _take_works(desk: Desk, study: str, rows: list[Row], taken: Taken) -> None:
    known = Known(desk.files)
    folder, fields = known.studies[study]
    cites = list_groups(fields.get("cites"))
    checks: dict[str, Check] = {"section": check_section, "relation": _choose(get_args(Relation))}
    edits: list[Replace] = []
    for row in rows:
        texts = _check(row, checks, known, study, taken)
        places = [i for i, one in enumerate(cites) if one.get("reference") == texts.get("work")]
        if not places:
            where = row.cells.get("work", f"row {row.number}")
            taken.faults.append((where, "The study cites no such work. Bring it in first."))
            continue
        _require(row, texts, ["section", "relation", "note"], taken)
        entry = {
            "reference": texts["work"],
            **{name: texts.get(name) for name in ("relation", "note", "section")},
        }
        edits.append(Replace(("cites", places[0]), write_flow(entry)))
    if taken.faults or not edits:
        return
    path = f"{folder}/study.yaml"
    try:
        taken.files[path] = apply_edits(path, desk.files[path], edits).decode()
    except CannotEditError as error:
        raise CannotBeginError(str(error)) from None


def _get_desk(desk: Desk, taken: Taken) -> Desk:
    """Return the desk with what was taken so far."""
    files = {path: text.encode() for path, text in taken.files.items() if text}
    gone = {path for path, text in taken.files.items() if not text}
    kept = {path: content for path, content in desk.files.items() if path not in gone}
    return replace(desk, files={**kept, **files})


def _make_quote_row(quote: Mapping[str, Value], finding: str) -> dict[str, str]:
    return {
        "quote": _say(quote, "id"),
        "words": _say(quote, "text"),
        **{name: _say(quote, name) for name in ("speaker", "lines", "form", "section")},
        "finding": finding,
        "supports": _say(quote, "supports"),
    }


def _make_finding_row(identifier: str, finding: Mapping[str, Value]) -> dict[str, str]:
    themes = finding.get("themes")
    scope, judged = finding.get("reported_for"), finding.get("credibility")
    reported = list_groups(finding.get("reported"))
    judged_ = judged if isinstance(judged, dict) else {}
    return {
        "finding": identifier,
        "theme": str(themes[0]) if isinstance(themes, tuple) and themes else "",
        **{name: _say(finding, name) for name in ("section", "label", "statement")},
        "reported_for": _say(scope, "as_printed") if isinstance(scope, dict) else "",
        "reported": _say(reported[0], "text") if reported else "",
        **{name: _say(judged_, name) for name in ("level", "reason", "judged_by")},
    }


def _make_work_row(desk: Desk, citation: Mapping[str, Value]) -> dict[str, str]:
    work = _say(citation, "reference")
    csl = _read(desk, f"references/{work}.yaml").get("csl")
    return {
        "work": work,
        "title": _say(csl, "title") if isinstance(csl, dict) else "",
        **{name: _say(citation, name) for name in ("section", "relation", "note")},
    }


def _say(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)


def _read(desk: Desk, path: str) -> dict[str, Value]:
    document, _ = parse(path, desk.files.get(path, b""))
    return document.value if document and isinstance(document.value, dict) else {}
