"""Support at the workplace: how it begins, growth areas named and settled, and the way into the next cycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.fields import RecordId
from pdflow.participation.completion import BeginNextCycle
from pdflow.participation.growth_areas import (
    CarryGrowthArea,
    CloseGrowthArea,
    DropGrowthArea,
    IdentifyGrowthArea,
)
from pdflow.participation.priorities import SetPriority
from pdflow.participation.state.records import Artifact, Observation
from pdflow.participation.state.state import SUPPORT
from pdflow.participation.support import BeginSupport
from pdflow.participation.training import RecordAttendance
from pdflow.simulation.participant.check_ins import complete
from pdflow.simulation.participant.evidence import show
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy
from pdflow.simulation.world.phrases import of
from pdflow.simulation.world.school_year import DAY
from pdflow.values import IN_PLACE

EVE: Final = 16 * 60


@remedy(BeginSupport)
def begin_support(person: Person, reason: object = None) -> Story[None]:
    """The coach asks for support to begin, and sees to what is missing; then there is something to work on."""
    begun = yield from insist(person, lambda careful: BeginSupport(person.head(person.coach)))
    if begun and not person.state.still_open(person.state.priorities) and not person.slips():
        person.example(SetPriority, person.me)


@remedy(RecordAttendance)
def wait_for_a_make_up(person: Person, reason: object) -> Story[None]:
    """What was missed is made up when it is next offered, if it still is."""
    if person.making_up:
        yield from person.days(7 * person.cohort.parameters.make_up_after)


def last_seen(person: Person) -> tuple[RecordId, Observation | Artifact] | None:
    """The latest look at this person's practice in this cycle."""
    state = person.state
    looks: dict[RecordId, Observation | Artifact] = {**state.artifacts, **state.observations}
    return max(looks.items(), key=lambda seen: seen[1].at, default=None)


def identify(person: Person) -> Story[None]:
    """Name the growth area of highest leverage on what was last seen."""
    seen = last_seen(person)
    name, evidence, phrase = person.name("growth-area"), seen[0] if seen else show(person), of(person)
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


def close(person: Person, area: RecordId) -> bool:
    """Close a growth area where practice showed it since it was coached; whether it is closed."""
    name = shown(person, area)
    if name is not None:
        for step in [step for step in person.state.open_steps() if is_later(person, name, step)]:
            complete(person, step, name)
    elif not person.slips():
        return False
    return not person.ask(CloseGrowthArea(person.head(person.coach), growth_area=area))


def shown(person: Person, area: RecordId) -> RecordId | None:
    """The look, of the kind by which this person's practice is judged, that found it in place since its coaching."""
    state = person.state
    coached = [closed for name, closed in state.counted.items() if state.sessions[name].growth_area == area]
    since = max(coached, default=state.growth_areas[area].at)
    looks: Mapping[RecordId, Observation | Artifact] = state.observations if person.is_observed else state.artifacts
    found = (name for name, look in looks.items() if look.at > since and look.levels.get(area) in IN_PLACE)
    return next(found, None)


def is_later(person: Person, look: RecordId, step: RecordId) -> bool:
    """Whether a look came after a step was agreed."""
    seen = person.state.find(look, "observations", "artifacts")
    return seen is not None and seen.at > person.state.steps[step].at


def settle(person: Person, area: RecordId) -> None:
    """A growth area that coaching did not close is carried on, or given up for a better one."""
    if area in person.state.open_growth_areas():
        head, reason = person.head(person.coach), "not shown yet"
        carried = CarryGrowthArea(head, growth_area=area, reason=reason)
        dropped = DropGrowthArea(head, growth_area=area, reason="a better one was found")
        person.ask(dropped if person.slips() else carried)


def begin_next_cycle(person: Person) -> Story[None]:
    """Ask for the next cycle, and see to what stands in the way."""
    cycle = person.state.cycle + 1
    yield from insist(person, lambda careful: BeginNextCycle(person.head(person.coach), cycle=cycle))


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
