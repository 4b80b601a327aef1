"""The trainers: nominated, taught back to peers, critiqued, debriefed and cleared; one needs a second teach-back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdflow.cadre import (
    AcceptNomination,
    Clear,
    Criterion,
    Critique,
    Debrief,
    DeclineNomination,
    EvaluateDebrief,
    HoldTeachBack,
    Nominate,
    Rating,
)
from pdflow.engagement import CompleteTask
from pdflow.kernel.header import Actor
from pdflow.people import PEER
from pdflow.simulation.participant.person import Story

if TYPE_CHECKING:
    from pdflow.simulation.engagement.commissioned import Commissioned

SUBJECT: Final = "questions that everybody answers"
SHORT: Final = {Criterion.VARIETY: 2, Criterion.CONFLICT: 2}
"""What was not good enough at the first teach-back of the second trainer."""
PEERS: Final = (Actor("coach-of-trainers", PEER), Actor("lead-teacher", PEER))


def build(world: Commissioned) -> Story[None]:
    """Nominate the trainers, and let those who accept become ready side by side."""
    first, second, third = world.trainers
    yield from world.on(-120)
    for trainer in world.trainers:
        grounds = "their own classroom is where colleagues go to watch"
        told = {"person": trainer.person, "subjects": (SUBJECT,), "grounds": grounds, "policy": world.rules}
        world.cadre[trainer.person].ask(Nominate, world.coordinator, **told)
    yield from world.on(-116)
    for trainer in (first, second):
        world.cadre[trainer.person].ask(AcceptNomination, trainer)
    world.cadre[third.person].ask(DeclineNomination, third, reason="no time")
    world.begin(become_ready(world, first, {}))
    world.begin(become_ready(world, second, SHORT))


def become_ready(world: Commissioned, trainer: Actor, short: dict[Criterion, int]) -> Story[None]:
    """Teach back until it is good enough; then the task is done."""
    member = world.cadre[trainer.person]
    for attempt, day in enumerate((-100, -60), 1):
        yield from world.on(day)
        yield from teach_back(world, trainer, attempt, short if attempt == 1 else {})
        if not member.ask(Clear, world.coordinator, clearance=f"clearance-{attempt}", subject=SUBJECT):
            break
    world.effort.ask(CompleteTask, trainer, task=f"teach-back-of-{trainer.person}")


def teach_back(world: Commissioned, trainer: Actor, attempt: int, short: dict[Criterion, int]) -> Story[None]:
    """One teach-back: held, critiqued, debriefed, and the debrief rated; the coordinator asks too soon at first."""
    member, name = world.cadre[trainer.person], f"teach-back-{attempt}"
    peers = tuple(peer.person for peer in PEERS)
    told = {"subject": SUBJECT, "segment": "waiting three seconds", "peers": peers, "minutes": 40}
    member.ask(HoldTeachBack, trainer, teach_back=name, **told)
    for n, peer in enumerate(PEERS, 1):
        ratings = tuple(Rating(each, short.get(each, world.chance.choice((3, 4)))) for each in Criterion)
        refine = "give the doubters a task" if short else "leave the slides out"
        said = {"ratings": ratings, "strengths": "clear aims, real examples", "refinements": refine}
        member.ask(Critique, peer, critique=f"critique-{attempt}-{n}", teach_back=name, **said)
    if attempt == 1:
        member.ask(Clear, world.coordinator, clearance="clearance-1", subject=SUBJECT)
    yield from world.on(world.today + 1)
    led, other = PEERS
    step = "rehearse the part with the doubters" if short else "shorten the opening"
    member.ask(Debrief, led, debrief=f"debrief-{attempt}", teach_back=name, next_step=step)
    rated = {"debrief": f"debrief-{attempt}", "rating": 4}
    member.ask(EvaluateDebrief, led, evaluation=f"rating-{attempt}", **rated)
    member.ask(EvaluateDebrief, other, evaluation=f"rating-{attempt}", **rated)
    yield from world.on(world.today + 2)
