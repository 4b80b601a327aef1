"""A policy in a command's JSON is a profile by its name, or says all that it is; events keep what they carry."""

import json
from typing import Any

import attrs
import pytest
from tests.storage.test_codec import BY_KIM

from pdflow import FULL, LIGHT, PROFILES, TEXAS_CYCLE, DecodeError, OutOfRange, Policy, cadre, engagement, participation
from pdflow.participation import AdoptPolicy, Enrol, PolicyAdopted
from pdflow.storage.codec import Codec

codec = Codec(participation.decider)


def enrolment(policy: Any) -> dict[str, Any]:
    return {"command": "participation.Enrol", "person": "ana", "policy": policy}


def asked(policy: Any) -> Policy:
    read = codec.command_from_dict(json.loads(json.dumps(enrolment(policy))), BY_KIM)
    assert isinstance(read, Enrol)
    return read.policy


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_profile_is_known_by_its_name_and_version(profile: Policy) -> None:
    assert asked({"name": profile.name, "version": profile.version}) is profile


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_profile_may_say_what_it_is_as_well(profile: Policy) -> None:
    written = codec.command_to_dict(Enrol(BY_KIM, person="ana", policy=profile))["policy"]
    assert asked(written) == profile


@pytest.mark.parametrize(
    "policy",
    [
        {"name": "OURS", "version": 1},
        {"name": "LIGHT", "version": 99},
        {"name": "light", "version": LIGHT.version},
        {"name": "LIGHT", "version": str(LIGHT.version)},
    ],
)
def test_a_name_that_no_profile_has_is_not_enough(policy: dict[str, Any]) -> None:
    with pytest.raises(DecodeError, match="no profile has this name and version: give what the policy says") as error:
        asked(policy)
    assert error.value.field == "policy"


def test_a_profile_is_never_given_another_content() -> None:
    with pytest.raises(DecodeError, match="is not what the profile of this name and version says") as error:
        asked({"name": "TEXAS_CYCLE", "version": TEXAS_CYCLE.version, "fewest_cycles": 1})
    assert error.value.field == "policy"


def test_what_is_asked_of_one_command_is_asked_of_all() -> None:
    named = {"name": "LIGHT", "version": LIGHT.version}
    others = {
        participation: {"command": "participation.AdoptPolicy"},
        engagement: {"command": "engagement.AdoptPolicy"},
        cadre: {"command": "cadre.Nominate", "person": "lee", "subjects": ["reading"]},
    }
    for module, command in others.items():
        of_aggregate: Codec[Any] = Codec(module.decider)
        assert of_aggregate.command_from_dict({**command, "policy": named}, BY_KIM).policy is LIGHT
        with pytest.raises(DecodeError, match="policy"):
            of_aggregate.command_from_dict({**command, "policy": {"name": "X", "version": 1}}, BY_KIM)


def test_a_policy_of_the_host_s_own_says_all_that_it_is_and_comes_back() -> None:
    ours = attrs.evolve(TEXAS_CYCLE, name="ours", version=1, priorities_at_once=2)
    the_full_rule = attrs.evolve(FULL, name="strict", version=7)
    for policy in (ours, the_full_rule):
        written = codec.command_to_dict(Enrol(BY_KIM, person="ana", policy=policy))["policy"]
        assert asked(written) == policy
    assert written.keys() == {field.name for field in attrs.fields(Policy)}


def test_a_stored_event_keeps_the_policy_that_it_carries() -> None:
    other = attrs.evolve(TEXAS_CYCLE, name="ours", fewest_cycles=1)
    [row] = codec.to_rows([PolicyAdopted(BY_KIM, policy=other)])
    read = codec.from_row(row)
    assert isinstance(read, PolicyAdopted)
    assert read.policy == other != TEXAS_CYCLE


def stored_with(policy: dict[str, Any], version: int) -> Policy:
    [row] = codec.to_rows([PolicyAdopted(BY_KIM, policy=LIGHT)])
    read = codec.from_row(attrs.evolve(row, type_version=version, data=json.dumps({"policy": policy})))
    assert isinstance(read, PolicyAdopted)
    return read.policy


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_stored_event_that_names_a_profile_alone_means_this_profile(profile: Policy) -> None:
    assert stored_with({"name": profile.name, "version": profile.version}, 2) == profile


@pytest.mark.parametrize(
    ("name", "number", "version"), [("LIGHT", 3, 2), ("LIGHT", 1, 2), ("OURS", 1, 2), ("FULL", 9, 2), ("LIGHT", 1, 1)]
)
def test_a_stored_event_that_names_an_unknown_policy_alone_is_not_taken_for_the_full_rule(
    name: str, number: int, version: int
) -> None:
    with pytest.raises(DecodeError, match="no profile has this name and version") as error:
        stored_with({"name": name, "version": number}, version)
    assert error.value.field == "policy"


def test_the_full_rule_of_before_keeps_what_it_said() -> None:
    former = stored_with({"name": "FULL", "version": 1}, 1)
    assert (former.contacts_per_cycle, former.commitment_reviewed, former.protected_minutes) == (0, False, None)
    assert stored_with({"name": "ours", "version": 1}, 1) == attrs.evolve(former, name="ours")


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_no_command_takes_the_name_and_version_of_a_profile_for_another_content(profile: Policy) -> None:
    other = attrs.evolve(profile, most_cycles=5)
    for ask in (
        lambda: Enrol(BY_KIM, person="ana", policy=other),
        lambda: AdoptPolicy(BY_KIM, policy=other),
        lambda: engagement.AcceptRequest(BY_KIM, start=BY_KIM.at.date(), policy=other),
        lambda: engagement.AdoptPolicy(BY_KIM, policy=other),
        lambda: cadre.Nominate(BY_KIM, person="lee", subjects=("reading",), policy=other),
    ):
        with pytest.raises(OutOfRange, match="give it a name of its own") as error:
            ask()
        assert error.value.place.endswith(".policy")


def test_a_profile_s_name_with_another_version_is_the_hosts_own() -> None:
    assert (
        AdoptPolicy(BY_KIM, policy=attrs.evolve(LIGHT, version=LIGHT.version + 1, most_cycles=5)).policy.most_cycles
        == 5
    )


def test_a_policy_under_which_no_step_could_be_agreed_without_a_day_is_refused_but_read_where_it_was_stored() -> None:
    ours = attrs.evolve(FULL, name="ours", version=1, step_due=15)
    with pytest.raises(OutOfRange, match=r"^Enrol\.policy: .* is not one whose step_due is at most its step_latest$"):
        Enrol(BY_KIM, person="ana", policy=ours)
    with pytest.raises(DecodeError, match="step_due is at most its step_latest"):
        asked({"name": "ours", "version": 1, "step_due": 15})
    stored = codec.event_from_dict(codec.event_to_dict(PolicyAdopted(BY_KIM, policy=ours)))
    assert isinstance(stored, PolicyAdopted)
    assert stored.policy == ours
    for allowed in ({"step_due": 14}, {"step_latest": None}, {"step_latest": 15}):
        Enrol(BY_KIM, person="ana", policy=attrs.evolve(ours, **allowed))
