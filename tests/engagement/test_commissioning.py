"""Commissioning: each question of the policy is answered, waived, or blocks by its own code."""

from datetime import UTC, datetime, timedelta, timezone

import attrs
import pytest
from tests.engagement.stories import (
    Story,
    after,
    agree,
    baseline,
    commissioned,
    day,
    host,
    in_design,
    kim,
    lee,
    measure,
    office,
    on,
    outcome,
    payer,
    plan,
    propose,
    protect,
    read,
    requested,
    supporter,
    vet,
    waive,
)

from pdflow import (
    AGENCY_CADRE,
    COLLEGE_CPD,
    FULL,
    LIGHT,
    TEXAS_CYCLE,
    TEXAS_LEADER,
    Command,
    Policy,
)
from pdflow.engagement import (
    AdoptPolicy,
    Commission,
    DefineManagerRole,
    DefineTrainerRole,
    EndPartnership,
    EngagementCommissioned,
    EngagementStage,
    PlanRevisit,
    PlanSharing,
    ProtectedSlot,
    ProtectTime,
    ReviseFollowUp,
    SetBudget,
)
from pdflow.policy import Question

ANSWERS = {
    "design.no_outcome": outcome(payer(1)),
    "design.no_measure": measure(payer(1)),
    "design.no_baseline": baseline(payer(1)),
    "design.no_supporter": supporter(payer(1)),
    "design.no_manager_role": DefineManagerRole(payer(1), definition="mr1", supports="a", tracks="b"),
    "design.no_trainer_role": DefineTrainerRole(payer(1), definition="tr1", advice="a", part="b"),
    "design.no_protected_time": protect(payer(1), **{f"slot{n}": 14 * n for n in range(1, 53)}),
    "design.no_follow_up_budget": SetBudget(payer(1), budget="bu1", reason="a grant"),
    "design.no_revisit": PlanRevisit(payer(1), revisit="re1", on=on(40), messages="wait time"),
    "design.no_sharing": PlanSharing(payer(1), sharing="sh1", how="a teach meet"),
    "design.no_follow_up": plan(lee(1)),
}
PROTECTING = attrs.evolve(
    LIGHT, name="ours", questions=frozenset({Question.PROTECTED_TIME}), working_from=7, working_until=19
)
FOR_OUTCOMES = {"design.no_outcome", "design.no_measure", "design.no_baseline"}


def missing(*story: Story) -> list[str]:
    return [reason.code for reason in after(*story).when(Commission(payer(9))).reasons]


def test_all_questions_open_are_refused_by_name_at_once() -> None:
    assert missing(*in_design(policy=FULL)) == [*ANSWERS]


def test_all_questions_answered_a_design_is_commissioned() -> None:
    command = Commission(payer(9))
    answered = after(*in_design(policy=FULL), *ANSWERS.values())
    state = answered.when(command).then(EngagementCommissioned(command.header))
    assert state.phase is EngagementStage.DELIVERY


@pytest.mark.parametrize("code", sorted(ANSWERS.keys() - {"design.no_outcome"}))
def test_each_answer_left_out_blocks_by_its_own_name(code: str) -> None:
    rest = [answer for other, answer in ANSWERS.items() if other != code]
    assert missing(*in_design(policy=FULL), *rest) == [code]


@pytest.mark.parametrize("code", sorted(ANSWERS))
def test_each_reason_names_the_command_that_answers_it(code: str) -> None:
    reasons = after(*in_design(policy=FULL)).when(Commission(payer(9))).reasons
    [reason] = [reason for reason in reasons if reason.code == code]
    assert reason.remedy == type(ANSWERS[code]).__name__


@pytest.mark.parametrize("code", sorted(ANSWERS))
def test_each_question_can_be_waived_on_record(code: str) -> None:
    waived = (*in_design(policy=FULL), waive(payer(2), "w1", code))
    assert missing(*waived) == [other for other in ANSWERS if other != code]


