"""The pages of a session: a plan for whoever leads it, a screen, a sheet, and the index."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.card import Card, make_card
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_crumb, make_index_crumb
from kb.records import Audience, Quote, Session, Step, Study, UsedRecord
from kb.records.addresses import get_below_path, get_index_path, get_page_path

INDEX = make_index_crumb(Session)


@dataclass(frozen=True, slots=True)
class UsedCard:
    """A record that a step uses, and the version that was read."""

    card: Card
    version: int


@dataclass(frozen=True, slots=True)
class StepView:
    """A step, its number from 1, when it begins, and what it uses.

    Attributes:
        step: The step.
        number: Its place.
        begins: Minutes from the start of the session.
        used: The records.
        first: Those among them that no earlier step uses.
    """

    step: Step
    number: int
    begins: int
    used: list[UsedCard]
    first: list[str]


@dataclass(frozen=True, slots=True)
class SessionView:
    """What a session's pages show; each of them shows every step.

    Attributes:
        session: The session.
        audiences: Whom it is for.
        steps: Its steps.
        studies: The studies that what it uses is from.
        quoted: Those of them whose words are on it.
    """

    session: Session
    audiences: list[Audience]
    steps: list[StepView]
    studies: list[Study]
    quoted: list[Study]


@dataclass(frozen=True, slots=True)
class SessionsIndexView:
    """The sessions, each with whom it is for, and every role with its handout."""

    sessions: list[tuple[Session, list[Audience]]]


def make_session_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a plan, a screen and a sheet for each session, and their index."""
    sessions = kb.all(Session)
    return [
        _index(kb),
        *link_in_a_row([kb.remembered(_make_plan, session) for session in sessions]),
        *(page for session in sessions for page in kb.remembered(_make_parts, session)),
    ]


def view_session(kb: KnowledgeBase, session: Session) -> SessionView:
    """Gather what a session's pages show."""
    steps: list[StepView] = []
    seen: set[str] = set()
    begins = 0
    for number, step in enumerate(session.steps, 1):
        used = [UsedRecord(record=name) for name in step.records]
        cards = [
            UsedCard(make_card(kb, kb.located[one.record_id].record), one.version) for one in used
        ]
        first = [one.record_id for one in used if one.record_id not in seen]
        seen.update(first)
        steps.append(StepView(step, number, begins, cards, first))
        begins += step.minutes
    cards_of_all = [one.card for view in steps for one in view.used]
    quotes = [card.record for card in cards_of_all if isinstance(card.record, Quote)]
    studies = {card.study.id: card.study for card in cards_of_all if card.study}
    quoted = {study.id: study for study in map(kb.study_of, quotes)}
    return SessionView(
        session=session,
        audiences=[kb.get(name, Audience) for name in session.audiences],
        steps=steps,
        studies=[*studies.values()],
        quoted=[*quoted.values()],
    )


def _make_plan(kb: KnowledgeBase, session: Session) -> Page:
    return Page(
        path=get_page_path(session),
        template="session",
        title=session.title,
        description=f"A session of {session.minutes} minutes, with what to show and to ask.",
        view=view_session(kb, session),
        trail=(HOME, INDEX),
        identity=identify(kb, session, "Session"),
    )


def _make_parts(kb: KnowledgeBase, session: Session) -> list[Page]:
    view = view_session(kb, session)
    trail = (HOME, INDEX, make_crumb(session, session.title))
    return [
        Page(
            path=get_below_path(session, part),
            template=f"session_{part}",
            title=f"{session.title}: {part}",
            description=description,
            view=view,
            trail=trail,
            unlisted=True,
        )
        for part, description in (
            ("screen", f"The steps of “{session.title}” for a room to read."),
            ("sheet", f"A sheet for those who take part in “{session.title}”."),
        )
    ]


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=get_index_path(Session),
        template="sessions",
        title=INDEX.label,
        description="Sessions that can be led as they are, made of findings and quotes.",
        view=SessionsIndexView(
            [
                (session, [kb.get(name, Audience) for name in session.audiences])
                for session in kb.all(Session)
            ]
        ),
        trail=(HOME,),
    )
