"""Learning: what a person took part in, with the minutes that count."""

from datetime import timedelta

import pytest
from tests.documents.decided_events import events_of
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.history.example_store import example_store, store_of
from tests.participation import stories
from tests.participation.corpus import corpus
from tests.participation.stories import day, host, kim, lee, office

from pdflow import Command, Strategy
from pdflow.credit import activities
from pdflow.history import (
    Learning,
    contact_days,
    learning,
    learning_in,
    participation_histories,
    repeated_participations,
    session_calendar,
)
from pdflow.participation import (
    CoachingClosed,
    CoachingOpened,
    CutCoachingShort,
    DropSession,
    Phase,
    ReceiveFollowUp,
    Reopen,
    VisitKind,
    VoidRecord,
    decider,
    participation_summary,
)
from pdflow.storage.event_store import EventStore

CALENDAR = session_calendar(engagement_year())


def learnt(*commands: Command) -> Learning:
    [history] = participation_histories({"ana": events_of(decider, commands)})
    return learning(history)


def of(person: str) -> Learning:
    stream = f"participation-{person}"
    [history] = participation_histories({stream: streams()[stream]})
    return learning(history, CALENDAR)


def test_a_session_has_its_times_its_minutes_and_what_the_calendar_says_of_it() -> None:
    ana = of("ana")
    assert (ana.person, ana.engagement, ana.role_title, ana.phase) == ("ana", "e1", "Teacher", Phase.SUPPORT)
    first, second = ana.sessions
    assert (second.session, second.start, second.end) == ("s2", day(10, 9), day(10, 12))
    assert (second.planned, second.held, second.attended, second.credited) == (180, 180, 170, 170)
    assert second.booked is not None
    assert (second.booked.subject, second.booked.number, second.booked.of) == ("Questioning that opens talk", 2, 3)
    assert (second.booked.training, second.booked.site) == ("tr1", "North, main hall")
    assert second.booked.trainers == ("lee", "eve")
    assert (first.evaluated, first.counts) == (False, False)


def test_contacts_have_their_minutes_and_where_the_person_worked() -> None:
    ana = of("ana")
    found = {each.record: (each.kind, each.who, each.minutes, each.site) for each in ana.contacts}
    assert found["ob20"] == (VisitKind.OBSERVATION, "kim", 40, "North")
    assert found["se1"] == (VisitKind.COACHING, "kim", 50, "North")
    assert found["ch60"] == (VisitKind.CHECK_IN, "kim", 20, "North")
    assert found["fu1"] == (Strategy.COMMUNITY, "lee", 45, "North")


@pytest.mark.parametrize("policy", range(3))
def test_minutes_are_those_of_the_summary_in_every_history(policy: int) -> None:
    for history in [walk for walk in corpus() if walk.events][policy::3]:
        summary, made = participation_summary(history.state), _learning(history.events)
        assert sum(each.credited for each in made.sessions) == summary.training_minutes
        contacts = sum(each.minutes or 0 for each in made.contacts)
        assert contacts == summary.support_minutes + summary.coaching_minutes
        assert all(0 <= each.credited <= each.attended <= each.held for each in made.sessions)


def _learning(events: tuple) -> Learning:  # type: ignore[type-arg]
    [history] = participation_histories({"ana": events})
    return learning(history)


def test_given_a_correction_when_asked_then_the_corrected_minutes_and_its_record() -> None:
    [session] = learnt(
        *stories.enrolled(), stories.attend(lee(3), "a1"), stories.attend(lee(5), "a2", there=0)
    ).sessions
    assert (session.record, session.attended, session.start) == ("a2", 0, day(3))


def test_given_a_voided_attendance_when_asked_then_it_is_gone() -> None:
    told = [*stories.enrolled(), stories.attend(lee(3), "a1"), stories.attend(lee(6), "a2", "d2", 60)]
    undo = VoidRecord(office(7), record="a2", reason="other person")
    assert [each.session for each in learnt(*told).sessions] == ["d1", "d2"]
    assert [each.session for each in learnt(*told, undo).sessions] == ["d1"]


