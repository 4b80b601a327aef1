"""Support at the workplace: practice looked at, feedback, growth areas; round by round through the year."""

from __future__ import annotations

from typing import Final

from pdflow.kernel.declare import RecordId
from pdflow.participation.closing import BeginNextCycle
from pdflow.participation.entries import Artifact, Observation
from pdflow.participation.growth import CarryGrowthArea, CloseGrowthArea, DropGrowthArea, IdentifyGrowthArea
from pdflow.participation.priorities import SetPriority
from pdflow.participation.sessions import RecordAttendance
from pdflow.participation.state import COMPLETED, SUPPORT
from pdflow.participation.support import BeginSupport
from pdflow.simulation.checking import complete
from pdflow.simulation.closing import finish
from pdflow.simulation.coaching import coach_on
from pdflow.simulation.looking import look, look_at
from pdflow.simulation.person import Person, Story
from pdflow.simulation.phrases import of
from pdflow.simulation.remedies import insist, remedy, waive
from pdflow.simulation.schoolyear import DAY
from pdflow.simulation.visiting import keep
from pdflow.values import IN_PLACE

EVE: Final = 16 * 60
SESSIONS: Final = 2
"""Coaching sessions on one growth area before it is settled otherwise."""
MONTH: Final = 30


def be_supported(person: Person) -> Story[None]:
    """From training into support, and round again until the policy's cycles are done."""
    rounds = len(person.cohort.rounds)
    while person.state.phase is not COMPLETED:
        if person.state.phase is not SUPPORT and not (yield from into_support(person)):
            return
        cycle = person.state.cycle
        yield from a_round(person)
        if person.state.cycle == cycle >= rounds:
            yield from finish(person)
            return
        if person.state.cycle == cycle:
            yield from to_the_next(person)


def into_support(person: Person) -> Story[bool]:
    """Ask for support to begin some days after the round's training; False where nothing more can be done."""
    cycle, end_of = person.state.cycle, person.cohort.end_of
    yield from person.until(end_of(cycle))
    while person.now < end_of(cycle):
        yield from person.until(end_of(cycle))
    while True:
        yield from person.days(person.chance.randint(2, 5))
        yield from begin_support(person)
        if person.state.phase is SUPPORT:
            return True
        if not person.making_up and not waive(person, "training.attendance_short"):
            return False


@remedy(BeginSupport)
def begin_support(person: Person, reason: object = None) -> Story[None]:
    """The coach asks for support to begin, and sees to what is missing."""
    if (yield from insist(person, lambda careful: BeginSupport(person.head(person.coach)))):
        person.enter_support()


@remedy(RecordAttendance)
def wait_for_a_make_up(person: Person, reason: object) -> Story[None]:
    """What was missed is made up when it is next offered, if it still is."""
    if person.making_up:
        yield from person.days(7 * person.cohort.parameters.make_up_after)


def a_round(person: Person) -> Story[None]:
    """One cycle of support: practice looked at, and coached where that is meant for this person."""
    cycle = person.state.cycle
    if not person.state.still_open(person.state.priorities) and not person.slips():
        person.suggest(SetPriority, person.me)
    area = next(iter(person.state.open_growth_areas()), None)
    if area is None:
        evidence = yield from look(person, person.cohort.parameters.first_visit_after)
        if not person.is_to_be_coached:
            yield from look(person, MONTH)
            return
        area = yield from identify(person, evidence)
    for _ in range(SESSIONS):
        yield from coach_on(person, area)
        if person.state.cycle != cycle or (yield from is_closed(person, area)) or person.state.cycle != cycle:
            return
    settle(person, area)


def identify(person: Person, evidence: RecordId) -> Story[RecordId]:
    """Name the growth area of highest leverage on what was seen."""
    name, phrase = person.name("growth-area"), of(person)
    person.practice = person.practice.next(person.today) if person.state.cycle > 1 else person.practice
    yield from insist(
        person,
        lambda careful: IdentifyGrowthArea(
            person.head(person.coach),
            growth_area=name,
            practice=phrase.practice,
            evidence=(evidence,),
            rationale=phrase.struggle if careful or not person.slips() else None,
            considered="the aims of the lesson",
        ),
    )
    return name


def is_closed(person: Person, area: RecordId) -> Story[bool]:
    """Look again on the return visit, and close the growth area where practice shows it."""
    visit, person.returning = person.returning, None
    if visit is not None and visit.start > person.now and (yield from keep(person, visit)):
        evidence = yield from look_at(person, visit)
    else:
        evidence = yield from look(person, person.cohort.parameters.return_after)
    state = person.state
    seen = state.find(evidence, "observations", "artifacts")
    level = seen.levels.get(area) if isinstance(seen, Observation | Artifact) else None
    if seen is not None and level in IN_PLACE:
        for step in [step for step in state.open_steps() if state.steps[step].at < seen.at]:
            complete(person, step, evidence)
    if area not in state.open_growth_areas() or state.phase is not SUPPORT:
        return True
    if level not in IN_PLACE and not person.slips():
        return False
    return not person.ask(CloseGrowthArea(person.head(person.coach), growth_area=area))


def settle(person: Person, area: RecordId) -> None:
    """A growth area that coaching did not close is carried on, or given up for a better one."""
    if area in person.state.open_growth_areas():
        head, reason = person.head(person.coach), "not shown yet"
        carried = CarryGrowthArea(head, growth_area=area, reason=reason)
        dropped = DropGrowthArea(head, growth_area=area, reason="a better one was found")
        person.ask(dropped if person.slips() else carried)


def to_the_next(person: Person) -> Story[None]:
    """Between rounds practice is looked at about every month; then the next cycle begins."""
    cycle = person.state.cycle
    eve = eve_of(person, cycle + 1)
    while eve - person.now > MONTH * DAY and person.policy.unobserved_warning is not None:
        yield from look(person, MONTH)
    yield from person.until(eve + 15)
    if person.state.cycle == cycle:
        yield from insist(person, lambda careful: BeginNextCycle(person.head(person.coach), cycle=cycle + 1))


def eve_of(person: Person, cycle: int) -> int:
    """The afternoon before a cycle's training."""
    return (person.cohort.rounds[cycle - 1][0] - 1) * DAY + EVE


def be_prompted(person: Person) -> Story[None]:
    """On the eve of each round the coordinator asks for everybody's next cycle, ready or not."""
    for cycle in range(2, len(person.cohort.rounds) + 1):
        eve = eve_of(person, cycle)
        if eve < person.now:
            continue
        yield person.cohort.env.timeout(eve - person.now)
        if person.state.phase is SUPPORT and person.state.cycle == cycle - 1 and person.away is None:
            areas = person.state.open_growth_areas()
            if areas and person.state.counted and person.happens(0.5):
                settle(person, areas[0])
            person.ask(BeginNextCycle(person.head(person.cohort.coordinator), cycle=cycle))
