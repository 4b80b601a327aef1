"""Roster: who takes part, and how each participation ended."""

import pytest
from tests.engagement.stories import (
    after,
    closed,
    collect,
    commissioned,
    day,
    deliver,
    delivered,
    end,
    host,
    in_design,
    join,
    lee,
    office,
    on,
    outcome,
    payer,
    plan,
    read,
    requested,
    void,
    waive,
)

from pdflow import (
    COLLEGE_CPD,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Strategy,
)
from pdflow.engagement import (
    Briefing,
    ForWhom,
    HowEnded,
    Offer,
    ParticipationEnded,
    PersonSummary,
    RosterJoined,
    decider,
)
from pdflow.engagement.state import RosterEntry

JOINED = (*in_design(), join(host(1), "ana"), join(host(1), "bob"))
DONE = PersonSummary(training_minutes=360, support_minutes=90, shared=("sh1",), waived=("training.no_commitment",))


def test_joining_carries_what_a_participation_begins_with() -> None:
    command = join(host(2), "ana", role_title="teacher", site="North", manager="tom")
    story = (*in_design(policy=COLLEGE_CPD), outcome(payer(1)), plan(lee(1)))
    stated = Outcome("o1", OutcomeOf.GROUP, OutcomeKind.BEHAVIOUR, "open questions are asked")
    end_of_it = after(*story).state.planned_end
    state = (
        after(*story, waive(payer(1), "w1", "training.no_commitment", for_roster=True))
        .when(command)
        .then(
            RosterJoined(
                command.header,
                person="ana",
                role_title="teacher",
                site="North",
                manager="tom",
                engagement="e1",
                policy=COLLEGE_CPD,
                briefing=Briefing((stated,), (Offer(Strategy.DISCUSSION, ForWhom()),), end_of_it),
                waived=("training.no_commitment",),
            )
        )
    )
    assert (state.still_open, state.on_roster("ana"), state.on_roster("bob")) == (1, True, False)


def test_joining_again_is_a_no_op_unless_the_role_title_or_the_site_is_another() -> None:
    placed = after(*in_design(), join(host(1), "ana", role_title="teacher", site="North"))
    placed.when(join(host(9), "ana", site="North")).nothing()
    placed.when(join(host(9), "ana", role_title="", site="")).nothing()
    state = placed.when(join(host(9), "ana", role_title="", site="South")).then(RosterJoined)
    assert state.roster["ana"] == RosterEntry(day(1), "teacher", "South")
    assert state.still_open == 1


def test_a_walk_in_and_a_late_joiner_join_the_same_way() -> None:
    after(*delivered()).when(join(host(11), "cem")).then(RosterJoined)


def test_an_ending_carries_the_person_s_summary() -> None:
    command = end(host(90), "ana", summary=DONE)
    state = (
        after(*JOINED)
        .when(command)
        .then(ParticipationEnded(command.header, person="ana", how=HowEnded.COMPLETED, summary=DONE))
    )
    assert (state.still_open, state.ended["ana"].summary) == (1, DONE)


def test_nobody_ends_who_never_joined() -> None:
    [reason] = after(*JOINED).when(end(host(9), "cem")).refused("roster.unknown_person")
    assert (reason.parameters, reason.remedy) == ({"person": "cem"}, "AddToRoster")


def test_the_same_ending_again_is_a_no_op_another_one_counts() -> None:
    ended = after(*JOINED, end(host(90), "ana", HowEnded.WITHDRAWN))
    ended.when(end(host(91), "ana", HowEnded.WITHDRAWN)).nothing()
    assert (
        ended.when(end(host(95), "ana", summary=DONE)).then(ParticipationEnded).ended["ana"].how is HowEnded.COMPLETED
    )


def test_one_who_was_reopened_joins_again_and_ends_again() -> None:
    story = (*JOINED, end(host(90), "ana"))
    again = (*story, join(host(100), "ana"))
    assert after(*again).state.still_open == 2
    assert after(*again, end(host(120), "ana")).state.still_open == 1


def test_nobody_ends_before_they_joined_nor_joins_again_before_they_ended() -> None:
    [reason] = after(*JOINED).when(end(host(0, 9), "ana")).refused("record.before")
    assert reason.parameters == {"record": "RosterJoined", "at": day(1)}
    [reason] = after(*JOINED, end(host(90), "ana")).when(join(host(80), "ana")).refused("record.before")
    assert reason.parameters == {"record": "ParticipationEnded", "at": day(90)}


def test_a_joining_is_undone_by_ending_it_not_by_taking_it_back() -> None:
    joined = join(host(1), "cem")
    after(*JOINED, joined).when(void(office(2), joined.header.id)).refused("record.unknown")
    after(*JOINED, joined).when(void(office(2), "cem")).refused("record.unknown")


def test_a_person_may_bear_the_name_of_a_record() -> None:
    """The host's ids of people and the names of records are two things."""
    state = after(*in_design(), outcome(payer(1), "17"), join(host(2), "17")).state
    assert state.on_roster("17")
    assert not after(*in_design(), join(host(2), "17")).when(outcome(payer(3), "17")).reasons


@pytest.mark.parametrize("ask", [join, end])
def test_the_roster_is_kept_from_the_design_to_the_closing(ask) -> None:
    after(*requested()).when(ask(host(2), "cem")).refused("engagement.not_in_stage")
    after(*closed()).when(ask(host(200), "cem")).refused("engagement.not_in_stage")


def test_strategies_meant_for_a_site_or_for_people_reach_those_only() -> None:
    meant = (
        plan(lee(1), "f2", Strategy.REMINDER),
        plan(lee(1), "f3", Strategy.REFRESHER, for_whom=ForWhom(sites=("North",))),
        plan(lee(1), "f4", Strategy.COACHING, for_whom=ForWhom(people=("ana",)), on=on(60)),
    )
    [event] = after(*commissioned(), *meant).when(join(host(5), "ana")).events
    strategies_for = event.briefing.strategies_for
    assert strategies_for("ana", "South") == (Strategy.DISCUSSION, Strategy.REMINDER, Strategy.COACHING)
    assert strategies_for("bob", "North") == (Strategy.DISCUSSION, Strategy.REMINDER, Strategy.REFRESHER)


class Unread(dict):
    """Can be asked for one name and its length, but not looked through."""

    def __iter__(self):
        raise AssertionError("looked through")

    keys = values = items = __reversed__ = copy = __iter__


def test_nothing_that_is_done_for_each_person_looks_through_the_roster_or_what_came_in() -> None:
    """An engagement of thousands costs no more for each command than one of ten."""
    story = (*delivered(), collect(host(11)), read(host(20)), end(host(30), "bob"))
    state = after(*story).state
    for name in ("roster", "ended", "evaluations", "readings"):
        setattr(state, name, Unread(getattr(state, name)))
    for command in (
        join(host(40), "cem"),
        join(host(40), "bob"),
        end(host(40), "ana"),
        collect(host(40), "ev9"),
        read(host(40), "r9"),
        plan(lee(40), "f9"),
        deliver(lee(40), "d9"),
    ):
        assert decider.decide(state, command)
