"""The rulebook's two tables of policy, cell by cell; the figures are typed from the rulebook, not from the code."""

from typing import Any

import pytest

from pdflow import AGENCY_CADRE, COLLEGE_CPD, FULL, LIGHT, PROFILES, TEXAS_CYCLE, TEXAS_LEADER, Policy, Tier
from pdflow.values import Evidence, Strategy

OBSERVATION, ARTIFACT, CHECK_IN = Evidence.OBSERVATION, Evidence.ARTIFACT, Evidence.CHECK_IN
SHOWN_BY_ALL = {OBSERVATION, ARTIFACT, CHECK_IN}
ALL = {
    "OUTCOME",
    "MEASURE",
    "BASELINE",
    "SUPPORTER",
    "MANAGER_ROLE",
    "TRAINER_ROLE",
    "PROTECTED_TIME",
    "FOLLOW_UP_BUDGET",
    "REVISIT",
    "SHARING",
    "FOLLOW_UP",
}

THE_FULL_RULE: dict[str, Any] = {
    "attendance_share": 0.80,
    "shortest_session": 180,
    "evaluation_before": "COMPLETE",
    "commitment_before_support": True,
    "follow_up_due": 28,
    "follow_up_breached": 56,
    "contacts_per_cycle": 1,
    "commitment_reviewed": True,
    "days_between_cycles": None,
    "coach_may_be_manager": True,
    "return_visit_within": 28,
    "remeasure_anchor": "FIRST_TRAINING",
    "remeasure_after_input": 14,
    "remeasure_until_after_input": 90,
    "remeasure_kept_before_end": 28,
    "working_from": 7,
    "working_until": 19,
    "observations_before_coaching": 1,
    "practice_shown_by": {OBSERVATION},
    "priorities_at_once": 3,
    "evidence_per_growth_area": 1,
    "growth_areas_at_once": 1,
    "steps_at_once": 2,
    "step_due": 7,
    "step_latest": 14,
    "step_breached": 14,
    "extensions_per_step": 1,
    "debrief_due": 2,
    "debrief_breached": 10,
    "check_in_every": 14,
    "check_in_every_later": 28,
    "unobserved_warning": 30,
    "fewest_cycles": 1,
    "most_cycles": None,
    "coaching_intensive": 1,
    "coaching_general": 0,
    "remeasure_from": 90,
    "remeasure_until": 180,
    "touch_point_every": 90,
    "protected_minutes": 60,
    "caseload_intensive": 15,
    "caseload_total": 45,
    "missed_visits": 2,
    "dosage_note_hours": 14,
    "practice_share_note": 0.30,
    "evaluations_before_follow_up": 0.50,
    "teachback_standard": 3,
    "clearance_months": 24,
    "cleared_trainer_needed": False,
    "counts_as_follow_up": {"OBSERVATION", "CHECK_IN", "COACHING", "STRATEGY"},
    "lightest_follow_up": Strategy.DISCUSSION,
    "sustained_dates": 3,
    "sustained_days": 7,
    "questions": ALL,
}

