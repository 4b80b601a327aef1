"""Properties of any history of a trainer: a replay gives the same state, and voiding what never recording gives."""

from collections.abc import Callable

from hypothesis import given, settings, strategies as st
from tests.cadre.course import (
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
    void,
)

from pdflow import Command, Event, Refused
from pdflow.cadre import AcceptNomination, CadreMember, decider
from pdflow.kernel.fields import fields

Draw = Callable[[st.SearchStrategy[object]], object]
MADE = ("TeachBackHeld", "TeachBackCritiqued", "TeachBackDebriefed", "DebriefEvaluated", "MemberCleared")
KINDS = "course course course hold critique clear clear clear stand_down reinstate reinstate reinstate void".split()
COURSE = ("hold", "critique", "debrief", "evaluate")


def step(draw: Draw, kind: str, state: CadreMember, number: int, day: int) -> Command:
    """One plausible command: it names records there are, and is dated about now."""
    new = f"{kind}-{number}"

    def one_of(ledger: dict[str, object]) -> str:
        return draw(st.sampled_from([*reversed(ledger), "nothing"][:1] * 4 + [*ledger]))

    match kind:
        case "hold":
            return hold(new, day, draw(st.sampled_from(["reading"] * 4 + ["groups"])))
        case "critique":
            header = draw(st.sampled_from([None, pat(day)]))
            return critique(new, one_of(state.teach_backs), day, header, content=draw(st.sampled_from([4, 4, 4, 2])))
        case "debrief":
            return debrief(new, one_of(state.teach_backs), day)
        case "evaluate":
            return evaluate(new, one_of(state.debriefs), day)
        case "clear":
            return clear(new, day, draw(st.sampled_from(["reading"] * 4 + ["groups"])))
        case "stand_down":
            return stand_down(day)
        case "reinstate":
            return reinstate(day)
    return void(draw(st.sampled_from([name for name, _ in state.records()] or ["nothing"])), day)


@st.composite
def courses(draw: Draw) -> tuple[CadreMember, list[Event]]:
    """A trainer's state and everything that happened, after a walk in which whatever is refused leaves nothing."""
    state, log = decider.state(), []

    def ask(command: Command) -> None:
        try:
            events = decider.decide(state, command)
        except Refused:
            return
        log.extend(events)
        decider.fold(events, onto=state)

    ask(nominate(subjects=("reading", "groups")))
    ask(AcceptNomination(lee(1)))
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=15) | st.lists(st.sampled_from(KINDS), min_size=15))
    for number, kind in enumerate(kinds):
        day = 2 + number + draw(st.sampled_from([0, 0, 0, -2]))
        for part in COURSE if kind == "course" else (kind,):
            ask(step(draw, part, state, number, day))
    return state, log


def without(log: list[Event], record: str) -> list[Event]:
    return [e for e in log if type(e).__name__ not in MADE or getattr(e, fields(type(e))[1].name) != record]


@given(courses())
def test_a_replay_gives_the_same_state(course: tuple[CadreMember, list[Event]]) -> None:
    state, log = course
    assert decider.fold(log) == state


@settings(max_examples=200)
@given(courses())
def test_a_voided_record_leaves_the_state_that_a_replay_without_it_gives(
    course: tuple[CadreMember, list[Event]],
) -> None:
    state, log = course
    for name, _ in [*state.records()]:
        command = void(name, 90)
        if decider.permits(state, command):
            after = decider.evolve(state, *decider.decide(state, command))
            never = decider.fold(without(log, name))
            never.voided = {*never.voided, name}
            assert after == never


@given(courses())
def test_no_record_relies_on_one_that_is_missing(course: tuple[CadreMember, list[Event]]) -> None:
    state, _ = course
    kept = {name for name, _ in state.records()}
    assert all(kept.issuperset(entry.relied_on()) for _, entry in state.records())


@given(courses())
def test_a_stage_was_reached_by_a_row_that_allows_it(course: tuple[CadreMember, list[Event]]) -> None:
    state, log = course
    folded = decider.state()
    for event in log:
        before = folded.phase
        event.apply(folded)
        moves = [move for move in decider.table.moves if type(event) in move.events and before in move.phases]
        assert any(folded.phase in (move.to or move.phases) for move in moves)
    assert folded.phase == state.phase
