"""Knowledge bases in which every text is hostile, and the same ones with harmless text.

The made-up records are filled in by the models: every field that may be left out is tried with its
own example, and every text that is free is replaced. What is a text, and free, is asked of the
models, so a new field is found by itself.
"""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from kb.read import examine
from kb.records import Finding, Part, Record
from kb.records.base import is_prose, list_parts
from kb.records.data_files import find_kind
from kb.records.fields import resolve
from kb.strict_yaml.document import parse
from tests.made_up.records import SITUATIONS, made_up

Tree = dict[str, Any]
Steps = tuple[str | int, ...]

PAYLOADS: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "payloads.yaml").read_text(encoding="utf-8")
)
PROBE = "¿ Made up, of any form ?"
"""A text that no field takes which expects a form."""


def harmless(text: str) -> str:
    """Return a text of the same length and words without any sign that could mean something."""
    return re.sub(r"[^A-Za-z0-9\s]", "o", text)


def unmarked(text: str) -> str:
    """Write a text so that prose shows it as it is: with a backslash before what marks it up."""
    signs = re.sub(r"[\\*]|\](?=\()", r"\\\g<0>", text)
    return re.sub(r"^([^\S\n]*(?:\d+(?=\. )|(?=- )))", r"\1\\", signs, flags=re.MULTILINE)


@dataclass(frozen=True)
class Base:
    """The made-up knowledge base with all fields filled in.

    Attributes:
        files: The value of each file.
        free: The place of every free text in each file, and the field it is: `Finding.statement`.
        formed: The same of texts that must have a form.
    """

    files: Tree
    free: dict[str, dict[Steps, str]] = field(default_factory=dict)
    formed: dict[str, dict[Steps, str]] = field(default_factory=dict)


def plain(value: object) -> Any:  # noqa: ANN401 - what YAML holds
    """Return a value with lists that can be changed."""
    match value:
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case tuple() | list():
            return [plain(one) for one in value]
        case _:
            return value


def written(files: Tree) -> dict[str, bytes]:
    """Write values as files; JSON is YAML."""
    return {
        path: json.dumps(value, ensure_ascii=False, indent=1).replace("\x7f", "\\u007f").encode()
        for path, value in files.items()
    }


def records_in(path: str, value: Any) -> Iterator[tuple[Steps, type[Record], Tree]]:  # noqa: ANN401
    """Yield every record of a file with the steps to it."""
    found = find_kind(path)
    assert found is not None, path
    kind, file = found
    for i, one in enumerate(value) if file.many else [(None, value)]:
        yield (() if i is None else (i,)), kind.record, one


def parts_of(
    model: type[Part], value: Tree, steps: Steps
) -> Iterator[tuple[Steps, type[Part], Tree]]:
    """Yield a record and every part in it that it has, with the steps to it."""
    yield steps, model, value
    for name, info in model.model_fields.items():
        key = info.alias or name
        inner = value.get(key)
        for i, one in enumerate(inner) if isinstance(inner, list) else [(None, inner)]:
            if isinstance(one, dict):
                way = (*steps, key) if i is None else (*steps, key, i)
                for part in list_parts(info.annotation):
                    if _fits(part, one):
                        yield from parts_of(part, one, way)
                        break


def _fits(model: type[Part], value: Tree) -> bool:
    try:
        model.model_validate(frozen(value))
    except ValidationError:
        return False
    return True


def frozen(value: object) -> Any:  # noqa: ANN401 - what the reader makes of YAML
    """Return a value as the reader of YAML gives it."""
    match value:
        case dict():
            return {key: frozen(one) for key, one in value.items()}
        case list():
            return tuple(frozen(one) for one in value)
        case _:
            return value


_WITHDRAWN: Tree = {
    "id": "made-up-and-withdrawn",
    "heading": "Something made up was happening",
    "group": "service",
    "withdrawn": {"on": "2026-01-04", "reason": "It was made up."},
    "history": [
        {"date": "2026-01-03", "change": "First published."},
        {"date": "2026-01-04", "change": "Withdrawn."},
    ],
}
"""What no field's example can make: a record that no longer holds, and that no other needs."""

