"""Nomination: somebody is nominated, on grounds, and accepts or declines."""

import attrs
import pytest
from tests.cadre.course import CLEARED, NOMINATED, PREPARING, READING, STOOD_DOWN, by, lee, nominate, office

from pdflow import AGENCY_CADRE, Role
from pdflow.cadre import (
    AcceptNomination,
    CadreStage,
    DeclineNomination,
    MemberNominated,
    NominationAccepted,
    NominationDeclined,
    decider,
)
from pdflow.testing.spec import given


def test_a_person_is_nominated_for_subjects_on_grounds_under_a_policy() -> None:
    command = nominate(policy=AGENCY_CADRE)
    member = (
        given(decider)
        .when(command)
        .then(
            MemberNominated(
                command.header,
                person="lee",
                subjects=(READING,),
                grounds="three strong years in class",
                policy=AGENCY_CADRE,
            )
        )
    )
    assert (member.phase, member.person, member.policy) == (CadreStage.NOMINATED, "lee", AGENCY_CADRE)


@pytest.mark.parametrize("subjects", [(), ("",), (READING, ""), (" ",)])
def test_nobody_is_nominated_for_no_subject(subjects: tuple[str, ...]) -> None:
    given(decider).when(nominate(subjects=subjects)).refused("cadre.no_subject")


@pytest.mark.parametrize("grounds", [None, "", "\t"])
def test_nobody_is_nominated_without_grounds(grounds: str | None) -> None:
    given(decider).when(nominate(grounds=grounds)).refused("cadre.no_grounds")


def test_everything_that_is_missing_is_reported_at_once() -> None:
    given(decider).when(nominate(subjects=(), grounds=None)).refused("cadre.no_subject", "cadre.no_grounds")


@pytest.mark.parametrize("history", [NOMINATED, PREPARING, CLEARED, STOOD_DOWN])
def test_the_same_nomination_again_is_a_no_op(history: tuple[object, ...]) -> None:
    given(decider, *history).when(nominate(day=30)).nothing()


def test_the_same_nomination_under_another_policy_is_not_lost_without_a_word() -> None:
    given(decider, *NOMINATED).when(nominate(policy=AGENCY_CADRE)).refused("cadre.not_in_stage")


def test_another_person_needs_a_stream_of_their_own() -> None:
    [reason] = given(decider, *NOMINATED).when(nominate(person="kim")).refused("cadre.not_in_stage")
    assert reason.parameters == {"phase": CadreStage.NOMINATED, "asked_in": (CadreStage.NOTHING,)}


def test_the_nominee_accepts_and_begins_to_prepare() -> None:
    accept = AcceptNomination(lee(1))
    member = given(decider, *NOMINATED).when(accept).then(NominationAccepted(accept.header))
    assert member.phase is CadreStage.PREPARING


@pytest.mark.parametrize("history", [PREPARING, CLEARED])
def test_accepting_again_is_a_no_op(history: tuple[object, ...]) -> None:
    given(decider, *history).when(AcceptNomination(lee(30))).nothing()


def test_the_nominee_declines_and_stands_down() -> None:
    decline = DeclineNomination(lee(1), reason="timing", note="next year perhaps")
    expected = NominationDeclined(decline.header, reason="timing", note="next year perhaps")
    member = given(decider, *NOMINATED).when(decline).then(expected)
    assert member.phase is CadreStage.STOOD_DOWN
    given(decider, *NOMINATED, decline).when(DeclineNomination(lee(2), reason="timing")).nothing()
    given(decider, *NOMINATED, decline).when(DeclineNomination(lee(2))).refused("cadre.not_in_stage")


def test_whoever_has_accepted_does_not_decline_but_is_stood_down() -> None:
    given(decider, *PREPARING).when(DeclineNomination(lee(2))).refused("cadre.not_in_stage")


def test_only_the_nominee_or_the_coordinator_says_yes_or_no() -> None:
    nominated = given(decider, *NOMINATED)
    for kind in (AcceptNomination, DeclineNomination):
        nominated.when(kind(by("kim", Role.FACILITATOR, 1))).refused("right.not_on_team")
        [reason] = nominated.when(kind(by("ola", Role.PEER, 1))).refused("right.role")
        assert reason.parameters == {"has": Role.PEER, "needs": (Role.FACILITATOR, Role.COORDINATOR)}
        assert decider.permits(nominated.state, kind(by("lee", Role.PEER, 1)))
        assert decider.permits(nominated.state, kind(office(1)))


def test_only_the_coordinator_nominates() -> None:
    given(decider).when(attrs.evolve(nominate(), header=lee(0))).refused("right.role")


@pytest.mark.parametrize("kind", [AcceptNomination, DeclineNomination])
def test_no_answer_precedes_the_nomination(kind: type[AcceptNomination | DeclineNomination]) -> None:
    [reason] = given(decider, *NOMINATED).when(kind(lee(-1))).refused("record.before")
    assert reason.parameters["record"] == "MemberNominated"
