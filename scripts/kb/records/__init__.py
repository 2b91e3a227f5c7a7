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
from kb.records.finding import Contrast, Credibility, Finding, Quote, ReportedFor, Verified
from kb.records.implication import (
    Consideration,
    DerivedBasis,
    Implication,
    RestsOn,
    StatedBasis,
)
from kb.records.reference import Reference, ReferenceRemark, WorkKind
from kb.records.situation import Recognition, Situation
from kb.records.study import Participant, Section, Study
from kb.records.term import Place, Term
from kb.records.theme import Theme

__all__ = [
    "Answer",
    "Appraisal",
    "Audience",
    "Change",
    "Citation",
    "Consideration",
    "Contrast",
    "Credibility",
    "CslItem",
    "DerivedBasis",
    "Finding",
    "Implication",
    "InformedBy",
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
    "Situation",
    "StatedBasis",
    "Study",
    "Term",
    "Theme",
    "Verified",
    "Withdrawn",
    "WorkKind",
    "addresses",
    "base",
    "csl",
    "data_files",
    "doi",
    "field_texts",
    "fields",
    "finding",
    "jbi",
    "kinds",
    "links",
    "outgoing",
    "schemas",
    "texts",
]
