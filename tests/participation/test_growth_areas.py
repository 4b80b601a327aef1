"""Growth areas: identified on evidence, and how each was settled."""

import attrs
import pytest
from tests.participation.permissions import CommandMaker, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    Story,
    ana,
    artifact,
    check_in,
    coached,
    commit,
    day,
    identify,
    in_coaching,
    kim,
    lee,
    observe,
    observed,
    office,
    supported,
    with_growth_area,
)

from pdflow import COLLEGE_CPD, FULL, LIGHT, TEXAS_LEADER, Command, Header, Level, Policy
from pdflow.participation import (
    BeginNextCycle,
    BeginSupport,
    CarryGrowthArea,
    CloseGrowthArea,
    DropGrowthArea,
    GrowthAreaCarried,
    GrowthAreaClosed,
    GrowthAreaDropped,
    GrowthAreaIdentified,
    Phase,
    SetPriority,
    Shown,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given


def close(header: Header, growth_area: str = "g1") -> Command:
    return CloseGrowthArea(header, growth_area=growth_area)


def carry(header: Header, growth_area: str = "g1", reason: str = "time") -> Command:
    return CarryGrowthArea(header, growth_area=growth_area, reason=reason, note="next year")


def drop(header: Header, growth_area: str = "g1", reason: str = "better one") -> Command:
    return DropGrowthArea(header, growth_area=growth_area, reason=reason, note="seen today")


# IdentifyGrowthArea


def test_the_gap_of_highest_leverage_is_identified_on_evidence() -> None:
    command = identify(kim(9), "g1", "ob1")
    state = given(decider, *observed()).when(command).then(GrowthAreaIdentified.of(command))
    assert state.open_growth_areas() == ["g1"]


@pytest.mark.parametrize("evidence", [artifact(ana(6), "e9"), check_in(kim(6), "e9")])
def test_an_artifact_or_a_check_in_is_evidence_too(evidence: Command) -> None:
    given(decider, *supported(), evidence).when(identify(kim(9), "g1", "e9")).then(GrowthAreaIdentified)


def test_there_is_no_growth_area_without_evidence() -> None:
    [reason] = given(decider, *supported()).when(identify(kim(9), "g1")).refused("growth_area.no_evidence")
    assert (reason.parameters, reason.remedy) == ({"needed": 1, "have": 0}, "RecordObservation")
    [reason] = given(decider, *observed()).when(identify(kim(9), "g1", "ob9")).refused("growth_area.no_evidence")
    assert reason.parameters == {"unknown": ("ob9",)}


def test_the_same_piece_twice_is_one_piece() -> None:
    policy = attrs.evolve(FULL, name="ours", evidence_per_growth_area=2)
    story = [*observed(policy=policy), artifact(ana(8), "ar1")]
    [reason] = given(decider, *story).when(identify(kim(9), "g1", "ob1", "ob1")).refused("growth_area.no_evidence")
    assert reason.parameters == {"needed": 2, "have": 1}
    given(decider, *story).when(identify(kim(9), "g1", "ob1", "ar1")).then(GrowthAreaIdentified)


def test_a_growth_area_does_not_precede_its_evidence() -> None:
    [reason] = given(decider, *observed()).when(identify(kim(7), "g1", "ob1")).refused("record.before")
    assert reason.parameters == {"record": "ob1", "at": day(8)}


def test_the_highest_leverage_is_singular() -> None:
    command = identify(kim(10), "g2", "ob1")
    [reason] = given(decider, *with_growth_area()).when(command).refused("growth_area.too_many_open")
    assert (reason.parameters, reason.remedy) == ({"most": 1, "have": 1}, "CloseGrowthArea")


@pytest.mark.parametrize("settle", [drop(kim(10)), carry(kim(10))])
def test_a_settled_growth_area_makes_room(settle: Command) -> None:
    given(decider, *with_growth_area(), settle).when(identify(kim(11), "g2", "ob1")).then(GrowthAreaIdentified)


@pytest.mark.parametrize("values", [{"rationale": None}, {"considered": ""}, {"rationale": " ", "considered": None}])
def test_a_growth_area_says_why_and_what_else_was_considered(values: dict[str, str | None]) -> None:
    command = identify(kim(9), "g1", "ob1", **values)
    [reason] = given(decider, *observed()).when(command).refused("growth_area.no_rationale")
    assert reason.parameters == {"missing": tuple(values)}


def test_the_same_growth_area_again_is_a_no_op() -> None:
    given(decider, *with_growth_area()).when(identify(kim(10), "g1", "ob1")).nothing()


def test_a_growth_area_of_the_same_name_that_says_something_else_is_refused() -> None:
    changed = identify(kim(10), "g1", "ob1", practice="praise")
    assert says_otherwise(given(decider, *with_growth_area()).when(changed)) == ("practice",)


@pytest.mark.parametrize("command", [lambda header: identify(header, "g9", "ob1"), close, carry, drop])
def test_growth_areas_are_the_coachs_alone_and_belong_to_support(command: CommandMaker) -> None:
    assert people_allowed(command, with_growth_area()) == {"kim"}
    assert phases_allowed(command(kim(200))) == {Phase.SUPPORT}


def test_in_a_session_the_remedy_is_to_end_it() -> None:
    [reason] = given(decider, *in_coaching()).when(close(kim(11))).refused("participation.not_in_phase")
    assert reason.parameters == {"phase": "COACHING", "asked_in": ("SUPPORT",)}
    assert (reason.remedy, reason.roles) == ("CloseCoaching", ("COACH",))


def test_options_say_what_is_missing() -> None:
    options = decider.options(given(decider, *supported()).state, kim(9))
    assert [reason.code for reason in options["IdentifyGrowthArea"]] == ["growth_area.no_evidence"]
    for settle in ("CloseGrowthArea", "CarryGrowthArea", "DropGrowthArea"):
        assert [reason.code for reason in options[settle]] == ["growth_area.unknown"]


# CloseGrowthArea


def test_a_growth_area_shown_in_practice_is_closed() -> None:
    story = [*with_growth_area(), observe(kim(11), "ob2", "g1", level=Level.MOSTLY)]
    command = close(kim(12))
    state = given(decider, *story).when(command).then(GrowthAreaClosed.of(command))
    assert state.open_growth_areas() == []


@pytest.mark.parametrize("level", [Level.NOT_YET, Level.PARTLY])
def test_a_practice_partly_in_place_is_not_shown(level: Level) -> None:
    story = [*with_growth_area(), observe(kim(11), "ob2", "g1", level=level)]
    [reason] = given(decider, *story).when(close(kim(12))).refused("growth_area.not_shown")
    assert (reason.parameters, reason.remedy) == ({"growth_area": "g1", "since": day(9)}, "RecordObservation")


def test_another_practice_in_place_shows_nothing_of_this_one() -> None:
    story = [*with_growth_area(), observe(kim(11), "ob2", "ask", level=Level.FULLY)]
    given(decider, *story).when(close(kim(12))).refused("growth_area.not_shown")


def test_what_was_shown_before_the_last_coaching_does_not_count() -> None:
    story = [*coached(), observe(kim(9, 9), "ob2", "g1")]
    [reason] = given(decider, *story).when(close(kim(18))).refused("growth_area.not_shown")
    assert reason.parameters == {"growth_area": "g1", "since": day(10, 12)}
    given(decider, *story, observe(kim(17), "ob3", "g1")).when(close(kim(18))).then(GrowthAreaClosed)


def test_what_is_shown_after_the_closing_does_not_count_for_it() -> None:
    story = [*with_growth_area(), observe(kim(13), "ob2", "g1")]
    given(decider, *story).when(close(kim(12))).refused("growth_area.not_shown")
    given(decider, *story).when(close(kim(13))).then(GrowthAreaClosed)


def observed_on_day_11() -> Command:
    return observe(kim(11), "x1", "g1")


def made() -> Command:
    return artifact(ana(11), "x1", "g1")


def shown_in_check_in(evidence: str = "film 12") -> Command:
    return check_in(kim(11), "x1", shows=(Shown("g1", Level.MOSTLY, evidence),))


@pytest.mark.parametrize(
    ("policy", "evidence", "shows"),
    [
        (FULL, observed_on_day_11(), True),
        (FULL, made(), False),
        (FULL, shown_in_check_in(), False),
        (COLLEGE_CPD, made(), True),
        (COLLEGE_CPD, shown_in_check_in(), False),
        (TEXAS_LEADER, observed_on_day_11(), True),
        (TEXAS_LEADER, made(), True),
        (TEXAS_LEADER, shown_in_check_in(), True),
        (TEXAS_LEADER, shown_in_check_in(evidence=""), False),
        (LIGHT, shown_in_check_in(), True),
    ],
)
def test_the_policy_says_what_may_show_a_practice(policy: Policy, evidence: Command, shows: bool) -> None:
    outcome = given(decider, *with_growth_area(policy=policy), evidence).when(close(kim(12)))
    assert bool(outcome.events) is shows
    assert [reason.code for reason in outcome.reasons] == ([] if shows else ["growth_area.not_shown"])


def test_that_a_practice_was_shown_can_be_waived() -> None:
    waive = Waive(office(10), waiver="w1", requirement="growth_area.not_shown", reason="coach left")
    given(decider, *with_growth_area(), waive).when(close(kim(12))).then(GrowthAreaClosed)


def test_voiding_what_closed_it_opens_a_growth_area_again() -> None:
    command = close(kim(12))
    story = [
        *with_growth_area(),
        observed_on_day_11(),
        command,
        VoidRecord(office(13), record=command.header.id, reason="mistake"),
    ]
    assert given(decider, *story).state.open_growth_areas() == ["g1"]


# CarryGrowthArea and DropGrowthArea


def test_a_growth_area_is_carried_or_dropped() -> None:
    carried, dropped = carry(kim(12)), drop(kim(12))
    given(decider, *with_growth_area()).when(carried).then(GrowthAreaCarried.of(carried))
    given(decider, *with_growth_area()).when(dropped).then(GrowthAreaDropped.of(dropped))


@pytest.mark.parametrize("settle", [carry, drop])
def test_carrying_and_dropping_need_a_reason(settle: CommandMaker) -> None:
    given(decider, *with_growth_area()).when(settle(kim(12), reason="")).refused("growth_area.no_reason")


@pytest.mark.parametrize("settle", [carry, drop])
def test_settling_in_the_same_way_again_is_a_no_op(settle: CommandMaker) -> None:
    settled = given(decider, *with_growth_area(), settle(kim(12)))
    settled.when(settle(kim(13))).nothing()
    [reason] = settled.when(settle(kim(13), reason="other")).refused("growth_area.unknown")
    assert reason.parameters == {}


def test_closing_the_closed_is_a_no_op() -> None:
    given(decider, *with_growth_area(), observed_on_day_11(), close(kim(12))).when(close(kim(13))).nothing()


@pytest.mark.parametrize("command", [close, carry])
def test_settling_in_another_way_finds_it_no_longer_open(command: CommandMaker) -> None:
    dropped = given(decider, *with_growth_area(), drop(kim(12)))
    codes = [reason.code for reason in dropped.when(command(kim(13))).reasons]
    assert "growth_area.unknown" in codes


@pytest.mark.parametrize("command", [close, carry, drop])
def test_a_growth_area_nobody_identified_is_unknown(command: CommandMaker) -> None:
    reasons = given(decider, *with_growth_area()).when(command(kim(12), "g9")).refused("growth_area.unknown")
    assert (reasons[0].parameters, reasons[0].remedy) == ({"growth_area": "g9"}, "IdentifyGrowthArea")


def test_nothing_is_settled_before_it_was_identified() -> None:
    [reason] = given(decider, *with_growth_area()).when(drop(kim(8))).refused("record.before")
    assert reason.parameters == {"record": "g1", "at": day(9)}


# Into the next cycle


def carried() -> Story:
    return [*coached(), observe(kim(17), "ob2", "ask"), carry(kim(18)), BeginNextCycle(kim(20), cycle=2)]


def further_support() -> Story:
    return [commit(ana(21), "c2", wait=30), BeginSupport(kim(22))]


def test_a_carried_growth_area_is_the_open_one_of_the_next_cycle() -> None:
    state = given(decider, *carried()).state
    assert state.open_growth_areas() == ["g1"]
    assert state.observations.keys() == {"ob1"}


@pytest.mark.parametrize(("record", "by"), [("ob1", "g1"), ("g1", "CycleBegun")])
def test_neither_a_carried_growth_area_nor_what_it_rests_on_can_be_voided(record: str, by: str) -> None:
    void = VoidRecord(office(21), record=record, reason="mistake")
    [reason] = given(decider, *carried()).when(void).refused("record.relied_upon")
    assert reason.parameters == {"record": record, "by": by}


def test_a_carried_growth_area_takes_the_place_of_a_new_one() -> None:
    story = [*carried(), SetPriority(kim(20), priority="pr1", statement="talk")]
    seen_again = observe(lee(21), "ob9", "pr1")
    assert given(decider, *story, seen_again).state.open_growth_areas() == ["g1"]
    begun = [*story, seen_again, *further_support()]
    given(decider, *begun).when(identify(kim(23), "g2", "ob9")).refused("growth_area.too_many_open")


def test_a_growth_area_carried_once_may_be_carried_again() -> None:
    state = given(decider, *carried(), *further_support()).when(carry(kim(25))).then(GrowthAreaCarried)
    assert state.open_growth_areas() == []


def test_a_carried_growth_area_is_shown_in_the_next_cycle() -> None:
    story = [*carried(), *further_support(), observe(kim(23), "ob9", "g1")]
    given(decider, *story).when(close(kim(24))).then(GrowthAreaClosed)
