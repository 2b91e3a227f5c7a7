"""The evidence map before a browser sees it: what is in it, in which order, and where."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.evidence_map import evidence_map
from kb.evidence_map.choices import list_map_choices
from kb.evidence_map.drawing import Box, Drawing, Point
from kb.evidence_map.graph import Graph, Line, map_of_study, part_around
from kb.evidence_map.legend import make_legend
from kb.evidence_map.narrow import lay_out_narrow
from kb.evidence_map.order import order_columns
from kb.evidence_map.placing import measure_height, pack, pack_near
from kb.evidence_map.table import make_rows
from kb.evidence_map.text_width import measure_width, wrap
from kb.evidence_map.wide import PART, WHOLE, lay_out_wide
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.support import SUPPORT_NAMES, get_support
from kb.read import read
from kb.records import Audience, Finding, Implication, Situation, Study, Theme
from kb.records.links import Link
from kb.render.site import Site
from kb.settings import Settings
from tests.helpers.building import REPOSITORY
from tests.helpers.rendering import render_written
from tests.made_up.maps import graphs, labels, many, without_themes

SIXTY = 60


@pytest.fixture(scope="module")
def sixty() -> KnowledgeBase:
    """A made-up study with sixty findings."""
    return many(SIXTY)


@pytest.fixture(scope="module")
def real() -> KnowledgeBase:
    """The project's own records."""
    return read(REPOSITORY / "themes_data")


def drawings(graph: Graph) -> list[Drawing]:
    """Return a map in every way in which it can be drawn."""
    columns = order_columns(graph)
    by_theme = [lay_out_narrow(order_columns(graph.under(theme))) for theme in graph.themes]
    return [
        lay_out_wide(columns, WHOLE),
        lay_out_wide(columns, PART),
        lay_out_narrow(columns),
        *by_theme,
    ]


def boxes(drawing: Drawing) -> list[Box]:
    """Return every box of a drawing."""
    return [box for column in drawing.columns for box in column.boxes]


# ------------------------------------------------------------------------------------- what is in


def _of_study(kb: KnowledgeBase) -> Iterator[tuple[Study, Graph]]:
    for study in kb.all(Study):
        yield study, map_of_study(kb, study)


