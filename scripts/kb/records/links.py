"""What joins two records, and what readers see it called: links, reasons for citing, kinds of work.

The relations are those of the Citation Typing Ontology (http://purl.org/spar/cito), where it has
them; `uses-as-theory` is this knowledge base's own.
"""

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
    SituationGroup,
    Study,
    Theme,
    WorkKind,
)
from kb.records.evidence import Bearing, Question, ReadOf
from kb.records.finding import RelationKind
from kb.records.implication import Takes
from kb.records.session import Doing


@dataclass(frozen=True, slots=True)
class LinkType:
    """A kind of link: what it leads to, and how it reads from either side.

    One to any `Record` ends at a record of the type that it begins at.
    """

    forward: str
    target: type[Record]
    inverse: str


class Link(Enum):
    """Every kind of link between records."""

    DEVELOPED_IN = LinkType("developed in", Study, "developed")
    PART_OF = LinkType("part of", Theme, "divided into")
    BELONGS_TO = LinkType("belongs to", Theme, "has finding")
    ILLUSTRATES = LinkType("illustrates", Finding, "illustrated by")
    SHARES = LinkType("illustrated by", Quote, "illustrates")
    RELATES_TO = LinkType("relates to", Finding, "relates to")
    CITES = LinkType("cites", Reference, "cited by")
    REMARKS_ON = LinkType("remarks on", Reference, "remarked on")
    RESTS_ON = LinkType("rests on", Finding, "led us to suggest")
    STATED_IN = LinkType("stated in", Study, "states")
    INFORMED_BY = LinkType("informed by", Reference, "informs")
    ADDRESSED_TO = LinkType("addressed to", Audience, "can consider")
    RECOGNISED_IN = LinkType("recognised in", Finding, "helps to recognise")
    SUGGESTS = LinkType("suggests", Implication, "suggested in")
    SITUATION_OF = LinkType("situation of", Audience, "is in the situation")
    USED_IN = LinkType("used in", Study, "uses the term")
    REPORTED_IN = LinkType("reported in", Reference, "reports")
    BEARS_ON_FINDING = LinkType("bears on", Finding, "other evidence")
    BEARS_ON_IMPLICATION = LinkType("bears on", Implication, "other evidence")
    UPDATED_BY = LinkType("updated by", Reference, "updates")
    USES_FINDING = LinkType("uses", Finding, "used in the session")
    USES_QUOTE = LinkType("uses", Quote, "used in the session")
    USES_IMPLICATION = LinkType("uses", Implication, "used in the session")
    SESSION_FOR = LinkType("session for", Audience, "has the session")
    REPLACED_BY = LinkType("replaced by", Record, "replaces")


@dataclass(frozen=True, slots=True)
class CitingReason:
    """A reason for citing.

    Attributes:
        forward: How it reads as a heading on the page that cites.
        inverse: How it reads on the cited work's page, before what cites it.
    """

    forward: str
    inverse: str


CITING_REASONS: dict[Relation, CitingReason] = {
    "obtains-support-from": CitingReason("The authors cite in support", "Cited in support of"),
    "agrees-with": CitingReason("The authors agree with", "Agreed with by"),
    "extends": CitingReason("The authors extend", "Extended by"),
    "is-qualified-by": CitingReason("The authors cite as qualifying it", "Cited as qualifying"),
    "disputes": CitingReason("The authors dispute", "Disputed by"),
    "uses-as-theory": CitingReason("The authors use as theory", "Used as theory by"),
    "uses-method-in": CitingReason("The authors use a method from", "Its method is used by"),
    "cites-as-authority": CitingReason(
        "The authors cite as an authority", "Cited as an authority by"
    ),
    "obtains-background-from": CitingReason(
        "The authors take background from", "Gives background to"
    ),
    "cites-for-information": CitingReason(
        "The authors cite for information", "Cited for information by"
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


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two findings meet.

    Attributes:
        forward: How it reads on the page of the finding that says so, before the other one.
        inverse: How it reads on the page of the other one.
        elsewhere: How both read where they are of two studies, before the other study's name.
    """

    forward: str
    inverse: str
    elsewhere: str = ""


MEETINGS: dict[RelationKind, Meeting] = {
    "agrees": Meeting("In agreement", "In agreement", "Also found by"),
    "extends": Meeting("Extends", "Extended by"),
    "differs": Meeting("Differs from", "Differs from"),
    "contrasts": Meeting("In contrast", "In contrast"),
}
"""How two findings can meet, in the order in which pages show it."""

BEARINGS: dict[Bearing, str] = {
    "supports": "Supports it",
    "qualifies": "Qualifies it",
    "contradicts": "Contradicts it",
    "extends": "Goes further",
    "gives-awaited-result": "Gives the result that was awaited",
    "asks-elsewhere": "Asks the same in another setting",
}
"""How a work bears on a finding or a recommendation."""

QUESTIONS: dict[Question, str] = {
    "does-it-work": "Does MBT for antisocial personality disorder work?",
    "delivering-it": "What is it like to deliver it?",
    "in-a-service": "What makes it work in a service?",
    "guidance": "What does guidance say?",
    "partner-agencies": "How do partner agencies see it?",
    "staff": "What helps staff?",
    "clients": "What do clients say?",
}
"""The questions under which evidence beyond the studies is listed, in this order."""

READ_OF: dict[ReadOf, str] = {
    "full-text": "the full text",
    "abstract": "the abstract only",
    "summaries": "summaries by others only",
}
"""What the editors have read of a work."""

SITUATION_GROUPS: dict[SituationGroup, str] = {
    "clients": "Clients and the group",
    "myself": "Myself",
    "colleagues": "Colleagues and other professionals",
    "service": "The service",
}
"""What a situation is about, in the order in which readers see the groups."""

TAKES: dict[Takes, str] = {
    "own-practice": "What you can begin by yourself",
    "team": "What needs your team to agree",
    "service": "What needs time, money or a decision",
}
"""What recommendations take to begin with, the least first."""

TAKEN: dict[Takes, str] = {
    "own-practice": "Nobody else: you can begin by yourself",
    "team": "Your team has to agree",
    "service": "Time, money or a decision of those who run or pay for the service",
}
"""The same, as an answer to what one recommendation takes."""

DOINGS: dict[Doing, str] = {
    "show": "Show",
    "read": "Read",
    "discuss": "Discuss",
    "write": "Write",
    "consider": "Consider",
}
"""What a group does in a step of a session."""
