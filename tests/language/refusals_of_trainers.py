"""Stories with commands that come too early, or are too many or wrong: each reason of a cadre member."""

from collections.abc import Iterator
from functools import cache

import attrs
from tests.cadre import course as c

from pdflow import (
    FULL,
    Command,
    Reason,
    Role,
)
from pdflow.cadre import AcceptNomination, VoidRecord, decider
from pdflow.testing.spec import given

Refusals = Iterator[Reason]


def refused(history: tuple[Command, ...], *commands: Command) -> Refusals:
    """The reasons against each of these commands after that history."""
    state = given(decider, *history).state
    for command in commands:
        reasons = decider.why_not(state, command)
        assert reasons, f"{command!r} was not refused"
        yield from reasons


def nomination() -> Refusals:
    yield from refused((), c.nominate(subjects=(), grounds=None), AcceptNomination(c.lee(0)), c.clear(day=0))
    kim, ola = (c.by(name, role, 1) for name, role in (("kim", Role.FACILITATOR), ("ola", Role.PEER)))
    yield from refused(c.NOMINATED, AcceptNomination(kim), AcceptNomination(ola), AcceptNomination(c.lee(-1)))


def teachback() -> Refusals:
    yield from refused(c.PREPARING, c.hold(peers=()), c.critique(), c.clear())
    held = (*c.PREPARING, c.hold())
    own = c.critique(header=c.by("lee", Role.PEER, 10))
    yield from refused(held, c.critique(of="t-9"), own, c.debrief(), c.clear())
    critiqued = (*held, c.critique())
    yield from refused((*critiqued, c.hold("t-2", 11)), c.debrief(of="t-2", day=12))
    yield from refused(critiqued, attrs.evolve(c.debrief(), next_step=None), c.evaluate(), c.clear())
    debriefed = (*critiqued, c.debrief())
    yield from refused(debriefed, c.evaluate(of="d-9"), c.evaluate(header=c.ola(12)), c.clear())


def clearance() -> Refusals:
    strict = (c.nominate(policy=FULL), *c.PREPARING[1:])
    yield from refused((*strict, *c.taught(variety=2)), c.clear(), c.clear(subject="number talks"))
    partly = attrs.evolve(c.critique(), ratings=c.ratings()[:4])
    yield from refused((*strict, c.hold(), partly, c.debrief(), c.evaluate()), c.clear())
    yield from refused(c.TAUGHT, attrs.evolve(c.clear(), header=c.by("lee", Role.COORDINATOR, 13)))
    yield from refused(c.CLEARED, c.clear("k-2", 14), c.hold("k-1", 14), c.stand_down(14, reason=""))


def corrections() -> Refusals:
    yield from refused(c.CLEARED, *(c.void(record, 14) for record in ("k-1", "k-9", "t-1")))
    yield from refused(c.STOOD_DOWN, c.reinstate(21, reason=""))
    yield from refused((*c.PREPARING, c.hold(), c.void("t-1", 11)), c.hold())
    yield from refused((*c.PREPARING, c.hold()), VoidRecord(c.office(11), record="t-1", reason=""))


@cache
def refusals() -> tuple[Reason, ...]:
    """Every reason given in these stories."""
    return tuple(reason for story in (nomination, teachback, clearance, corrections) for reason in story())
