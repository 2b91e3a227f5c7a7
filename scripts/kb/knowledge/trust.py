"""How far to trust a finding or a recommendation: a sentence or two that begin with what matters.

Made by rules from the data, never from a score. What all records of a study share, such as how many
took part, is said once a page and not here.
"""

from collections.abc import Iterable

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import has_all
from kb.knowledge.several import has_several
from kb.knowledge.support import (
    SUPPORT_NAMES,
    describe_supports,
    get_support,
    list_findings_behind,
)
from kb.records import DerivedBasis, Finding, Implication, Quote, Record, Situation, Study, Theme
from kb.records.finding import CredibilityLevel
from kb.text.wording import capitalised, counted, day, join_names

CREDIBILITY_MEANING: dict[CredibilityLevel, str] = {
    "unequivocal": "the quotes show it beyond reasonable doubt",
    "credible": "the quotes fit it, and can be read in another way",
    "not-supported": "no printed quote shows it",
}
"""JBI's three levels, as this site words them, from the strongest to the weakest."""


def explain_credibility(kb: KnowledgeBase, finding: Finding) -> str:
    """Say what a finding's level means: of its study, no more than is known."""
    level = finding.credibility.level
    if level == "not-supported" and not has_all(kb, kb.study_of(finding), "quotes"):
        return "no quote that is recorded here shows it"
    return CREDIBILITY_MEANING[level]


def explain_trust(kb: KnowledgeBase, record: Record) -> str | None:
    """Say how far a record in force carries, if it is of a type that can carry anything."""
    match record:
        case Finding():
            return explain_trust_in_finding(kb, record)
        case Implication():
            return explain_trust_in_implication(kb, record)
        case Quote():
            study = kb.study_of(record).short_name
            return f"One participant’s words, as printed in {study}. What others said may differ."
        case Theme():
            own = f"A theme of the authors of {kb.study_of(record).short_name}, in our words."
            return f"{own} {_describe_findings(kb, kb.findings_within(record))}".strip()
        case Situation():
            findings = [finding for finding, _ in kb.recognised_in(record)]
            return f"The heading is the editors’ own. {_describe_findings(kb, findings)}".strip()
        case _:
            return None


def _describe_findings(kb: KnowledgeBase, findings: list[Finding]) -> str:
    held = [finding for finding in findings if not finding.withdrawn]
    if not held:
        return ""
    stand = "stands" if len(held) == 1 else "stand"
    supports = describe_supports(kb, held)
    return f"{capitalised(counted(len(held), 'finding'))} {stand} behind it: {supports}."


def explain_trust_in_finding(kb: KnowledgeBase, finding: Finding) -> str:
    """Say how far a finding carries: who is quoted, and who says it of whom."""
    if finding.withdrawn:
        return f"It was withdrawn on {day(finding.withdrawn.on)}: do not rely on it."
    speakers = join_names(list(dict.fromkeys(one.speaker for one in kb.quotes_of(finding))))
    quoted = speakers and capitalised(speakers)
    are = "are" if " and " in speakers else "is"
    match get_support(kb, finding):
        case "quoted":
            words = f"{quoted} {are} quoted saying this."
        case "quoted-in-part":
            words = f"{quoted} {are} quoted saying part of this."
        case _ if quoted:
            words = f"{quoted} {are} quoted, but the words do not show this."
        case _ if has_all(kb, kb.study_of(finding), "quotes"):
            words = "Nobody is quoted saying this."
        case _:
            words = "No quote of this is recorded here."
    manner = "argue it about" if finding.is_argued else "report it for"
    return f"{words} The authors {manner} “{finding.about}”."


def explain_trust_in_implication(kb: KnowledgeBase, implication: Implication) -> str:
    """Say how far a recommendation carries: whose idea it is, and what it rests on."""
    basis = implication.basis
    if isinstance(basis, DerivedBasis):
        step = "Our own suggestion."
    else:
        named = has_several(kb)
        who = kb.get(basis.study, Study).short_name
        authors = f"The authors of {who}" if named else "The study’s authors"
        step = f"{authors} {'expect' if basis.manner == 'expectation' else 'call for'} this."
    every = [finding for finding, _ in kb.foundations(implication)]
    findings = list_findings_behind(kb, implication)
    if not findings:
        return "Every finding that it rests on was withdrawn: do not rely on it."
    if lost := len(every) - len(findings):
        were = "was" if lost == 1 else "were"
        what = capitalised(counted(lost, "finding"))
        step = f"{what} that it rested on {were} withdrawn. {step}"
    if len(findings) == 1:
        return f"{step} It rests on one finding, {SUPPORT_NAMES[get_support(kb, findings[0])]}."
    rests = counted(len(findings), "finding")
    return f"{step} It rests on {rests}: {describe_supports(kb, findings)}."


def describe_limits(studies: Iterable[Study]) -> str:
    """Say what all that comes from some studies shares; a page says it once, and adds nobody up."""
    known = {study.id: study for study in studies}
    sizes = [counted(study.sample.size, "participant") for study in known.values()]
    if len(known) == 1:
        which = f"one study with {sizes[0]}"
    else:
        names = [study.short_name for study in known.values()]
        each = [f"{name} with {size}" for name, size in zip(names, sizes, strict=True)]
        which = f"{counted(len(known), 'study', 'studies')}: {join_names(each)}"
    return f"From {which}. No recommendation here has been tested."