@pytest.mark.parametrize("name", ["made_up_kb", "real", "sixty"])
def test_every_record_of_a_study_is_in_its_map_once(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Its themes, its findings, and every recommendation that rests on one of them."""
    kb: KnowledgeBase = request.getfixturevalue(name)
    for study, graph in _of_study(kb):
        findings = kb.findings_in(study)
        resting = {item.id for finding in findings for item, _ in kb.implications_of(finding)}
        themes = [theme.id for theme in kb.all(Theme) if theme.study == study.id]
        wanted = sorted([*themes, *(finding.id for finding in findings), *resting])
        assert sorted(node.id for node in graph.nodes) == wanted
        assert (
            sorted(box.node.id for box in boxes(lay_out_wide(order_columns(graph), WHOLE)))
            == wanted
        )
        assert sorted(box.node.id for box in boxes(lay_out_narrow(order_columns(graph)))) == wanted


@pytest.mark.parametrize("name", ["made_up_kb", "real", "sixty"])
def test_the_maps_of_all_studies_hold_every_link_once(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Each link of the three kinds between records in force, from themes to recommendations."""
    kb: KnowledgeBase = request.getfixturevalue(name)
    kinds = (Link.PART_OF, Link.BELONGS_TO, Link.RESTS_ON)
    wanted = [
        (e.target, e.source, e.link.name)
        for e in kb.edges
        if e.link in kinds
        and not any(kb.is_withdrawn(kb.located[end].record) for end in (e.source, e.target))
    ]
    drawn = [(x.source, x.target, x.link.name) for _, g in _of_study(kb) for x in g.lines]
    assert wanted
    assert sorted(drawn) == sorted(wanted)


def test_on_a_phone_each_theme_is_drawn_with_all_that_follows_from_it(real: KnowledgeBase) -> None:
    """Divided by theme, no line but that from a whole to its parts is left out."""
    for study, graph in _of_study(real):
        lines = [c.line for part in evidence_map(real, study).narrow for c in part.curves]
        wanted = {line for line in graph.lines if line.link is not Link.PART_OF}
        assert set(lines) == wanted


def test_the_part_around_a_finding_is_its_themes_and_what_rests_on_it(
    made_up_kb: KnowledgeBase,
) -> None:
    """And nothing beside it: the page says the rest."""
    graph = part_around(made_up_kb, made_up_kb.get("F001", Finding))
    assert [node.id for node in graph.nodes] == ["T002", "T003", "F001", "I001"]
    assert {(x.source, x.target) for x in graph.lines} == {
        ("T002", "F001"),
        ("T003", "F001"),
        ("F001", "I001"),
    }


def test_the_part_around_a_finding_on_which_nothing_rests_is_its_themes(
    made_up_kb: KnowledgeBase,
) -> None:
    """There is no third column then."""
    own = evidence_map(made_up_kb, made_up_kb.get("F004", Finding))
    assert [column.heading for column in own.wide.columns] == ["Themes", "Findings"]


def test_the_part_around_a_theme_holds_its_parts_and_what_follows(
    made_up_kb: KnowledgeBase,
) -> None:
    """Of a superordinate theme, all below it."""
    graph = part_around(made_up_kb, made_up_kb.get("T001", Theme))
    ids = [node.id for node in graph.nodes]
    assert ids == ["T001", "T002", "T003", "F001", "F002", "F003", "F004", "I001", "I002"]


def test_the_part_around_a_recommendation_may_reach_into_two_studies(
    made_up_kb: KnowledgeBase,
) -> None:
    """Its findings and their themes, study by study, wherever they come from."""
    graph = part_around(made_up_kb, made_up_kb.get("I002", Implication))
    assert {made_up_kb.get(node.id, Theme).study for node in graph.themes} == {"S001", "S002"}
    assert [node.id for node in graph.findings] == ["F003", "F005"]
    assert [node.words for node in graph.recommendations] == ["Ask about losing count"]


def test_the_map_of_one_study_says_that_a_recommendation_rests_on_another(
    made_up_kb: KnowledgeBase,
) -> None:
    """The findings that are left out are counted in its box."""
    graph = map_of_study(made_up_kb, made_up_kb.get("S001", Study))
    assert {node.id: node.words for node in graph.recommendations}["I002"] == (
        "Ask about losing count (also rests on one finding elsewhere)"
    )


def test_a_line_from_a_finding_that_has_changed_since_is_marked(
    made_up_kb: KnowledgeBase,
) -> None:
    """And the legend explains the mark, where there is one."""
    graph = part_around(made_up_kb, made_up_kb.get("I001", Implication))
    assert [(x.source, x.target) for x in graph.lines if x.suspect] == [("F001", "I001")]
    assert "suspect" in [sign.look for sign in make_legend(graph)]
    sound = replace(graph, lines=tuple(replace(line, suspect=False) for line in graph.lines))
    assert "suspect" not in [sign.look for sign in make_legend(sound)]


def test_the_legend_explains_what_occurs_and_nothing_else(made_up_kb: KnowledgeBase) -> None:
    """A part of a map needs few words."""
    graph = part_around(made_up_kb, made_up_kb.get("F004", Finding))
    assert [sign.look for sign in make_legend(graph)] == ["whole", "finding"]
    quoted = replace(graph.findings[0], support="quoted")
    signs = make_legend(replace(graph, findings=(quoted,)))
    assert [sign.look for sign in signs] == ["whole", "quoted"]


@pytest.mark.parametrize("name", ["made_up_kb", "real"])
def test_what_can_be_chosen_shows_whole_paths(name: str, request: pytest.FixtureRequest) -> None:
    """Nothing that is shown hangs in the air: a theme leads to each finding of every choice."""
    kb: KnowledgeBase = request.getfixturevalue(name)
    for study, graph in _of_study(kb):
        belonging = [x for x in graph.lines if x.link is Link.BELONGS_TO]
        resting = [x for x in graph.lines if x.link is Link.RESTS_ON]
        for choice in (one for group in list_map_choices(kb, study) for one in group.choices):
            shown = set(choice.nodes)
            assert shown <= {node.id for node in graph.nodes}
            for line in belonging:
                assert line.target not in shown or line.source in shown or _is_of_two(line, graph)
            for item in shown & {node.id for node in graph.recommendations}:
                assert any(x.target == item and x.source in shown for x in resting), choice


def _is_of_two(line: Line, graph: Graph) -> bool:
    """Return whether a finding belongs to another theme as well."""
    return sum(x.target == line.target and x.link is Link.BELONGS_TO for x in graph.lines) > 1


def test_each_kind_of_choice_shows_what_belongs_to_it(real: KnowledgeBase) -> None:
    """A situation what is suggested in it, a role what is addressed to it, a finding what rests."""
    (study,) = real.all(Study)
    named = {c.record.id: set(c.nodes) for g in list_map_choices(real, study) for c in g.choices}
    for situation in real.all(Situation):
        suggested = {implication.id for implication, _ in real.suggestions(situation)}
        assert {name for name in named[situation.id] if name[0] == "I"} == suggested
    for audience in real.all(Audience):
        addressed = {implication.id for implication in real.implications_for(audience)}
        assert {name for name in named[audience.id] if name[0] == "I"} == addressed
    for finding in real.all(Finding):
        resting = {implication.id for implication, _ in real.implications_of(finding)}
        assert named[finding.id] > resting | {finding.id}


# ----------------------------------------------------------------------------------------- order


@given(graphs())
def test_themes_keep_their_order_and_findings_follow_their_themes(graph: Graph) -> None:
    """The study's order is the reader's first guide."""
    columns = order_columns(graph)
    assert [entry.node for entry in columns.themes] == list(graph.themes)
    first = [entry.group for entry in columns.findings]
    assert first == sorted(first)
    for group in set(first):
        ids = [entry.node.id for entry in columns.findings if entry.group == group]
        assert ids == sorted(ids)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_links_are_listed(graph: Graph, random: Random) -> None:
    """The same records give the same figure."""
    lines = list(graph.lines)
    random.shuffle(lines)
    one, other = order_columns(graph), order_columns(replace(graph, lines=tuple(lines)))
    assert replace(one, lines=()) == replace(other, lines=())


def test_recommendations_stand_near_to_what_they_rest_on(
    real: KnowledgeBase, sixty: KnowledgeBase
) -> None:
    """Far fewer lines cross than by number."""
    for kb in (real, sixty):
        for _, graph in _of_study(kb):
            columns = order_columns(graph)
            places = {e.node.id: n for n, e in enumerate(columns.findings)}
            now = {e.node.id: n for n, e in enumerate(columns.recommendations)}
            by_number = {node.id: n for n, node in enumerate(reversed(graph.recommendations))}
            lines = [line for line in graph.lines if line.link is Link.RESTS_ON]
            assert _crossings(lines, places, now) < _crossings(lines, places, by_number) * 0.6


def _crossings(lines: list[Line], left: dict[str, int], right: dict[str, int]) -> int:
    return sum(
        (left[a.source] - left[b.source]) * (right[a.target] - right[b.target]) < 0
        for a, b in combinations(lines, 2)
    )


# ----------------------------------------------------------------------------------------- places


@settings(max_examples=60)
@given(graphs())
def test_boxes_never_overlap_and_stay_within_the_drawing(graph: Graph) -> None:
    """Whatever the map."""
    for drawing in drawings(graph):
        check_boxes(drawing)


@settings(max_examples=60)
@given(graphs())
def test_every_line_begins_and_ends_at_its_boxes(graph: Graph) -> None:
    """On their outlines, and each level line at a place of its own."""
    for drawing in drawings(graph):
        check_lines(drawing)


@pytest.mark.parametrize("name", ["real", "sixty"])
def test_maps_of_the_sizes_we_expect_are_sound(name: str, request: pytest.FixtureRequest) -> None:
    """Thirty findings and sixty: no overlap, no text wider than its box, no line astray."""
    kb: KnowledgeBase = request.getfixturevalue(name)
    for _, graph in _of_study(kb):
        for drawing in drawings(graph):
            check_boxes(drawing)
            check_lines(drawing)
            check_text(drawing)


def test_no_word_of_the_study_is_broken(real: KnowledgeBase) -> None:
    """Not even in the narrow columns of a phone, whatever the reader's font."""
    for study, graph in _of_study(real):
        words = {word for node in graph.nodes for word in node.words.split()}
        own = evidence_map(real, study)
        for drawing in (own.wide, *own.narrow):
            for box in boxes(drawing):
                lines = box.label.words.lines
                pieces = {piece for line in lines for piece in line.split()}
                broken = {piece for piece in pieces - words if not _is_part(piece, words)}
                assert broken == set(), box.node.id


def _is_part(piece: str, words: set[str]) -> bool:
    """Return whether a piece is what comes before or after a hyphen of one of some words."""
    return any(
        piece in {word[: word.index("-") + 1], word[word.index("-") + 1 :]}
        for word in words
        if "-" in word
    )


@settings(max_examples=60)
@given(graphs())
def test_no_text_is_wider_than_its_box(graph: Graph) -> None:
    """By the estimate, which a browser test compares with what is drawn."""
    for drawing in drawings(graph):
        check_text(drawing)


def check_boxes(drawing: Drawing) -> None:
    """Hold boxes apart from each other and inside the drawing, and large enough to be tapped."""
    for box in boxes(drawing):
        assert 0 <= box.x < box.right <= drawing.width
        assert drawing.style.heading <= box.y < box.bottom <= drawing.height
        assert min(box.width, box.height) >= 24
    for one, other in combinations(boxes(drawing), 2):
        apart = one.right <= other.x or other.right <= one.x
        assert apart or one.bottom < other.y or other.bottom < one.y, (one, other)


def check_lines(drawing: Drawing) -> None:
    """Hold each line to the outlines of its two boxes."""
    at = {box.node.id: box for box in boxes(drawing)}
    taken: list[Point] = []
    for curve in drawing.curves:
        source, target = at[curve.line.source], at[curve.line.target]
        assert _on_outline(source, curve.start)
        assert _on_outline(target, curve.end)
        assert curve.path.startswith(f"M{curve.start.x} {curve.start.y}")
        if curve.line.link is Link.RESTS_ON:
            taken += [curve.start, curve.end]
    assert len(taken) == len(set(taken))


def _on_outline(box: Box, point: Point) -> bool:
    sides = point.x in (box.x, box.right) and box.y <= point.y <= box.bottom
    return sides or (point.y == box.bottom and box.x <= point.x <= box.right)


def check_text(drawing: Drawing) -> None:
    """Hold each line of text inside its box, by the estimate."""
    for box in boxes(drawing):
        for words in (box.label.head, box.label.words):
            for number, line in enumerate(words.lines):
                width = measure_width(line, drawing.style.size, bold=box.node.look == "whole")
                assert words.x + width <= box.width - 4, (box.node.id, line)
                assert words.y + number * drawing.style.line < box.height


@given(st.data())
def test_a_column_keeps_its_order_its_gaps_and_its_room(data: st.DataObject) -> None:
    """And stands exactly where it is wanted where nothing is in the way."""
    heights = data.draw(st.lists(st.integers(24, 90), min_size=1, max_size=12))
    gaps = [0, *data.draw(st.lists(st.integers(6, 26), min_size=11, max_size=11))][: len(heights)]
    room = measure_height(heights, gaps) + data.draw(st.integers(0, 900))
    places = st.lists(st.floats(0, room), min_size=len(heights), max_size=len(heights))
    wanted = data.draw(places)
    tops = pack_near(wanted, heights, gaps, room)
    assert tops[0] >= 0
    assert tops[-1] + heights[-1] <= room
    for n in range(1, len(tops)):
        assert tops[n] >= tops[n - 1] + heights[n - 1] + gaps[n]
    sound = pack(heights, gaps)
    middles = [top + height / 2 for top, height in zip(sound, heights, strict=True)]
    assert pack_near(middles, heights, gaps, room) == sound


# ------------------------------------------------------------------------------------------ text


@given(labels, st.integers(60, 300))
def test_text_is_broken_without_losing_a_letter(text: str, room: int) -> None:
    """And no line is wider than there is room."""
    lines = wrap(text, 14, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure_width(line, 14) <= room for line in lines)


def test_text_is_broken_between_words_and_after_hyphens() -> None:
    """As a reader would."""
    assert wrap("Clinicians’ self-sacrifice", 14, 160) == ("Clinicians’ self-", "sacrifice")


# ----------------------------------------------------------------------------- figure and table


def written(kb: KnowledgeBase, macros: str = "figure table") -> BeautifulSoup:
    """Return the maps of all studies as pages show them."""
    calls = "".join(
        f"{{% for s in site.studies %}}{{{{ map_parts.{macro}(evidence_map(s)) }}}}{{% endfor %}}"
        for macro in macros.split()
    )
    site = Site(kb, {}, Settings("Made up"))
    return BeautifulSoup(render_written(site, {"map.md": calls})["map.md"], "html.parser")


@pytest.mark.parametrize("name", ["made_up_kb", "real"])
def test_the_table_says_the_same_as_the_figure(name: str, request: pytest.FixtureRequest) -> None:
    """Every line of the figure is a row or an entry of the table, and the other way round."""
    kb: KnowledgeBase = request.getfixturevalue(name)
    soup = written(kb)
    figure = {
        tuple(str(path["data-kb-line"]).split())
        for path in soup.select(".kb-map__wide .kb-lines path")
    }
    table = set()
    for group in soup.select(".kb-map-table tbody"):
        theme, whole = group.select_one("[scope=rowgroup] .kb-id"), ""
        assert theme
        head = group.select_one("[scope=rowgroup]")
        assert head
        if ", part of " in head.text:
            whole = head.text.split(", part of ")[1].strip()
            table.add((whole, theme.text))
        for row in group.select("tr:has([scope=row])"):
            finding, *last = (each.text for each in row.select(".kb-id"))
            table |= {(theme.text, finding), *((finding, item) for item in last)}
    assert figure
    assert table == figure


def test_every_row_of_the_table_is_of_its_map(made_up_kb: KnowledgeBase) -> None:
    """Theme by theme; a theme without findings of its own is there too."""
    graph = map_of_study(made_up_kb, made_up_kb.get("S001", Study))
    groups = make_rows(order_columns(graph))
    assert [group.theme.id for group in groups] == [node.id for node in graph.themes]
    assert [row.finding.id for row in groups[1].findings] == ["F001", "F002"]


def test_every_box_is_a_link_with_a_name_that_says_what_it_is(real: KnowledgeBase) -> None:
    """Kind, identifier and label, for those who hear it."""
    links = written(real, "figure").select(".kb-map__wide a[data-kb-node]")
    names = {str(a["data-kb-node"]): str(a["aria-label"]) for a in links}
    for finding in real.all(Finding):
        tag = SUPPORT_NAMES[get_support(real, finding)]
        assert names[finding.id] == f"Finding {finding.id}: {finding.label}, {tag}"
    for item in real.all(Implication):
        assert names[item.id] == f"{item.kind.title()} recommendation {item.id}: {item.label}"
    assert all(a["href"] for a in links)


def test_a_study_without_themes_has_an_empty_map() -> None:
    """Nothing is drawn, and nothing breaks."""
    kb = without_themes()
    (study,) = kb.all(Study)
    assert evidence_map(kb, study).wide.columns == ()


def test_the_maps_stay_light(real: KnowledgeBase) -> None:
    """Half a kilobyte a finding at most, as sent; a finding's own part in less than 3 KB."""
    most = 600 * len(real.all(Finding))
    assert len(gzip.compress(str(written(real)).encode())) < most
    site = Site(real, {}, Settings("Made up"))
    for finding in real.all(Finding):
        call = f"{{% for f in site.findings %}}{{% if f.id == '{finding.id}' %}}"
        call += "{{ map_parts.figure(evidence_map(f)) }}{% endif %}{% endfor %}"
        part = render_written(site, {"findings/made-up.md": call})["findings/made-up.md"]
        assert len(gzip.compress(part.encode())) < 3_072, finding.id
