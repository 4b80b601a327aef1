"""The moves of a session: see a strong model, compare, name the steps, practise them."""

from time import process_time

import attrs
import pytest
from tests.participation.permissions import people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    Story,
    agree,
    ana,
    artifact,
    check_in,
    coached,
    day,
    four_moves,
    in_coaching,
    kim,
    observe,
    office,
    on,
    with_growth_area,
)

from pdflow import (
    FULL,
    TEXAS_LEADER,
    Command,
    Header,
    Level,
)
from pdflow.participation import (
    ActionStepAgreed,
    CoachingMove,
    CompareWithModel,
    HomeStep,
    ModelCompared,
    ModelShown,
    NameSteps,
    OpenCoaching,
    Phase,
    Practise,
    ShowModel,
    Shown,
    StepsNamed,
    StepsPractised,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given

HOME = HomeStep("st1", "wait three seconds", "a pause")


def show(header: Header, move: str = "m1", session: str = "s1") -> Command:
    return ShowModel(header, move=move, session=session, model="film 3")


def compare(header: Header, move: str = "m2", session: str = "s1", evidence: str = "ob1") -> Command:
    return CompareWithModel(header, move=move, session=session, evidence=evidence, gap="one second")


def name_steps(header: Header, *home: HomeStep, move: str = "m3", session: str = "s1") -> Command:
    return NameSteps(header, move=move, session=session, steps=("ask", "wait"), home=home)


def practise(header: Header, move: str = "m4", session: str = "s1") -> Command:
    return Practise(header, move=move, session=session, rounds=2, level=Level.MOSTLY, feedback="slower")


def after(moves: int) -> Story:
    return [*in_coaching(), *four_moves()[:moves]]


MOVES = {"show": show, "compare": compare, "name_steps": name_steps, "practise": practise}


def test_a_strong_model_is_shown() -> None:
    command = show(kim(10))
    given(decider, *in_coaching()).when(command).then(ModelShown.of(command))


def test_own_practice_is_compared_with_it() -> None:
    command = compare(kim(10, 9))
    given(decider, *after(1)).when(command).then(ModelCompared.of(command))


def test_the_steps_to_rehearse_are_named_and_some_taken_home() -> None:
    other = attrs.evolve(HOME, step="st2", due=on(15))
    command = name_steps(kim(10, 10), HOME, other)
    agreed = [
        ActionStepAgreed(
            command.header,
            step=step,
            serves="g1",
            statement=HOME.statement,
            look_for="a pause",
            due=on(due),
            session="s1",
        )
        for step, due in (("st1", 17), ("st2", 15))
    ]
    state = given(decider, *after(2)).when(command).then(StepsNamed.of(command), *agreed)
    assert state.open_steps() == ["st1", "st2"]


def test_steps_may_be_named_without_taking_any_home() -> None:
    command = name_steps(kim(10, 10))
    given(decider, *after(2)).when(command).then(StepsNamed.of(command))


def test_the_steps_are_practised() -> None:
    command = practise(kim(10, 11))
    given(decider, *after(3)).when(command).then(StepsPractised.of(command))


ORDER = [CoachingMove.MODEL, CoachingMove.COMPARE, CoachingMove.STEPS, CoachingMove.PRACTICE]
REMEDIES = {"MODEL": "ShowModel", "COMPARE": "CompareWithModel", "STEPS": "NameSteps"}


@pytest.mark.parametrize("made", range(4))
@pytest.mark.parametrize("next_move", range(4))
def test_no_move_is_skipped_and_any_may_be_repeated_or_gone_back_to(made: int, next_move: int) -> None:
    outcome = given(decider, *after(made)).when([*MOVES.values()][next_move](kim(10, 12), move="m9"))
    if next_move <= made:
        assert outcome.events
    else:
        [reason] = outcome.refused("coaching.out_of_order")
        assert (reason.parameters, reason.remedy) == ({"next": ORDER[made]}, REMEDIES[ORDER[made]])


def test_moves_follow_each_other_in_time_not_in_the_order_of_typing() -> None:
    story = [*in_coaching(), show(kim(10, 10))]
    [reason] = given(decider, *story).when(compare(kim(10, 9))).refused("coaching.out_of_order")
    assert reason.parameters == {"next": "MODEL"}


def test_a_voided_move_was_not_made() -> None:
    void = VoidRecord(office(11), record="m2", reason="mistake")
    [reason] = given(decider, *after(2), void).when(name_steps(kim(10, 10))).refused("coaching.out_of_order")
    assert reason.parameters == {"next": "COMPARE"}


def test_moves_of_a_former_session_are_no_moves_of_this_one() -> None:
    opened = OpenCoaching(kim(18), session="s2", growth_area="g1")
    waive = Waive(office(17), waiver="w1", requirement="coaching.last_step_unchecked", reason="ill")
    story = [*coached(), waive, opened]
    given(decider, *story).when(practise(kim(18), "m9", "s2")).refused("coaching.out_of_order")


@pytest.mark.parametrize("move", MOVES)
def test_a_move_names_the_open_session(move: str) -> None:
    command = MOVES[move](kim(10, 12), move="m9", session="s9")
    [reason] = given(decider, *after(4)).when(command).refused("coaching.another_session")
    assert reason.parameters == {"open": "s1"}


@pytest.mark.parametrize("move", MOVES)
def test_a_move_does_not_precede_its_session(move: str) -> None:
    reasons = given(decider, *after(4)).when(MOVES[move](kim(9, 9), move="m9")).reasons
    assert {"record": "s1", "at": day(10)} in [reason.parameters for reason in reasons]


@pytest.mark.parametrize("move", MOVES)
def test_the_same_move_again_is_a_no_op_in_any_phase(move: str) -> None:
    place = [*MOVES].index(move)
    again = attrs.evolve(four_moves()[place], header=kim(10, 12))
    given(decider, *after(4)).when(again).nothing()
    given(decider, *coached()).when(again).nothing()


def test_a_move_of_the_same_name_that_says_something_else_is_refused() -> None:
    longer = Practise(kim(10, 12), move="m4", session="s1", rounds=9)
    assert says_otherwise(given(decider, *after(4)).when(longer)) == ("rounds",)
    other_move = MOVES["show"](kim(10, 12), move="m4")
    assert "kind" in says_otherwise(given(decider, *after(4)).when(other_move))


@pytest.mark.parametrize("move", MOVES)
def test_moves_are_the_coachs_alone_and_belong_to_coaching(move: str) -> None:
    def command(header: Header) -> Command:
        return MOVES[move](header, move="m9")

    assert people_allowed(command, after(4)) == {"kim"}
    assert phases_allowed(command(kim(200))) == {Phase.COACHING}


# CompareWithModel


def test_a_comparison_is_with_an_observation_or_an_artifact() -> None:
    story = [*in_coaching(), artifact(ana(10), "ar1"), show(kim(10))]
    given(decider, *story).when(compare(kim(10, 9), evidence="ar1")).then(ModelCompared)
    [reason] = given(decider, *story).when(compare(kim(10, 9), evidence="ask")).refused("record.unknown")
    assert reason.parameters == {"unknown": ("ask",)}


def test_what_was_compared_cannot_be_voided() -> None:
    story = [*in_coaching(), observe(kim(10), "ob2", "g1"), show(kim(10)), compare(kim(10, 9), evidence="ob2")]
    [reason] = (
        given(decider, *story).when(VoidRecord(office(11), record="ob2", reason="x")).refused("record.relied_upon")
    )
    assert reason.parameters == {"record": "ob2", "by": "m2"}


# The reasons of steps, for those taken home


def refused_home(
    *home: HomeStep, story: Story | None = None, before: list[Command] | None = None
) -> tuple[str, object]:
    history = [*(story or in_coaching()), *(before or []), *four_moves()[:2]]
    [reason] = given(decider, *history).when(name_steps(kim(10, 10), *home)).reasons
    return reason.code, reason.parameters


def test_no_more_steps_are_taken_home_than_may_be_open() -> None:
    three = [attrs.evolve(HOME, step=name) for name in ("st1", "st2", "st3")]
    assert refused_home(*three) == ("step.too_many_open", {"most": 2, "have": 0})
    with_one = [agree(kim(10), "st9", "g1")]
    assert refused_home(*three[:2], before=with_one) == ("step.too_many_open", {"most": 2, "have": 1})


def test_a_step_taken_home_is_near_and_observable() -> None:
    far = attrs.evolve(HOME, due=on(25))
    assert refused_home(far) == ("step.too_far_off", {"due": on(25), "latest": on(24)})
    assert refused_home(attrs.evolve(HOME, look_for="")) == ("step.not_observable", {"steps": ("st1",)})


def test_how_far_off_can_be_waived_here_too() -> None:
    waive = Waive(office(10), waiver="w1", requirement="step.too_far_off", reason="holidays")
    far = attrs.evolve(HOME, due=on(60))
    given(decider, *after(2), waive).when(name_steps(kim(10, 10), far)).then(StepsNamed, ActionStepAgreed)


def test_of_50_000_steps_taken_home_the_name_that_is_given_twice_is_found_at_once() -> None:
    began = process_time()
    steps = [attrs.evolve(HOME, step=f"st{number}") for number in range(50_000)]
    command = name_steps(kim(10, 10), *steps, attrs.evolve(HOME, step="st49999"))
    reasons = given(decider, *after(2)).when(command).refused("step.too_many_open", "record.name_taken")
    assert reasons[1].parameters == {"record": "st49999", "kind": "steps"}
    assert process_time() - began < 20


def test_a_step_taken_home_has_a_name_of_its_own() -> None:
    assert refused_home(attrs.evolve(HOME, step="ob1")) == (
        "record.name_taken",
        {"record": "ob1", "kind": "observations"},
    )
    assert refused_home(HOME, HOME) == ("record.name_taken", {"record": "st1", "kind": "steps"})
    assert refused_home(attrs.evolve(HOME, step="m3"))[0] == "record.name_taken"
    voided = [agree(kim(10), "st1", "g1"), VoidRecord(office(10), record="st1", reason="mistake")]
    assert refused_home(HOME, before=voided) == ("record.void", {"record": "st1"})


def test_a_policy_may_leave_the_number_of_steps_open() -> None:
    many = [attrs.evolve(HOME, step=f"st{number}") for number in range(5)]
    story = [*in_coaching(policy=attrs.evolve(FULL, name="ours", steps_at_once=None)), *four_moves()[:2]]
    given(decider, *story).when(name_steps(kim(10, 10), *many)).then(StepsNamed, *[ActionStepAgreed] * 5)


def test_in_support_the_remedy_is_to_open_a_session() -> None:
    [reason] = given(decider, *with_growth_area()).when(show(kim(10))).refused("participation.not_in_phase")
    assert (reason.parameters, reason.remedy) == ({"phase": "SUPPORT", "asked_in": ("COACHING",)}, "OpenCoaching")


EMPTY: list[Command] = [
    ShowModel(kim(10, 12), move="n1", session="s1"),
    ShowModel(kim(10, 12), move="n1", session="s1", model=" \n"),
    CompareWithModel(kim(10, 12), move="n2", session="s1", evidence="ob1"),
    NameSteps(kim(10, 12), move="n3", session="s1", steps=()),
    NameSteps(kim(10, 12), move="n3", session="s1", steps=("", " ")),
    Practise(kim(10, 12), move="n4", session="s1", rounds=0),
]


@pytest.mark.parametrize("move", EMPTY)
def test_a_move_that_says_nothing_is_none_and_nothing_else_would_make_it_one(move: Command) -> None:
    [reason] = given(decider, *after(4)).when(move).refused("coaching.move_empty")
    assert (reason.parameters, reason.remedy) == ({}, None)


def test_a_check_in_is_compared_where_the_policy_lets_it_show_a_practice() -> None:
    looked = check_in(kim(9, 9), "k1", reviews=(), shows=(Shown("g1", Level.PARTLY, "film 12"),))
    strict, leader = ([*with_growth_area(policy=policy), looked] for policy in (FULL, TEXAS_LEADER))
    session = [OpenCoaching(kim(10), session="s1", growth_area="g1"), show(kim(10))]
    [reason] = given(decider, *strict, *session).when(compare(kim(10), evidence="k1")).refused("record.unknown")
    assert reason.parameters == {"unknown": ("k1",)}
    given(decider, *leader, *session).when(compare(kim(10), evidence="k1")).then(ModelCompared)


def test_a_check_in_without_evidence_shows_no_practice() -> None:
    talk = check_in(kim(9, 9), "k1", shows=(Shown("g1", Level.PARTLY, " "),))
    session = [OpenCoaching(kim(10), session="s1", growth_area="g1"), show(kim(10))]
    story = [*with_growth_area(policy=TEXAS_LEADER), talk, *session]
    given(decider, *story).when(compare(kim(10), evidence="k1")).refused("record.unknown")


def test_a_step_taken_home_is_not_due_before_the_session() -> None:
    past = attrs.evolve(HOME, step="st9", due=on(9))
    [reason] = given(decider, *after(2)).when(name_steps(kim(10, 12), past)).refused("step.in_the_past")
    assert reason.parameters == {"due": on(9)}
    today = attrs.evolve(past, due=on(10))
    given(decider, *after(2)).when(name_steps(kim(10, 12), today)).then(StepsNamed, ActionStepAgreed)
