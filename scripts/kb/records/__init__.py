"""The record types of the knowledge base: frozen, typed, documented field by field."""

from kb.records.appraisal import Answer, Appraisal
from kb.records.audience import Audience
from kb.records.base import (
    Change,
    Part,
    Passage,
    Printed,
    Record,
    RecordNamedInWords,
    Remark,
    RuleException,
    Withdrawn,
)
from kb.records.citation import Citation, InformedBy, Relation, RemarkOnWork
from kb.records.csl import CslItem
from kb.records.evidence import BearsOn, Evidence, Source
from kb.records.finding import (
    ArguedAbout,
    Credibility,
    Finding,
    RelatesTo,
    ReportedFor,
    SharedQuote,
)
from kb.records.implication import (
    Consideration,
    DerivedBasis,
    Implication,
    RestsOn,
    StatedBasis,
    WayToStart,
)
from kb.records.quote import Quote, Verified
from kb.records.reference import Reference, ReferenceRemark, UpdatedBy, WorkKind
from kb.records.session import GroupSize, Session, Step, UsedRecord
from kb.records.situation import Recognition, Situation, SituationGroup, Suggestion
from kb.records.study import Participant, Sample, Section, Silence, Study
from kb.records.term import Meaning, Place, Term
from kb.records.theme import Theme

__all__ = [
    "Answer",
    "Appraisal",
    "ArguedAbout",
    "Audience",
    "BearsOn",
    "Change",
    "Citation",
    "Consideration",
    "Credibility",
    "CslItem",
    "DerivedBasis",
    "Evidence",
    "Finding",
    "GroupSize",
    "Implication",
    "InformedBy",
    "Meaning",
    "Part",
    "Participant",
    "Passage",
    "Place",
    "Printed",
    "Quote",
    "Recognition",
    "Record",
    "RecordNamedInWords",
    "Reference",
    "ReferenceRemark",
    "RelatesTo",
    "Relation",
    "Remark",
    "RemarkOnWork",
    "ReportedFor",
    "RestsOn",
    "RuleException",
    "Sample",
    "Section",
    "Session",
    "SharedQuote",
    "Silence",
    "Situation",
    "SituationGroup",
    "Source",
    "StatedBasis",
    "Step",
    "Study",
    "Suggestion",
    "Term",
    "Theme",
    "UpdatedBy",
    "UsedRecord",
    "Verified",
    "WayToStart",
    "Withdrawn",
    "WorkKind",
    "addresses",
    "base",
    "csl",
    "data_files",
    "doi",
    "entered",
    "evidence",
    "field_texts",
    "fields",
    "finding",
    "jbi",
    "kinds",
    "links",
    "outgoing",
    "schemas",
    "texts",
    "unsorted",
]
