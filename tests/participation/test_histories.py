"""What holds after any sequence of commands, allowed or not, of any length."""

import attrs
from hypothesis import given, settings, strategies as st
from tests.participation.corpus import COORDINATOR, NEXT_ID, SUBJECT, corpus, enrolment, moments, participations

from pdflow import LIGHT, Command, Event, Header
from pdflow.audience import personal
from pdflow.kernel.fields import fields
from pdflow.kernel.guards import GuardKind
from pdflow.kernel.records import Record
from pdflow.participation import CycleBegun, Participation, VoidRecord, attendance_share, decider, participation_summary
from pdflow.participation.examples import an_actor, example
from pdflow.testing.strategies import Lifecycle
from pdflow.testing.walks import History

some = settings(max_examples=40)


@some
@given(participations())
def test_the_state_is_what_a_replay_gives(history: History[Participation]) -> None:
    assert decider.fold(history.events) == history.state


@some
@given(participations(longest=150))
def test_a_question_and_an_attempt_agree_and_neither_changes_anything(history: History[Participation]) -> None:
    for state, attempt in moments(history):
        before = state.copy()
        assert decider.why_not(state, attempt.command) == attempt.reasons
        assert state == before


@some
@given(participations())
def test_every_event_leads_where_its_row_says(history: History[Participation]) -> None:
    for state, attempt in moments(history):
        if attempt.events:
            row = decider.table.rows[type(attempt.command)][state.phase]
            assert decider.evolve(state, *attempt.events).phase in (row.move.to or (state.phase,))
            assert {type(event) for event in attempt.events} <= {*row.move.events}


@some
@given(participations(longest=100))
def test_options_are_what_refuses_a_command_whatever_its_values(history: History[Participation]) -> None:
    state, at = history.state, history.commands[-1].at
    for kind in decider.commands.values():
        header = Header(history.commands[-1].header.id, an_actor(state, kind), at)
        command = example(state, kind, header)
        reasons, options = decider.why_not(state, command), decider.options(state, header)[kind.__name__]
        if reasons or decider.decide(state, command):
            details = {guard.code for guard in decider.table.guards if guard.kind is GuardKind.DETAIL}
            assert reasons or not options
            assert [reason for reason in options if reason.code not in details and reason not in reasons] == []
            assert {reason.code for reason in reasons if reason not in options} <= details


@some
@given(participations())
def test_repeating_a_command_at_once_is_a_no_op(history: History[Participation]) -> None:
    for state, attempt in moments(history):
        if attempt.events:
            after = decider.evolve(state, *attempt.events)
            assert not decider.why_not(after, attempt.command)
            assert not decider.decide(after, attempt.command)


@some
@given(participations())
def test_a_name_that_is_taken_or_was_voided_is_never_recorded_again(history: History[Participation]) -> None:
    for state, attempt in moments(history):
        key = key_of(attempt.command)
        if attempt.events and key is not None:
            name = getattr(attempt.command, key)
            assert state.ledger_of(name) is None
            assert name not in state.voided


def key_of(command: Command) -> str | None:
    return next((field.name for field in fields(type(command)) if "key" in field.metadata), None)


def made_by(events: tuple[Event, ...]) -> dict[str, int]:
    """For each record, by its name or else by the id of what was done, the place of the event that made it."""
    state, made = decider.state(), {}
    known: dict[str, Record] = {}
    for place, event in enumerate(events):
        decider.fold([event], onto=state)
        current = dict(reversed([*state.records()]))
        made.update({name: place for name, entry in current.items() if entry is not known.get(name)})
        known = current
    return made


def voids_like_a_replay_without(events: tuple[Event, ...]) -> int:
    state, at = decider.fold(events), max(event.at for event in events)
    places = made_by(events)
    done = 0
    for name, _ in [*state.records()]:
        void = VoidRecord(Header(NEXT_ID, COORDINATOR, at), record=name, reason="mistake")
        if decider.permits(state, void):
            after = decider.evolve(state, *decider.decide(state, void))
            without = decider.fold([*events[: places[name]], *events[places[name] + 1 :]])
            assert after.voided == without.voided | {name}
            without.voided = after.voided
            assert after == without, f"{name} of {events[places[name]]}"
            done += 1
    return done


@some
@given(participations())
def test_a_voided_record_leaves_what_a_replay_without_it_gives(history: History[Participation]) -> None:
    voids_like_a_replay_without(history.events)


def test_thousands_of_voids_leave_what_a_replay_without_the_record_gives() -> None:
    voided = sum(
        voids_like_a_replay_without(history.events[:length])
        for history in corpus()
        for length in (40, 120, len(history.events))
    )
    assert voided > 2000


@some
@given(participations())
def test_notes_can_be_erased_without_any_state_changing(history: History[Participation]) -> None:
    erased = [attrs.evolve(event, **dict.fromkeys(personal(type(event)))) for event in history.events]
    assert decider.fold(erased) == history.state


@some
@given(participations(), st.floats(0, 1))
def test_looking_ahead_leaves_the_state_as_it_was(history: History[Participation], part: float) -> None:
    cut = int(part * len(history.events))
    state, before = decider.fold(history.events[:cut]), decider.fold(history.events[:cut])
    assert decider.evolve(state, *history.events[cut:]) == history.state
    assert state == before


@some
@given(participations(longest=150))
def test_a_copy_lives_its_own_life(history: History[Participation]) -> None:
    cut = len(history.events) // 2
    state = decider.fold(history.events[:cut])
    twin, before = state.copy(), decider.fold(history.events[:cut])
    assert twin == state
    decider.fold(history.events[cut:], onto=twin)
    assert state == before


def test_closing_a_cycle_changes_none_of_its_figures() -> None:
    closed = 0
    for history in corpus():
        for state, attempt in moments(history):
            if any(isinstance(event, CycleBegun) for event in attempt.events):
                after = decider.evolve(state, *attempt.events)
                assert attendance_share(after, state.cycle) == attendance_share(state, state.cycle)
                figures = {"cycles": 0, "carried": ()}
                assert attrs.evolve(participation_summary(after), **figures) == attrs.evolve(
                    participation_summary(state), **figures
                )
                closed += 1
    assert closed > 20


class Participations(Lifecycle):
    subject = SUBJECT
    opening = (enrolment(LIGHT),)


TestParticipations = Participations.TestCase
TestParticipations.settings = settings(max_examples=20, stateful_step_count=30)
