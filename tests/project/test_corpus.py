"""The made-up knowledge bases that growth is measured with are valid, and as large as they say."""

import pytest

from kb.read import examine
from kb.records import Finding, Implication, Quote, Reference, Study
from tests.made_up.corpus import corpus


@pytest.mark.parametrize("findings", [1, 2, 3, 49, 120])
def test_a_made_up_knowledge_base_of_any_size_has_no_problem(findings: int) -> None:
    """Measured is what a check costs, not what telling problems costs."""
    files = {path: text.encode() for path, text in corpus(findings).items()}
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert len(kb.all(Finding)) == findings
    assert len(kb.all(Quote)) == 3 * findings
    assert len(kb.all(Implication)) == findings * 2 // 5
    assert len(kb.all(Reference)) == (findings + 1) // 2
    assert len(kb.all(Study)) == (findings + 49) // 50


def test_a_seed_gives_the_same_knowledge_base_each_time_and_another_one_another() -> None:
    """Two measurements are of the same thing."""
    assert corpus(20, seed=3) == corpus(20, seed=3)
    assert corpus(20, seed=3) != corpus(20, seed=4)


def test_everything_says_that_it_is_made_up() -> None:
    """Nobody can take a file of it for evidence."""
    assert [path for path, text in corpus(60).items() if "made up" not in text] == []
