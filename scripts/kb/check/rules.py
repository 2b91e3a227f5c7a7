"""Every rule over the knowledge base, and which of them a record can be excused from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kb.check.across import (
    contrasts_are_told_once,
    counts_agree,
    findings_lie_with_their_study,
    links_are_given_once,
    parts_share_a_study,
    references_are_cited,
    sections_exist,
    speakers_are_participants,
    themes_form_no_circle,
)
from kb.check.characters import words_are_of_one_script
from kb.check.formerly import earlier_names_lead_to_one_record
from kb.check.single import (
    actions_begin_with_their_strength,
    appraisals_answer_each_question_once,
    histories_run_forward,
    mentions_lead_to_records,
    names_are_given_once,
    no_record_takes_the_place_of_an_index,
)
from kb.check.terms import words_for_the_search_are_the_terms_own, words_lead_to_one_term
from kb.check.verified import verified_quotes_keep_their_wording
from kb.check.versions import pinned_versions_are_current, pinned_versions_exist
from kb.check.withdrawn import (
    links_to_withdrawn_records_are_reread,
    records_in_force_belong_to_records_in_force,
    replacements_lead_on,
    withdrawals_are_in_the_history,
    withdrawals_follow_the_publication,
)
from kb.check.works import (
    page_ranges_run_forward,
    works_are_recorded_once,
    works_can_be_cited,
    years_fit_identifiers,
)
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import widened
from kb.load.loader import Loaded
from kb.problems.problem import NOWHERE, Problem

Rule = Callable[[KnowledgeBase, Loaded], Iterator[Problem]]
"""Yields a problem for each violation; the first line of its docstring says what it asks for."""

JUDGEMENTS: tuple[Rule, ...] = (
    pinned_versions_are_current,
    links_to_withdrawn_records_are_reread,
    references_are_cited,
    works_are_recorded_once,
    years_fit_identifiers,
    works_can_be_cited,
    page_ranges_run_forward,
    words_are_of_one_script,
)
"""Rules that are right as a rule: a record can be excused from them, with a reason."""

REQUIREMENTS: Mapping[Rule, str] = {
    speakers_are_participants: "its pages would name somebody who took no part in the study",
    counts_agree: "its page would give a number that cannot be",
    sections_exist: "its pages would name a section that the study does not have",
    pinned_versions_exist: "its page would name a version that there never was",
    themes_form_no_circle: "the pages of the themes would never end",
    parts_share_a_study: "what one study found would be shown as another's",
    contrasts_are_told_once: "the pages would show the contrast twice",
    findings_lie_with_their_study: "nobody would find the file; moving it costs nothing",
    links_are_given_once: "the pages would show the link twice",
    histories_run_forward: "the page would give wrong dates and versions",
    actions_begin_with_their_strength: "the page would recommend more or less than the data",
    appraisals_answer_each_question_once: "the table of the appraisal would have a hole",
    names_are_given_once: "it would not be clear who or what is meant",
    mentions_lead_to_records: "the page would link to nothing",
    no_record_takes_the_place_of_an_index: "one page would overwrite the other",
    words_lead_to_one_term: "it would not be clear which term a word is explained by",
    words_for_the_search_are_the_terms_own: "the search would look for a word without a meaning",
    verified_quotes_keep_their_wording: "its page would say that changed words were verified",
    earlier_names_lead_to_one_record: "two pages would have one address",
    withdrawals_follow_the_publication: "the page would give a day that cannot be",
    withdrawals_are_in_the_history: "the page would not say when it changed for the last time",
    replacements_lead_on: "its page would lead back to itself",
    records_in_force_belong_to_records_in_force: "the record would stand on no list",
}
"""Rules that hold for every record, each with what would be wrong on the site without it."""

OF_WHAT_IS_WRITTEN: tuple[Rule, ...] = (
    sections_exist,
    speakers_are_participants,
    mentions_lead_to_records,
)
"""Rules that look at one word in one place: they can tell of an unsound record as well."""

RULES: tuple[Rule, ...] = (*JUDGEMENTS, *REQUIREMENTS)
"""Every rule, each over the whole knowledge base."""


def rule_name(rule: Callable[..., object]) -> str:
    """Return what a rule is called in the data and in problems."""
    return getattr(rule, "__name__", "").replace("_", "-")


def rule_sentence(rule: Callable[..., object]) -> str:
    """Return what a rule asks for, in a sentence for readers of the site."""
    return (rule.__doc__ or "").strip().partition("\n")[0].replace("'", "’")


def check(kb: KnowledgeBase, loaded: Loaded) -> list[Problem]:
    """Apply every rule; what records are excused from is among the problems still.

    Args:
        kb: The linked records. Links that led nowhere are not in it and have been reported.
        loaded: What was read, to know which records exist but are not sound.

    Returns:
        A problem for each violation, with the rule's name.
    """
    found = [(rule, problem) for rule in RULES for problem in rule(kb, loaded)]
    if loaded.partial:
        wide = widened(kb, loaded)
        found += [(rule, problem) for rule in OF_WHAT_IS_WRITTEN for problem in rule(wide, loaded)]
    return [
        replace(problem, rule=rule_name(rule), excusable=rule in JUDGEMENTS)
        for rule, problem in dict.fromkeys(found)
        if problem.position != NOWHERE
    ]
