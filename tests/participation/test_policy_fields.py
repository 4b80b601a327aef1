"""Every field of a policy changes something: what a participation decides, or what another room owes or notes."""

from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.participation.course import a_session
from tests.participation.stories import (
    TEAM,
    Story,
    agree,
    ana,
    artifact,
    attend,
    day,
    enrolled,
    four_moves,
    identify,
    in_coaching,
    kim,
    lee,
    looked_at,
    measure,
    observe,
    observed,
    office,
    on,
    ready,
    schedule,
    settled,
    supported,
    trained,
    with_growth_area,
)

import pdflow
from pdflow import FULL, Command, Policy, Tier
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CloseCoaching,
    CloseGrowthArea,
    Complete,
    ExtendActionStep,
    OpenCoaching,
    SetPriority,
    decider,
)
from pdflow.policy import EvaluationBefore, RemeasureAnchor
from pdflow.testing.spec import given
from pdflow.values import Evidence

SOURCE = Path(pdflow.__file__).parent
OTHERS = ("agenda", "documents", "engagement", "cadre")
"""The rooms in which a field of no decision here is an obligation, a note, or a decision about something else."""


def priority(name: str, n: float = 4) -> Command[Any]:
    return SetPriority(ana(n), priority=name, statement="talk")


def coached_late(policy: Policy) -> Story:
    """Ready under a policy that counts from the last input, and coached again on day 250 of 270."""
    story = [*settled(policy=policy, planned_end=on(270)), looked_at(), measure(lee(240), "r1", on(240))]
    return [*story, identify(kim(250), "late", "ob2"), *session("late", 250)]


def session(area: str, n: float) -> Story:
    return a_session(kim, int(n), f"session-{area}", area, "ob2")


LAST = {"remeasure_anchor": RemeasureAnchor.LAST_INPUT}
BEGIN, DONE, NEXT = BeginSupport(kim(4, 9)), Complete(kim(101)), BeginNextCycle(kim(20), cycle=2)
DECISIONS: dict[str, tuple[object, Any, Command[Any], dict[str, object]]] = {
    "attendance_share": (0.2, lambda p: [*enrolled(policy=p), attend(lee(3), "a1", there=100)], BEGIN, {}),
    "shortest_session": (500, lambda p: trained(policy=p), BEGIN, {}),
    "evaluation_before": (
        EvaluationBefore.SUPPORT,
        lambda p: [c for c in trained(policy=p) if getattr(c, "evaluation", None) is None],
        BEGIN,
        {},
    ),
    "commitment_before_support": (
        False,
        lambda p: [c for c in trained(policy=p) if getattr(c, "commitment", None) != "c1"],
        BEGIN,
        {},
    ),
    "supporter_before_support": (
        False,
        lambda p: [enrolled(policy=p)[0], attend(office(3), "a1")],
        BeginSupport(office(4, 9)),
        {},
    ),
    "supporter_beyond_manager": (
        False,
        lambda p: [*trained(policy=p), AssignTeam(office(4), team=TEAM[-1:], coach="tom")],
        BeginSupport(office(4, 9)),
        {},
    ),
    "follow_up_before_support": (False, lambda p: trained(policy=p, strategies=()), BEGIN, {}),
    "baseline_before_support": (
        False,
        lambda p: [c for c in trained(policy=p) if getattr(c, "baseline", None) is None],
        BEGIN,
        {},
    ),
    "support_before_complete": (False, lambda p: trained(policy=p), DONE, {}),
    "remeasure_before_complete": (False, lambda p: [*settled(policy=p), looked_at()], DONE, {}),
    "contacts_per_cycle": (5, lambda p: ready(policy=p), DONE, {}),
    "commitment_reviewed": (False, lambda p: [*settled(policy=p), measure(kim(100), "r1", on(100))], DONE, {}),
    "observations_before_coaching": (
        2,
        lambda p: with_growth_area(policy=p),
        OpenCoaching(kim(10), session="s1", growth_area="g1"),
        {},
    ),
    "practice_shown_by": (
        frozenset(Evidence),
        lambda p: [*with_growth_area(policy=p), artifact(ana(12), "ar1", "g1")],
        CloseGrowthArea(kim(17, 9), growth_area="g1"),
        {},
    ),
    "priorities_at_once": (1, lambda p: [*supported(policy=p), priority("pr1")], priority("pr2"), {}),
    "evidence_per_growth_area": (2, lambda p: observed(policy=p), identify(kim(9), "g1", "ob1"), {}),
    "growth_areas_at_once": (2, lambda p: with_growth_area(policy=p), identify(kim(9, 9), "g2", "ob1"), {}),
    "steps_at_once": (
        1,
        lambda p: [*with_growth_area(policy=p), agree(kim(9), "st1", "g1")],
        agree(kim(9, 9), "st2", "g1"),
        {},
    ),
    "step_latest": (
        3,
        lambda p: with_growth_area(policy=p),
        agree(kim(9), "st1", "g1", due=on(20)),
        {"step_due": 3},
    ),
    "extensions_per_step": (
        0,
        lambda p: [*with_growth_area(policy=p), agree(kim(9), "st1", "g1")],
        ExtendActionStep(ana(10), step="st1", due=on(20), reason="illness"),
        {},
    ),
    "fewest_cycles": (2, lambda p: ready(policy=p), DONE, {}),
    "most_cycles": (1, lambda p: settled(policy=p), NEXT, {}),
    "days_between_cycles": (28, lambda p: settled(policy=p), NEXT, {}),
    "coach_may_be_manager": (
        False,
        lambda p: enrolled(policy=p),
        AssignTeam(office(2), team=TEAM, coach="rosa"),
        {},
    ),
    "coaching_intensive": (0, lambda p: observed(policy=p), NEXT, {}),
    "coaching_general": (
        1,
        lambda p: [*observed(policy=p), AssignTeam(office(9), team=TEAM, coach="kim", tier=Tier.GENERAL)],
        NEXT,
        {},
    ),
    "remeasure_anchor": (
        RemeasureAnchor.LAST_INPUT,
        lambda p: [*settled(policy=p), looked_at(), measure(lee(190), "r1", on(190))],
        Complete(kim(191)),
        {},
    ),
    "remeasure_from": (120, lambda p: ready(policy=p), DONE, {}),
    "remeasure_until": (95, lambda p: ready(policy=p), DONE, {}),
    "remeasure_after_input": (
        100,
        lambda p: ready(policy=p, planned_end=on(270)),
        DONE,
        LAST,
    ),
    "remeasure_until_after_input": (
        300,
        lambda p: [*settled(policy=p, planned_end=on(200)), looked_at(), measure(lee(210), "r1", on(210))],
        Complete(kim(211)),
        LAST,
    ),
    "remeasure_kept_before_end": (
        0,
        lambda p: [*coached_late(p), observe(kim(257), "ob9", "late"), CloseGrowthArea(kim(257), growth_area="late")],
        Complete(kim(258)),
        LAST,
    ),
}


