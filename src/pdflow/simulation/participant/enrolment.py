"""Enrolment: joining, the year's training plan, the team, and the baseline."""

from __future__ import annotations

from typing import Final

from pdflow.participation import AssignTeam, Enrol, PlanSession, TakeBaseline, latest_plan
from pdflow.people import COACH, FACILITATOR, MANAGER, Handover, Supporter, Tier
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by
from pdflow.simulation.world.school_year import DAY, MORNING
from pdflow.simulation.world.stories import Story
from pdflow.values import Measure, Outcome, OutcomeKind, OutcomeOf, Strategy

OUTCOME: Final = Outcome(
    "practice-in-use",
    OutcomeOf.PERSON,
    OutcomeKind.BEHAVIOUR,
    "the practice trained is in use in most lessons",
    Measure("lessons with the practice in use", "%"),
    target=60,
)
STRATEGIES: Final = (Strategy.CHECK_IN, Strategy.OBSERVATION, Strategy.COACHING)


def session_id(cycle: int, day: int) -> str:
    """Return the id of a training day; cycles and the days of a round are counted from 1."""
    return f"round-{cycle}-day-{day}"


def arrive(person: SimulatedPerson) -> Story[None]:
    """Wait for the person's first day: that of the year, or a later one for a late hire."""
    is_late = person.happens(person.world.parameters.late_hires, "late hire")
    first = person.chance("first day").randint(14, 70) if is_late else 0
    yield from person.wait_until(person.world.year.workday(first) * DAY + MORNING)


def join(person: SimulatedPerson) -> Story[None]:
    """Enrol, plan the year's training, and begin all other activities."""
    world = person.world
    yield from arrive(person)
    enrolment = Enrol(
        person.header(world.system),
        person=person.seat.person,
        role_title=person.seat.title,
        site=person.seat.site,
        manager=person.seat.manager,
        policy=person.policy,
        engagement="school-year",
        outcomes=(OUTCOME,),
        strategies=() if person.slips("enrolment") else STRATEGIES,
        planned_end=world.year.date_of(world.year.days),
    )
    if person.ask(enrolment):
        return
    plan_training(person)
    yield from settle_in(person)


def settle_in(person: SimulatedPerson) -> Story[None]:
    """Assign a team, begin all other activities, and take the baseline."""
    if not person.slips("team"):
        assign_team(person)
    for activity in (*person.activities.work, *person.activities.interruptions):
        person.begin(activity)
    if person.happens(person.world.parameters.baseline_on_time, "baseline"):
        yield from person.wait_days(1)
        yield from insist(person, lambda careful: baseline(person, careful=True))


def plan_training(person: SimulatedPerson) -> None:
    """Plan every day of training for the person that is not planned yet."""
    for cycle, days in enumerate(person.world.rounds, 1):
        for number, day in enumerate(days, 1):
            if latest_plan(person.state, session_id(cycle, number)) is None:
                _plan_session(person, cycle, number, day)


def _plan_session(person: SimulatedPerson, cycle: int, number: int, day: int) -> None:
    world = person.world
    command = PlanSession(
        person.header(world.system),
        plan=person.new_id("plan"),
        session=session_id(cycle, number),
        start=world.year.at(day * DAY + MORNING),
        minutes=world.parameters.minutes_of_training,
        cycle=cycle,
    )
    person.ask(command)


def assign_team(person: SimulatedPerson, *handovers: Handover) -> None:
    """Assign the team: the coach, the facilitator and the line manager."""
    world = person.world
    manager = (Supporter(person.manager.person, MANAGER),) if person.manager.role == MANAGER else ()
    team = (Supporter(person.coach.person, COACH), Supporter(world.facilitator.person, FACILITATOR), *manager)
    command = AssignTeam(
        person.header(world.coordinator),
        team=team,
        coach=person.coach.person,
        handovers=handovers,
        tier=Tier.INTENSIVE if person.intensive else Tier.GENERAL,
        ground="chosen by need" if person.intensive else "practice in place at the start",
    )
    person.ask(command)


@remedy_by(AssignTeam)
def assign_team_late(person: SimulatedPerson, reason: object) -> tuple[()]:
    """Assign the team at once, where a refusal shows that nobody did."""
    assign_team(person)
    return ()


def baseline(person: SimulatedPerson, *, careful: bool) -> TakeBaseline:
    """Make the command for the baseline; after the training it has to be marked as retrospective."""
    person.baseline = person.share_of_lessons(person.skill.traits.start, "baseline")
    return TakeBaseline(
        person.header(person.world.facilitator),
        baseline=person.new_id("baseline"),
        outcome=OUTCOME.outcome,
        value=person.baseline,
        on=person.world.year.date_of(person.today),
        how="share of five lessons",
        retrospective=careful and person.trained_on is not None,
    )


@remedy_by(TakeBaseline)
def take_baseline_late(person: SimulatedPerson, reason: object) -> Story[None]:
    """Take a missing baseline in retrospect; not everybody marks it as such at first."""
    yield from insist(person, lambda careful: baseline(person, careful=careful or not person.slips("baseline")))