@pytest.mark.parametrize(
    ("policy", "not_asked"),
    [
        (LIGHT, {*ANSWERS}),
        (TEXAS_CYCLE, {"design.no_protected_time"}),
        (TEXAS_LEADER, {"design.no_protected_time"}),
        (COLLEGE_CPD, set()),
        (
            AGENCY_CADRE,
            {code for code in ANSWERS if "role" in code or code.rsplit("_")[-1] in "time budget sharing"}
            | {"design.no_revisit"},
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Policy) else "",
)
def test_only_the_questions_of_the_policy_are_asked(policy: Policy, not_asked: set[str]) -> None:
    assert missing(*in_design(policy=policy)) == [code for code in ANSWERS if code not in not_asked]


def test_adopting_another_policy_asks_its_questions() -> None:
    assert missing(*in_design(), AdoptPolicy(office(1), policy=FULL)) == [*ANSWERS]


def test_each_outcome_is_asked_for_its_own_measure_and_baseline() -> None:
    story = (*in_design(policy=FULL), *ANSWERS.values(), outcome(payer(2), "o2"), outcome(payer(2), "o3"))
    reasons = after(*story).when(Commission(payer(9))).refused(*["design.no_measure", "design.no_baseline"] * 2)
    assert [reason.parameters for reason in reasons] == [{"outcome": "o2"}, {"outcome": "o3"}] * 2


def test_a_waiver_for_one_outcome_leaves_the_others_asked() -> None:
    story = (*in_design(policy=FULL), *ANSWERS.values(), outcome(payer(2), "o2"), outcome(payer(2), "o3"))
    waived = (waive(payer(3), "w1", "design.no_measure", subject="o2"), waive(payer(3), "w2", "design.no_baseline"))
    [reason] = after(*story, *waived).when(Commission(payer(9))).refused("design.no_measure")
    assert reason.parameters == {"outcome": "o3"}


def test_the_day_of_a_baseline_answers_the_question_too() -> None:
    answers = {**ANSWERS, "design.no_baseline": baseline(payer(1), value=None, on=on(9))}
    assert missing(*in_design(policy=FULL), *answers.values()) == []


def test_a_baseline_taken_of_a_person_answers_the_question_too() -> None:
    taken = read(host(2), level=None)
    assert missing(*in_design(policy=FULL), *{**ANSWERS, "design.no_baseline": taken}.values()) == []
    later = read(host(2))
    assert missing(*in_design(policy=FULL), *{**ANSWERS, "design.no_baseline": later}.values()) == [
        "design.no_baseline"
    ]


def test_a_follow_up_planned_and_dropped_again_is_none() -> None:
    dropped = ReviseFollowUp(office(2), revision="rv1", drops=("f1",), reason="no owner after all")
    assert missing(*in_design(policy=FULL), *ANSWERS.values(), dropped) == ["design.no_follow_up"]


def test_a_partner_proposed_must_be_agreed_with_failed_or_parted_from() -> None:
    proposed = (*in_design(), propose(payer(1)), propose(payer(1), "p2"))
    reasons = after(*proposed).when(Commission(payer(9))).refused("partnership.not_agreed", "partnership.not_agreed")
    assert [reason.parameters for reason in reasons] == [{"partner": "p1"}, {"partner": "p2"}]
    assert (
        missing(*proposed, vet(payer(2)), agree(payer(3)), EndPartnership(payer(3), partner="p2", reason="fees")) == []
    )
    assert missing(*proposed, vet(payer(2), passed=False), vet(payer(2), "v2", "p2")) == ["partnership.not_agreed"]
    assert missing(*proposed, waive(payer(2), "w1", "partnership.not_agreed", subject="p2")) == [
        "partnership.not_agreed"
    ]
    assert missing(*proposed, waive(payer(2), "w1", "partnership.not_agreed")) == []


def test_commissioning_twice_is_a_no_op_and_a_request_cannot_be_commissioned() -> None:
    after(*commissioned()).when(Commission(payer(9))).nothing()
    [reason] = after(*requested()).when(Commission(payer(9))).refused("engagement.not_in_stage")
    assert reason.remedy == "AcceptRequest"


def test_commissioning_cannot_precede_the_acceptance() -> None:
    after(*in_design()).when(Commission(payer(0, 7))).refused("record.before")


def hourly(*starts: datetime, minutes: int = 60) -> ProtectTime:
    slots = tuple(ProtectedSlot(f"slot{n}", start, minutes) for n, start in enumerate(starts))
    return ProtectTime(payer(1), protection="pt1", slots=slots)


HALF_A_YEAR = {"policy": PROTECTING, "planned_end": on(14 * 13)}


def time_missing(*protections: ProtectTime, **values: object) -> dict[str, object]:
    reasons = after(*in_design(**{**HALF_A_YEAR, **values}), *protections).when(Commission(payer(9))).reasons
    assert {reason.code for reason in reasons} <= {"time.too_little"}
    return dict(reasons[0].parameters) if reasons else {}


def fortnightly(hour: int = 14, start: int = 0, count: int = 13) -> list[datetime]:
    return [day(start + 14 * n, hour) for n in range(count)]


def test_protected_time_reaches_the_minutes_of_each_fortnight_over_the_engagement() -> None:
    """Thirteen fortnights ask for 780 minutes."""
    assert time_missing(hourly(*fortnightly())) == {}
    assert time_missing(hourly(*fortnightly(count=12))) == {"has": 720, "needs": 780, "a_fortnight": 60}
    assert time_missing(hourly(*fortnightly(count=6), minutes=130)) == {}
    assert time_missing(hourly(*fortnightly()), planned_end=None)["needs"] == 26 * 60
    assert time_missing(hourly(day(1, 14), minutes=59), planned_end=on(5))["needs"] == 60


def test_only_working_hours_of_open_days_count() -> None:
    """1 September 2026 is a Tuesday."""
    assert time_missing(hourly(*fortnightly(hour=3)))["has"] == 0
    assert time_missing(hourly(*fortnightly(start=4)))["has"] == 0
    assert time_missing(hourly(*fortnightly(hour=6), minutes=90))["has"] == 13 * 30
    assert time_missing(hourly(*fortnightly(hour=18, count=12), minutes=119))["has"] == 12 * 60
    always = attrs.evolve(PROTECTING, working_from=0, working_until=24)
    assert time_missing(hourly(*fortnightly(hour=23, start=4), minutes=119), policy=always) == {}


def test_working_hours_are_those_of_the_slot_s_own_zone() -> None:
    pacific = timezone(timedelta(hours=-8))
    evening = [moment.astimezone(pacific).replace(hour=18) for moment in fortnightly()]
    assert time_missing(hourly(*evening)) == {}
    assert time_missing(hourly(*[moment.astimezone(UTC) for moment in evening]))["has"] == 0


def test_a_slot_over_midnight_counts_on_both_days_and_two_at_one_time_once() -> None:
    assert time_missing(hourly(day(1, 18), minutes=14 * 60))["has"] == 60 + 60
    assert time_missing(hourly(day(1, 14), day(1, 14), day(1, 15)))["has"] == 120


def test_a_policy_without_minutes_asks_only_for_some_time() -> None:
    assert time_missing(hourly(day(1, 14)), policy=attrs.evolve(PROTECTING, protected_minutes=None)) == {}
    assert time_missing(hourly(day(1, 14)), policy=LIGHT) == {}


def test_each_supporter_is_tasked_and_guided() -> None:
    asked = attrs.evolve(LIGHT, name="ours", questions=frozenset({Question.SUPPORTER}))
    named = (*in_design(policy=asked), supporter(payer(1), tasked=" ", guided=""), supporter(payer(1), "su2", kim))
    [reason] = after(*named).when(Commission(payer(9))).refused("design.supporter_not_guided")
    assert (reason.parameters, reason.remedy) == ({"person": "pat", "missing": ("tasked", "guided")}, "NameSupporter")
    when = after(*in_design(policy=asked), supporter(payer(1), when="")).when(Commission(payer(9)))
    assert [reason.parameters["missing"] for reason in when.reasons] == [("when",)]
    assert not after(*named, supporter(payer(2), "su3")).when(Commission(payer(9))).reasons
    assert not after(*named, waive(payer(2), "w1", "design.supporter_not_guided")).when(Commission(payer(9))).reasons


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("design.no_manager_role", DefineManagerRole(payer(1), definition="mr1", supports="a", tracks=" ")),
        ("design.no_trainer_role", DefineTrainerRole(payer(1), definition="tr1", advice="", part="b")),
        ("design.no_revisit", PlanRevisit(payer(1), revisit="re1", on=on(40), messages="")),
        ("design.no_sharing", PlanSharing(payer(1), sharing="sh1", how="\n")),
    ],
)
def test_an_answer_that_says_nothing_leaves_the_question_open(code: str, answer: Command) -> None:
    assert missing(*in_design(policy=FULL), *{**ANSWERS, code: answer}.values()) == [code]
