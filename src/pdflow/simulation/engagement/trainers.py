"""Trainers: nominated, and cleared after teach-backs with critiques and debriefs; one needs a second teach-back."""

from __future__ import annotations

from typing import Final

from pdflow.cadre import (
    AcceptNomination,
    Clear,
    Criterion,
    CriterionRating,
    Critique,
    Debrief,
    DeclineNomination,
    EvaluateDebrief,
    HoldTeachBack,
    Nominate,
)
from pdflow.engagement import CompleteTask, ReachMilestone
from pdflow.kernel.header import Actor
from pdflow.people import PEER
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.engagement.supporters import TRAINERS_READY
from pdflow.simulation.world.stories import Story

SUBJECT: Final = "questions that everybody answers"
TOO_LOW: Final = {Criterion.VARIETY: 2, Criterion.CONFLICT: 2}
"""The ratings for which the second trainer is not cleared at first."""
PEERS: Final = (Actor("coach-of-trainers", PEER), Actor("lead-teacher", PEER))


def prepare_trainers(programme: Programme) -> Story[None]:
    """Nominate the trainers, and prepare those who accept side by side."""
    first, second, third = programme.trainers
    yield from programme.wait_for(-120)
    for trainer in programme.trainers:
        programme.cadre[trainer.person].ask(
            Nominate,
            programme.world.coordinator,
            person=trainer.person,
            subjects=(SUBJECT,),
            grounds="their own classroom is where colleagues go to watch",
            policy=programme.policy,
        )
    yield from programme.wait_for(-116)
    for trainer in (first, second):
        programme.cadre[trainer.person].ask(AcceptNomination, trainer)
    programme.cadre[third.person].ask(DeclineNomination, third, reason="no time")
    programme.world.begin(become_cleared(programme, first, {}))
    programme.world.begin(become_cleared(programme, second, TOO_LOW))


def become_cleared(programme: Programme, trainer: Actor, too_low: dict[Criterion, int]) -> Story[None]:
    """Teach back until cleared, and complete the task of it; ``too_low`` are ratings of the first attempt."""
    member, coordinator = programme.cadre[trainer.person], programme.world.coordinator
    for attempt, day in enumerate((-100, -60), 1):
        yield from programme.wait_for(day)
        yield from teach_back(programme, trainer, attempt, too_low if attempt == 1 else {})
        if not member.ask(Clear, coordinator, clearance=f"clearance-{attempt}", subject=SUBJECT):
            break
    ask = programme.engagement.ask
    ask(CompleteTask, trainer, task=f"teach-back-of-{trainer.person}")
    if trainer is programme.trainers[1]:
        ask(ReachMilestone, coordinator, milestone=TRAINERS_READY)


def teach_back(programme: Programme, trainer: Actor, attempt: int, too_low: dict[Criterion, int]) -> Story[None]:
    """Hold one teach-back with critiques and a debrief; the first clearance is attempted too early."""
    member, name = programme.cadre[trainer.person], f"teach-back-{attempt}"
    peers, segment = tuple(peer.person for peer in PEERS), "waiting three seconds"
    member.ask(HoldTeachBack, trainer, teach_back=name, subject=SUBJECT, segment=segment, peers=peers, minutes=40)
    for n, peer in enumerate(PEERS, 1):
        ratings = tuple(CriterionRating(each, too_low.get(each, programme.chance.choice((3, 4)))) for each in Criterion)
        member.ask(
            Critique,
            peer,
            critique=f"critique-{attempt}-{n}",
            teach_back=name,
            ratings=ratings,
            strengths="clear aims, real examples",
            refinements="give the doubters a task" if too_low else "leave the slides out",
        )
    if attempt == 1:
        member.ask(Clear, programme.world.coordinator, clearance="clearance-1", subject=SUBJECT)
    yield from programme.wait_for(programme.world.today + 1)
    debrief(programme, trainer, attempt, "rehearse the part with the doubters" if too_low else "shorten the opening")
    yield from programme.wait_for(programme.world.today + 2)


def debrief(programme: Programme, trainer: Actor, attempt: int, next_step: str) -> None:
    """Debrief a teach-back, and rate the debrief; whoever led it may not, and attempts it first."""
    member, name, teach_back = programme.cadre[trainer.person], f"debrief-{attempt}", f"teach-back-{attempt}"
    leader, other = PEERS
    member.ask(Debrief, leader, debrief=name, teach_back=teach_back, next_step=next_step)
    for peer in (leader, other):
        member.ask(EvaluateDebrief, peer, evaluation=f"rating-{attempt}", debrief=name, rating=4)
