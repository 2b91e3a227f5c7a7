"""Quotes as the workbench makes them: the form, what is wrong in it, and the file that is written.

All of it is what `kb new quote` does, with the same functions: the same fields and descriptions,
the same checks, the same file.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kb.authoring.desk import CannotBeginError, Desk, Draft
from kb.authoring.new import draft_answered_quote
from kb.authoring.questions import QUOTE
from kb.files.drafts import write_drafts
from kb.history.repository import Repository
from kb.incremental.reading import Reader
from kb.knowledge.base import KnowledgeBase
from kb.problems.problem import Problem
from kb.project import Project
from kb.read import Examined, read_files
from kb.records import Finding, Quote, Study
from kb.serve.workbench.selection import read_selection
from kb.strict_yaml.document import Document, parse
from kb.terminal import describe_failure
from kb.text.fingerprint import normalise_wording
from kb.verify.attribution import find_misattributed
from kb.verify.find import find_nearest_passage, find_printed, find_section_starts
from kb.verify.source import StudySource

Answers = Mapping[str, str]
"""What stands in the form, by the names of fields; and `study`, which no quote names itself."""


class QuoteDesk:
    """Makes quotes of one source in one project."""

    def __init__(self, project: Project, source: StudySource) -> None:
        """Take a project and a source; the project's files are read when something is asked."""
        self._project = project
        self._source = source
        self._reader = Reader()

    def describe(self) -> dict[str, object]:
        """Return what the page shows: the source, the fields, and what can be chosen in them."""
        examined = self._examine(read_files(self._project.data))
        return {
            "source": {"name": self._source.name, "text": self._source.printed},
            "fields": [_describe_field(one.parameter) for one in QUOTE],
            "studies": [_describe_study(examined, study) for study in examined.kb.all(Study)],
            "trouble": self._project.format_problems(examined.stopping)
            if examined.stopping
            else "",
        }

    def place(self, answers: Answers) -> dict[str, str]:
        """Return the fields that some selected words fill: what they are, and what is printed near.

        Args:
            answers: `words`, and `before` and `behind` them; `line`, at which they begin in the
                source; and `study`.
        """
        study = self._find_study(answers)
        participants = [one.pseudonym for one in study.participants] if study else []
        words, before, behind = (answers.get(name, "") for name in ("words", "before", "behind"))
        read = read_selection(words, before, behind, participants)
        starts = find_section_starts(self._source.text, study.sections) if study else []
        line = answers.get("line", "")
        at = bisect_left(self._source.text.lines, int(line)) if line.isdecimal() else 0
        begun = bisect_right([start for start, _ in starts], at)
        return {
            "text": read.words,
            "speaker": read.speaker,
            "lines": read.lines,
            "form": read.form,
            "section": starts[begun - 1][1] if begun else "",
        }

    def check(self, answers: Answers) -> dict[str, object]:
        """Return what is wrong with a quote, by its fields; "" stands for all of it."""
        files = read_files(self._project.data)
        try:
            draft = self._draft(files, answers, past="")
        except CannotBeginError as error:
            return {"told": {"finding": [str(error)]}}
        examined, told = self._find_mistakes(files, draft)
        located = examined.kb.located.get(draft.identifier)
        if located and isinstance(located.record, Quote):
            for field, message in self._compare(examined.kb, located.record):
                told.setdefault(field, [message])
        return {"told": told}

    def write(self, answers: Answers) -> dict[str, object]:
        """Write a quote into its finding's file, if nothing is wrong with it.

        Returns:
            Where it is, or what is wrong with it; nothing was written then.
        """
        files = read_files(self._project.data)
        past = Repository(self._project.root).lines_ever(self._project.data.name)
        try:
            draft = self._draft(files, answers, past)
            _, told = self._find_mistakes(files, draft)
            if told:
                return {"told": told}
            write_drafts(self._project.data, files, draft.files)
        except CannotBeginError as error:
            return {"told": {"finding": [str(error)]}}
        except OSError as error:
            return {"told": {"": [describe_failure(error)]}}
        (path,) = draft.files
        return {"identifier": draft.identifier, "file": f"{self._project.data.name}/{path}"}

    def _draft(self, files: Mapping[str, bytes], answers: Answers, past: str) -> Draft:
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        given = {one.parameter: answers.get(one.parameter) or None for one in QUOTE}
        if not given["finding"]:
            message = "Choose the finding that the words illustrate."
            raise CannotBeginError(message)
        return draft_answered_quote(Desk(files, past, today), given)

    def _examine(self, files: Mapping[str, bytes]) -> Examined:
        return self._reader.examine(files, self._project.data.name)

    def _find_study(self, answers: Answers) -> Study | None:
        studies = self._examine(read_files(self._project.data)).kb.all(Study)
        return next((one for one in studies if one.id == answers.get("study")), None)

    def _find_mistakes(
        self, files: Mapping[str, bytes], draft: Draft
    ) -> tuple[Examined, dict[str, list[str]]]:
        """Return the data with a quote that is not written yet, and what is wrong, by fields."""
        ((path, text),) = draft.files.items()
        name = f"{self._project.data.name}/{path}"
        examined = self._examine({**files, path: text.encode()})
        document, _ = parse(name, text.encode())
        told: dict[str, list[str]] = defaultdict(list)
        for problem in examined.problems:
            if document and problem.stops and problem.position.file == name:
                field = _find_field(document, problem)
                if field is not None:
                    told[field].append(f"{problem.message}. {problem.advice}")
        return examined, dict(told)

    def _compare(self, kb: KnowledgeBase, quote: Quote) -> Iterator[tuple[str, str]]:
        """Yield the fields of a quote that are not as the source prints them, and how."""
        source, study, words = self._source, kb.origin_of(quote), normalise_wording(quote.text)
        if study is None:  # what it is cannot be read
            return
        for other in kb.all(Quote):
            if other.id != quote.id and normalise_wording(other.text) == words:
                said = f"{other.id} has these words already, with {kb.written_with(other).id}."
                yield "text", f"{said} Another finding names it in `shared_quotes`."
        starts = find_section_starts(source.text, study.sections)
        found = find_printed(quote.text, quote.section, source, starts)
        if found is None:
            yield "text", self._show_difference(quote.text)
            return
        if found.section not in (None, quote.section):
            yield "section", f"The words are printed under {found.section}."
        yield from find_misattributed(quote, study, source.text, found)

    def _show_difference(self, text: str) -> str:
        nearest = find_nearest_passage(text, self._source.text)
        if nearest is None:
            return f"Nothing like it is printed in {self._source.name}."
        place = f"{self._source.name} prints at {self._source.place(nearest.line)}"
        return " ".join(
            f"{place}: “{one.printed}”, and not “{one.recorded}”." for one in nearest.differences
        )


