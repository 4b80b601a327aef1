"""What directors look at: progress, caseload, drift, dosage, impact; a person's record and the teach-backs."""

from datetime import timedelta

import pytest
from tests.cadre import course
from tests.documents.effort import effort, events_of
from tests.documents.lives import lives
from tests.documents.members import members
from tests.documents.people import AT, PEOPLE
from tests.participation import stories
from tests.participation.stories import day, kim, lee, office, on

from pdflow import (
    Audience,
    Command,
    EvaluationLevel,
    Event,
    Level,
    cadre,
)
from pdflow.agenda import EveryDay, drifts
from pdflow.documents import (
    caseload,
    dosage,
    drift_report,
    impact_report,
    person_record,
    progress_board,
    teach_back_critique,
    teach_back_sessions,
    to_csv,
    to_markdown,
)
from pdflow.documents.programme.drift_report import PRIVATE_CAUSES
from pdflow.participation import (
    CutCoachingShort,
    DropActionStep,
    Ending,
    ExtendActionStep,
    Pause,
    Phase,
    ScheduleVisit,
    VisitKind,
    VoidRecord,
    decider,
)
from pdflow.participation.state.summary import summary


def told(*commands: Command) -> dict[str, tuple[Event, ...]]:
    return {"ana": events_of(decider, commands)}


def test_the_board_says_in_which_phase_everybody_is_and_for_how_long() -> None:
    [place] = progress_board(told(*stories.supported()), day(30)).rows
    assert (place.person, place.phase, place.since, place.days, place.coach) == (
        "ana",
        Phase.SUPPORT,
        day(4, 9),
        25,
        "kim",
    )


def test_whoever_has_been_there_longest_stands_first() -> None:
    places = progress_board(lives(), AT).rows
    assert [place.phase for place in places] == sorted([place.phase for place in places], key=list(Phase).index)
    support = [place.days for place in places if place.phase is Phase.SUPPORT]
    assert support == sorted(support, reverse=True)


def test_somebody_on_leave_is_marked_with_the_day_of_return() -> None:
    [place] = progress_board(told(*stories.supported(), Pause(stories.rosa(20), until=on(40))), day(30)).rows
    assert (place.on_leave, place.until) == (True, on(40))


def test_everybody_is_counted_once() -> None:
    board = progress_board(lives(), AT)
    assert sum(sum(parts) for parts in board.counts().values()) == len(PEOPLE)


def test_a_coach_has_the_visits_they_made_themselves() -> None:
    loads = {load.coach: load for load in caseload(lives(), AT).loads}
    assert set(loads) == {"kim", "joe", None}
    visits = {caller.person: caller.visits for load in loads.values() for caller in load.people}
    assert (visits["ana"], visits["dan"], visits["jon"]) == (8, 1, 0)
    assert sum(loads["kim"].spread()) == len(loads["kim"].people) == 5
    assert {caller.person: caller.missed for caller in loads["kim"].people}["dan"] == 2


def test_those_who_are_gone_are_on_nobodys_caseload() -> None:
    assert "kai" not in {caller.person for load in caseload(lives(), AT).loads for caller in load.people}


def test_a_visit_to_come_is_counted_until_it_is_called_off() -> None:
    planned = ScheduleVisit(kim(20), visit="v9", kind=VisitKind.CHECK_IN, supporter="kim", start=day(25), minutes=30)
    [load] = caseload(told(*stories.supported(), planned), day(21)).loads
    assert [caller.to_come for caller in load.people] == [1]
    [load] = caseload(told(*stories.supported(), planned), day(26)).loads
    assert [caller.to_come for caller in load.people] == [0]


def test_nobody_seen_for_thirty_days_is_told_unless_on_leave() -> None:
    [load] = caseload(told(*stories.observed()), day(39)).loads
    assert [caller.unseen for caller in load.people] == [True]
    [load] = caseload(told(*stories.observed()), day(38)).loads
    assert [caller.unseen for caller in load.people] == [False]
    [load] = caseload(told(*stories.observed(), Pause(stories.rosa(20), until=on(90))), day(60)).loads
    assert [caller.unseen for caller in load.people] == [False]


