"""What is handed on without its person cannot be traced back by trying the people and records that one knows."""

from __future__ import annotations

from itertools import product
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

import attrs
import pytest
from tests.coordination.test_engagements import delivered, evaluate
from tests.coordination.world import ANA, BOB, DECIDERS, SECRET, World

from pdflow import Actor, Desk, FieldError, MemoryStore, Role
from pdflow.coordination import FeedDirectory, MemoryBookmark, Relay
from pdflow.coordination.command_ids import COORDINATION, reaction_header
from pdflow.coordination.envelopes import EventInStream
from pdflow.engagement import CollectEvaluation, EvaluationCollected
from pdflow.participation import EvaluationSubmitted, SubmitEvaluation
from pdflow.storage.event_store import RecordedEvent


def collected(world: World) -> list[RecordedEvent]:
    return [row for row in world.store.load("eng") if row.type == EvaluationCollected.name]


def submitted(world: World, stream: str) -> EventInStream[Any]:
    """The last evaluation submitted in a stream."""
    rows, events = world.store.load(stream), world.events(stream)
    found = [(row.id, event) for row, event in zip(rows, events, strict=True) if type(event) is EvaluationSubmitted]
    return EventInStream(found[-1][0], stream, found[-1][1])


def test_whoever_knows_the_roster_and_all_ids_finds_nobody_again() -> None:
    world = delivered().ask(ANA, evaluate()).catch_up()
    [row] = collected(world)
    cause = submitted(world, ANA)
    event = world.desks[0].codec.from_row(row)
    assert isinstance(event, EvaluationCollected)
    known = [cause.id, cause.stream, cause.event.header.id, "ana", "eng", "CollectEvaluation", cause.event.evaluation]
    texts = ["\n".join(parts) for n in (1, 2, 3) for parts in product([*known, ""], repeat=n)]
    spaces = [NAMESPACE_OID, *(uuid5(NAMESPACE_OID, "").__class__(id) for id in (cause.id, cause.event.header.id))]
    guesses = {str(uuid5(space, text)) for space in spaces for text in texts}
    assert not guesses & {row.command_id, event.evaluation}
    other = FeedDirectory(b"not this host's secret")
    joined = next(each.id for each in world.store.load("eng") if each.type == "engagement.roster_joined")
    assert event.evaluation == FeedDirectory(SECRET).pseudonym(joined, cause.event.evaluation)
    assert event.evaluation != other.pseudonym(joined, cause.event.evaluation)


def test_the_feed_read_anew_with_the_same_secret_hands_nothing_on_again() -> None:
    world = delivered().ask(ANA, evaluate()).catch_up()
    again = World(world.store).catch_up()
    assert len(collected(again)) == 1


def as_before(world: World, stream: str) -> World:
    """Collect the last evaluation of a stream as a former relay did, under ids that anybody could derive."""
    cause = submitted(world, stream)
    header = reaction_header(cause, "eng", CollectEvaluation)
    former = str(uuid5(NAMESPACE_OID, f"{stream}\n{cause.event.evaluation}"))
    assert header.by == COORDINATION
    return world.ask("eng", CollectEvaluation(header, evaluation=former, session="s1", reactions=(5,)))


def test_what_was_handed_on_before_is_not_handed_on_again() -> None:
    world = as_before(delivered().ask(ANA, evaluate()), ANA)
    world.catch_up()
    assert len(collected(world)) == 1
    bob = attrs.evolve(evaluate(), header=attrs.evolve(evaluate().header, by=Actor("bob", Role.PARTICIPANT)))
    world.ask(BOB, bob).catch_up()
    assert len(collected(world)) == 2


def test_a_correction_of_what_was_handed_on_before_supersedes_it() -> None:
    world = as_before(delivered().ask(ANA, evaluate()), ANA).catch_up()
    [former] = [world.desks[0].codec.from_row(row) for row in collected(world)]
    first = submitted(world, ANA).event
    corrected = SubmitEvaluation(attrs.evolve(first.header, id=uuid4()), evaluation="again", session="s1", reaction=2)
    world.ask(ANA, corrected).catch_up()
    [_, now] = [world.desks[0].codec.from_row(row) for row in collected(world)]
    assert isinstance(former, EvaluationCollected)
    assert isinstance(now, EvaluationCollected)
    assert now.supersedes == former.evaluation


@pytest.mark.parametrize("secret", [None, "a text of sixteen", b"", b"fifteen bytes.."])
def test_a_relay_without_a_secret_is_not_made(secret: Any) -> None:
    desks = [Desk(decider, MemoryStore()) for decider in DECIDERS]
    with pytest.raises(FieldError, match=r"secret: .*16 bytes or more"):
        Relay(desks, MemoryBookmark(), secret=secret)
    assert Relay(desks, MemoryBookmark(), FeedDirectory(SECRET)).catch_up() == 0
