"""The engagement's spring: it is asked for, the questions of a good design are answered, and it is commissioned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pdflow.engagement import (
    AcceptRequest,
    AddMilestone,
    AssignTask,
    Band,
    ChooseMeasure,
    Commission,
    DefineManagerRole,
    DefineTrainerRole,
    ForWhom,
    Mode,
    NameSupporter,
    PlanFollowUp,
    PlanRevisit,
    PlanSharing,
    ProtectedSlot,
    ProtectTime,
    RequestEngagement,
    SetBaseline,
    SetBudget,
    SlotUse,
    StateOutcome,
)
from pdflow.people import COACH, FACILITATOR, MANAGER
from pdflow.simulation.participant.enrolment import OUTCOME
from pdflow.simulation.participant.person import Story
from pdflow.simulation.world.school_year import DAY
from pdflow.values import (
    Better,
    OutcomeKind,
    OutcomeOf,
    Strategy,
)

if TYPE_CHECKING:
    from pdflow.simulation.engagement.commissioned import Commissioned

NEED: Final = "In most lessons few pupils answer, and coaching has not reached everybody who was trained."
LEARNERS: Final = "learners-answering"
"""The outcome of the group."""
BEFORE: Final = 41.0
SLOTS: Final = 14


def commission(world: Commissioned) -> Story[None]:
    """From the request to the commission; what was forgotten is asked for by name, and then answered."""
    effort, director = world.effort, world.director
    yield from world.on(-140)
    asked = {
        "engagement": "school-year",
        "need": NEED,
        "evidence": "walkthroughs of last spring: 41 % of pupils answer",
    }
    effort.ask(RequestEngagement, director, audience="", **asked)
    staff = {"audience": "teachers and campus leaders", "size": len(world.people)}
    effort.ask(
        RequestEngagement, director, **asked, **staff, dates_wanted=tuple(map(world.year.date_of, world.rounds[0]))
    )
    yield from world.on(-133)
    start, end = world.year.date_of(world.today), world.year.date_of(world.year.days)
    effort.ask(AcceptRequest, world.coordinator, start=start, planned_end=end, policy=world.rules)
    for day, answer in enumerate(REMEMBERED):
        yield from world.on(-126 + 2 * day)
        answer(world)
    yield from world.on(-90)
    forgotten = effort.ask(Commission, director)
    yield from world.on(-83)
    for remedy in dict.fromkeys(reason.remedy for reason in forgotten):
        ANSWERS[remedy or ""](world)
    yield from world.on(-82)
    effort.ask(Commission, director)


def outcomes(world: Commissioned) -> None:
    """What is wanted of each person, and of the group."""
    told = {"outcome": OUTCOME.outcome, "whose": OUTCOME.of, "kind": OUTCOME.kind, "statement": OUTCOME.statement}
    world.effort.ask(StateOutcome, world.director, **told)
    statement = "more pupils answer in each lesson"
    group = {"whose": OutcomeOf.GROUP, "kind": OutcomeKind.PERFORMANCE}
    world.effort.ask(StateOutcome, world.director, outcome=LEARNERS, statement=statement, **group)


def own_measure(world: Commissioned) -> None:
    """How each person's practice is seen."""
    measure = OUTCOME.measure
    assert measure is not None
    told = {"title": measure.name, "unit": measure.unit, "target": OUTCOME.target}
    _measure(world, OUTCOME.outcome, **told)


def group_measure(world: Commissioned) -> None:
    """How the change in the group is seen: at first nobody says in which unit."""
    told = {"title": "pupils who answer in a lesson", "target": 60.0}
    _measure(world, LEARNERS, **told, unit="")
    _measure(world, LEARNERS, **told, unit="%")


def _measure(world: Commissioned, outcome: str, **told: object) -> None:
    by, collector = world.year.date_of(world.year.days - 14), world.coordinator.person
    more = {"better": Better.HIGHER, "collector": collector, "collected_by": by}
    world.effort.ask(ChooseMeasure, world.director, measure=f"measure-of-{outcome}", outcome=outcome, **more, **told)


def baselines(world: Commissioned) -> None:
    """Where the group stands, and by which day it is known of each person."""
    effort, year = world.effort, world.year
    by = year.date_of(world.rounds[0][0] - 1)
    effort.ask(SetBaseline, world.director, baseline="baseline-of-each", outcome=OUTCOME.outcome, on=by)
    told = {"on": year.date_of(world.today), "value": BEFORE, "how": "walkthroughs, one lesson of each teacher"}
    effort.ask(SetBaseline, world.director, baseline="baseline-of-group", outcome=LEARNERS, **told)


def managers(world: Commissioned) -> None:
    """The line managers support everybody; alone they are not enough."""
    for n, person in enumerate(dict.fromkeys(one.seat.manager for one in world.people if one.seat.manager), 1):
        _supporter(world, f"supporter-manager-{n}", person, MANAGER, "one check-in a month")