_HISTORY = [{"date": "2026-01-03", "change": "First published."}]
_MORE: Tree = {
    "studies/testa-2020/findings/F003.yaml": {
        "id": "F003",
        "themes": ["T001"],
        "statement": "This argument is made up.",
        "label": "A made-up argument",
        "section": "results",
        "argued_about": {"as_printed": "others"},
        "interpretation": [{"text": "They argue what is made up.", "section": "results"}],
        "credibility": {
            "level": "not-supported",
            "reason": "This reason is made up.",
            "judged_by": "Nobody",
            "judged_on": "2026-01-02",
        },
        "history": _HISTORY,
    },
    "evidence/E001.yaml": {
        "id": "E001",
        "reference": "beispiel-2010",
        "label": "A made-up result",
        "question": "staff",
        "found": "This result is made up.",
        "limits": "These limits are made up.",
        "read": {"what": "abstract", "on": "2026-01-02"},
        "sources": [{"address": "https://made-up.example/one", "shows": "Nothing."}],
        "bears_on": [{"record": "F001@2", "relation": "supports", "reason": "It is made up."}],
        "history": _HISTORY,
    },
    "sessions/made-up-session.yaml": {
        "id": "made-up-session",
        "title": "A made-up session",
        "audiences": ["examiner"],
        "minutes": 10,
        "group": {"least": 2, "most": 6},
        "aims": ["do something made up."],
        "care": "This care is made up.",
        "steps": [
            {"minutes": 5, "do": "show", "records": ["Q001@1"], "prompt": "Is it made up?"},
            {"minutes": 5, "do": "consider", "records": ["I001@1"], "prompt": "Made up."},
        ],
        "history": _HISTORY,
    },
}
"""What the smallest knowledge base has no need of."""


@cache
def base() -> Base:
    """Return the made-up knowledge base, filled in as far as it stays valid."""
    files: Tree = {}
    for path, content in made_up().items():
        document, problems = parse(path, content)
        assert document is not None
        assert not problems
        files[path] = plain(document.value)
    files |= deepcopy(_MORE)
    files[SITUATIONS].append(deepcopy(files[SITUATIONS][0]) | _WITHDRAWN)
    for path in files:
        _fill(files, path)
    whole = Base(files)
    identifiers = _identifiers(files)
    for path, value in files.items():
        whole.free[path], whole.formed[path] = {}, {}
        for steps, model, record in records_in(path, value):
            for place, part, inner in parts_of(model, record, steps):
                for key, one in inner.items():
                    for way, text in _texts(one, (*place, key)):
                        if text not in identifiers:
                            to = (
                                whole.free
                                if _is_free(model, record, way[len(steps) :])
                                else whole.formed
                            )
                            to[path][way] = f"{part.__name__}.{key}"
    return whole


def _identifiers(files: Tree) -> set[str]:
    return {
        text
        for value in files.values()
        for way, text in _all_texts(value, ())
        if way[-1] == "id" or "formerly" in way
    }


