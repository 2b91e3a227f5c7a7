"""A reference that is typed in by hand: what it is called, and that it is not there already."""

import re

from kb.authoring.desk import CannotBeginError, Desk, Draft, draft
from kb.authoring.reference_ids import propose_id
from kb.authoring.study import make_item
from kb.authoring.template import Given, write_record_lines
from kb.citations.same_work import explain_sameness
from kb.load.loader import load
from kb.records import Reference

_NAMED = re.compile(r"\bid[\"']?: *[\"']?([a-z]+(?:-[a-z]+)*-(?:[0-9]{4}[a-z]?|nd))\b")


def draft_reference(desk: Desk, csl: Given, given: Given) -> Draft:
    """Begin a reference; its identifier is the first author's name and the year.

    Args:
        desk: What it is begun with.
        csl: The bibliographic data.
        given: What else is known of it.

    Raises:
        CannotBeginError: The data are of no work, or of one that is there already.
    """
    item = make_item(csl)
    records = [located.record for located in load(desk.files).records]
    for known in records:
        why = explain_sameness(known.csl, item) if isinstance(known, Reference) else None
        if why:
            raise CannotBeginError(f"The work is there already: {known.id} (same {why}).")
    former = {name for one in records if isinstance(one, Reference) for name in one.formerly}
    stems = {path.rpartition("/")[2].removesuffix(".yaml") for path in desk.files}
    gone = set(_NAMED.findall(desk.past))
    identifier = propose_id(item, {one.id for one in records} | former | stems | gone)
    fields = {"id": identifier, "csl": csl, **given, **desk.first}
    path = f"references/{identifier}.yaml"
    return draft(identifier, path, write_record_lines(Reference, fields, {}))