ROWS: dict[str, tuple[tuple[str, ...], list[Any]]] = {
    "shortest session that counts": (("shortest_session",), [0, 0, 0, 180, 0]),
    "evaluation asked before": (("evaluation_before",), ["NEVER", *["COMPLETE"] * 4]),
    "commitment before support": (("commitment_before_support",), [False, True, True, False, True]),
    "a supporter, and not the line manager alone, before support": (
        ("supporter_before_support", "supporter_beyond_manager"),
        [False, True, True, False, True],
    ),
    "follow-up planned, own baseline before support": (
        ("follow_up_before_support", "baseline_before_support"),
        [False, True, True, True, True],
    ),
    "support at all, outcome re-measured, before Complete": (
        ("support_before_complete", "remeasure_before_complete"),
        [False, True, True, True, True],
    ),
    "first follow-up due": (("follow_up_due",), [28, 14, 14, 28, 14]),
    "first follow-up breached": (("follow_up_breached",), [56, 28, 28, 56, 28]),
    "observations before coaching": (("observations_before_coaching",), [0, 1, 0, 1, 0]),
    "what may show a practice": (
        ("practice_shown_by",),
        [SHOWN_BY_ALL, {OBSERVATION}, SHOWN_BY_ALL, {OBSERVATION, ARTIFACT}, {OBSERVATION, ARTIFACT}],
    ),
    "unobserved warning": (("unobserved_warning",), [None, 30, None, None, None]),
    "check-in every, first cycle": (("check_in_every",), [None, 14, 14, 28, 14]),
    "check-in every, later": (("check_in_every_later",), [None, 28, 14, 28, 14]),
    "action step due": (("step_due",), [7, 7, 14, 14, 14]),
    "action step latest": (("step_latest",), [28, 14, 28, 28, 28]),
    "cycles, fewest": (("fewest_cycles",), [1, 3, 3, 1, 1]),
    "cycles, most": (("most_cycles",), [None, 3, None, None, None]),
    "coaching sessions in each": (("coaching_intensive",), [0, 1, 1, 0, 0]),
    "coaching sessions in the general tier": (("coaching_general",), [0, 0, 0, 0, 0]),
    "contacts in each cycle": (("contacts_per_cycle",), [0, 1, 1, 1, 1]),
    "commitment looked at": (("commitment_reviewed",), [False, True, True, False, True]),
    "days from one cycle's training to the next cycle": (("days_between_cycles",), [None, 28, 28, None, None]),
    "the coach may be the line manager": (("coach_may_be_manager",), [True, True, True, True, False]),
    "re-measuring anchored at": (
        ("remeasure_anchor",),
        ["FIRST_TRAINING", "LAST_INPUT", "LAST_INPUT", "FIRST_TRAINING", "FIRST_TRAINING"],
    ),
    "working hours begin": (("working_from",), [0, 7, 7, 0, 7]),
    "working hours end": (("working_until",), [24, 19, 19, 24, 19]),
    "cleared trainer needed": (("cleared_trainer_needed",), [False, False, False, True, False]),
    "questions asked at Commission": (
        ("questions",),
        [
            set(),
            ALL - {"PROTECTED_TIME"},
            ALL - {"PROTECTED_TIME"},
            {"OUTCOME", "MEASURE", "BASELINE", "FOLLOW_UP", "SUPPORTER"},
            ALL,
        ],
    ),
}
COLUMNS = (LIGHT, TEXAS_CYCLE, TEXAS_LEADER, AGENCY_CADRE, COLLEGE_CPD)
CELLS = [
    pytest.param(policy, field, value, id=f"{policy.name}: {row} ({field})")
    for row, (fields, values) in ROWS.items()
    for policy, value in zip(COLUMNS, values, strict=True)
    for field in fields
]


@pytest.mark.parametrize(("field", "value"), THE_FULL_RULE.items())
def test_the_full_rule_is_the_first_table(field: str, value: object) -> None:
    assert getattr(Policy(), field) == value


@pytest.mark.parametrize(("policy", "field", "value"), CELLS)
def test_a_profile_differs_from_it_as_the_second_table_says(policy: Policy, field: str, value: object) -> None:
    assert getattr(policy, field) == value


@pytest.mark.parametrize("policy", COLUMNS, ids=lambda policy: policy.name)
def test_a_profile_differs_in_nothing_else(policy: Policy) -> None:
    assert policy.differs().keys() <= {field for fields, _ in ROWS.values() for field in fields}


def test_the_full_rule_requires_everything_that_can_be_required_before_support_and_completion() -> None:
    required = [name for name in dir(FULL) if name.endswith(("_before_support", "_before_complete", "_beyond_manager"))]
    assert len(required) == 7
    assert all(getattr(FULL, name) for name in required)


def test_profiles_go_by_their_names() -> None:
    assert PROFILES.keys() == {"FULL", "LIGHT", "TEXAS_CYCLE", "TEXAS_LEADER", "AGENCY_CADRE", "COLLEGE_CPD"}
    assert all(name == policy.name for name, policy in PROFILES.items())


def test_coaching_is_required_by_tier() -> None:
    assert (FULL.coaching_sessions(Tier.INTENSIVE), FULL.coaching_sessions(Tier.GENERAL)) == (1, 0)
