"""What `kb new` asks for, type by type: as a rule in the words of the fields' own descriptions."""

from dataclasses import dataclass

from kb.authoring.template import list_literals
from kb.records import (
    Evidence,
    Finding,
    Implication,
    Part,
    Quote,
    Reference,
    Session,
    Study,
    Term,
    Theme,
)
from kb.records.base import list_parts


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a command asks for.

    Attributes:
        option: The name of the option, without hyphens before it.
        model: The type of the record that the field is of.
        field: The way to the field, with dots: its description is the question.
        needed: Whether the record cannot be begun without it.
        many: Whether it may be given several times.
        says: The question, where the field's description would be none.
        instead: The option in whose presence it is not needed.
    """

    option: str
    model: type[Part]
    field: str
    needed: bool = True
    many: bool = False
    says: str = ""
    instead: str = ""

    @property
    def parameter(self) -> str:
        """The name under which click hands the answer on."""
        return self.option.replace("-", "_")

    def described(self) -> tuple[str, tuple[str, ...]]:
        """Return what the field means, and the words among which it chooses."""
        models: list[type[Part]] = [self.model]
        *way, last = self.field.split(".")
        for step in way:
            models = [m for one in models for m in list_parts(one.model_fields[step].annotation)]
        fields = [one.model_fields[last] for one in models if last in one.model_fields]
        choices = tuple(word for one in fields for word in list_literals(one.annotation))
        meaning = " ".join(dict.fromkeys(one.description or "" for one in fields))
        return self.says or meaning, choices

    @property
    def need(self) -> str:
        """Say that it is needed, and unless what, for a list of options."""
        unless = f", unless --{self.instead} is given" if self.instead else ""
        return f"  [needed{unless}]" if self.needed else ""


_AUTHOR = "An author, written as `Family, Given`, or the name of a body, without a comma."
_EDITOR = "An editor, written as an author is, of a work that names no author."
_CARRIER = "A finding that carries it, such as F004, or F004@1 for a certain version."
_ABOUT = "A finding or recommendation it bears on, such as F004, or F004@1 for a certain version."
_SHOWN = "A quote or finding to show first, such as Q003, or Q003@1 for a certain version."
_CONSIDERED = "A recommendation to consider at the end, such as I008."

FINDING = (
    Asked("theme", Finding, "themes", many=True),
    Asked("statement", Finding, "statement"),
    Asked("label", Finding, "label"),
    Asked("section", Finding, "section"),
    Asked("reported-for", Finding, "reported_for.as_printed", instead="argued-about"),
    Asked("reported", Finding, "reported.text", instead="argued-about"),
    Asked("argued-about", Finding, "argued_about.as_printed", needed=False),
    Asked("argument", Finding, "interpretation.text", needed=False),
    Asked("level", Finding, "credibility.level", needed=False),
    Asked("reason", Finding, "credibility.reason", needed=False),
    Asked("judged-by", Finding, "credibility.judged_by", needed=False),
)
QUOTE = (
    Asked("finding", Finding, "id", says="The finding that it illustrates, such as F004."),
    Asked("text", Quote, "text"),
    Asked("speaker", Quote, "speaker"),
    Asked("lines", Quote, "lines", needed=False),
    Asked("form", Quote, "form"),
    Asked("section", Quote, "section"),
    Asked("supports", Quote, "supports"),
)
IMPLICATION = (
    Asked("kind", Implication, "kind"),
    Asked("action", Implication, "action"),
    Asked("label", Implication, "label"),
    Asked("addressed-to", Implication, "addressed_to", many=True),
    Asked("setting", Implication, "setting"),
    Asked("rests-on", Implication, "rests_on.finding", many=True, says=_CARRIER),
    Asked("why", Implication, "rests_on.reason", needed=False, many=True),
    Asked("basis", Implication, "basis.kind"),
    Asked("study", Implication, "basis.study", needed=False),
    Asked("section", Implication, "basis.section", needed=False),
    Asked("text", Implication, "basis.text", needed=False),
    Asked("reasoning", Implication, "basis.reasoning", needed=False),
    Asked("rationale", Implication, "rationale", needed=False),
    Asked("would-change", Implication, "would_change", needed=False),
)
EVIDENCE = (
    Asked("reference", Evidence, "reference"),
    Asked("label", Evidence, "label"),
    Asked("question", Evidence, "question"),
    Asked("found", Evidence, "found"),
    Asked("limits", Evidence, "limits"),
    Asked("read", Evidence, "read.what"),
    Asked("source", Evidence, "sources.address", many=True),
    Asked("bears-on", Evidence, "bears_on.record", many=True, says=_ABOUT),
    Asked("relation", Evidence, "bears_on.relation", needed=False, many=True),
    Asked("why", Evidence, "bears_on.reason", needed=False, many=True),
)
SESSION = (
    Asked("title", Session, "title"),
    Asked("audience", Session, "audiences", many=True),
    Asked("minutes", Session, "minutes"),
    Asked("show", Session, "steps.records", many=True, says=_SHOWN),
    Asked("consider", Session, "steps.records", many=True, says=_CONSIDERED),
)
STUDY = (
    Asked("short-name", Study, "short_name"),
    Asked("title", Study, "publication.title"),
    Asked("author", Study, "publication.author", many=True, says=_AUTHOR),
    Asked("year", Study, "publication.issued", says="The year of publication, in four figures."),
    Asked("type", Study, "publication.type"),
    Asked("container", Study, "publication.container_title", needed=False),
    Asked("theme", Theme, "title"),
)
TERM = (
    Asked("term", Term, "term"),
    Asked("definition", Term, "definition"),
    Asked("abbreviation", Term, "abbreviation", needed=False),
    Asked("synonym", Term, "synonyms", needed=False, many=True),
    Asked("study", Term, "used_in.study", needed=False),
    Asked("section", Term, "used_in.section", needed=False),
)
THEME = (
    Asked("study", Theme, "study"),
    Asked("title", Theme, "title"),
    Asked("part-of", Theme, "part_of", needed=False),
    Asked("meaning", Theme, "meaning.text"),
    Asked("section", Theme, "meaning.section"),
)
REFERENCE = (
    Asked("kind", Reference, "kind"),
    Asked("type", Reference, "csl.type"),
    Asked("author", Reference, "csl.author", many=True, says=_AUTHOR, instead="editor"),
    Asked("editor", Reference, "csl.editor", needed=False, many=True, says=_EDITOR),
    Asked("year", Reference, "csl.issued", says="The year, in four figures, or nd for no date."),
    Asked("title", Reference, "csl.title"),
    Asked("container", Reference, "csl.container_title", needed=False),
    Asked("volume", Reference, "csl.volume", needed=False),
    Asked("issue", Reference, "csl.issue", needed=False),
    Asked("page", Reference, "csl.page", needed=False),
    Asked("publisher", Reference, "csl.publisher", needed=False),
    Asked("doi", Reference, "csl.DOI", needed=False),
    Asked("url", Reference, "csl.URL", needed=False),
)
