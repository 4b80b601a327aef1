"""A hospital has a policy and rights of its own."""

from collections.abc import Sequence

import attrs
from tests.participation.course import Course
from tests.participation.stories import (
    Somebody,
    agree,
    ana,
    attend,
    day,
    debrief,
    observe,
    on,
    plan,
)

from pdflow import (
    LIGHT,
    Command,
    Header,
    Reason,
    Role,
)
from pdflow.participation import (
    AdoptPolicy,
    BeginSupport,
    Complete,
    CompleteActionStep,
    Enrol,
    Enrolled,
    Participation,
    Phase,
    RetirePriority,
    SetPriority,
    VoidRecord,
    Waive,
    decider,
)

WARD = attrs.evolve(
    LIGHT,
    name="WARD",
    version=1,
    attendance_share=1.0,
    support_before_complete=True,
    priorities_at_once=1,
    steps_at_once=1,
)
"""A hospital's own: all of the training, some support, one thing at a time."""

bea = Somebody("bea", Role.PEER)
sister = Somebody("sister", Role.MANAGER)


def ward_rights(state: Participation, command: type[Command], header: Header) -> Sequence[Reason]:
    """On this ward the sister in charge may ask everything, and whoever works there what is no administration."""
    if header.by.person == "sister" or command not in (Enrol, AdoptPolicy, Waive, VoidRecord, Complete):
        return ()
    return (Reason("ward.sister_only"),)


def test_a_hospital_uses_participations_alone_with_a_policy_and_rights_of_its_own() -> None:
    ward = Course(decider.with_rights(ward_rights))
    ward.refuses("nurses do not enrol themselves", Enrol(ana(0), person="ana", policy=WARD), "ward.sister_only")
    ward.carries_out(
        "a nurse is enrolled on her ward, and trained in two half-hours",
        Enrol(sister(0), person="ana", role_title="nurse", site="ward 3", policy=WARD),
        plan(sister(0), "p1", "d1", start=day(1), minutes=30),
        plan(sister(0), "p2", "d2", start=day(2), minutes=30),
        attend(sister(1), "a1", "d1", held=30, there=30),
    )
    [short] = ward.refuses("all of it is asked", BeginSupport(bea(1)), "training.attendance_short")
    assert short.parameters == {"cycle": 1, "have": 0.5, "needed": 1.0, "reachable": True}
    ward.carries_out(
        "a colleague supports her: one priority, one step at a time",
        attend(sister(2), "a2", "d2", held=30, there=30),
        BeginSupport(bea(3)),
        SetPriority(ana(3), priority="pr1", statement="hands disinfected before every contact"),
        agree(bea(3), "st1", "pr1", due=on(20)),
    )
    ward.refuses("one at a time", SetPriority(ana(4), priority="pr2", statement="more"), "priority.too_many")
    ward.refuses("nor two steps", agree(bea(4), "st2", "pr1"), "step.too_many_open")
    ward.refuses("nobody observes herself, here neither", observe(ana(4), "ob1", "pr1"), "observation.of_self")
    ward.carries_out(
        "she is observed, hears about it at once, and has done it",
        observe(bea(10), "ob1", "pr1", "st1", minutes=15),
        debrief(bea(10), "f1", "ob1"),
        CompleteActionStep(ana(11), step="st1", evidence="ob1"),
        RetirePriority(bea(11), priority="pr1", accomplished=True),
    )
    ward.carries_out("the policy is revised under way", AdoptPolicy(sister(12), policy=attrs.evolve(WARD, version=2)))
    ward.refuses("a nurse does not complete herself", Complete(ana(13)), "ward.sister_only")
    ward.carries_out("the sister completes it", Complete(sister(13)))
    summary = ward.ends_in(Phase.COMPLETED)
    assert (summary.training_minutes, summary.support_minutes, summary.steps_completed) == (60, 15, 1)
    assert ward.state.policy.version == 2
    first = ward.events[0]
    assert isinstance(first, Enrolled)
    assert first.policy.differs() == WARD.differs()
