"""A made-up knowledge base of any size, for tests and measurements of growth.

Nothing in it was ever found, said or written: most words are made up, and every text says that it
is. Its records are as long as real ones, and their words come as often as words do.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from kb.records.jbi import QUESTIONS

FINDINGS_A_STUDY = 50
QUOTES_A_FINDING = 3
_THEMES = 8  # of a study; the first two are superordinate
_PARTICIPANTS = 12
_WORDS = 6_000
_WORDS_A_LINE = 13
_SYLLABLES = [a + b for a in "bdfgklmnprtvz" for b in ("a", "e", "i", "o", "u", "al", "en", "ir")]
_PLAIN = ("the", "of", "and", "to", "in", "that", "a", "was", "they", "for", "as", "with", "not")
_HISTORY = "history:\n  - {date: 2026-01-02, change: First published; all of it is made up.}\n"
_AUDIENCES = ("examiner", "invigilator", "proofreader", "rehearser", "sampler", "tester")
_SECTIONS = ("introduction", "methods", "results", *(f"results-{i}" for i in range(1, 9)), "end")


def corpus(findings: int, seed: int = 1) -> dict[str, str]:
    """Make up a knowledge base without any problem.

    Args:
        findings: How many findings. Each has three quotes; to every five of them come two
            recommendations, to every two a reference, and to every fifty a study with its themes.
        seed: The same seed gives the same files.

    Returns:
        The text of each file by its path below themes_data/.
    """
    return dict(_Maker(findings, random.Random(seed)).files())  # noqa: S311 - nothing is secret


class _Maker:
    """Makes up the files, one after the other, from one source of chance."""

    def __init__(self, findings: int, chance: random.Random) -> None:
        self.chance = chance
        self.findings = findings
        self.studies = -(-findings // FINDINGS_A_STUDY)
        self.words = _vocabulary(chance)
        # The n-th most frequent word comes about 1/n times as often as the first.
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        names = self.words[-max(findings, 100) // 4 :]
        self.references = [
            f"{names[i % len(names)]}-{1950 + i // len(names)}" for i in range(-(-findings // 2))
        ]

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield each file's path and text."""
        for number in range(1, self.studies + 1):
            folder = f"studies/made-up-{number:04}"
            yield f"{folder}/study.yaml", self.study(number)
            yield f"{folder}/themes.yaml", self.themes(number)
        for number in range(1, self.findings + 1):
            folder = f"studies/made-up-{_study_of(number):04}/findings"
            yield f"{folder}/F{number:03}.yaml", self.finding(number)
        for number in range(1, self.findings * 2 // 5 + 1):
            yield f"implications/I{number:03}.yaml", self.implication(number)
        for identifier in self.references:
            yield f"references/{identifier}.yaml", self.reference(identifier)
        yield "audiences.yaml", "".join(map(self.audience, _AUDIENCES))
        yield "glossary.yaml", "".join(map(self.term, range(max(2, self.findings // 25))))
        yield "situations.yaml", "".join(map(self.situation, range(max(1, self.findings // 50))))

    # ------------------------------------------------------------------------------- records

    def study(self, number: int) -> str:
        """Make up a study."""
        within = {key: ", within: results" for key in _SECTIONS if key.startswith("results-")}
        sections = "".join(
            f"  - {{key: {key}, heading: {self.line(3)}{within.get(key, '')}}}\n"
            for key in _SECTIONS
        )
        answers = "".join(
            f"    - question: {key}\n      answer: unclear\n"
            f"      reason: {self.prose(40, 8)}      section: methods\n"
            for key in QUESTIONS
        )
        people = "".join(
            f"  - {{pseudonym: {_pseudonym(number, i)}, role: made-up role}}\n"
            for i in range(_PARTICIPANTS)
        )
        year = 1960 + number % 60
        return (
            f"id: S{number:03}\nshort_name: Nobody & Nemo {number} ({year})\n"
            f"publication:\n  type: article-journal\n  title: {self.line(14)} in made-up study "
            f"{number}\n  author:\n    - {{family: Nobody, given: N.}}\n"
            f"    - {{family: Nemo, given: {chr(65 + number % 26)}.}}\n"
            f"  issued: {{date-parts: [[{year}]]}}\n"
            f"  container-title: Journal of Made-Up Examples\n"
            f"  volume: {number}\n  page: 1–9\naffiliation: Nowhere\n"
            "entered: {quotes: all, citations: all, findings: all}\n"
            f"sections:\n{sections}aim:\n{self.passage(23)}research_question:\n{self.passage(24)}"
            f"background:\n{self.passages(8, 60)}design:\n{self.passages(2, 18)}"
            f"setting:\n{self.passage(27)}sample:\n  size: {_PARTICIPANTS}\n"
            f"  strategy:\n{self.passage(60, 4)}  inclusion:\n{self.passages(2, 15, 4)}"
            f"  exclusion:\n{self.passages(1, 15, 4)}  description:\n{self.passages(3, 14, 4)}"
            f"participants:\n{people}data_collection:\n{self.passages(3, 31)}"
            f"analysis:\n{self.passages(5, 35)}reflexivity:\n{self.passages(3, 33)}"
            f"ethics:\n{self.passages(2, 26)}conclusion:\n{self.passages(4, 37)}"
            f"strengths:\n{self.passages(2, 30)}limitations:\n{self.passages(3, 25)}"
            f"transferability:\n{self.passages(2, 35)}conflict_of_interest:\n{self.passage(4)}"
            "rights:\n  holder: Nobody\n  licence: None\n"
            "  address: https://example.org/made-up-licence\n  consequence: This is made up.\n"
            f"appraisal:\n  checklist:\n{answers}"
            f"  methodological_limitations: {self.prose(60, 4)}  coherence: {self.prose(60, 4)}"
            f"  adequacy: {self.prose(50, 4)}  relevance: {self.prose(60, 4)}"
            f"  appraised_by: Nobody\n  appraised_on: 2026-01-02\n{_HISTORY}"
        )

    def themes(self, study: int) -> str:
        """Make up the themes of a study: two, and the parts of both."""
        first = _THEMES * (study - 1) + 1
        made = []
        for i in range(_THEMES):
            part = f"  part_of: T{first + i % 2:03}\n" if i > 1 else ""
            made.append(
                f"- id: T{first + i:03}\n  study: S{study:03}\n"
                f"  title: {self.line(4)} of study {study}\n{part}"
                f"  meaning:\n{self.passages(3, 22, 4)}  conclusion:\n{self.passages(1, 30, 4)}"
                f"{_indented(_HISTORY)}"
            )
        return "".join(made)

    def finding(self, number: int) -> str:
        """Make up a finding, with its quotes."""
        study = _study_of(number)
        theme = _THEMES * (study - 1) + 3 + number % (_THEMES - 2)
        people = [_pseudonym(study, number + i) for i in range(2)]
        return (
            f"id: F{number:03}\nthemes: [T{theme:03}]\nstatement: {self.prose(24)}"
            f"label: {self.line(4)}\nsection: {self.section()}\n"
            f"reported_for:\n  as_printed: {' and '.join(people)}\n  count: 2\n"
            f"  participants: [{', '.join(people)}]\nreported:\n{self.passages(2, 22)}"
            f"interpretation:\n{self.passages(2, 25)}quotes:\n{self.quotes(number)}"
            f"credibility:\n  level: {self.one('unequivocal', 'credible', 'not-supported')}\n"
            f"  reason: {self.prose(36, 4)}  judged_by: Nobody\n  judged_on: 2026-01-02\n"
            f"{self.contrast(number)}{self.citations(number)}"
            f"remarks:\n{self.passages(1, 22)}{_HISTORY}"
        )

    def quotes(self, finding: int) -> str:
        """Make up what nobody said."""
        return "".join(
            f"  - id: Q{QUOTES_A_FINDING * (finding - 1) + i:03}\n    text: {self.prose(40, 6)}"
            f"    speaker: {_pseudonym(_study_of(finding), finding + i)}\n    lines: {i}–{i + 2}\n"
            f"    form: block\n    section: {self.section()}\n    supports: {self.prose(24, 6)}"
            f"{_indented(_HISTORY, 4)}"
            for i in range(1, QUOTES_A_FINDING + 1)
        )

    def contrast(self, finding: int) -> str:
        """Make up for every seventh finding that it contrasts with the one before it."""
        if finding % 7 or finding == 1:
            return ""
        return (
            f"relates_to:\n  - finding: F{finding - 1:03}@1\n    kind: contrasts\n"
            f"    note: {self.prose(23, 6)}    note_there: {self.prose(23, 6)}"
        )

    def citations(self, finding: int) -> str:
        """Cite each reference in two findings, so that none is left out."""
        if not self.references:
            return ""
        return (
            f"cites:\n  - reference: {self.references[(finding - 1) % len(self.references)]}\n"
            f"    relation: {self.one('agrees-with', 'extends', 'disputes')}\n"
            f"    note: {self.prose(19, 6)}    section: {self.section()}\n"
        )

    def implication(self, number: int) -> str:
        """Make up a recommendation that rests on three findings."""
        first = self.chance.randint(1, max(1, self.findings - 2))
        grounds = "".join(
            f"  - finding: F{finding:03}@1\n    reason: {self.prose(13, 6)}"
            for finding in range(first, min(first + 3, self.findings + 1))
        )
        audiences = ", ".join(sorted(self.chance.sample(_AUDIENCES, 2)))
        return (
            f"id: I{number:03}\nkind: {'research' if number % 4 == 0 else 'practice'}\n"
            f"action: {self.prose(24, start='Consider what is made up')}label: {self.line(5)}\n"
            f"strength: consider\naddressed_to: [{audiences}]\nsetting: {self.line(8)}\n"
            f"basis:\n  kind: derived\n  reasoning: {self.prose(90, 4)}"
            f"rationale: {self.prose(24)}rests_on:\n{grounds}"
            f"informed_by:\n  - reference: {self.chance.choice(self.references)}\n"
            f"    note: {self.prose(30, 6)}would_change: {self.prose(17)}{_HISTORY}"
        )

    def reference(self, identifier: str) -> str:
        """Make up a work that nobody wrote."""
        name, _, year = identifier.rpartition("-")
        return (
            f"id: {identifier}\nkind: {self.one('trial', 'theory', 'qualitative-study')}\n"
            f"csl:\n  type: article-journal\n  title: {self.line(9)} by {identifier}\n"
            f"  author:\n    - {{family: {name.capitalize()}, given: M.}}\n"
            f"    - {{family: {self.word().capitalize()}, given: U. P.}}\n"
            f"  issued: {{date-parts: [[{year}]]}}\n  container-title: Journal of {self.line(2)}\n"
            f"  volume: {self.chance.randint(1, 99)}\n  issue: 1\n  page: 10–19\n"
            f"  DOI: 10.5555/{identifier}\nremarks:\n  - kind: doubtful\n"
            f"    text: {self.prose(42, 6)}{_HISTORY}"
        )

    def audience(self, name: str) -> str:
        """Make up a role."""
        return (
            f"- id: {name}\n  name: Made-up {name}s\n  description: {self.prose(20, 4)}"
            f"  can_change: {self.prose(25, 4)}{_indented(_HISTORY)}"
        )

    def term(self, number: int) -> str:
        """Make the meaning up of a word that is used now and then."""
        word = self.words[50 + number * 7 % (_WORDS // 2)]
        return (
            f"- id: {word}\n  term: {word}\n  definition: {self.prose(45, 4)}"
            f"  used_in: [{{study: S001, section: introduction}}]\n{_indented(_HISTORY)}"
        )

    def situation(self, number: int) -> str:
        """Make up what findings may be recognised in."""
        findings = sorted(self.chance.sample(range(1, self.findings + 1), min(4, self.findings)))
        recognised = "".join(
            f"    - finding: F{finding:03}\n      note: {self.prose(20, 8)}" for finding in findings
        )
        return (
            f"- id: made-up-situation-{number + 1}\n  heading: {self.line(5)}\n"
            f"  group: {self.one('clients', 'myself', 'colleagues', 'service')}\n"
            f"  findings:\n{recognised}{_indented(_HISTORY)}"
        )

    # --------------------------------------------------------------------------------- texts

    def word(self) -> str:
        """Choose a word; frequent ones more often."""
        return self.words[bisect(self.weights, self.chance.random() * self.weights[-1])]

    def line(self, words: int) -> str:
        """Make up a few words on one line."""
        return " ".join(["Made-up", *(self.word() for _ in range(words))])[:60].rstrip()

    def prose(self, words: int, indent: int = 2, start: str = "This is made up") -> str:
        """Make up sentences, as a block of YAML; now and then they mention a record."""
        chosen = self.chance.choices(self.words, cum_weights=self.weights, k=words)
        if self.chance.random() < 1 / 20:
            chosen[-1] = f"(F{self.chance.randint(1, self.findings):03})"
        if self.references and self.chance.random() < 1 / 40:
            chosen[0] = f"[@{self.chance.choice(self.references)}]"
        margin = "\n" + " " * indent
        lines = (
            " ".join(chosen[i : i + _WORDS_A_LINE]) for i in range(0, len(chosen), _WORDS_A_LINE)
        )
        return f">-{margin}{start}: {margin.join(lines)}.\n"

    def passage(self, words: int, indent: int = 2) -> str:
        """Make up what authors say at one place."""
        space = " " * indent
        return f"{space}text: {self.prose(words, indent + 2)}{space}section: {self.section()}\n"

    def passages(self, number: int, words: int, indent: int = 2) -> str:
        """Make up a list of passages."""
        space = " " * indent
        made = (self.passage(words, indent + 2) for _ in range(number))
        return "".join(f"{space}- {one.removeprefix(space + '  ')}" for one in made)

    def section(self) -> str:
        """Choose a section."""
        return self.chance.choice(_SECTIONS)

    def one(self, *choices: str) -> str:
        """Choose a word of several."""
        return self.chance.choice(choices)


def _study_of(finding: int) -> int:
    return (finding - 1) // FINDINGS_A_STUDY + 1


def _pseudonym(study: int, number: int) -> str:
    """Return the name of a participant that is not there."""
    syllable = _SYLLABLES[study % len(_SYLLABLES)]
    return f"{syllable.capitalize()}{_SYLLABLES[number % _PARTICIPANTS]}nemo"


def _indented(text: str, spaces: int = 2) -> str:
    return "".join(f"{' ' * spaces}{line}" for line in text.splitlines(keepends=True))


def _vocabulary(chance: random.Random) -> list[str]:
    """Make up words, the plain ones first; none is another with an s at its end."""
    words = dict.fromkeys(_PLAIN)
    while len(words) < _WORDS:
        length = chance.choice((2, 2, 3, 3, 4))
        words["".join(chance.choices(_SYLLABLES, k=length))] = None
    return list(words)