def test_given_a_make_up_when_asked_then_it_names_the_session_that_it_makes_up() -> None:
    missed = stories.attend(lee(3), "a1", there=60)
    made_up = stories.attend(lee(6), "a2", "d2", 300, makes_up="d1")
    one, other = learnt(*stories.enrolled(), missed, made_up).sessions
    assert (one.credited, other.credited, other.makes_up) == (60, 300, "d1")


def test_given_a_make_up_that_no_calendar_has_when_asked_then_it_has_the_title_of_what_it_makes_up() -> None:
    told = [*stories.enrolled(engagement="e1"), stories.attend(lee(3), "a1", "s1", there=60)]
    events = events_of(decider, [*told, stories.attend(lee(6), "a2", "x9", 100, makes_up="s1")])
    [history] = participation_histories({"ana": events})
    titles = {each.session: each.booked and each.booked.name for each in learning(history, CALENDAR).sessions}
    assert titles == dict.fromkeys(("s1", "x9"), "Questioning that opens talk (1/3)")


def test_given_two_halves_when_asked_then_one_session_of_both() -> None:
    halves = [
        stories.attend(host(5), "a8", "d8", held=120, there=120),
        stories.attend(host(5, 11), "a9", "d8", held=60, there=45, continues="a8"),
    ]
    [session] = learnt(*stories.enrolled(), *halves).sessions
    assert (session.record, session.held, session.credited) == ("a8", 180, 165)


def test_given_two_sessions_at_the_same_hours_when_asked_then_the_hours_are_credited_once() -> None:
    same = [stories.plan(host(0), "p8", "d8", start=day(3)), stories.attend(lee(3), "a8", "d8")]
    sessions = learnt(*stories.enrolled(), stories.attend(lee(3), "a1"), *same).sessions
    assert sum(each.attended for each in sessions) == 720
    assert sum(each.credited for each in sessions) == 360


def test_given_a_plan_that_was_dropped_when_asked_then_the_day_is_that_of_the_attendance() -> None:
    told = [*stories.enrolled(), DropSession(host(1), session="d1"), stories.attend(lee(4), "a1")]
    [session] = learnt(*told).sessions
    assert (session.start, session.planned) == (day(4), None)


def test_given_an_evaluation_when_asked_then_the_training_of_its_cycle_counts() -> None:
    told = [*stories.enrolled(), stories.attend(lee(3), "a1"), stories.attend(lee(4), "a2", "d2", 60)]
    assert [(each.evaluated, each.counts) for each in learnt(*told).sessions] == [(False, False)] * 2
    told.append(stories.evaluate(office(5), "e1", "d2"))
    assert [(each.evaluated, each.counts) for each in learnt(*told).sessions] == [(True, True)] * 2


def test_given_a_coaching_cut_short_when_asked_then_a_contact_that_does_not_count() -> None:
    short = CutCoachingShort(kim(10, 9), session="s1", reason="fire drill")
    [contact] = [each for each in learnt(*stories.in_coaching(), short).contacts if each.record == "s1"]
    assert (contact.minutes, contact.counts) == (None, False)


def test_given_a_participation_that_ended_when_asked_then_when_and_how() -> None:
    done, left = learnt(*stories.completed()), learnt(*stories.withdrawn())
    assert (done.phase, done.ended_at) == (Phase.COMPLETED, day(101))
    assert (left.phase, left.ended_at) == (Phase.WITHDRAWN, day(30))
    again = learnt(*stories.completed(), Reopen(office(102), reason="one more visit"))
    assert again.ended_at is None


def test_follow_up_below_the_lightest_contact_still_has_its_minutes() -> None:
    given = ReceiveFollowUp(host(9), follow_up="f1", strategy=next(iter(Strategy)), minutes=15, given_by="lee")
    assert learnt(*stories.supported(), given).contacts[-1].minutes == 15


def test_what_a_store_holds_is_what_the_streams_say_whichever_came_first() -> None:
    found = {each.stream: each for each in learning_in(example_store())}
    assert found == {f"participation-{person}": of(person) for person in (name.split("-")[1] for name in streams())}


def test_given_an_erased_stream_when_asked_then_it_is_passed_over_and_what_was_recorded_later_is_not() -> None:
    store = store_of({"ana": events_of(decider, stories.trained()), "ben": events_of(decider, stories.trained())})
    store.erase_stream("ana")
    assert [each.stream for each in learning_in(store)] == ["ben"]


