"""A study’s appraisal is shown in words, one step below every sentence on trust."""

from kb.knowledge.appraised import appraise_study, list_appraised_behind
from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Implication, Record, Study
from kb.records.addresses import get_appraisal_path, get_page_path, make_address
from kb.records.jbi import QUESTIONS
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import read_site, text_of


def _studies(kb: KnowledgeBase) -> tuple[list[Study], list[Study]]:
    """Return the studies that are appraised, and those that are not."""
    studies = kb.all(Study)
    return [s for s in studies if s.appraisal], [s for s in studies if not s.appraisal]


def test_the_questions_come_in_the_order_of_the_checklist(any_site: BuiltSite) -> None:
    """Whatever the order of the data; each with its answer in words."""
    done, _ = _studies(any_site.kb)
    assert done
    for study in done:
        assert study.appraisal is not None
        shuffled = study.model_copy(
            update={
                "appraisal": study.appraisal.model_copy(
                    update={"checklist": tuple(reversed(study.appraisal.checklist))}
                )
            }
        )
        for one in (study, shuffled):
            asked = appraise_study(one).asked
            assert [each.key for each in asked] == list(QUESTIONS)
            assert all(each.answer.question == each.key for each in asked)
            assert {each.said for each in asked} <= {"Yes", "No", "Unclear", "Not applicable"}


def test_nothing_is_asked_of_a_study_that_is_not_appraised(made_up_kb: KnowledgeBase) -> None:
    """So there is no page of it, and pages say so in a sentence."""
    _, undone = _studies(made_up_kb)
    assert undone
    assert all(appraise_study(study).asked == () for study in undone)


def test_each_study_behind_several_findings_is_named_once(made_up_kb: KnowledgeBase) -> None:
    """In the order in which findings lead to them."""
    studies = made_up_kb.all(Study)
    found = list_appraised_behind(made_up_kb, made_up_kb.all(Finding))
    assert [one.study for one in found] == studies
    assert list_appraised_behind(made_up_kb, []) == []


def test_the_page_of_an_appraisal_has_every_answer_with_its_reason(any_site: BuiltSite) -> None:
    """Under an address of its own, and the four headings after them, without a level."""
    pages = read_site(any_site.folder, any_site.address)
    for study in _studies(any_site.kb)[0]:
        page = pages[make_address(get_appraisal_path(study))]
        assert study.appraisal is not None
        for answer in study.appraisal.checklist:
            heading = page.article.find(id=answer.question)
            assert heading is not None
            following = heading.find_next("div")
            assert following is not None
            said = text_of(following)
            assert said.lower().startswith(answer.answer.replace("-", " "))
        headings = [str(one["id"]) for one in page.article.select("h2, h3")]
        assert headings[-5:] == [
            "four",
            "methodological-limitations",
            "coherence",
            "adequacy",
            "relevance",
        ]
        text = text_of(page.article).casefold()
        assert "under the headings of grade-cerqual" in text
        for level in ("high confidence", "moderate confidence", "low confidence"):
            assert level not in text


def test_the_layer_below_the_sentence_on_trust_leads_to_each_reason(any_site: BuiltSite) -> None:
    """On findings and recommendations, closed at first; for a study not appraised, a sentence."""
    kb = any_site.kb
    pages = read_site(any_site.folder, any_site.address)
    done = {study.id for study in _studies(kb)[0]}
    behind: list[tuple[Record, list[Finding]]] = [
        *((finding, [finding]) for finding in kb.all(Finding)),
        *((one, [finding for finding, _ in kb.foundations(one)]) for one in kb.all(Implication)),
    ]
    for record, findings in behind:
        studies = {kb.study_of(finding).id: kb.study_of(finding) for finding in findings}
        page = pages[make_address(get_page_path(record))]
        layers = page.article.select("details:has(> .kb-asked)")
        assert len(layers) == sum(name in done for name in studies)
        assert all("open" not in layer.attrs for layer in layers)
        links = [t for layer in layers for t in page.targets(layer)]
        expected = [
            (page.home + make_address(get_appraisal_path(study)), key)
            for study in studies.values()
            if study.id in done
            for key in QUESTIONS
        ]
        assert [(link.address, link.fragment) for link in links] == expected
        undone = [name for name in studies if name not in done]
        assert text_of(page.article).count("The editors have not appraised") == len(undone)
