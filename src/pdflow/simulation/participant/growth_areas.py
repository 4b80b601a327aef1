"""Growth areas: identified on the latest look at practice, closed once practice shows them, carried on or dropped."""

from __future__ import annotations

from collections.abc import Mapping

from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    Artifact,
    CarryGrowthArea,
    CloseGrowthArea,
    DropGrowthArea,
    IdentifyGrowthArea,
    Observation,
)
from pdflow.simulation.participant.action_steps import complete_step
from pdflow.simulation.participant.evidence import add_artifact
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist
from pdflow.simulation.world.skill import chance_of_right_area
from pdflow.simulation.world.stories import Story
from pdflow.values import IN_PLACE


def latest_look(person: SimulatedPerson) -> tuple[RecordId, Observation | Artifact] | None:
    """Return the latest observation or artifact of the person's practice, with its id."""
    state = person.state
    looks: dict[RecordId, Observation | Artifact] = {**state.artifacts, **state.observations}
    return max(looks.items(), key=lambda look: look[1].at, default=None)


def identify(person: SimulatedPerson) -> Story[None]:
    """Identify a growth area on the latest look at practice."""
    look = latest_look(person)
    name, evidence, phrase = person.new_id("growth-area"), look[0] if look else add_artifact(person), person.phrase
    is_identified = yield from insist(
        person,
        lambda careful: IdentifyGrowthArea(
            person.header(person.coach),
            growth_area=name,
            practice=phrase.practice,
            evidence=(evidence,),
            rationale=phrase.struggle if careful or not person.slips("growth area") else None,
            considered="the aims of the lesson",
        ),
    )
    if is_identified and is_understood(person):
        person.right_areas.add(name)


def close_if_shown(person: SimulatedPerson, area: RecordId) -> bool:
    """Close a growth area that practice has shown since it was coached; return whether it is closed."""
    look = showing_look(person, area)
    if look is not None:
        for step in [step for step in person.state.open_steps() if is_later(person, look, step)]:
            complete_step(person, step, look)
    elif not person.slips("area closed"):
        return False
    return not person.ask(CloseGrowthArea(person.header(person.coach), growth_area=area))


def showing_look(person: SimulatedPerson, area: RecordId) -> RecordId | None:
    """Return the first look at practice since the area's last coaching that found it in place."""
    state = person.state
    coached = [closed for name, closed in state.counted.items() if state.sessions[name].growth_area == area]
    since = max(coached, default=state.growth_areas[area].at)
    looks: Mapping[RecordId, Observation | Artifact] = state.observations if person.is_observed else state.artifacts
    found = (name for name, look in looks.items() if look.at > since and look.levels.get(area) in IN_PLACE)
    return next(found, None)


def is_later(person: SimulatedPerson, look: RecordId, step: RecordId) -> bool:
    """Whether practice was looked at after a step was agreed."""
    found = person.state.find(look, "observations", "artifacts")
    return found is not None and found.at > person.state.steps[step].at


def carry_or_drop(person: SimulatedPerson, area: RecordId) -> None:
    """Carry on a growth area that is still open, or drop it for a better one."""
    if area not in person.state.open_growth_areas():
        return
    if is_mistaken(person, area) or person.slips("area dropped"):
        drop(person, area)
    else:
        person.ask(CarryGrowthArea(person.header(person.coach), growth_area=area, reason="not shown yet"))


def is_understood(person: SimulatedPerson) -> bool:
    """Whether practice was looked at often enough to see what holds it back: once it is, it stays so."""
    skill = person.world.parameters.skill
    return person.chances.uniform("right area") < chance_of_right_area(skill, person.looks)


def is_mistaken(person: SimulatedPerson, area: RecordId) -> bool:
    """Whether the coach, who has looked at practice more often by now, sees that something else holds it back."""
    return is_understood(person) and area not in person.right_areas


def drop(person: SimulatedPerson, area: RecordId) -> bool:
    """Drop a growth area for a better one; return whether that is done."""
    header, reason = person.header(person.coach), "a better one was found"
    return not person.ask(DropGrowthArea(header, growth_area=area, reason=reason))
