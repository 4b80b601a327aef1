"""What a right's refusal says: whoever it sends to may give the command, in words that fit the role it was asked in."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest
from tests.participation.corpus import examples
from tests.participation.stories import Story, enrolled, in_coaching, supported, with_growth_area

from pdflow import Actor, Command, Reason, Role, explain
from pdflow.participation import Participation, decider
from pdflow.testing.spec import given

STORIES: tuple[Story, ...] = (enrolled()[:1], supported(), supported(manager=None), with_growth_area(), in_coaching())


def asked_by(state: Participation, command: Command, person: str, role: str) -> Reason | None:
    header = attrs.evolve(command.header, by=Actor(person, role))
    return command.right.refuses(state, attrs.evolve(command, header=header))


def refusals() -> Iterator[tuple[Participation, Command, str, Role, Reason]]:
    for story in STORIES:
        state = given(decider, *story).state
        for command in examples(state):
            team = sorted(state.supporters_at(command.header.at))[:2]
            for person in dict.fromkeys(("zoe", state.person, state.manager or "max", *team)):
                for role in Role:
                    if refused := asked_by(state, command, person, role):
                        yield state, command, person, role, refused


def test_whoever_a_refusal_sends_to_may_give_the_command() -> None:
    codes = set()
    for state, command, person, role, refused in refusals():
        said = refused.parameters
        codes.add(refused.code)
        assert refused.code != "right.role" or role not in said["needs"], (command, role)
        sent_to = [(person, said.get("own")), (said.get("participant"), Role.PARTICIPANT)]
        sent_to += [(said.get("manager"), Role.MANAGER), (said.get("coach"), Role.COACH)]
        sent_to += [(member, Role.COACH) for member in said.get("team", ())]
        for other, as_role in sent_to:
            if other and as_role:
                assert asked_by(state, command, other, as_role) is None, (command, role, other, as_role)
    assert codes == {
        "right.role",
        "right.not_on_team",
        "right.not_the_manager",
        "right.about_self",
        "coaching.not_the_coach",
    }


WORDS = {
    ("zoe", Role.PARTICIPANT, "en"): (
        "The participant here is ana, not zoe.",
        "leave it to the participant or the coordinator",
    ),
    ("zoe", Role.PARTICIPANT, "es"): (
        "Quien participa aquí es ana, no zoe.",
        "dejarlo a la persona participante o la coordinación",
    ),
    ("ana", Role.COORDINATOR, "en"): (
        "Nobody decides about themselves in another role, ana neither.",
        "do it in the role of participant",
    ),
    ("ana", Role.COORDINATOR, "es"): (
        "Nadie decide sobre su propio caso en otra función; tampoco ana.",
        "hacerlo con la función de participante",
    ),
    ("zoe", Role.COACH, "en"): (
        "Only the participant or the coordinator can do this; it was asked in the role of coach.",
        "ask the participant or the coordinator",
    ),
}


@pytest.mark.parametrize(("person", "role", "language"), WORDS)
def test_what_is_the_participants_own_is_not_left_to_the_team(person: str, role: Role, language: str) -> None:
    state = given(decider, *supported()).state
    [command] = [each for each in examples(state) if type(each).__name__ == "CommitToPractice"]
    asked = attrs.evolve(command, header=attrs.evolve(command.header, by=Actor(person, role)))
    [reason] = [each for each in decider.why_not(state, asked) if each.code.startswith("right.")]
    [explanation] = explain(reason, language)
    why, helps = WORDS[person, role, language]
    assert explanation.why == why
    assert helps in explanation.helps
