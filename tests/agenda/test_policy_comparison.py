"""What a policy would change is what its adoption changes: refusals, obligations, completion and reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import attrs
import pytest
from tests.storage.golden_store import golden_streams

from pdflow import Actor, Header, Role, WrongType
from pdflow.agenda import Terms, agenda, compare, route_to, still_reachable
from pdflow.participation import LIVE, AdoptPolicy, Participation, Phase, decider
from pdflow.policy import AGENCY_CADRE, COLLEGE_CPD, FULL, LIGHT, TEXAS_CYCLE, Policy
from pdflow.storage.codec import Codec

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
CALENDAR = Terms(UTC)


@cache
def histories() -> dict[str, list[object]]:
    codec = Codec(decider)
    people = {stream: rows for stream, rows in golden_streams().items() if stream.startswith("participation-")}
    return {stream: [codec.from_row(row) for row in rows] for stream, rows in people.items()}


def states(at: datetime = AT) -> dict[str, Participation]:
    return {
        stream: decider.fold([event for event in events if event.at <= at]) for stream, events in histories().items()
    }


def header(at: datetime = AT) -> Header:
    return Header(uuid4(), Actor("office", Role.COORDINATOR), at)


def by_rules(state: Participation, at: datetime) -> Iterator[tuple[str, object]]:
    for command, reasons in decider.options(state, header(at)).items():
        yield from ((command, reason) for reason in reasons if not reason.code.startswith("right."))


@pytest.mark.parametrize("policy", [LIGHT, FULL, COLLEGE_CPD, AGENCY_CADRE, TEXAS_CYCLE])
@pytest.mark.parametrize("days", [0, 60, 120])
def test_it_says_what_the_adoption_changes(policy: Policy, days: int) -> None:
    at = AT + timedelta(days=days)
    before = states(at)
    effects = {effect.stream: effect for effect in compare(policy, before.items(), header(at), CALENDAR)}
    assert before == states(at)
    assert effects.keys() == {stream for stream, state in before.items() if state.phase in LIVE}
    for stream, effect in effects.items():
        state = before[stream]
        after = decider.evolve(state, *decider.decide(state, AdoptPolicy(header(at), policy=policy)))
        was, now = [*by_rules(state, at)], [*by_rules(after, at)]
        refusals = effect.refusals
        assert [(each.command, each.before) for each in refusals if each.before] == [r for r in was if r not in now]
        assert by_name((each.command, each.after) for each in refusals if each.after) == by_name(
            r for r in now if r not in was
        )
        owed, will = agenda(state, at, CALENDAR), agenda(after, at, CALENDAR)
        assert [each.before for each in effect.obligations if each.before] == [o for o in owed if o not in will]
        assert {each.after for each in effect.obligations if each.after} == {o for o in will if o not in owed}
        reach = [*still_reachable(after, at, CALENDAR)]
        assert all(each.after in reach for each in effect.reach if each.after)


def by_name(refusals: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    return sorted(refusals, key=str)


def test_the_policy_in_force_changes_nothing() -> None:
    for stream, state in states().items():
        assert all(effect.is_none for effect in compare(state.policy_at(AT), [(stream, state)], header(), CALENDAR))


def in_support() -> tuple[str, Participation]:
    return next((stream, state) for stream, state in states().items() if state.phase is Phase.SUPPORT)


def test_completion_is_asked_as_if_the_phase_were_right() -> None:
    stream, state = next((stream, state) for stream, state in states().items() if state.phase is Phase.TRAINING)
    policy = state.policy_at(AT)
    assert policy.fewest_cycles > 1
    fewer = attrs.evolve(policy, name="ours", fewest_cycles=1)
    [effect] = compare(fewer, [(stream, state)], header(), CALENDAR)
    assert [(each.before.code, each.after) for each in effect.to_complete if each.before] == [("cycle.short", None)]


def test_with_routes_it_says_when_each_could_be_completed_at_the_earliest() -> None:
    stream, state = in_support()
    [effect] = compare(LIGHT, [(stream, state)], header(), CALENDAR, with_routes=True)
    assert effect.completion is not None
    assert effect.completion.before == route_to(state, "Complete", AT).steps[-1].at
    assert effect.completion.after is not None
    assert effect.completion.after < effect.completion.before


def test_whoever_has_ended_is_left_out() -> None:
    end = max(events[-1].at for events in histories().values())
    ended = {stream: state for stream, state in states(end).items() if state.phase not in LIVE}
    assert ended
    assert [*compare(FULL, ended.items(), header(end), CALENDAR)] == []


@pytest.mark.parametrize(
    ("place", "args"),
    [
        ("policy", ("LIGHT", [], header(), CALENDAR)),
        ("streams", (LIGHT, Participation(), header(), CALENDAR)),
        ("streams[0]", (LIGHT, [Participation()], header(), CALENDAR)),
        ("streams[0]", (LIGHT, {"p-1": None}.items(), header(), CALENDAR)),
        ("header", (LIGHT, [], AT, CALENDAR)),
        ("calendar", (LIGHT, [], header(), UTC)),
    ],
)
def test_an_argument_that_is_something_else_is_named(place: str, args: Any) -> None:
    with pytest.raises(WrongType) as error:
        [*compare(*args)]
    assert error.value.place == place
