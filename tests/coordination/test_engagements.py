"""Events of a participation or of a trainer cause commands for the engagements they concern."""

from datetime import date

import attrs
import pytest
from tests.cadre import course
from tests.coordination.world import ANA, BOB, World, begun, cleared, deliver, kinds, scheduled, task
from tests.engagement import stories as s

from pdflow import EvaluationLevel, Outcome, OutcomeKind, OutcomeOf, Strategy, participation
from pdflow.engagement import (
    Cancel,
    EvaluationCollected,
    HowEnded,
    ParticipationEnded,
    ReadingRecorded,
    RecordClearance,
    Reopen,
    RosterJoined,
)
from pdflow.participation import Confidence, Enrol, MeasureOutcome, Phase, SubmitEvaluation, TakeBaseline, Withdraw

NAMES = ("ana", "bob")


def delivered() -> World:
    return scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180, bob=180)).catch_up()


def evaluate(name: str = "ev1", **changes: object) -> SubmitEvaluation:
    values = {"session": "s1", "reaction": 4, "confidence": Confidence.LOW, "needs": ("time",)}
    values |= {"preferred": (Strategy.REMINDER, Strategy.COACHING), "note": "thank you"}
    return SubmitEvaluation(s.ana(10, 13), evaluation=name, **(values | changes))


def withdraw(day: int = 30) -> Withdraw:
    return Withdraw(s.office(day), reason="left")


def events_of(world: World, kind: type) -> list:
    return [event for event in world.events("eng") if isinstance(event, kind)]


def test_whoever_is_enrolled_by_the_host_joins_the_roster_under_their_own_stream() -> None:
    world = begun()
    enrol = Enrol(s.office(5), person="cy", engagement="e1", site="West", role_title="teacher", manager="tom")
    world.ask("participant-7", enrol).catch_up()
    joined = events_of(world, RosterJoined)[-1]
    assert (joined.person, joined.site, joined.role_title, joined.manager) == ("cy", "West", "teacher", "tom")
    cy = world.participation("participant-7")
    assert (cy.strategies, [outcome.outcome for outcome in cy.outcomes]) == ((Strategy.DISCUSSION,), ["o1"])
    assert [*world.streams()] == ["eng", "participant-7", ANA, BOB]


def test_a_participation_outside_any_engagement_causes_nothing() -> None:
    outcome = Outcome("o1", OutcomeOf.PERSON, OutcomeKind.SKILL, "asks open questions")
    enrol = Enrol(s.office(0), person="ana", outcomes=(outcome,))
    attended = participation.RecordAttendance(s.office(10), attendance="a1", session="s1", held=180, there=180)
    before = TakeBaseline(s.office(1), baseline="b1", outcome="o1", value=20.0, on=s.on(1))
    moved = participation.Transfer(s.office(2), site="West", role_title="", from_day=s.on(2))
    own = (enrol, before, moved, attended, evaluate(), withdraw(), participation.Reopen(s.office(31), reason="back"))
    elsewhere = Enrol(s.office(0), person="cy", engagement="kept elsewhere")
    world = World().ask("participation-1", *own).ask("participation-2", elsewhere, withdraw())
    assert world.catch_up().streams() == ["participation-1", "participation-2"]


def test_an_evaluation_is_collected_without_its_author() -> None:
    world = delivered().ask(ANA, evaluate()).catch_up()
    [collected] = events_of(world, EvaluationCollected)
    assert (collected.session, collected.returns, collected.there) == ("s1", 1, 2)
    assert (collected.preferred, collected.reactions, collected.needs) == ((Strategy.COACHING,), (4,), ("time",))
    assert (collected.confident, collected.unsure) == (0, 1)
    assert not any(name in repr(collected) for name in (*NAMES, "thank you", "ev1"))


def made_up(session: str) -> participation.RecordAttendance:
    return participation.RecordAttendance(
        s.office(12), attendance="again", session=session, held=180, there=180, makes_up="s1"
    )


