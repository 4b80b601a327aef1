"""Clearance: permission to train a subject, judged on its latest teach-back, until it runs out."""

from datetime import date, datetime, timedelta, timezone

import attrs
import pytest
from tests.cadre.course import (
    CLEARED,
    NOMINATED,
    PREPARING,
    READING,
    STOOD_DOWN,
    TAUGHT,
    at,
    by,
    clear,
    critique,
    debrief,
    evaluate,
    hold,
    lee,
    nominate,
    pat,
    reinstate,
    stand_down,
    taught,
    void,
)

from pdflow import LIGHT, Role
from pdflow.cadre import CadreStage, ClearedFor, Criterion, CriterionRating, MemberCleared, decider
from pdflow.calendar import months_after
from pdflow.testing.spec import given

GROUPS = "small groups"
ALL_OF_IT = ("teachback.not_critiqued", "teachback.not_debriefed")


def test_a_passed_teach_back_clears_for_its_subject_for_two_years() -> None:
    command = clear()
    member = (
        given(decider, *TAUGHT)
        .when(command)
        .then(
            MemberCleared(
                command.header,
                clearance="k-1",
                person="lee",
                subject=READING,
                until=date(2028, 9, 14),
                granted_on=("t-1", "c-1", "d-1", "e-1"),
            )
        )
    )
    assert member.phase is CadreStage.CLEARED
    assert member.running(at(13)) == (ClearedFor(READING, date(2028, 9, 14)),)


def test_a_clearance_runs_as_long_as_the_policy_says() -> None:
    half_a_year = attrs.evolve(LIGHT, name="ours", clearance_months=6)
    _, *after = TAUGHT
    [event] = given(decider, nominate(policy=half_a_year), *after).when(clear()).events
    assert event.until == date(2027, 3, 14)


def test_a_teach_back_below_the_standard_clears_nobody() -> None:
    failed = given(decider, *PREPARING, *taught(content=2, conflict=1))
    reasons = failed.when(clear()).refused("teachback.below_standard", "teachback.below_standard")
    assert [reason.parameters for reason in reasons] == [
        {"criterion": Criterion.CONTENT, "has": 2, "needs": 3},
        {"criterion": Criterion.CONFLICT, "has": 1, "needs": 3},
    ]
    assert {reason.remedy for reason in reasons} == {"HoldTeachBack"}


def test_after_a_failed_teach_back_a_better_one_clears() -> None:
    given(decider, *PREPARING, *taught(content=2), *taught(2, 20)).when(clear(day=23)).then(MemberCleared)


def test_after_a_passed_teach_back_a_worse_one_is_judged() -> None:
    given(decider, *TAUGHT, *taught(2, 20, content=2)).when(clear(day=23)).refused("teachback.below_standard")


def test_the_latest_teach_back_is_the_one_held_last_not_the_one_typed_last() -> None:
    given(decider, *PREPARING, *taught(1, 20), *taught(2, 10, content=2)).when(clear(day=23)).then(MemberCleared)


def test_of_two_teach_backs_at_one_time_the_one_recorded_last_is_judged() -> None:
    given(decider, *PREPARING, *taught(1), *taught(2, content=1)).when(clear()).refused("teachback.below_standard")


def test_a_teach_back_of_another_subject_clears_nobody_for_this_one() -> None:
    [reason] = given(decider, *PREPARING, *taught(subject=GROUPS)).when(clear()).refused("teachback.none")
    assert (reason.parameters, reason.remedy) == ({"subject": READING}, "HoldTeachBack")


def test_the_standard_is_the_policy_s() -> None:
    strict = attrs.evolve(LIGHT, name="strict", teachback_standard=4)
    _, *after = TAUGHT
    reasons = given(decider, nominate(policy=strict), *after).when(clear()).reasons
    assert {(reason.parameters["has"], reason.parameters["needs"]) for reason in reasons} == {(3, 4)}
    assert len(reasons) == len(Criterion)


def test_several_peers_ratings_are_averaged_criterion_by_criterion() -> None:
    low = (*PREPARING, hold(), critique(content=2), critique("c-2", header=pat(10)), debrief(), evaluate())
    [reason] = given(decider, *low).when(clear()).refused("teachback.below_standard")
    assert reason.parameters == {"criterion": Criterion.CONTENT, "has": 2.5, "needs": 3}
    evened = (*PREPARING, hold(), critique(content=2), critique("c-2", header=pat(10), content=4), debrief())
    given(decider, *evened, evaluate()).when(clear()).then(MemberCleared)


def test_a_peer_s_second_critique_counts_in_place_of_the_first() -> None:
    mended = given(decider, *PREPARING, *taught(content=1), critique("c-2", day=12))
    [event] = mended.when(clear()).events
    assert event.granted_on == ("t-1", "c-2", "d-1", "e-1")


def test_a_criterion_that_nobody_rated_is_below_the_standard() -> None:
    unrated = attrs.evolve(critique(), ratings=(CriterionRating(Criterion.CONTENT, 4),))
    reasons = given(decider, *PREPARING, hold(), unrated, debrief(), evaluate()).when(clear()).reasons
    assert [reason.parameters["criterion"] for reason in reasons] == [c for c in Criterion if c != Criterion.CONTENT]
    assert {reason.parameters["has"] for reason in reasons} == {None}


def test_nobody_is_cleared_without_a_teach_back() -> None:
    given(decider, *PREPARING).when(clear()).refused("teachback.none")


