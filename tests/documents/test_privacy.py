"""Privacy: over random histories, what is private leaves no trace in any copy for other readers."""

from collections.abc import Iterator

import attrs
from hypothesis import given, settings
from tests.cadre.course import TAUGHT
from tests.documents.all_documents import of_a_cadre, of_an_engagement, of_people
from tests.documents.decided_events import events_of
from tests.documents.example_cadre import cadre_streams
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import SECRETS, streams
from tests.documents.private_marks import MARK, erased, marked, texts
from tests.engagement.corpus import SUBJECT as AN_ENGAGEMENT
from tests.participation.corpus import corpus, participations

from pdflow import Audience, Event, cadre
from pdflow.audience import audiences, personal
from pdflow.documents import (
    Document,
    Page,
    person_record,
    teach_back_critique,
    to_csv,
    to_markdown,
)
from pdflow.documents.render.html import to_html
from pdflow.engagement import Engagement
from pdflow.participation import Participation, SupportRequested
from pdflow.testing.strategies import histories
from pdflow.testing.walks import History

some = settings(max_examples=10)
NOT_THE_PAIR = (Audience.TEAM, Audience.ALL)


def formats(page: Page) -> Iterator[str]:
    yield to_markdown(page)
    yield to_html(page)
    yield from to_csv(page).values()


def copies(documents: list[Document], *readers: Audience) -> list[str]:
    pages = (document.for_reader(reader, "ana") for document in documents for reader in readers)
    return [text for page in pages for text in formats(page)]


@some
@given(participations(longest=150))
def test_what_is_private_leaves_no_trace_in_any_copy_for_others(history: History[Participation]) -> None:
    one, other = ({"p": marked(history.events, label)} for label in ("a", "b"))
    shown = copies(of_people(one), *NOT_THE_PAIR)
    assert not [text for text in shown if MARK in text]
    assert shown == copies(of_people(other), *NOT_THE_PAIR)


@some
@given(participations(longest=150))
def test_levels_leave_no_trace_either(history: History[Participation]) -> None:
    unmarked = copies(of_people({"p": history.events}), *NOT_THE_PAIR)
    assert unmarked == copies(of_people({"p": marked(history.events)}), *NOT_THE_PAIR)


def test_over_a_fixed_corpus_nothing_private_is_shown() -> None:
    hidden = 0
    for history in corpus()[::9]:
        events = marked(history.events)
        hidden += sum(MARK in text for text in texts(events))
        assert not [text for text in copies(of_people({"p": events}), *NOT_THE_PAIR) if MARK in text]
    assert hidden > 500


@some
@given(participations(longest=150))
def test_a_note_is_read_by_those_who_were_present_and_by_nobody_else(history: History[Participation]) -> None:
    events = marked(history.events)
    record = person_record(events)
    people = {event.by.person for event in events} - {"ana"}
    for person in (*people, "stranger", None):
        theirs = {text for event in events if event.by.person == person for text in texts((event,))}
        answered = {getattr(event, "request", None) for event in events if event.by.person == person}
        asked = [event for event in events if isinstance(event, SupportRequested) and event.request in answered]
        theirs |= {text for event in asked for text in texts((event,))}
        private = {text for text in texts(events) if text.startswith(MARK)}
        levels = {text for text in private if text in _not_notes(events)}
        [page, *_] = formats(record.for_reader(Audience.PAIR, person))
        assert not [text for text in private - theirs - levels if text in page]


def _not_notes(events: tuple[Event, ...]) -> set[str]:
    return {*texts(erased(events))}


def test_the_participant_reads_every_note_of_the_record() -> None:
    [page, *_] = formats(person_record(streams()["participation-ana"]).for_reader(Audience.PAIR, "ana"))
    shown = {name for name, secret in SECRETS.items() if secret in page}
    assert shown == SECRETS.keys() - {"note"}


def test_nobody_but_the_pair_reads_the_notes_on_a_teach_back() -> None:
    streams = {name: marked(events) for name, events in cadre_streams().items()}
    assert not [text for text in copies(of_a_cadre(streams), *NOT_THE_PAIR) if MARK in text]
    taught = events_of(cadre.decider, TAUGHT)
    unmarked, other = (copies([teach_back_critique(events)], *NOT_THE_PAIR) for events in (taught, marked(taught)))
    assert unmarked == other


def test_a_peer_reads_their_own_notes() -> None:
    [page, *_] = formats(teach_back_critique(cadre_streams()["cadre-lee"]).for_reader(Audience.PAIR, "pat"))
    assert "Warm" in page
    assert "Both of them spoke" in page
    assert "Clear aims" not in page
    assert "Script three questions" not in page


KEPT = {"person", "subject", "collector", "item", "record", "training", "partner", "agreement", "vetting", "how",
        "outcome", "review", "reading", "evaluation", "clearance", "waiver", "session", "supersedes"}  # fmt: skip
"""What names records and people, without which a document could not be put together."""


def for_the_team(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The same events, each text and note meant for the team a mark."""
    changed = []
    for number, event in enumerate(events):
        free = {name for name, audience in audiences(type(event)).items() if audience is Audience.TEAM} - KEPT
        texts = {name for name in free if type(getattr(event, name)) is str} | set(personal(type(event)))
        changed.append(attrs.evolve(event, **dict.fromkeys(texts, f"{MARK}{number}{MARK}")))
    return tuple(changed)


@some
@given(histories(AN_ENGAGEMENT, longest=200))
def test_what_is_for_the_team_is_in_no_copy_for_everybody(history: History[Engagement]) -> None:
    shown = copies(of_an_engagement(for_the_team(history.events)), Audience.ALL)
    assert not [text for text in shown if MARK in text]


def test_in_a_whole_year_nothing_for_the_team_is_shown_to_everybody() -> None:
    assert not [
        text for text in copies(of_an_engagement(for_the_team(engagement_year())), Audience.ALL) if MARK in text
    ]
    assert [text for text in copies(of_an_engagement(for_the_team(engagement_year())), Audience.TEAM) if MARK in text]


def test_who_attended_or_requested_is_not_shown_to_everybody() -> None:
    everybody = "".join(copies(of_an_engagement(engagement_year()), Audience.ALL))
    assert "payer" not in everybody
    assert "People there" not in everybody
    assert "Evaluations in" not in everybody
    for document in of_an_engagement(engagement_year()):
        for text in formats(document.for_reader(Audience.ALL)):
            assert "ana" not in text.replace("manager", "").replace("Hana", "")
