"""In which phases a command is allowed, and to whom."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.participation.stories import (
    EVERYBODY,
    Story,
    completed,
    enrolled,
    in_coaching,
    supported,
    trained,
    with_growth_area,
    withdrawn,
)

from pdflow import Command
from pdflow.participation import Participation, Phase, Reopen, decider
from pdflow.testing.spec import Decision, given

CommandMaker = Callable[..., Command]
STORIES: dict[Phase, Callable[..., Story]] = {
    Phase.NOTHING: list,
    Phase.ENROLLED: enrolled,
    Phase.TRAINING: trained,
    Phase.SUPPORT: with_growth_area,
    Phase.COACHING: in_coaching,
    Phase.COMPLETED: completed,
    Phase.WITHDRAWN: withdrawn,
}
LIVE = {Phase.ENROLLED, Phase.TRAINING, Phase.SUPPORT, Phase.COACHING}
AT_WORK = {Phase.TRAINING, Phase.SUPPORT, Phase.COACHING}


def phases_allowed(command: Command) -> set[Phase]:
    """The phases in which a command is allowed; elsewhere it is a no-op, or refused for the phase with a remedy."""
    allowed = set()
    for phase, story in STORIES.items():
        outcome = given(decider, *story()).when(command)
        if "participation.not_in_phase" in [reason.code for reason in outcome.reasons]:
            [reason] = outcome.reasons
            assert reason.parameters["phase"] is phase
            assert phase not in reason.parameters["asked_in"]
            assert_remedy_helps(type(command), reason.remedy, phase)
        elif outcome.events or outcome.reasons:
            allowed.add(phase)
    return allowed


def says_otherwise(decision: Decision[Participation]) -> tuple[str, ...]:
    """The fields in which a refused command says something else than the record of its name."""
    [taken] = [reason for reason in decision.reasons if reason.code == "record.name_taken"]
    differs: tuple[str, ...] = taken.parameters["differs"]
    return differs


def assert_remedy_helps(refused: type[Command], remedy: str | None, phase: Phase) -> None:
    """A remedy is a command that is allowed in this phase; for what takes an end back there is none."""
    if refused is Reopen:
        assert remedy is None
        return
    assert remedy is not None, f"no remedy leads out of {phase}"
    assert phase in decider.table.phases_of(decider.commands[remedy])


def people_allowed(command: CommandMaker, history: Iterable[Command] | None = None) -> set[str]:
    """The people who have the right to a command, on day 30 of a story."""
    before = given(decider, *(supported() if history is None else history))
    return {who.person for who in EVERYBODY if not refused_rights(before.when(command(who(30))).reasons)}


def refused_rights(reasons: Iterable[Any]) -> list[str]:
    codes = [reason.code for reason in reasons]
    return [code for code in codes if code.startswith("right.") or code == "coaching.not_the_coach"]
