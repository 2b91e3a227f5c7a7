"""The summary of findings says of each finding, once, what the data says of its support."""

import pytest
from bs4 import BeautifulSoup, Tag

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import list_evidence_on
from kb.knowledge.related import list_related
from kb.knowledge.support import SUPPORT_NAMES, get_support
from kb.pages import dividing
from kb.records import Finding, Study
from kb.render.site import Site
from tests.helpers.rendering import render


def rows(text: str) -> dict[str, Tag]:
    """Return the rows of the table on a page, by finding."""
    found = BeautifulSoup(text, "html.parser").select(".kb-summary tbody tr")
    named = {str(row["id"]).upper(): row for row in found}
    assert len(named) == len(found)
    return named


def test_every_finding_has_one_row_with_its_support(made_up: Site) -> None:
    """With the same tag as everywhere, who is quoted, and links to what is counted."""
    kb, own = made_up.kb, rows(render(made_up)["summary.md"])
    assert set(own) == {finding.id for finding in kb.all(Finding)}
    for finding in kb.all(Finding):
        row = own[finding.id]
        support = get_support(kb, finding)
        assert row["data-support"] == support
        assert [tag.text for tag in row.select(".kb-support")] == [SUPPORT_NAMES[support]]
        assert finding.statement in row.text
        for quote in kb.quotes_of(finding):
            assert quote.speaker in row.text
        assert _counts(row) == _counts_in_the_data(kb, finding)


def _counts(row: Tag) -> dict[str, int]:
    """Return each number of a row by the place on the finding's page that it leads to."""
    links = [a for a in row.select("td a") if "#" in str(a["href"])]
    return {str(a["href"]).split("#")[1]: int(a.text.split()[0]) for a in links}


def _counts_in_the_data(kb: KnowledgeBase, finding: Finding) -> dict[str, int]:
    contrasts = [
        one
        for one in list_related(kb, finding)
        if one.kind == "contrasts" and not kb.is_withdrawn(one.finding)
    ]
    counts = {
        "related": len(contrasts),
        "beyond": len(list_evidence_on(kb, finding)),
        "consider": len(kb.implications_of(finding)),
    }
    return {place: count for place, count in counts.items() if count}


def test_with_several_studies_the_study_can_be_chosen(made_up: Site) -> None:
    """Each row says which it is from."""
    soup = BeautifulSoup(render(made_up)["summary.md"], "html.parser")
    offered = {str(o["value"]) for o in soup.select("select[name=study] option") if o["value"]}
    assert offered == {str(row["data-study"]) for row in rows(str(soup)).values()}


def test_a_long_summary_is_divided_by_study(made_up: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """As every long index is; there is no study to choose on a study's own part."""
    monkeypatch.setattr(dividing, "MOST", 1)
    pages = render(made_up)
    assert rows(pages["summary.md"]) == {}
    for study in made_up.kb.all(Study):
        part = pages[f"studies/{study.id.lower()}/summary.md"]
        assert set(rows(part)) == {finding.id for finding in made_up.kb.findings_in(study)}
        assert 'name="study"' not in part