@pytest.mark.parametrize("field", DECISIONS)
def test_the_field_changes_what_is_refused(field: str) -> None:
    value, story, command, base = DECISIONS[field]
    before = attrs.evolve(FULL, name="ours", **base)
    after = attrs.evolve(before, **{field: value})
    refused = [given(decider, *story(policy)).when(command).reasons for policy in (before, after)]
    assert refused[0] != refused[1]


def test_the_return_visit_has_to_be_within_the_days_of_the_policy() -> None:
    policies = (FULL, attrs.evolve(FULL, name="ours", return_visit_within=3, check_in_every=1))
    close = CloseCoaching(kim(10, 12), session="s1", minutes=45)
    refused = [
        given(decider, *in_coaching(policy=policy), *four_moves(), schedule(kim(10, 11), "v1", day(17)))
        .when(close)
        .reasons
        for policy in policies
    ]
    assert [[reason.code for reason in reasons] for reasons in refused] == [[], ["coaching.no_return_visit"]]


def test_the_due_date_of_a_step_is_the_policys_where_none_is_named() -> None:
    state = given(
        decider, *with_growth_area(policy=attrs.evolve(FULL, name="ours", step_due=3)), agree(kim(9), "st1", "g1")
    ).state
    assert state.steps["st1"].due == on(12)


def test_every_other_field_is_an_obligation_a_note_or_a_decision_elsewhere() -> None:
    texts = "".join(file.read_text() for room in OTHERS for file in (SOURCE / room).rglob("*.py"))
    contacts = (SOURCE / "participation" / "state" / "contacts.py").read_text()
    fields = {field.name for field in attrs.fields(Policy)[2:]} - DECISIONS.keys() - {"return_visit_within", "step_due"}
    assert [field for field in sorted(fields) if f".{field}" not in texts + contacts] == []