def test_more_people_than_the_policy_warns_of_are_over_the_limit() -> None:
    crowd = {f"p{n}": told(*stories.enrolled())["ana"] for n in range(16)}
    [load] = caseload(crowd, day(1)).loads
    assert load.over
    [load] = caseload(dict([*crowd.items()][:15]), day(1)).loads
    assert not load.over


def test_the_report_tells_the_drift_the_agenda_finds_but_for_levels() -> None:
    report = drift_report(lives(), AT, EveryDay())
    found = [drift.cause for events in lives().values() for drift in drifts(decider.fold(events), AT, EveryDay())]
    assert sorted(slipped.drift.cause for slipped in report.running) == sorted(
        cause for cause in found if cause not in PRIVATE_CAUSES
    )
    assert {slipped.person for slipped in report.running} == {"dan", "hana", "jon"}


def test_a_fallen_level_is_in_no_report() -> None:
    fallen = told(*stories.observed(), stories.observe(kim(9), "ob9", "ask", level=Level.NOT_YET))
    assert [drift.cause for drift in drifts(decider.fold(fallen["ana"]), day(9, 12), EveryDay())] == ["level_fallen"]
    assert drift_report(fallen, day(9, 12)).running == ()


def test_what_is_over_is_told_with_what_ended_it() -> None:
    report = drift_report(lives(), AT, over_since=AT - timedelta(days=60))
    over = {(slipped.person, slipped.drift.cause): slipped.ended for slipped in report.ended}
    ended = over["gus", "no_contact"]
    assert ended is not None
    assert ended.by.name == "participation.check_in_held"
    assert drift_report(lives(), AT).ended == ()


def test_the_words_of_a_commitment_are_told_and_those_of_a_step_are_not() -> None:
    assert {slipped.about for slipped in drift_report(lives(), AT).running} == {
        "",
        "Plan three open questions for every lesson",
    }


def test_hours_are_those_of_the_frozen_summary() -> None:
    [dose] = dosage(told(*stories.settled())).doses
    assert dose.summary == summary(decider.fold(events_of(decider, stories.settled())))
    assert (dose.hours, len(dose.days), dose.span) == (pytest.approx(6 + 1 + 0.75), 4, 14)


def test_contact_is_sustained_over_many_dates_or_many_days() -> None:
    assert not dosage(told(*stories.trained())).doses[0].sustained
    assert dosage(told(*stories.settled())).doses[0].sustained


def test_few_hours_are_noted() -> None:
    assert dosage(told(*stories.settled())).doses[0].below == 14
    long = stories.attend(stories.host(5), "a9", "d9", there=480, held=480)
    assert dosage(told(*stories.settled(), long)).doses[0].below is None


def test_a_day_of_absence_is_no_date_of_contact() -> None:
    [dose] = dosage(told(*stories.enrolled(), stories.attend(stories.host(3), "a1", there=0))).doses
    assert (dose.days, dose.span) == ((), 0)


def test_attendance_recorded_again_counts_once() -> None:
    [dose] = dosage(told(*stories.trained(), stories.attend(stories.host(3, 18), "a2", there=300))).doses
    assert (dose.hours, len(dose.days)) == (5.0, 1)


def test_outcomes_are_told_level_by_level() -> None:
    report = impact_report(effort(), lives())
    told_of = {(each.outcome.outcome, each.result.level): each.result.reached for each in report.measured}
    assert told_of == {
        ("o1", EvaluationLevel.USE): True,
        ("o2", EvaluationLevel.LEARNER_OUTCOME): False,
        ("o3", EvaluationLevel.REACTION): True,
        ("o3", EvaluationLevel.LEARNING): False,
    }
    assert len(report.conclusions) == 2


