"""Check-ins: priorities and steps looked at together, given more time, given up or done."""

from __future__ import annotations

from datetime import timedelta

from pdflow.kernel.fields import RecordId
from pdflow.participation.action_steps import (
    AgreeActionStep,
    CompleteActionStep,
    DropActionStep,
    ExtendActionStep,
    due_of,
)
from pdflow.participation.check_ins import (
    HoldCheckIn,
    PriorityProgress,
    Shown,
    StepReview,
    commitments_due,
)
from pdflow.participation.examples.available import goals
from pdflow.participation.priorities import SetPriority
from pdflow.participation.state.records import Progress
from pdflow.simulation.participant.evidence import seen, show
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy
from pdflow.simulation.participant.visits import Visit
from pdflow.simulation.world.phrases import of


def check_in(person: Person, visit: Visit | None) -> Story[None]:
    """Look at priorities and steps together, and settle the steps whose time has come."""
    with_the_manager = visit is not None and visit.diary is None
    minutes = person.cohort.parameters.check_in - 10
    yield person.cohort.env.timeout(minutes)
    name = person.name("check-in")
    held = yield from insist(
        person,
        lambda careful: HoldCheckIn(
            person.head(person.manager if with_the_manager else person.coach),
            check_in=name,
            minutes=minutes,
            progress=tuple([PriorityProgress(each, Progress.UNDER_WAY) for each in priorities(person)]),
            reviews=reviews(person, complete=careful or not person.slips()),
            shows=shown(person),
            reflection=of(person).struggle,
            visit=None if visit is None else visit.name,
        ),
    )
    if held:
        person.contacted()
        person.practice.contact(person.today, person.cohort.parameters.from_check_in)
        settle_steps(person, name)
        begun = person.state.supported_since is not None or person.slips()
        if begun and not with_the_manager and person.happens(0.5):
            agree(person)


@remedy(HoldCheckIn)
def check_first(person: Person, reason: object) -> Story[None]:
    """What has to be looked at first is looked at now."""
    yield from check_in(person, None)


def priorities(person: Person) -> list[RecordId]:
    """What the person is trying to accomplish."""
    return person.state.still_open(person.state.priorities)


def reviews(person: Person, *, complete: bool) -> tuple[StepReview, ...]:
    """Every open step and every committed one that is due; the last is forgotten where somebody slips."""
    state = person.state
    steps = [*state.open_steps(), *commitments_due(state, person.cohort.year.date_of(person.today))]
    told = [StepReview(step, progress(person)) for step in steps]
    return tuple(told if complete else told[:-1])


def progress(person: Person) -> Progress:
    """How far a step has come: the further, the better the practice is in hand."""
    skill = person.practice.on(person.today)
    if person.happens(skill):
        return Progress.DONE
    return Progress.UNDER_WAY if person.happens(skill) else Progress.NOT_DONE


def shown(person: Person) -> tuple[Shown, ...]:
    """What a check-in shows: now and then somebody brings evidence."""
    if not person.happens(0.3):
        return ()
    level = seen(person)
    return tuple([Shown(goal, level, "samples of work") for goal in goals(person.state)])


def settle_steps(person: Person, check_in: RecordId) -> None:
    """Steps found done are completed on evidence; those overdue are extended, or given up."""
    state, today = person.state, person.cohort.year.date_of(person.today)
    done = state.check_ins[check_in].reviews
    for step in state.open_steps():
        if done.get(step) is Progress.DONE:
            complete(person, step, check_in)
        elif due_of(state, step) < today:
            extend(person, step)


def complete(person: Person, step: RecordId, evidence: RecordId) -> None:
    """Record a step as done on evidence; where a check-in showed none, an artifact has to."""
    check_in = person.state.check_ins.get(evidence)
    if check_in is not None and not check_in.levels and not person.slips():
        evidence = show(person)
    refused = person.ask(CompleteActionStep(person.head(person.me), step=step, evidence=evidence))
    if any(reason.code == "step.no_evidence" for reason in refused):
        person.ask(CompleteActionStep(person.head(person.me), step=step, evidence=show(person)))


def take_stock(person: Person, step: RecordId) -> None:
    """Somebody looks at a step of their own: done, and shown by a piece of work, or in need of more time."""
    if progress(person) is Progress.DONE:
        complete(person, step, show(person))
    else:
        extend(person, step)


def extend(person: Person, step: RecordId) -> None:
    """Ask for more time; where that is no longer given, the step is given up."""
    due = person.cohort.year.date_of(person.today) + timedelta(days=person.policy.step_due)
    if person.ask(ExtendActionStep(person.head(person.me), step=step, due=due, reason="no time")):
        person.ask(DropActionStep(person.head(person.coach), step=step, reason="overtaken"))


def agree(person: Person) -> None:
    """Agree on a step for a priority or the growth area; some forms are filled in carelessly first."""
    serves = [*person.state.open_growth_areas(), *priorities(person)]
    if not serves:
        person.example(SetPriority, person.me)
        return
    phrase, latest = of(person), person.policy.step_latest or 28
    for careful in (False, True):
        slip = not careful and person.slips()
        asked = AgreeActionStep(
            person.head(person.coach),
            step=person.name("step"),
            serves=serves[0],
            statement=phrase.step,
            look_for=phrase.look_for if careful or not person.slips() else "",
            due=person.cohort.year.date_of(person.today + latest + 7) if slip else None,
        )
        if not person.ask(asked):
            return
