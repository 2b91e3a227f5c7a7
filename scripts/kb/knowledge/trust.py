"""How far to trust a finding or a recommendation: one sentence that begins with the weakest link.

Made by rules from the data, never from a score. For findings the weakest link is JBI's credibility
of the published excerpts (JBI Manual for Evidence Synthesis, chapter on qualitative evidence); for
recommendations it is who took the step from the findings to the action.
"""

from collections.abc import Iterable

from kb.knowledge.base import KnowledgeBase
from kb.records import DerivedBasis, Finding, Implication
from kb.records.finding import CredibilityLevel
from kb.text.wording import capitalised, counted, day, join_names

CREDIBILITY_MEANING: dict[CredibilityLevel, str] = {
    "unequivocal": "the published excerpts show it beyond reasonable doubt",
    "credible": "the published excerpts leave it open to challenge",
    "not-supported": "no published excerpt shows it",
}
"""JBI's three levels, as this site words them, from the strongest to the weakest."""

_FROM_STRONGEST = list(CREDIBILITY_MEANING)


def get_weakest(findings: Iterable[Finding]) -> CredibilityLevel:
    """Return the weakest level of credibility among findings, of which there is at least one.

    Nothing published shows a finding that was withdrawn.
    """
    levels = (
        "not-supported" if finding.withdrawn else finding.credibility.level for finding in findings
    )
    return max(levels, key=_FROM_STRONGEST.index)


def explain_trust_in_finding(kb: KnowledgeBase, finding: Finding) -> str:
    """Say in one sentence how far a finding carries, its weakest link first."""
    if finding.withdrawn:
        return f"It was withdrawn on {day(finding.withdrawn.on)}: do not rely on it."
    study = kb.study_of(finding)
    return (
        f"{capitalised(_describe_excerpts(finding))}; it comes from one study with "
        f"{counted(study.sample.size, 'participant')}, whose authors report it for "
        f"“{finding.about}”."
    )


def _describe_excerpts(finding: Finding) -> str:
    """Say what the published excerpts do for a finding, and whose they are."""
    count = len(finding.quotes_in_force)
    if not count:
        return "no published excerpt shows it"
    speakers = join_names(list(dict.fromkeys(quote.speaker for quote in finding.quotes_in_force)))
    excerpts = f"the {counted(count, 'published excerpt')}, from {speakers},"
    one = count == 1
    match finding.credibility.level:
        case "unequivocal":
            return f"{excerpts} {'shows' if one else 'show'} it beyond reasonable doubt"
        case "credible":
            return f"{excerpts} {'leaves' if one else 'leave'} it open to challenge"
        case "not-supported":
            return f"{excerpts} {'does' if one else 'do'} not show it"


def explain_trust_in_implication(kb: KnowledgeBase, implication: Implication) -> str:
    """Say in one sentence how far a recommendation carries, its weakest link first."""
    if isinstance(implication.basis, DerivedBasis):
        step = "The step from the findings to this action is the editors’ own and untested here"
    else:
        step = "The study’s authors call for this; nothing here tests it"
    every = [finding for finding, _ in kb.foundations(implication)]
    findings = [finding for finding in every if not finding.withdrawn]
    if not findings:
        return "Every finding that it rests on was withdrawn: do not rely on it."
    if lost := len(every) - len(findings):
        were = "was" if lost == 1 else "were"
        what = capitalised(counted(lost, "finding"))
        step = f"{what} that it rested on {were} withdrawn. {step}"
    studies = {kb.study_of(finding).id: kb.study_of(finding) for finding in findings}
    sizes = join_names([counted(study.sample.size, "participant") for study in studies.values()])
    rests = counted(len(findings), "finding")
    which = "the finding" if len(findings) == 1 else "the weakest of them"
    return (
        f"{step}; it rests on {rests} from {counted(len(studies), 'study', 'studies')} with "
        f"{sizes}, and for {which} {CREDIBILITY_MEANING[get_weakest(findings)]}."
    )
