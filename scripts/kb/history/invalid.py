"""Which records of a state of the data are not known whole: a comparison leaves them out."""

from kb.load.loader import Loaded


def find_invalid(loaded: Loaded) -> frozenset[str]:
    """Return the identifiers of the records in which, or in place of which, a mistake is."""
    found = {claim.identifier for claim in loaded.claims} | loaded.unread
    begins: dict[str, list[tuple[int, str]]] = {}
    for located in loaded.records:
        position = located.position()
        begins.setdefault(position.file, []).append((position.line, located.record.id))
    for claim in loaded.claims:
        begins.setdefault(claim.position.file, []).append((claim.position.line, claim.identifier))
    for problem in loaded.problems:
        before = [x for x in begins.get(problem.position.file, []) if x[0] <= problem.position.line]
        if before:
            found.add(max(before)[1])
    return frozenset(found)