def test_the_evaluation_of_a_persons_own_make_up_stays_with_them() -> None:
    """Those there at the session are what its returns are counted against, and whoever makes it up was not there."""
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=0, bob=180)).catch_up()
    later = evaluate(session="s1-again")
    world.ask(ANA, made_up("s1-again"), attrs.evolve(later, header=s.ana(12, 13))).catch_up()
    assert "ev1" in world.participation(ANA).evaluations
    assert events_of(world, EvaluationCollected) == []


def test_the_evaluation_of_a_make_up_that_the_engagement_scheduled_is_collected_for_that_session() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=0, bob=180)).catch_up()
    later = attrs.evolve(evaluate(session="s2"), header=s.ana(20, 18))
    world.ask("eng", deliver("d2", "s2", 20, ana=180)).catch_up()
    world.ask(ANA, attrs.evolve(made_up("s2"), header=s.office(20.6)), later).catch_up()
    [collected] = events_of(world, EvaluationCollected)
    assert (collected.session, collected.there) == ("s2", 1)


@pytest.mark.parametrize(
    ("confidence", "counts"), [(Confidence.FAIR, (1, 0)), (Confidence.HIGH, (1, 0)), (None, (0, 0))]
)
def test_confidence_is_counted(confidence: Confidence | None, counts: tuple[int, int]) -> None:
    [collected] = events_of(delivered().ask(ANA, evaluate(confidence=confidence)).catch_up(), EvaluationCollected)
    assert (collected.confident, collected.unsure) == counts


def test_of_an_anonymous_evaluation_only_that_it_is_in_is_collected() -> None:
    [collected] = events_of(delivered().ask(ANA, evaluate(anonymous=True)).catch_up(), EvaluationCollected)
    assert (collected.returns, collected.preferred, collected.reactions, collected.needs) == (1, (), (), ())


def test_a_corrected_evaluation_supersedes_what_was_collected() -> None:
    world = delivered().ask(ANA, evaluate(), evaluate("ev2", reaction=1)).catch_up()
    first, second = events_of(world, EvaluationCollected)
    assert second.supersedes == first.evaluation


def test_readings_of_a_person_are_recorded_without_the_person() -> None:
    world = begun().ask("eng", s.outcome(s.payer(4), "o2", whose=OutcomeOf.PERSON), s.measure(s.payer(4), "m2", "o2"))
    world.catch_up()
    team = participation.AssignTeam(s.office(5), team=(), coach="kim")
    before = TakeBaseline(s.kim(6), baseline="b1", outcome="o2", value=20.0, on=s.on(6))
    after = [
        MeasureOutcome(s.kim(d), measurement=n, outcome="o2", value=v, on=s.on(100), level=EvaluationLevel.USE)
        for n, v, d in (("x1", 50.0, 100), ("x2", 45.0, 101))
    ]
    world.ask(ANA, team, before, *after).catch_up()
    readings = events_of(world, ReadingRecorded)
    assert [(r.outcome, r.value, r.on, r.level) for r in readings] == [
        ("o2", 20.0, s.on(6), None),
        ("o2", 50.0, s.on(100), EvaluationLevel.USE),
        ("o2", 45.0, s.on(100), EvaluationLevel.USE),
    ]
    assert [r.supersedes for r in readings] == [None, None, readings[1].reading]
    assert not any(name in repr(r) for r in readings for name in (*NAMES, "kim", "x1", "x2"))


def test_a_participation_that_ended_is_reported_with_its_summary() -> None:
    world = delivered().ask("eng", deliver("d2", "s2", 20, ana=180)).catch_up()
    world.ask(ANA, participation.Complete(s.office(40))).ask(BOB, withdraw()).catch_up()
    ended = {event.person: event for event in events_of(world, ParticipationEnded)}
    assert {person: event.how for person, event in ended.items()} == {
        "ana": HowEnded.COMPLETED,
        "bob": HowEnded.WITHDRAWN,
    }
    assert ended["ana"].summary.training_minutes == 360


