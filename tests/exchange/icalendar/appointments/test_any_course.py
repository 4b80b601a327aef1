"""Whatever course a participation or an engagement takes, its calendar is valid and says nothing that it may not."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.engagement.corpus import corpus as engagements
from tests.exchange.icalendar.appointments.files import NAMED, read
from tests.exchange.xapi.statements import CODECS
from tests.exchange.xapi.test_audience import MARK, with_marked_notes, without_fields_for
from tests.participation.corpus import corpus as participations, participations as drawn

from pdflow import Audience, Event
from pdflow.exchange.icalendar.appointments import (
    Appointment,
    AppointmentKind,
    engagement_appointments,
    participation_appointments,
    personal_calendar,
    published,
)
from pdflow.exchange.icalendar.appointments.engagement import EngagementAppointments
from pdflow.exchange.icalendar.appointments.participation import ParticipationAppointments
from pdflow.participation import open_visits
from pdflow.storage.memory import MemoryStore
from pdflow.testing.walks import History

COURSES: list[tuple[Event, ...]] = [
    *(history.events for history in participations()[::5]),
    *example_participations.streams().values(),
]
AROUND: list[tuple[Event, ...]] = [engagement_year(), *(history.events for history in engagements()[::2])]


def appointments(events: Iterable[Event]) -> list[Appointment]:
    recorded = [*events]
    make: Any = engagement_appointments if recorded[0].name.startswith("engagement.") else participation_appointments
    return [*make("a stream", recorded)]


def people_of(events: Iterable[Event]) -> list[str]:
    found = {person for each in appointments(events) for person in (*each.people, *each.former)}
    return sorted(found | {"ana"})


def files(events: Iterable[Event], audience: Audience) -> dict[str, bytes]:
    """The calendar of everybody concerned, as of the last event."""
    recorded, store = [*events], MemoryStore()
    at = max(event.at for event in recorded)
    store.append("a stream", CODECS[recorded[0].name.partition(".")[0]].to_rows(recorded), expected=0)
    return {
        person: published(personal_calendar(store, person, audience=audience, at=at), NAMED)
        for person in people_of(recorded)[:4]
    }


@pytest.mark.parametrize("events", [*COURSES, *AROUND])
def test_given_any_course_when_it_is_written_then_the_file_is_valid_and_every_uid_is_there_once(
    events: tuple[Event, ...],
) -> None:
    for file in files(events, Audience.PAIR).values():
        parts = [part for kind in ("VEVENT", "VTODO") for part in read(file, kind)]
        uids = [str(part["UID"]) for part in parts]
        assert len(uids) == len(set(uids))
        for part in parts:
            assert part["DTSTART"].dt < part["DUE" if part.name == "VTODO" else "DTEND"].dt
            assert max(map(len, file.split(b"\r\n"))) <= 75


@settings(max_examples=15)
@given(drawn(longest=120))
def test_given_any_walk_when_it_is_written_then_the_file_is_valid(history: History[Any]) -> None:
    for file in files(history.events, Audience.PAIR).values():
        read(file)


@pytest.mark.parametrize("events", [*COURSES, *AROUND])
def test_given_any_course_when_one_more_event_is_recorded_then_only_changed_appointments_have_another_version(
    events: tuple[Event, ...],
) -> None:
    make: Any = EngagementAppointments if events[0].name.startswith("engagement.") else ParticipationAppointments
    made, before = make("a stream"), dict[str, Appointment]()
    for event in events:
        made.learn(event)
        versions = [*made.sessions.values(), *(made.visits if hasattr(made, "visits") else made.slots).values()]
        after = {each.uid: each for each in versions}
        assert before.keys() <= after.keys()
        for uid, former in before.items():
            now = after[uid]
            assert (now == former) is (now.sequence == former.sequence)
            assert now.sequence - former.sequence in (0, 1)
            assert now.changed_at >= former.changed_at
        before = after


@pytest.mark.parametrize("events", COURSES)
def test_given_any_course_when_it_is_over_then_every_open_visit_stands_unless_the_participation_has_ended(
    events: tuple[Event, ...],
) -> None:
    made = ParticipationAppointments("a stream")
    for event in events:
        made.learn(event)
    visits = dict(made.visits.items())
    assert all(made.until_the_end(visits[name]).cancelled is visits[name].cancelled for name in open_visits(made.state))
    assert set(open_visits(made.state)) <= visits.keys()
    assert {name for name, each in visits.items() if each.cancelled}.isdisjoint(
        name for name in open_visits(made.state) if not made.until_the_end(visits[name]).cancelled
    )


@pytest.mark.parametrize("events", COURSES)
def test_given_what_is_for_the_pair_when_it_is_emptied_then_the_team_reads_the_same_appointments(
    events: tuple[Event, ...],
) -> None:
    emptied = [without_fields_for(Audience.PAIR, event) for event in events]
    assert appointments(emptied) == appointments(events)


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.PAIR])
@pytest.mark.parametrize("events", [*COURSES[::2], *AROUND])
def test_given_personal_text_when_anybody_reads_a_calendar_then_it_is_in_none(
    events: tuple[Event, ...], audience: Audience
) -> None:
    marked = files(map(with_marked_notes, events), audience)
    assert not any(MARK.encode() in file.replace(b"\r\n ", b"") for file in marked.values())
    assert marked == files(events, audience)


@pytest.mark.parametrize("events", COURSES)
def test_given_a_participation_when_everybody_on_the_engagement_may_read_then_nothing_of_it_is_there(
    events: tuple[Event, ...],
) -> None:
    for file in files(events, Audience.ALL).values():
        assert (read(file), read(file, "VTODO")) == ([], [])


def test_given_walks_when_they_are_looked_at_then_they_have_moved_cancelled_and_standing_appointments() -> None:
    found = [each for events in [*COURSES, *AROUND] for each in appointments(events)]
    assert {each.kind for each in found} == {*AppointmentKind}
    assert {each.sequence for each in found} >= {0, 1, 2}
    assert 0 < sum(each.cancelled for each in found) < len(found)
