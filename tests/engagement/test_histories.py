"""Properties that hold after any sequence of commands, lawful or not, of any length."""

import json
from collections import Counter

from hypothesis import given, settings
from tests.engagement.corpus import SUBJECT, corpus, moments

from pdflow import (
    Actor,
    Event,
    Header,
    Role,
)
from pdflow.engagement import Engagement, VoidRecord, decider
from pdflow.engagement.examples import example
from pdflow.kernel.guards import GuardKind
from pdflow.kernel.records import Record
from pdflow.storage.codec import Codec
from pdflow.testing.strategies import histories
from pdflow.testing.walks import History

some = settings(max_examples=25)
VOIDING = "00000000-0000-4000-8000-00000000dead"
engagements = histories(SUBJECT, longest=300)


def test_in_the_corpus_every_command_is_carried_out_and_refused() -> None:
    done = Counter(
        type(attempt.command).__name__ for history in corpus() for attempt in history.attempts if attempt.events
    )
    refused = Counter(
        type(attempt.command).__name__ for history in corpus() for attempt in history.attempts if attempt.reasons
    )
    assert {*done} >= {*decider.commands} - {"DeclineRequest"}
    assert len(refused) > 40
    assert len({reason.code for history in corpus() for attempt in history.attempts for reason in attempt.reasons}) > 45


@some
@given(engagements)
def test_the_state_is_what_a_replay_gives(history: History[Engagement]) -> None:
    assert decider.fold(history.events) == history.state


def test_why_not_and_decide_agree_and_neither_changes_the_state() -> None:
    for history in corpus():
        for state, attempt in moments(history):
            before = state.copy()
            assert decider.why_not(state, attempt.command) == attempt.reasons
            assert state == before


def test_every_event_leads_where_its_row_says() -> None:
    for history in corpus():
        for state, attempt in moments(history):
            if attempt.events:
                row = decider.table.rows[type(attempt.command)][state.phase]
                assert decider.evolve(state, *attempt.events).phase in (row.move.to or (state.phase,))
                assert {type(event) for event in attempt.events} <= {*row.move.events}


def test_to_repeat_at_once_what_was_done_is_a_no_op() -> None:
    for history in corpus():
        for state, attempt in moments(history):
            if attempt.events:
                after = decider.evolve(state, *attempt.events)
                assert not decider.why_not(after, attempt.command), attempt
                assert not decider.decide(after, attempt.command), attempt


@some
@given(histories(SUBJECT, longest=80))
def test_options_are_what_refuses_a_command_whatever_its_form_says(history: History[Engagement]) -> None:
    state, at = history.state, history.commands[-1].at
    details = {guard.code for guard in decider.table.guards if guard.kind is GuardKind.DETAIL}
    for kind in decider.commands.values():
        header = Header(history.commands[-1].header.id, Actor("office", Role.COORDINATOR), at)
        command = example(state, kind, header)
        reasons, options = decider.why_not(state, command), decider.options(state, header)[kind.__name__]
        if reasons or decider.decide(state, command):
            assert reasons or not options
            assert [reason for reason in options if reason.code not in details and reason not in reasons] == []
            assert {reason.code for reason in reasons if reason not in options} <= details


def test_commands_events_and_states_survive_a_round_trip_through_json() -> None:
    codec = Codec(decider)
    for history in corpus()[:2]:
        for command in history.commands:
            assert codec.command_from_dict(json.loads(json.dumps(codec.command_to_dict(command)))) == command
        for event in history.events:
            assert codec.event_from_dict(json.loads(json.dumps(codec.event_to_dict(event)))) == event
        state = codec.state_from_dict(json.loads(json.dumps(codec.state_to_dict(history.state))))
        assert state == history.state


def made_by(events: tuple[Event, ...]) -> dict[str, int]:
    """For each record, by its name or else by the id of what was done, the place of the event that made it."""
    state, made = decider.state(), {}
    known: dict[str, Record] = {}
    for place, event in enumerate(events):
        decider.fold([event], onto=state)
        current = dict(state.records())
        made.update({name: place for name in current if name not in known})
        known = current
    return made


def voids_like_a_replay_without(events: tuple[Event, ...]) -> int:
    state, at = decider.fold(events), max(event.at for event in events)
    places, done = made_by(events), 0
    for name, _ in [*state.records()]:
        void = VoidRecord(Header(VOIDING, Actor("office", Role.COORDINATOR), at), record=name, reason="mistake")
        if decider.permits(state, void):
            after = decider.evolve(state, *decider.decide(state, void))
            without = decider.fold([*events[: places[name]], *events[places[name] + 1 :]])
            assert after.voided == without.voided | {name}
            without.voided = after.voided
            assert after == without, f"{name} of {events[places[name]]}"
            done += 1
    return done


@some
@given(engagements)
def test_a_voided_record_leaves_what_a_replay_without_it_gives(history: History[Engagement]) -> None:
    if history.events:
        voids_like_a_replay_without(history.events)


def test_a_voided_record_leaves_what_a_replay_without_it_gives_in_the_corpus_too() -> None:
    assert sum(voids_like_a_replay_without(history.events) for history in corpus()) > 100