def test_a_session_ends_when_its_minutes_are_over() -> None:
    for session in of("cleo").sessions:
        assert session.end - session.start == timedelta(minutes=session.held)


def test_a_coaching_began_when_it_was_opened_whoever_closed_it_when_and_so_is_the_last_contact_of_its_record() -> None:
    told = events_of(decider, [*stories.coached()])
    [opened] = [event for event in told if isinstance(event, CoachingOpened)]
    [closed] = [event for event in told if isinstance(event, CoachingClosed)]
    assert opened.at < closed.at
    [contact] = [each for each in learnt(*stories.coached()).contacts if each.kind is VisitKind.COACHING]
    assert (contact.at, contact.who) == (opened.at, opened.by.person)
    assert opened.at in contact_days(decider.fold(told))


def test_given_a_session_in_parts_on_two_days_when_asked_then_it_ends_with_the_last_part_attended() -> None:
    two = [
        stories.attend(host(5), "a8", "d8", held=120, there=120),
        stories.attend(host(6), "a9", "d8", held=60, there=45, continues="a8"),
    ]
    [session] = learnt(*stories.enrolled(), *two).sessions
    assert (session.start, session.end) == (day(5), day(6, 9))
    assert [(part.start, part.end, part.there) for part in session.parts] == [
        (day(5), day(5, 10), 120),
        (day(6), day(6, 9), 45),
    ]
    one, missed = two[0], stories.attend(host(6), "a9", "d8", held=60, there=0, continues="a8")
    [session] = learnt(*stories.enrolled(), one, missed).sessions
    assert (session.end, len(session.parts)) == (day(5, 10), 2)


def test_given_a_make_up_in_no_calendar_when_asked_then_both_belong_to_one_training() -> None:
    told = [stories.attend(lee(3), "a1", there=60), stories.attend(lee(6), "a2", "d2", 300, makes_up="d1")]
    assert [each.training for each in learnt(*stories.enrolled(), *told).sessions] == ["d1", "d1"]
    [activity] = activities(learnt(*stories.enrolled(), *told))
    assert (activity.record, activity.minutes, activity.start, activity.end) == ("d1", 360, day(3), day(6, 14))


def twice(first: int, second: int, engagement: str | None = "e1") -> EventStore:
    """Somebody in two participations, with so many minutes of one session in each, and a session of its own."""
    more = {} if engagement is None else {"engagement": engagement}
    return store_of(
        {
            stream: events_of(
                decider,
                [
                    *stories.enrolled(**more),
                    stories.attend(lee(3), "a1", "s1", minutes),
                    stories.attend(lee(4), "a2", stream, 60, held=60),
                ],
            )
            for stream, minutes in (("p-1", first), ("p-2", second))
        }
    )


@pytest.mark.parametrize(
    ("first", "second", "credited"), [(300, 300, [300, 0]), (60, 300, [60, 240]), (300, 0, [300, 0])]
)
def test_given_two_participations_in_one_engagement_when_asked_then_a_session_is_credited_once(
    first: int, second: int, credited: list[int]
) -> None:
    made = [*learning_in(twice(first, second))]
    sessions = [{each.session: each for each in learnt.sessions} for learnt in made]
    assert [each["s1"].credited for each in sessions] == credited
    assert [each["s1"].attended for each in sessions] == [first, second]
    assert [sessions[0]["p-1"].credited, sessions[1]["p-2"].credited] == [60, 60]


def test_given_two_participations_in_no_engagement_or_in_two_when_asked_then_their_sessions_are_not_the_same() -> None:
    assert [learnt.sessions[0].credited for learnt in learning_in(twice(300, 300, None))] == [300, 300]
    streams = {
        name: events_of(decider, [*stories.enrolled(engagement=name), stories.attend(lee(3), "a1", "s1", 300)])
        for name in ("e1", "e2")
    }
    assert [learnt.sessions[0].credited for learnt in learning_in(store_of(streams))] == [300, 300]
    assert repeated_participations(store_of(streams)) == frozenset()
    assert repeated_participations(twice(1, 1)) == {("ana", "e1")}