def test_a_record_has_every_contact_and_how_each_thing_ended() -> None:
    record = person_record(lives()["participation-ana"])
    assert [contact.kind for contact in record.practice.contacts][:3] == [
        VisitKind.OBSERVATION,
        VisitKind.COACHING,
        VisitKind.OBSERVATION,
    ]
    assert [(area.practice, area.how) for area in record.practice.growth_areas] == [
        ("Wait time after questions", Ending.CLOSED)
    ]
    assert [(step.how, step.serves) for step in record.practice.steps] == [
        (Ending.COMPLETED, "Wait time after questions")
    ]
    assert [reading.measured[0].value for reading in record.readings] == [44]


def test_a_managers_copy_says_that_and_when_and_how_long_but_not_what() -> None:
    record = person_record(lives()["participation-ana"])
    manager, pair = (to_csv(record.for_reader(reader, "ana")) for reader in (Audience.TEAM, Audience.PAIR))
    assert "Coaching,kim,50" in manager["Contacts"]
    assert manager["Growth areas"].splitlines()[0] == "Since,Settled,On"
    assert manager["Action steps"].splitlines()[0] == "Agreed,Due,Ended,On"
    assert not {"Seen and said", "Coaching moves"} & manager.keys()
    assert {"Seen and said", "Coaching moves"} <= pair.keys()


def test_what_was_taken_back_is_not_in_the_record() -> None:
    void = VoidRecord(office(9), record="ob1", reason="typed twice")
    [record] = map(person_record, told(*stories.observed(), void).values())
    assert record.practice.contacts == ()
    assert record.figures.observations == 0


def test_a_step_given_up_is_told_so() -> None:
    dropped = DropActionStep(lee(12), step="st1", reason="another way")
    [record] = map(person_record, told(*stories.coached(), dropped).values())
    assert [(step.how, step.until) for step in record.practice.steps] == [(Ending.DROPPED, day(12))]


def test_a_session_cut_short_is_told_so_and_has_no_minutes() -> None:
    short = CutCoachingShort(kim(10, 9), session="s1", reason="fire drill")
    [record] = map(person_record, told(*stories.in_coaching(), short).values())
    assert [(contact.minutes, contact.counts) for contact in record.practice.contacts] == [(30, True), (None, False)]


def test_an_extension_moves_the_due_date() -> None:
    extended = ExtendActionStep(lee(12), step="st1", due=on(24), reason="ill")
    [record] = map(person_record, told(*stories.coached(), extended).values())
    assert [step.due for step in record.practice.steps] == [on(24)]


def test_teach_backs_say_who_taught_whom_and_when() -> None:
    sessions = teach_back_sessions(members())
    assert [(lesson.person, lesson.held.teach_back) for lesson in sessions.teach_backs] == [
        ("lee", "t-1"),
        ("pat", "t-9"),
    ]
    page = to_markdown(sessions.for_reader(Audience.TEAM))
    assert "| lee | Questioning that opens talk · Wait time: the model | ola, pat | 25 | 2 | [x] | 2028-09-14 |" in page


def test_a_critique_has_every_rating_and_their_mean() -> None:
    page = to_markdown(teach_back_critique(members()["cadre-lee"]).for_reader(Audience.PAIR, "lee"))
    assert "| Design and delivery | 4 | 3 | 3.5 |" in page
    assert "Two questions at once: ask one, and wait" in page


def test_a_critique_by_the_same_peer_replaces_the_first() -> None:
    again = course.critique("c-2", day=10.5, content=1)
    events = events_of(cadre.decider, (*course.PREPARING, course.hold(), course.critique(), again))
    [critique] = teach_back_critique(events).teach_back.critiques
    assert critique.critique == "c-2"


def test_before_anybody_has_critiqued_there_is_a_form() -> None:
    page = to_markdown(teach_back_critique(members()["cadre-pat"]).for_reader(Audience.TEAM))
    assert "| Criterion, rated 1 to 4 | Rating | Remarks |" in page


def test_the_latest_teach_back_is_meant_where_none_is_named() -> None:
    events = events_of(cadre.decider, (*course.TAUGHT, course.hold("t-2", 20)))
    assert teach_back_critique(events).teach_back.held.teach_back == "t-2"
    assert teach_back_critique(events, "t-1").teach_back.held.teach_back == "t-1"
    with pytest.raises(KeyError):
        teach_back_critique(events, "t-3")