def test_whatever_is_missing_after_a_teach_back_is_reported_at_once() -> None:
    reasons = given(decider, *PREPARING, hold()).when(clear()).refused(*ALL_OF_IT)
    assert [reason.remedy for reason in reasons] == ["Critique", "Debrief"]
    given(decider, *PREPARING, hold(), critique()).when(clear()).refused("teachback.not_debriefed")
    [reason] = given(decider, *PREPARING, hold(), critique(), debrief()).when(clear()).reasons
    assert (reason.code, reason.parameters) == ("teachback.debrief_not_evaluated", {"debrief": "d-1"})


def test_what_happened_after_the_clearance_does_not_count_for_it() -> None:
    given(decider, *TAUGHT).when(clear(day=11.5)).refused("teachback.debrief_not_evaluated")
    given(decider, *TAUGHT).when(clear(day=10.5)).refused("teachback.not_debriefed")
    given(decider, *TAUGHT).when(clear(day=9)).refused("teachback.none")


def test_a_clearance_does_not_precede_the_acceptance() -> None:
    [reason] = [r for r in given(decider, *TAUGHT).when(clear(day=0.5)).reasons if r.code == "record.before"]
    assert reason.parameters == {"record": "NominationAccepted", "at": at(1)}


def test_a_second_debrief_is_to_be_rated_too() -> None:
    given(decider, *TAUGHT, debrief("d-2", day=12)).when(clear()).refused("teachback.debrief_not_evaluated")


def test_one_teach_back_is_good_for_one_clearance() -> None:
    [reason] = given(decider, *CLEARED).when(clear("k-2", day=30)).refused("teachback.none")
    assert reason.parameters == {"subject": READING, "cleared": "k-1"}


def test_a_renewal_on_a_new_teach_back_runs_on() -> None:
    renewed = given(decider, *CLEARED, *taught(2, 700)).when(clear("k-2", day=703)).then(MemberCleared)
    assert renewed.phase is CadreStage.CLEARED
    assert renewed.running(at(720)) == (ClearedFor(READING, date(2030, 8, 4)),)


def test_of_two_clearances_of_one_subject_the_longer_runs() -> None:
    late = given(decider, *CLEARED, *taught(2, 30), *taught(3, 40), clear("k-3", day=43), clear("k-2", day=33))
    assert late.state.running(at(50)) == (ClearedFor(READING, date(2028, 10, 14)),)


def test_another_subject_is_cleared_beside_the_first() -> None:
    both = (
        given(decider, *CLEARED, *taught(2, 30, GROUPS)).when(clear("k-2", day=33, subject=GROUPS)).then(MemberCleared)
    )
    assert [given_for.subject for given_for in both.running(at(40))] == [READING, GROUPS]
    assert both.turned is not None
    assert both.turned.at == at(13)


def test_a_clearance_runs_through_its_last_day() -> None:
    member = given(decider, *CLEARED).state
    last = datetime(2028, 9, 14, 23, tzinfo=timezone(timedelta(hours=-6)))
    assert member.running(last)
    assert not member.running(last + timedelta(hours=1))
    assert not member.running(at(12.9))


def test_the_same_clearance_again_is_a_no_op() -> None:
    given(decider, *CLEARED).when(clear(day=40)).nothing()


@pytest.mark.parametrize("history", [NOMINATED, STOOD_DOWN])
def test_nobody_is_cleared_before_accepting_or_when_stood_down(history: tuple[object, ...]) -> None:
    given(decider, *history).when(clear("k-9", day=30)).refused("cadre.not_in_stage")


def test_only_the_coordinator_clears() -> None:
    [reason] = given(decider, *TAUGHT).when(attrs.evolve(clear(), header=lee(13))).refused("right.role")
    assert reason.parameters == {"has": Role.FACILITATOR, "needs": (Role.COORDINATOR,)}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PEER, Role.FACILITATOR])
def test_a_nominee_decides_nothing_about_herself_in_any_role(role: Role) -> None:
    herself = by("lee", role, 30)
    peers = "right.role" if role is Role.FACILITATOR else "right.about_self"
    coordinators = "right.about_self" if role is Role.COORDINATOR else "right.role"
    asked = [
        (TAUGHT, attrs.evolve(debrief("d-2"), header=herself), peers),
        (TAUGHT, attrs.evolve(evaluate("e-2"), header=herself), peers),
        (TAUGHT, attrs.evolve(clear(), header=herself), coordinators),
        (STOOD_DOWN, attrs.evolve(reinstate(30), header=herself), coordinators),
        (TAUGHT, attrs.evolve(void("e-1", 30), header=herself), coordinators),
    ]
    for history, command, code in asked:
        reasons = given(decider, *history).when(command).refused(code)
        assert code != "right.about_self" or reasons[0].parameters == {"person": "lee"}


def test_a_clearance_near_the_end_of_time_ends_with_it() -> None:
    late = (
        nominate(63_200),
        *(attrs.evolve(c, header=attrs.evolve(c.header, at=c.at + timedelta(days=63_200))) for c in TAUGHT[1:]),
    )
    [event] = given(decider, *late).when(clear(day=63_213)).events
    assert event.until == date(2199, 12, 31)


def test_a_voided_clearance_frees_its_teach_back() -> None:
    voided = (*CLEARED, stand_down(20), void("k-1", 21))
    assert given(decider, *voided).state.clearances == {}


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 9, 14), 24, date(2028, 9, 14)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_month_s_last(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
