"""The names of things for readers: links from both sides, reasons for citing, kinds of work."""

from dataclasses import dataclass
from enum import Enum

from kb.records import (
    Audience,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Relation,
    Situation,
    Study,
    Term,
    Theme,
    WorkKind,
)


@dataclass(frozen=True, slots=True)
class LinkType:
    """A kind of link: what it joins and how it reads from either side.

    One that may begin at any record ends at a record of the same type.
    """

    source: tuple[type[Record], ...]
    forward: str
    target: type[Record]
    inverse: str


class Link(Enum):
    """Every kind of link between records."""

    DEVELOPED_IN = LinkType((Theme,), "developed in", Study, "developed")
    PART_OF = LinkType((Theme,), "part of", Theme, "divided into")
    BELONGS_TO = LinkType((Finding,), "belongs to", Theme, "has finding")
    ILLUSTRATES = LinkType((Quote,), "illustrates", Finding, "illustrated by")
    CONTRASTS_WITH = LinkType((Finding,), "contrasts with", Finding, "contrasts with")
    CITES = LinkType((Finding, Study), "cites", Reference, "cited by")
    RESTS_ON = LinkType((Implication,), "rests on", Finding, "implies")
    STATED_IN = LinkType((Implication,), "stated in", Study, "states")
    INFORMED_BY = LinkType((Implication, Term), "informed by", Reference, "informs")
    ADDRESSED_TO = LinkType((Implication,), "addressed to", Audience, "should consider")
    RECOGNISED_IN = LinkType((Situation,), "recognised in", Finding, "helps to recognise")
    USED_IN = LinkType((Term,), "used in", Study, "uses the term")
    REPLACED_BY = LinkType((Record,), "replaced by", Record, "replaces")


RECORD_NOUNS: dict[type[Record], str] = {
    Study: "study",
    Theme: "theme",
    Finding: "finding",
    Quote: "quote",
    Implication: "implication",
    Reference: "reference",
    Audience: "audience",
    Situation: "situation",
    Term: "glossary term",
}
"""What a record of each type is called in a sentence."""

IMPLICATION_NOUNS = {
    "practice": "Practice recommendation",
    "research": "Research recommendation",
}
"""What readers see an implication of each kind called."""


@dataclass(frozen=True, slots=True)
class CitingReason:
    """A reason for citing.

    Attributes:
        forward: How it reads as a heading on the page that cites.
        inverse: How it reads on the cited work's page, before what cites it.
        cito: The property of the Citation Typing Ontology (http://purl.org/spar/cito) it stands
            for; None for the one that is this knowledge base's own.
    """

    forward: str
    inverse: str
    cito: str | None


CITING_REASONS: dict[Relation, CitingReason] = {
    "obtains-support-from": CitingReason(
        "The authors cite in support", "Cited in support of", "obtainsSupportFrom"
    ),
    "agrees-with": CitingReason("The authors agree with", "Agreed with by", "agreesWith"),
    "extends": CitingReason("The authors extend", "Extended by", "extends"),
    "is-qualified-by": CitingReason(
        "The authors cite as qualifying it", "Cited as qualifying", "isQualifiedBy"
    ),
    "disputes": CitingReason("The authors dispute", "Disputed by", "disputes"),
    "uses-as-theory": CitingReason("The authors use as theory", "Used as theory by", None),
    "uses-method-in": CitingReason(
        "The authors use a method from", "Its method is used by", "usesMethodIn"
    ),
    "cites-as-authority": CitingReason(
        "The authors cite as an authority", "Cited as an authority by", "citesAsAuthority"
    ),
    "obtains-background-from": CitingReason(
        "The authors take background from", "Gives background to", "obtainsBackgroundFrom"
    ),
    "cites-for-information": CitingReason(
        "The authors cite for information", "Cited for information by", "citesForInformation"
    ),
}
"""Every reason for citing, in the order in which pages group them."""

WORK_KINDS: dict[WorkKind, str] = {
    "trial": "Randomised trial",
    "trial-protocol": "Trial protocol (a plan, no results)",
    "systematic-review": "Systematic review",
    "narrative-review": "Review",
    "qualitative-study": "Qualitative study",
    "observational-study": "Observational study",
    "theory": "Theory",
    "guideline": "Clinical guideline",
    "book": "Book or chapter",
    "method": "Research method",
    "diagnostic-manual": "Diagnostic manual",
    "professional-code": "Professional code",
    "unclassified": "Not yet classified",
}
"""What each kind of work is called."""