def test_whoever_is_back_joins_again_and_catches_up() -> None:
    world = begun().catch_up().ask(ANA, withdraw(6)).catch_up()
    scheduled(world).ask("eng", s.plan(s.lee(7), "f2", Strategy.COACHING)).catch_up()
    world.ask(ANA, participation.Reopen(s.office(8), reason="back")).catch_up()
    assert world.engagement.on_roster("ana")
    ana = world.participation(ANA)
    assert ana.strategies == (Strategy.DISCUSSION, Strategy.COACHING)
    assert [plan.session for plan in ana.plans.values()] == ["s1", "s2"]


def test_whoever_left_and_came_back_before_the_relay_caught_up_is_on_the_roster() -> None:
    world = begun().catch_up().ask(ANA, withdraw(6), participation.Reopen(s.office(7), reason="error")).catch_up()
    assert world.engagement.on_roster("ana")
    assert scheduled(world).catch_up().participation(ANA).plans


def test_a_cancelled_engagement_gets_no_command_for_its_own_withdrawals() -> None:
    world = begun().catch_up().ask("eng", Cancel(s.payer(7), reason="budget")).catch_up()
    assert events_of(world, ParticipationEnded) == []
    assert world.participation(ANA).phase is Phase.WITHDRAWN


def test_after_a_cancelled_engagement_goes_on_whoever_is_taken_up_again_catches_up() -> None:
    world = begun().catch_up().ask("eng", Cancel(s.payer(7), reason="budget")).catch_up()
    world.ask("eng", Reopen(s.payer(8), reason="found the money"))
    scheduled(world).catch_up()
    assert not world.participation(ANA).plans
    world.ask(ANA, participation.Reopen(s.office(9), reason="goes on")).catch_up()
    assert [plan.session for plan in world.participation(ANA).plans.values()] == ["s1", "s2"]
    assert [plan.session for plan in world.participation(BOB).plans.values()] == []


def clearances(world: World) -> dict[str, date | None]:
    return {entry.subject: entry.until for entry in world.engagement.clearances.values()}


def test_an_engagement_records_the_clearance_of_a_trainer_with_a_task_in_it() -> None:
    assert clearances(cleared(begun().ask("eng", task())).catch_up()) == {course.READING: course.UNTIL}


def test_an_engagement_records_the_clearance_of_a_trainer_who_leads_a_session() -> None:
    assert clearances(cleared(scheduled(begun())).catch_up()) == {course.READING: course.UNTIL}


def test_an_engagement_that_does_not_name_the_trainer_records_no_clearance() -> None:
    assert clearances(cleared(begun()).catch_up()) == {}


def test_a_clearance_that_the_host_recorded_is_renewed() -> None:
    sent = RecordClearance(s.host(5), clearance="k", person="lee", subject="older", until=s.on(90))
    assert clearances(cleared(begun().ask("eng", sent)).catch_up()) == {
        "older": s.on(90),
        course.READING: course.UNTIL,
    }


def test_standing_down_takes_clearances_back_and_reinstating_gives_those_that_run() -> None:
    world = cleared(begun().ask("eng", task()), course.stand_down(20)).catch_up()
    assert clearances(world) == {course.READING: None}
    assert clearances(world.ask("cadre-lee", course.reinstate(21)).catch_up()) == {course.READING: course.UNTIL}


def test_an_engagement_that_is_over_records_no_more_clearances() -> None:
    world = begun().ask("eng", task(), Cancel(s.payer(6), reason="budget"))
    assert clearances(cleared(world).catch_up()) == {}


def test_no_command_goes_back_to_the_stream_that_caused_it() -> None:
    world = delivered().ask(ANA, withdraw()).catch_up()
    assert kinds(world, "eng").count("RosterJoined") == 2
    assert kinds(world, ANA).count("Enrolled") == 1
