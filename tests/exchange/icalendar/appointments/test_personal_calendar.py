"""The calendar of one person over a store: as participant, as supporter, as trainer, and what they owe."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.engagement import stories as told
from tests.exchange.icalendar.appointments.files import NAMED, events_of, feed, personal
from tests.exchange.xapi.statements import example_year, stored
from tests.participation.stories import (
    TEAM,
    coached,
    day,
    enrolled,
    host,
    kim,
    office,
    plan,
    rosa,
    schedule,
    supported,
    withdrawn,
)

from pdflow import Audience, Handover, NaiveTime, Role, Supporter, WrongType
from pdflow.agenda import EveryDay
from pdflow.engagement import RescheduleTraining
from pdflow.exchange.icalendar.appointments import (
    NOT_FOR_READER,
    CalendarStyle,
    PersonalCalendar,
    personal_calendar,
    published,
    stored_appointments,
)
from pdflow.participation import AssignTeam, CancelVisit, Enrol, Pause, Reopen, Withdraw
from pdflow.storage.memory import MemoryStore

AROUND = (*told.scheduled(), told.protect(told.payer(4)))
COURSE = [
    *supported(engagement="e1", site="North"),
    plan(host(4, 10), "p2", "s1", start=told.day(10, 9), minutes=180),
    schedule(kim(5), "v1", day(15)),
]


def year(around: Any = AROUND, of: Any = tuple(COURSE)) -> dict[str, Any]:
    return events_of(of=of, around=around)


def summaries(person: str, streams: dict[str, Any], **more: Any) -> list[str]:
    return [str(event["SUMMARY"]) for event in feed(personal(person, streams, **more))]


def test_given_a_participant_when_they_read_their_calendar_then_it_has_visits_sessions_and_protected_time() -> None:
    assert summaries("ana", year()) == [
        "Training session",
        "Questions that open talk",
        "Protected time",
        "Observation with Kim Coach",
        "Protected time",
    ]


def test_given_a_session_of_an_engagement_when_the_participant_reads_it_then_it_says_where_and_who_leads_it() -> None:
    _, session, *_ = feed(personal("ana", year()))
    assert (session["LOCATION"], session["ORGANIZER"].params["CN"]) == ("North School", "lee")


def test_given_a_supporter_when_they_read_their_calendar_then_it_has_their_visits_and_says_to_whom() -> None:
    assert summaries("kim", year()) == ["Observation with Ana Example"]


def test_given_a_trainer_when_they_read_their_calendar_then_it_has_their_sessions() -> None:
    assert summaries("lee", year()) == ["Questions that open talk"]


@pytest.mark.parametrize("person", ["rosa", "nobody"])
def test_given_anybody_else_when_they_read_their_calendar_then_it_is_empty(person: str) -> None:
    assert summaries(person, year()) == []


def test_given_a_session_when_another_leads_it_then_it_is_cancelled_for_the_former_trainer() -> None:
    change = RescheduleTraining(
        told.lee(5), training="tr1", sessions=(told.session("s1", 10, "pat"),), reason="hand-over"
    )
    streams = year((*AROUND, change))
    assert summaries("lee", streams) == ["Cancelled: Questions that open talk"]
    assert summaries("pat", streams) == ["Questions that open talk"]


def test_given_a_participant_who_leads_a_session_when_they_read_their_calendar_then_it_is_there_once() -> None:
    led_by_ana = (*told.commissioned(), told.design(told.lee(3)))
    led = told.schedule(told.lee(3), "sch1", "tr1", told.session("s1", 10, "ana"))
    found = personal("ana", year((*led_by_ana, led))).appointments
    assert len({each.uid for each in found}) == len(found) == 3


def test_given_protected_time_when_somebody_withdraws_then_what_was_to_come_is_cancelled_for_them() -> None:
    slots = told.protect(told.payer(4), slot0=0, slot1=14, slot2=60)
    streams = year((*told.scheduled(), slots), [*supported(engagement="e1"), Withdraw(rosa(30), reason="left")])
    found = [each for each in personal("ana", streams).appointments if each.kind == "PROTECTED_TIME"]
    assert [(each.start.date(), each.cancelled) for each in found] == [
        (day(0).date(), False),
        (day(14).date(), False),
        (day(60).date(), True),
    ]


def test_given_protected_time_when_somebody_withdraws_and_is_reopened_then_it_is_back_with_a_higher_sequence() -> None:
    story = [*supported(engagement="e1"), Withdraw(rosa(6), reason="left"), Reopen(office(7), reason="a mistake")]
    found = [each for each in personal("ana", year(of=story)).appointments if each.kind == "PROTECTED_TIME"]
    assert [(each.cancelled, each.sequence, each.changed_at) for each in found] == [(False, 2, day(7))] * 2


def test_given_a_visit_that_another_took_over_when_its_former_supporter_reads_it_then_it_says_to_whom_it_was() -> None:
    others = tuple(each for each in TEAM if each.person != "kim")
    handover = Handover(successor="joe", predecessor="kim")
    team = (*others, Supporter("joe", Role.COACH))
    story = [*COURSE, AssignTeam(office(7), team=team, coach="joe", handovers=(handover,))]
    assert summaries("kim", year(of=story)) == ["Cancelled: Observation with Ana Example"]
    assert summaries("joe", year(of=story)) == ["Observation with Ana Example"]


def test_given_a_session_when_only_its_site_is_changed_then_the_participants_has_a_higher_sequence_too() -> None:
    change = RescheduleTraining(told.lee(5), training="tr1", site="South", reason="a burst pipe")
    [before], [after] = (
        [each for each in personal("ana", year(around)).appointments if each.title]
        for around in (AROUND, (*AROUND, change))
    )
    assert (before.place, before.sequence, after.place, after.sequence) == ("North", 0, "South", 1)
    assert after.changed_at == day(5)


def test_given_a_late_joiner_when_they_read_their_calendar_then_it_has_protected_time_from_then_on() -> None:
    streams = {"e-1": year()["e-1"], "p-bob": events_of(of=[Enrol(office(20), person="bob", engagement="e1")])["p-ana"]}
    assert [each.start.date() for each in personal("bob", streams).appointments] == [day(28).date()]


def test_given_the_streams_of_a_person_when_only_these_are_read_then_the_calendar_is_the_same() -> None:
    store = example_year()
    for person in ("ana", "joe"):
        whole = personal_calendar(store, person)
        names = ["engagement-e1", *(f"participation-{each}" for each in "ana ben cleo dan fay eli gus hal ida".split())]
        some = personal_calendar(store, person, streams=[*names, *{row.stream for row in store.feed(limit=10_000)}])
        assert (some.appointments, some.to_dos) == (whole.appointments, whole.to_dos)
        assert whole.appointments
    assert personal_calendar(store, "ana", streams=["nothing of this name"]).appointments == ()


def test_given_everybodys_calendars_when_they_are_put_together_then_they_are_what_is_stored() -> None:
    store = stored(year())
    each = {one.uid for person in ("ana", "kim", "lee") for one in personal_calendar(store, person).appointments}
    assert each == {one.uid for one in stored_appointments(store)}


def test_given_anybody_on_the_engagement_when_they_read_a_calendar_then_it_has_only_what_the_person_leads() -> None:
    found = personal("ana", year(), audience=Audience.ALL, at=day(6))
    assert (found.appointments, found.to_dos) == ((), ())
    assert found.passed_over == {
        ("SESSION", NOT_FOR_READER): 2,
        ("OBSERVATION", NOT_FOR_READER): 1,
        ("PROTECTED_TIME", NOT_FOR_READER): 2,
    }
    assert summaries("lee", year(), audience=Audience.ALL) == ["Questions that open talk"]


def test_given_a_visit_when_it_is_cancelled_then_only_its_lines_are_others_in_the_file() -> None:
    before = lines_by_uid(personal("ana", year()))
    after = lines_by_uid(personal("ana", year(of=[*COURSE, CancelVisit(kim(6), visit="v1")])))
    [changed] = [uid for uid in before if before[uid] != after[uid]]
    assert before.keys() == after.keys()
    assert "STATUS:CANCELLED" in after[changed]
    assert "SUMMARY:Cancelled: Observation with Kim Coach" in after[changed]


def lines_by_uid(calendar: PersonalCalendar) -> dict[str, list[str]]:
    return {str(event["UID"]): event.to_ical().decode().splitlines() for event in feed(calendar)}


def test_given_the_same_store_when_it_is_written_twice_then_the_bytes_are_the_same() -> None:
    first, second = (published(personal("kim", year(), at=day(16)), NAMED) for _ in range(2))
    assert first == second


def test_given_a_debt_when_its_owner_reads_it_then_it_is_due_in_the_last_minute_of_its_last_day() -> None:
    chicago = EveryDay(ZoneInfo("America/Chicago"))
    found = personal("kim", {"p-ana": year()["p-ana"]}, at=day(6), calendar=chicago)
    visit = next(each for each in found.to_dos if each.owed.code == "visit.record")
    assert visit.due == datetime(2026, 9, 17, 4, 59, tzinfo=UTC)
    assert visit.start == day(15)
    assert visit.due.astimezone(chicago.zone).date() == visit.owed.last_day


def test_given_a_night_on_which_clocks_change_when_a_debt_ends_with_it_then_it_begins_and_ends_with_its_day() -> None:
    new_york = EveryDay(ZoneInfo("America/New_York"))
    found = personal("rosa", {"p-ana": year(of=[*coached(), *leave_until_the_change()])["p-ana"]}, at=day(40),
                     calendar=new_york, roles=[Role.MANAGER])  # fmt: skip
    [back] = [each for each in found.to_dos if each.owed.code == "leave.return"]
    assert back.start == datetime(2026, 11, 1, 4, tzinfo=UTC)
    assert back.due == datetime(2026, 11, 2, 4, 59, tzinfo=UTC)


def leave_until_the_change() -> list[Any]:
    return [Pause(rosa(30), until=datetime(2026, 11, 1, tzinfo=UTC).date())]


def test_given_a_debt_when_the_team_reads_it_then_it_says_its_kind_and_the_pair_what_it_is_about() -> None:
    streams = {"p-ana": year(of=coached())["p-ana"]}
    style = CalendarStyle()
    said = {
        audience: [
            style.what_is_owed(each, "ana", audience)
            for each in personal("ana", streams, at=day(12), audience=audience, roles=[Role.COACH]).to_dos
            if each.owed.code == "step.review"
        ]
        for audience in (Audience.TEAM, Audience.PAIR)
    }
    assert said[Audience.TEAM] == ["Action step to be reviewed"] * len(said[Audience.PAIR])
    assert all("wait three seconds" in each or "of 2026" in each for each in said[Audience.PAIR])


def test_given_a_debt_towards_somebody_else_when_its_owner_reads_it_then_it_names_them() -> None:
    found = personal("kim", {"p-ana": year()["p-ana"]}, at=day(16))
    assert {NAMED.what_is_owed(each, "kim", Audience.TEAM) for each in found.to_dos} >= {
        "Ana Example: Visit to be recorded"
    }


def test_given_no_moment_when_a_calendar_is_made_then_it_has_no_to_dos() -> None:
    assert personal("kim", year()).to_dos == ()


def test_given_a_role_for_an_audience_or_a_naive_moment_when_a_calendar_is_made_then_it_says_so() -> None:
    with pytest.raises(WrongType, match="audience"):
        personal_calendar(MemoryStore(), "ana", audience=Role.COACH)  # type: ignore[arg-type]
    with pytest.raises(NaiveTime):
        personal("kim", year(), at=datetime(2026, 9, 1))  # noqa: DTZ001


def test_given_an_erased_participation_when_its_supporter_reads_their_calendar_then_nothing_of_it_is_there() -> None:
    store = stored(year(of=withdrawn()))
    store.erase_stream("p-ana")
    assert personal_calendar(store, "kim").appointments == ()


def test_given_a_stand_alone_participation_when_it_is_read_then_its_sessions_are_its_persons_own() -> None:
    [session] = personal("ana", {"p-ana": events_of(of=enrolled())["p-ana"]}).appointments
    assert (session.organiser, session.people, session.title) == ("ana", ("ana",), "")


def test_given_what_is_for_the_team_when_it_is_written_then_it_is_private_and_what_is_for_all_is_not() -> None:
    assert {(str(event["SUMMARY"]), str(event["CLASS"])) for event in feed(personal("ana", year()))} == {
        ("Training session", "PRIVATE"),
        ("Questions that open talk", "PRIVATE"),
        ("Observation with Kim Coach", "PRIVATE"),
        ("Protected time", "PUBLIC"),
    }
    assert [event["CLASS"] for event in feed(personal("lee", year()))] == ["PUBLIC"]