def coaches(world: Commissioned) -> None:
    """And so do the coaches, beyond the line."""
    for n, coach in enumerate(world.diaries, 1):
        _supporter(world, f"supporter-coach-{n}", coach, COACH, "every other week after each round of training")
    _supporter(world, "supporter-facilitator", world.facilitator.person, FACILITATOR, "first visits after training")


def _supporter(world: Commissioned, name: str, person: str, role: object, when: str) -> None:
    told = {"when": when, "tasked": "in the letter of the director", "guided": "by the programme's look-fors"}
    world.effort.ask(NameSupporter, world.director, supporter=name, person=person, role=role, **told)


def roles(world: Commissioned) -> None:
    """What managers and trainers do for it."""
    effort, director = world.effort, world.director
    supports, tracks = "free the time, sit in on one coaching talk", "steps agreed and reviewed, each month"
    effort.ask(DefineManagerRole, director, definition="role-of-managers", supports=supports, tracks=tracks)
    advice, part = "which steps to try first, and how one sees them", "joins the first visits on each campus"
    effort.ask(DefineTrainerRole, director, definition="role-of-trainers", advice=advice, part=part)


def budget(world: Commissioned) -> None:
    """Money and hours: at first all of it for the training days."""
    told = {"money": 48_000.0, "hours": 1_600.0}
    world.effort.ask(SetBudget, world.director, budget="budget", **told)
    world.effort.ask(
        SetBudget, world.director, budget="budget", **told, follow_up_money=14_000.0, follow_up_hours=900.0
    )


def time(world: Commissioned) -> None:
    """An hour for teams every other week."""
    days = [world.year.workday(21 + 14 * n) for n in range(SLOTS)]
    moments = [world.year.at(day * DAY + 15 * 60) for day in days if day < world.year.days]
    slots = tuple(ProtectedSlot(f"slot-{n}", at, 60, SlotUse.TEAM) for n, at in enumerate(moments, 1))
    world.effort.ask(ProtectTime, world.director, protection="team-time", slots=slots)


def revisit(world: Commissioned) -> None:
    """When the key messages are taken up again."""
    on = world.year.date_of(world.year.workday(min(120, world.year.days - 10)))
    messages = "everybody answers; one step at a time"
    world.effort.ask(PlanRevisit, world.director, revisit="revisit-in-winter", on=on, messages=messages)


def sharing(world: Commissioned) -> None:
    """How what works gets round."""
    on = world.year.date_of(world.year.workday(world.year.days - 21))
    world.effort.ask(PlanSharing, world.director, sharing="open-classrooms", how="an afternoon of open doors", on=on)


def tasks(world: Commissioned) -> None:
    """What the trainers have to do, and by when: it names them, so that the engagement hears of their clearance."""
    effort, year = world.effort, world.year
    told = {"milestone": "trainers-ready", "title": "All trainers cleared", "band": Band.MONTHS_1_TO_6}
    effort.ask(AddMilestone, world.coordinator, **told, on=year.date_of(-30))
    for trainer in world.trainers:
        told = {"task": f"teach-back-of-{trainer.person}", "title": "Teach a segment back to peers"}
        effort.ask(
            AssignTask,
            world.coordinator,
            **told,
            person=trainer.person,
            band=Band.MONTHS_1_TO_6,
            due=year.date_of(-40),
            milestone="trainers-ready",
        )


PLANS: Final = (
    ("reminder", Strategy.REMINDER, Mode.MAIL, 7),
    ("community", Strategy.COMMUNITY, Mode.IN_PERSON, 21),
    ("check-ins", Strategy.CHECK_IN, Mode.IN_PERSON, 14),
    ("observations", Strategy.OBSERVATION, Mode.IN_PERSON, 14),
    ("coaching", Strategy.COACHING, Mode.IN_PERSON, 28),
)
"""What is planned with the training: its name, and how many days after the first round it begins."""


def follow_up_planned(world: Commissioned) -> None:
    """Which strategies there will be, from light to intense."""
    trained = world.year.date_of(world.rounds[0][-1])
    for plan, strategy, mode, after in PLANS:
        told = {"mode": mode, "on": trained + timedelta(days=after), "for_whom": ForWhom()}
        owner = world.facilitator.person if after < 20 else world.coordinator.person
        world.effort.ask(PlanFollowUp, world.coordinator, plan=plan, strategy=strategy, owner=owner, **told)


REMEMBERED: Final = (outcomes, own_measure, baselines, managers, roles, tasks, follow_up_planned, budget, time)
ANSWERS: Final[dict[str, Callable[[Commissioned], None]]] = {
    "ChooseMeasure": group_measure,
    "NameSupporter": coaches,
    "PlanRevisit": revisit,
    "PlanSharing": sharing,
}
"""What was forgotten, by the remedy that a refusal names."""
