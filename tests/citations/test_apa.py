"""Works are listed as APA 7 asks: examples for each rule, all of works that are made up."""

import html
import json
import re
from string import ascii_lowercase

import pytest
import yaml

from kb.citations.fitting import write_edition
from kb.citations.pandoc import cite
from kb.records import CslItem
from tests.helpers.building import CASES, REPOSITORY

STYLE = REPOSITORY / "vendor/csl/apa.csl"
EXAMPLES = yaml.safe_load((CASES / "citations/apa.yaml").read_text(encoding="utf-8"))


def freeze(value: object) -> object:
    """Return plain values with tuples for lists, as records have them."""
    match value:
        case list():
            return tuple(map(freeze, value))
        case dict():
            return {name: freeze(inner) for name, inner in value.items()}
        case _:
            return value


def mark(value: object, sign: str) -> object:
    """Return data whose authors are nobody else, so that nothing is done to tell works apart."""
    text = json.dumps(value)
    for name in ("Example", "Made-Up Institute", "Made-Up House"):
        text = text.replace(name, f"{name}{sign}")
    return freeze(json.loads(text))


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    """Every example as it is listed, by its rule; all are formatted in one call."""
    signs = [f"qz{first}{second}q" for first in ascii_lowercase for second in ascii_lowercase]
    marked = dict(zip(signs, EXAMPLES, strict=False))
    works = {
        sign: CslItem.model_validate(mark(example["csl"], sign)) for sign, example in marked.items()
    }
    cited = cite(works, STYLE)
    entries = {}
    for sign, example in marked.items():
        entry = str(cited[sign].entry).replace(sign, "")
        plain = re.sub(r"</?a[^>]*>", "", re.sub(r"</?em>", "_", entry))
        entries[example["rule"]] = html.unescape(plain)
    return entries


def test_there_are_enough_examples() -> None:
    """Sixty at least, each of a rule of its own."""
    rules = [example["rule"] for example in EXAMPLES]
    assert len(set(rules)) == len(rules) >= 60


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["rule"]))
def test_a_work_is_listed_as_the_manual_asks(
    listed: dict[str, str], example: dict[str, str]
) -> None:
    """Chapters 9 and 10 of the manual."""
    assert listed[example["rule"]] == example["entry"]


@pytest.mark.parametrize(
    ("written", "listed_as"),
    [
        ("2", "2"),
        ("2nd", "2"),
        ("Second edition", "2"),
        ("Second", "2"),
        ("2nd ed.", "2"),
        ("Third, revised", "3rd, rev. ed."),
        ("2nd revised edition", "2nd rev. ed."),
        ("Revised edition", "Rev. ed."),
        ("Expanded ed.", "Exp. ed."),
        ("3., erweiterte Auflage", "3., erweiterte Auflage"),
        ("International", "International"),
    ],
)
def test_editions_are_shortened(written: str, listed_as: str) -> None:
    """A number alone is left to the style, and so is what is not English."""
    assert write_edition(written) == listed_as
