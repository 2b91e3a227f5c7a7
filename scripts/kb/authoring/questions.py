"""What `kb new` asks for, type by type: as a rule in the words of the fields' own descriptions."""

from dataclasses import dataclass

from kb.authoring.answers import (
    check_doi,
    check_heading,
    check_label,
    check_lines,
    check_minutes,
    check_person,
    check_year,
    check_year_or_none,
)
from kb.authoring.naming_checks import (
    NamingCheck,
    check_audience,
    check_finding,
    check_part_of,
    check_pinned_finding,
    check_pinned_record,
    check_section,
    check_speaker,
    check_study,
    check_theme,
    check_unsorted,
    plain,
)
from kb.authoring.template import list_literals
from kb.records import (
    Audience,
    Evidence,
    Finding,
    Implication,
    Part,
    Quote,
    Reference,
    Session,
    Situation,
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
        offered: Whether it is asked for though it is not needed; an empty answer leaves it out.
        check: Takes the answer, as it is to be written, or says what is wrong with it.
    """

    option: str
    model: type[Part]
    field: str
    needed: bool = True
    many: bool = False
    says: str = ""
    instead: str = ""
    offered: bool = False
    check: NamingCheck | None = None

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
        """Say for a list of options that it is needed, unless what, and may be repeated."""
        unless = f", unless --{self.instead} is given" if self.instead else ""
        said = [f"needed{unless}"] if self.needed else []
        said += ["may be repeated"] if self.many else []
        return f"  [{'; '.join(said)}]" if said else ""


_AUTHOR = (
    "An author, written as `Family, Given`, or the name of a body, without a comma. Several stand "
    "with a semicolon between them, or one after the other."
)
_YEAR = "The year of publication, in four figures."
_YEAR_OR_NONE = "The year, in four figures, or nd for no date."
_ILLUSTRATED = "The finding that it illustrates, such as F004."
_TAKEN = (
    "A quote that is not sorted yet, such as Q015: its words, speaker and place are taken over."
)
_SORTED = "A quote that is not sorted yet, such as Q015, which illustrates the finding."
_EDITOR = "An editor, written as an author is, of a work that names no author."
_CARRIER = "A finding that carries it, such as F004, or F004@1 for a certain version."
_ABOUT = "A finding or recommendation it bears on, such as F004, or F004@1 for a certain version."
_SHOWN = "A quote or finding to show first, such as Q003, or Q003@1 for a certain version."
_CONSIDERED = "A recommendation to consider at the end, such as I008."

FINDING = (
    Asked("theme", Finding, "themes", many=True, check=check_theme),
    Asked("statement", Finding, "statement"),
    Asked("label", Finding, "label", check=plain(check_label)),
    Asked("section", Finding, "section", check=check_section),
    Asked("reported-for", Finding, "reported_for.as_printed", instead="argued-about"),
    Asked("reported", Finding, "reported.text", instead="argued-about"),
    Asked("argued-about", Finding, "argued_about.as_printed", needed=False),
    Asked("argument", Finding, "interpretation.text", needed=False),
    Asked("level", Finding, "credibility.level", needed=False),
    Asked("reason", Finding, "credibility.reason", needed=False),
    Asked("judged-by", Finding, "credibility.judged_by", needed=False),
    Asked("quote", Quote, "id", needed=False, many=True, says=_SORTED, check=check_unsorted),
    Asked("supports", Quote, "supports", needed=False, many=True),
)
QUOTE = (
    Asked("finding", Finding, "id", says=_ILLUSTRATED, check=check_finding),
    Asked("text", Quote, "text", instead="from"),
    Asked("speaker", Quote, "speaker", instead="from", check=check_speaker),
    Asked("lines", Quote, "lines", needed=False, check=plain(check_lines)),
    Asked("form", Quote, "form", instead="from"),
    Asked("section", Quote, "section", instead="from", check=check_section),
    Asked("supports", Quote, "supports"),
)
UNSORTED = Asked("from", Quote, "id", needed=False, says=_TAKEN, check=check_unsorted)
"""A quote that waits, in place of all that is asked of one."""

IMPLICATION = (
    Asked("kind", Implication, "kind"),
    Asked("action", Implication, "action"),
    Asked("label", Implication, "label", check=plain(check_label)),
    Asked("addressed-to", Implication, "addressed_to", many=True, check=check_audience),
    Asked("setting", Implication, "setting"),
    Asked(
        "rests-on",
        Implication,
        "rests_on.finding",
        many=True,
        says=_CARRIER,
        check=check_pinned_finding,
    ),
    Asked("why", Implication, "rests_on.reason", needed=False, many=True),
    Asked("basis", Implication, "basis.kind"),
    Asked("study", Implication, "basis.study", needed=False, check=check_study),
    Asked("section", Implication, "basis.section", needed=False, check=check_section),
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
    Asked(
        "bears-on",
        Evidence,
        "bears_on.record",
        many=True,
        says=_ABOUT,
        check=check_pinned_record,
    ),
    Asked("relation", Evidence, "bears_on.relation", needed=False, many=True),
    Asked("why", Evidence, "bears_on.reason", needed=False, many=True),
)
SESSION = (
    Asked("title", Session, "title"),
    Asked("audience", Session, "audiences", many=True, check=check_audience),
    Asked("minutes", Session, "minutes", check=plain(check_minutes)),
    Asked("show", Session, "steps.records", many=True, says=_SHOWN),
    Asked("consider", Session, "steps.records", many=True, says=_CONSIDERED),
)
PAPER = (
    Asked("title", Study, "publication.title"),
    Asked(
        "author",
        Study,
        "publication.author",
        many=True,
        says=_AUTHOR,
        check=plain(check_person),
    ),
    Asked("year", Study, "publication.issued", says=_YEAR, check=plain(check_year)),
    Asked("type", Study, "publication.type", needed=False),
    Asked("container", Study, "publication.container_title", needed=False, offered=True),
    Asked("volume", Study, "publication.volume", needed=False, offered=True),
    Asked("issue", Study, "publication.issue", needed=False, offered=True),
    Asked("page", Study, "publication.page", needed=False, offered=True),
    Asked("doi", Study, "publication.DOI", needed=False, offered=True, check=plain(check_doi)),
    Asked("short-name", Study, "short_name", needed=False),
)
"""The paper itself."""

STUDY = (*PAPER, Asked("theme", Theme, "title"))
AUDIENCE = (
    Asked("name", Audience, "name"),
    Asked("description", Audience, "description"),
    Asked("can-change", Audience, "can_change"),
)
SITUATION = (
    Asked("heading", Situation, "heading", check=plain(check_heading)),
    Asked("group", Situation, "group"),
    Asked("finding", Situation, "findings.finding", many=True, check=check_finding),
    Asked("note", Situation, "findings.note", needed=False, many=True),
    Asked("role", Situation, "role", needed=False, check=check_audience),
    Asked("search-word", Situation, "search_words", needed=False, many=True),
)
TERM = (
    Asked("term", Term, "term"),
    Asked("definition", Term, "definition"),
    Asked("abbreviation", Term, "abbreviation", needed=False),
    Asked("synonym", Term, "synonyms", needed=False, many=True),
    Asked("study", Term, "used_in.study", needed=False, check=check_study),
    Asked("section", Term, "used_in.section", needed=False, check=check_section),
)
THEME = (
    Asked("study", Theme, "study", check=check_study),
    Asked("title", Theme, "title"),
    Asked("part-of", Theme, "part_of", needed=False, offered=True, check=check_part_of),
    Asked("meaning", Theme, "meaning.text"),
    Asked("section", Theme, "meaning.section", check=check_section),
)
REFERENCE = (
    Asked("kind", Reference, "kind"),
    Asked("type", Reference, "csl.type"),
    Asked(
        "author",
        Reference,
        "csl.author",
        many=True,
        says=_AUTHOR,
        instead="editor",
        check=plain(check_person),
    ),
    Asked(
        "editor",
        Reference,
        "csl.editor",
        needed=False,
        many=True,
        says=_EDITOR,
        check=plain(check_person),
    ),
    Asked("year", Reference, "csl.issued", says=_YEAR_OR_NONE, check=plain(check_year_or_none)),
    Asked("title", Reference, "csl.title"),
    Asked("container", Reference, "csl.container_title", needed=False),
    Asked("volume", Reference, "csl.volume", needed=False),
    Asked("issue", Reference, "csl.issue", needed=False),
    Asked("page", Reference, "csl.page", needed=False),
    Asked("publisher", Reference, "csl.publisher", needed=False),
    Asked("doi", Reference, "csl.DOI", needed=False, check=plain(check_doi)),
    Asked("url", Reference, "csl.URL", needed=False),
)