def _texts(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:  # noqa: ANN401
    """Yield the texts that are the value, or stand in it as a list."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield steps, str(value)
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from _texts(one, (*steps, i))


def _all_texts(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:  # noqa: ANN401
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _all_texts(one, (*steps, key))
    elif isinstance(value, str):
        yield steps, value


def _fill(files: Tree, path: str) -> None:
    """Give a file's records each field that they lack, by its example, if that stays valid."""
    more = True
    while more:
        more = False
        for steps, model, record in list(records_in(path, files[path])):
            for place, part, inner in list(parts_of(model, record, steps)):
                for name, info in part.model_fields.items():
                    key = info.alias or name
                    if key not in inner and (*place, key) not in _TRIED.setdefault(path, set()):
                        _TRIED[path].add((*place, key))
                        more |= _filled(files, inner, key, info.examples)


_TRIED: dict[str, set[Steps]] = {}


def _filled(files: Tree, inner: Tree, key: str, examples: list[Any] | None) -> bool:
    for example in examples or ():
        for value in _made_to_fit(example):
            inner[key] = value
            problems = examine(written(files)).problems
            if not any(one.stops for one in problems):
                return True
            del inner[key]
    return False


def _made_to_fit(example: Any) -> Iterator[Any]:  # noqa: ANN401 - what YAML holds
    """Yield an example with the links of the made-up records in place of its own."""
    yield deepcopy(example)
    text = json.dumps(example)
    for old, new in (
        (r"F\d{3}@\d", "F001@2"),
        (r"F\d{3}", "F001"),
        (r"F\d{3}", "F002"),
        (r"ramsden-2018", "beispiel-2010"),
        (r"ramsden-2019", "muster-2015"),
        (r"Q\d{3}", "Q001"),
        (r"I\d{3}", "I001"),
        (r'"section": "[\w-]+"', '"section": "results"'),
        (r'ramsden-2018(.*)"section": "[\w-]+"', r'beispiel-2010\1"section": "results"'),
        (r"Lisa|Brian|Amy", "Testina"),
    ):
        if (changed := re.sub(old, new, text)) != text:
            yield json.loads(changed)


def _is_free(model: type[Record], record: Tree, steps: Steps) -> bool:
    """Tell whether the text at a place may be any."""
    changed = deepcopy(record)
    put(changed, steps, PROBE)
    return _errors(model, changed) == 0


def _errors(model: type[Record], record: Tree) -> int:
    try:
        model.model_validate(frozen(record))
    except ValidationError as error:
        return len(error.errors())
    return 0


def put(tree: Any, steps: Steps, value: object) -> None:  # noqa: ANN401 - what YAML holds
    """Put a value in its place."""
    *way, last = steps
    for step in way:
        tree = tree[step]
    tree[last] = value


def _at(tree: Any, steps: Steps) -> Any:  # noqa: ANN401 - what YAML holds
    for step in steps:
        tree = tree[step]
    return tree


# ------------------------------------------------------------------------------ many copies


Pair = tuple[str, str]
Shape = Callable[[Pair, str, str, str], tuple[str, ...]]
"""Makes texts of two payloads, what a text begins with, what it said, and the copy's own letters.

The first one that its field takes is used.
"""


@dataclass(frozen=True)
class Attack:
    """What one copy of the records is struck with: two payloads, its own letters, and how."""

    pair: Pair
    tag: str
    shape: Shape


def around(pair: Pair, begun: str, rest: str, tag: str) -> tuple[str, ...]:
    """Put one payload before and one behind what a text said."""
    before, behind = (" ".join(one.split()) for one in pair)
    return (
        f"{begun}{pair[0]} {rest} {tag} {pair[1]}",
        f"{begun}{before} {rest} {tag} {behind}",
        f"{before} {rest[:12]} {tag}",
        f"{before} {tag}",
        f"{before[:30].strip()} {rest[:16].strip()} {tag}",
    )


def as_lines(pair: Pair, begun: str, rest: str, tag: str) -> tuple[str, ...]:
    """Make payloads the first, a middle and the last line of a text, with and without gaps."""
    first, last = pair
    sign, _, words = first.partition("\n")[0].partition(" ")
    line = f"{sign} {rest[:12].strip()} {tag} {words}".strip()
    return (
        f"{first}\n{rest} {tag}\n{last}\n\n{first}\n\n{tag}\n{last}",
        f"{begun}{line}",
        line,
        f"{sign[:12]} {rest[:12].strip()} {tag}",
    )


def knowledge_base(
    payloads: list[str], turned: Callable[[str], str], shape: Shape = around
) -> dict[str, bytes]:
    """Return one knowledge base in which each free text holds two of the payloads.

    All records are there once for every two payloads.

    Args:
        payloads: The texts.
        turned: What is done to each before it is put in: `str` or `harmless`.
        shape: How they are put in.
    """
    files: Tree = {}
    half = (len(payloads) + 1) // 2
    for number in range(half):
        pair = (turned(payloads[number]), turned(payloads[(number + half) % len(payloads)]))
        attack = Attack(pair, letters(number), shape)
        for path, value in _copy(number, attack).items():
            if isinstance(value, list):
                files.setdefault(path, []).extend(value)
            else:
                files[path] = value
    return written(files)


def letters(number: int) -> str:
    """Write a number as letters, which all identifiers may have."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def _copy(number: int, attack: Attack) -> Tree:
    whole = base()
    names = {name: _renamed(name, number) for name in _identifiers(whole.files)}
    files: Tree = {}
    for path, value in whole.files.items():
        copy = deepcopy(value)
        for steps, model, record in records_in(path, copy):
            for way in whole.free[path]:
                if way[: len(steps)] == steps:
                    _strike(model, record, way[len(steps) :], attack)
        for way, name in whole.formed[path].items():
            if name.endswith((".DOI", ".URL")):
                put(copy, way, f"{_at(copy, way)}{letters(number)}")
        files[_path(path, names, number)] = _relinked(copy, names)
    return files


def _strike(model: type[Record], record: Tree, steps: Steps, attack: Attack) -> None:
    """Put two payloads into a text, as far as its form and length allow."""
    was = _at(record, steps)
    begun = "Consider " if steps == ("action",) else ""
    pair = attack.pair
    if (found := resolve(model, steps)[0]) and is_prose(found):
        pair = (unmarked(pair[0]), unmarked(pair[1]))
    for text in attack.shape(pair, begun, str(was).removeprefix(begun), attack.tag):
        put(record, steps, text.strip())
        if _errors(model, record) == 0:
            return
    raise AssertionError(f"{model.__name__} {steps} takes nothing of {pair[0]!r}")


def _renamed(name: str, number: int) -> str:
    if not number:
        return name
    if re.fullmatch(r"[A-Z]\d{3}", name):
        return f"{name[0]}{int(name[1:]) + 10 * (number + 1):03}"
    if match := re.fullmatch(r"(.+)-(\d{4})", name):
        return f"{match[1]}-{letters(number)}-{match[2]}"
    return f"{name}-{letters(number)}"


def _relinked(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - what YAML holds
    match value:
        case dict():
            return {key: _relinked(one, names) for key, one in value.items()}
        case list():
            return [_relinked(one, names) for one in value]
        case str() if value.partition("@")[0] in names:
            name, at, version = value.partition("@")
            return f"{names[name]}{at}{version}"
        case _:
            return value


def _path(path: str, names: dict[str, str], number: int) -> str:
    path = path.replace("testa-2020", f"testa-{letters(number)}-2020") if number else path
    folder, _, file = path.rpartition("/")
    stem = file.removesuffix(".yaml")
    return f"{folder}/{names[stem]}.yaml" if stem in names else path


def all_text_fields() -> set[str]:
    """Return every field of every record type that takes a text of any form."""
    found: set[str] = set()
    seen: set[type[Part]] = set()

    def look(model: type[Part]) -> None:
        if model in seen:
            return
        seen.add(model)
        for name, info in model.model_fields.items():
            for inner in list_parts(info.annotation):
                look(inner)
            if _takes(model, name, info.alias or name):
                found.add(f"{model.__name__}.{info.alias or name}")

    for kind in {spot[0].record for path in made_up() if (spot := find_kind(path))} | {Finding}:
        look(kind)
    return found


def _takes(model: type[Part], name: str, key: str) -> bool:
    for value in (PROBE, (PROBE,)):
        try:
            model.model_validate({key: value})
        except ValidationError as error:
            if not any(one["loc"][:1] in ((key,), (name,)) for one in error.errors()):
                return True
        else:
            return True
    return False
