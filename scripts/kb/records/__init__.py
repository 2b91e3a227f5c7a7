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
from kb.records.citation import Citation, InformedBy, Relation
from kb.records.csl import CslItem
from kb.records.evidence import BearsOn, Evidence, Source
from kb.records.finding import (
    ArguedAbout,
    Contrast,
    Credibility,
    Finding,
    Quote,
    ReportedFor,
    SharedQuote,
    Verified,
)
from kb.records.implication import (
    Consideration,
    DerivedBasis,
    Implication,
    RestsOn,
    StatedBasis,
    WayToStart,
)
from kb.records.reference import Reference, ReferenceRemark, UpdatedBy, WorkKind
from kb.records.situation import Recognition, Situation, SituationGroup, Suggestion
from kb.records.study import Participant, Section, Study
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
    "Contrast",
    "Credibility",
    "CslItem",
    "DerivedBasis",
    "Evidence",
    "Finding",
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
    "Relation",
    "Remark",
    "ReportedFor",
    "RestsOn",
    "RuleException",
    "Section",
    "SharedQuote",
    "Situation",
    "SituationGroup",
    "Source",
    "StatedBasis",
    "Study",
    "Suggestion",
    "Term",
    "Theme",
    "UpdatedBy",
    "Verified",
    "WayToStart",
    "Withdrawn",
    "WorkKind",
    "addresses",
    "base",
    "csl",
    "data_files",
    "doi",
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
