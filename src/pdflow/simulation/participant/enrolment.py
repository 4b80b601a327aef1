"""Joining: enrolment, the year's training planned, a team, and where the person stands at the start."""

from __future__ import annotations

from typing import Final

from pdflow.participation.enrolment import AssignTeam, Enrol
from pdflow.participation.outcomes import TakeBaseline
from pdflow.participation.state.attendance import plan_of
from pdflow.participation.training import PlanSession
from pdflow.people import (
    COACH,
    FACILITATOR,
    MANAGER,
    Handover,
    Supporter,
    Tier,
)
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy
from pdflow.simulation.world.school_year import DAY, MORNING
from pdflow.values import (
    Measure,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Strategy,
)

OUTCOME: Final = Outcome(
    "practice-in-use",
    OutcomeOf.PERSON,
    OutcomeKind.BEHAVIOUR,
    "the practice trained is in use in most lessons",
    Measure("lessons with the practice in use", "%"),
    target=60,
)
STRATEGIES: Final = (Strategy.CHECK_IN, Strategy.OBSERVATION, Strategy.COACHING)


def session(cycle: int, day: int) -> str:
    """What a day of training is called."""
    return f"round-{cycle}-day-{day}"


def arrive(person: Person) -> Story[None]:
    """Wait for somebody's first day: that of the year, or a later one for a late hire."""
    first = person.chance.randint(14, 70) if person.happens(person.cohort.parameters.late_hires) else 0
    yield from person.until(person.cohort.year.workday(first) * DAY + MORNING)


def join(person: Person) -> Story[None]:
    """Enrol and plan the year's training; all else begins from here."""
    cohort = person.cohort
    yield from arrive(person)
    if person.ask(
        Enrol(
            person.head(cohort.system),
            person=person.seat.person,
            role_title=person.seat.title,
            site=person.seat.site,
            manager=person.seat.manager,
            policy=person.policy,
            engagement="school-year",
            outcomes=(OUTCOME,),
            strategies=() if person.slips() else STRATEGIES,
            planned_end=cohort.year.date_of(cohort.year.days),
        )
    ):
        return
    plan(person)
    yield from settle_in(person)


def settle_in(person: Person) -> Story[None]:
    """Give the person a team, let all else begin, and see where they stand at the start."""
    if not person.slips():
        assign_team(person)
    for story in person.cohort.stories:
        person.begin(story)
    if person.happens(person.cohort.parameters.baseline_on_time):
        yield from person.days(1)
        yield from insist(person, lambda careful: baseline(person, careful=True))


def plan(person: Person) -> None:
    """Put every day of training in the person's plan, unless it is there for that cycle."""
    cohort = person.cohort
    for cycle, days in enumerate(cohort.rounds, 1):
        for number, day in enumerate(days, 1):
            found = plan_of(person.state, session(cycle, number))
            if found is not None and found[1].cycle == cycle:
                continue
            asked = PlanSession(
                person.head(cohort.system),
                plan=person.name("plan"),
                session=session(cycle, number),
                start=cohort.year.at(day * DAY + MORNING),
                minutes=cohort.parameters.minutes_of_training,
                cycle=cycle,
            )
            person.ask(asked)


def assign_team(person: Person, *handovers: Handover) -> None:
    """Name the team: the coach, the facilitator and the line manager."""
    cohort = person.cohort
    manager = (Supporter(person.manager.person, MANAGER),) if person.manager.role == MANAGER else ()
    team = (Supporter(person.coach.person, COACH), Supporter(cohort.facilitator.person, FACILITATOR), *manager)
    tier = Tier.INTENSIVE if person.intensive else Tier.GENERAL
    ground = "chosen by need" if person.intensive else "practice in place at the start"
    person.ask(
        AssignTeam(
            person.head(cohort.coordinator),
            team=team,
            coach=person.coach.person,
            handovers=handovers,
            tier=tier,
            ground=ground,
        )
    )


@remedy(AssignTeam)
def assign_late(person: Person, reason: object) -> tuple[()]:
    """The coordinator names the team at once, now that it is missed."""
    assign_team(person)
    return ()


def baseline(person: Person, *, careful: bool) -> TakeBaseline:
    """Where the person stood at the start; who takes it after the training has to say that it is judged afterwards."""
    person.baseline = round(100 * person.practice.start, 1)
    return TakeBaseline(
        person.head(person.cohort.facilitator),
        baseline=person.name("baseline"),
        outcome=OUTCOME.outcome,
        value=person.baseline,
        on=person.cohort.year.date_of(person.today),
        how="share of five lessons",
        retrospective=careful and person.trained_on is not None,
    )


@remedy(TakeBaseline)
def baseline_late(person: Person, reason: object) -> Story[None]:
    """A baseline that nobody took is judged afterwards; not everybody thinks of saying so."""
    yield from insist(person, lambda careful: baseline(person, careful=careful or not person.slips()))