def _find_field(document: Document, problem: Problem) -> str | None:
    """Return the field of a finding's last quote that a problem is at; "" is all of the quote."""
    quotes = document.find_value(("quotes",))
    last = len(quotes) - 1 if isinstance(quotes, tuple) else 0
    for path in document.places():
        if path[:2] == ("quotes", last) and problem.position in (
            document.position(path),
            document.key_position(path),
        ):
            return str(path[2]) if len(path) > 2 else ""  # noqa: PLR2004 - list, entry, field
    return None


def _describe_field(name: str) -> dict[str, object]:
    asked = next(one for one in QUOTE if one.parameter == name)
    meaning, choices = asked.described()
    title = Finding.__name__ if asked.model is Finding else Quote.model_fields[name].title
    return {
        "name": name,
        "title": title,
        "meaning": meaning,
        "choices": choices,
        "needed": asked.needed,
    }


def _describe_study(examined: Examined, study: Study) -> dict[str, object]:
    """Return what can be chosen of a study; its findings are those that lie with it."""
    located = examined.kb.located
    folder = located[study.id].document.file.rpartition("/")[0]
    return {
        "id": study.id,
        "name": study.short_name,
        "finding": [
            [finding.id, f"{finding.id}: {finding.label}"]
            for finding in examined.kb.all(Finding)
            if located[finding.id].document.file.startswith(f"{folder}/")
        ],
        "speaker": [[one.pseudonym, one.pseudonym] for one in study.participants],
        "section": [[one.key, one.heading] for one in study.sections],
    }
