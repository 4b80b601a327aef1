"""The table of an engagement: its machine, its stages, its codes and its events agree with what is decided."""

from itertools import product

import pytest
from tests.engagement.stories import (
    Story,
    accept,
    after,
    choose,
    closed,
    collect,
    deliver,
    delivered,
    end,
    host,
    in_design,
    in_follow_up,
    join,
    lee,
    office,
    outcome,
    payer,
    read,
    request,
    requested,
    review,
    reviewed,
    waive,
)
from transitions import MachineError

from pdflow import Command, Refused
from pdflow.audience import Audience, audiences, personal
from pdflow.engagement import (
    BeginFollowUp,
    Cancel,
    Close,
    Commission,
    DeclineRequest,
    Engagement,
    EngagementStage,
    Reopen,
    decider,
)
from pdflow.engagement.table import CHAPTERS
from pdflow.kernel.diagram import diagram
from pdflow.kernel.messages import EVENTS

STORIES = {
    EngagementStage.NOTHING: (),
    EngagementStage.REQUESTED: requested(),
    EngagementStage.DESIGN: in_design(),
    EngagementStage.DELIVERY: (*delivered(), collect(host(11)), choose(office(12))),
    EngagementStage.FOLLOW_UP: reviewed(),
    EngagementStage.CLOSED: closed(),
    EngagementStage.CANCELLED: (*in_follow_up(), Cancel(payer(100), reason="no funds")),
}
COMMANDS = (
    request(payer(300)),
    accept(office(300)),
    DeclineRequest(office(300), reason="no trainer"),
    Commission(payer(300)),
    BeginFollowUp(office(300)),
    Close(payer(300)),
    Cancel(payer(300), reason="no funds"),
    Reopen(payer(300), reason="more was asked"),
    outcome(payer(300), "o9"),
    deliver(lee(300), "d9"),
    read(host(300), "r9"),
    review(payer(300), "im9"),
    join(host(300), "cem"),
    end(host(300), "ana"),
    waive(payer(300), "w9", "design.no_sharing"),
)


def test_each_story_ends_in_its_stage() -> None:
    assert {stage: after(*story).state.phase for stage, story in STORIES.items()} == {
        stage: stage for stage in EngagementStage
    }


@pytest.mark.parametrize(("story", "command"), [*product(STORIES.values(), COMMANDS)])
def test_the_machine_agrees_with_what_is_decided(story: Story, command: Command) -> None:
    """Fired on a copy, the machine moves where the decision leads and stays where there is none."""
    state = after(*story).state
    try:
        events = decider.decide(state, command)
    except Refused:
        events = None
    if events == ():
        return
    fired = state.copy()
    try:
        moved = decider.machine.events[type(command).__name__].trigger(fired, command)
    except MachineError:
        moved = False
    assert moved == (events is not None)
    assert fired.phase == (decider.evolve(state, *events).phase if events else state.phase)


@pytest.mark.parametrize(("stage", "name"), [*product(EngagementStage, decider.commands)])
def test_a_command_asked_in_the_wrong_stage_says_where_it_may_be(stage: EngagementStage, name: str) -> None:
    asked_in = decider.table.phases_of(decider.commands[name])
    reasons = decider.options(after(*STORIES[stage]).state, office(300))[name]
    codes = [reason.code for reason in reasons]
    if stage in asked_in:
        assert "engagement.not_in_stage" not in codes
    else:
        assert codes == ["engagement.not_in_stage"]
        assert reasons[0].parameters == {"phase": stage, "asked_in": asked_in}


ROWS = {
    "RequestEngagement": "NOTHING",
    "AcceptRequest": "REQUESTED",
    "DeclineRequest": "REQUESTED",
    "Commission": "DESIGN",
    "UseSlot": "DELIVERY FOLLOW_UP",
    "LoseSlot": "DELIVERY FOLLOW_UP",
    "HoldRevisit": "DELIVERY FOLLOW_UP",
    "HoldSharing": "DELIVERY FOLLOW_UP",
    "RecordSpending": "DELIVERY FOLLOW_UP",
    "DeliverTraining": "DELIVERY FOLLOW_UP",
    "CollectEvaluation": "DELIVERY FOLLOW_UP",
    "BeginFollowUp": "DELIVERY",
    "RecordReading": "DESIGN DELIVERY FOLLOW_UP CLOSED",
    "ReviewImpact": "FOLLOW_UP",
    "AdoptPolicy": "REQUESTED DESIGN DELIVERY FOLLOW_UP",
    "Waive": "REQUESTED DESIGN DELIVERY FOLLOW_UP",
    "VoidRecord": "REQUESTED DESIGN DELIVERY FOLLOW_UP CLOSED CANCELLED",
    "Close": "FOLLOW_UP",
    "Cancel": "REQUESTED DESIGN DELIVERY FOLLOW_UP",
    "Reopen": "CLOSED CANCELLED",
}


@pytest.mark.parametrize("name", decider.commands)
def test_every_command_is_asked_where_the_rulebook_says(name: str) -> None:
    """From the design on, unless its row says otherwise."""
    assert " ".join(decider.table.phases_of(decider.commands[name])) == ROWS.get(name, "DESIGN DELIVERY FOLLOW_UP")


def test_there_are_fifty_seven_commands_at_most_seven_in_a_chapter() -> None:
    assert len(decider.commands) == 57
    assert max(len({move.command for move in chapter.MOVES}) for chapter in CHAPTERS) <= 7


def test_the_drawing_goes_through_every_stage() -> None:
    drawn = diagram(decider)
    for line in (
        "[*] --> REQUESTED: RequestEngagement",
        "REQUESTED --> DESIGN: AcceptRequest",
        "DESIGN --> DELIVERY: Commission",
        "DELIVERY --> FOLLOW_UP: BeginFollowUp",
        "FOLLOW_UP --> CLOSED: Close",
        "CLOSED --> FOLLOW_UP: Reopen",
    ):
        assert line in drawn


def test_every_event_is_stored_under_the_engagement_s_name() -> None:
    events = {event for move in decider.table.moves for event in move.events}
    stored = {kind.type for name, kind in EVENTS.items() if name.startswith("engagement.")}
    assert events == stored
    assert len(events) == 57


READERS = {
    "engagement.requested": ("need audience", "note"),
    "engagement.outcome_stated": ("statement", "briefing"),
    "engagement.budget_set": ("", "money lines reason"),
    "engagement.partnership_agreed": ("promises measures", "vetting"),
    "engagement.partnership_reviewed": ("", "characteristics measures assessment"),
    "engagement.partner_vetted": ("", "answers passed"),
    "engagement.training_scheduled": ("sessions site", "logistics"),
    "engagement.training_delivered": ("session held", "there"),
    "engagement.follow_up_planned": ("strategy owner on", "for_whom"),
    "engagement.evaluation_collected": ("", "preferred needs"),
    "engagement.roster_joined": ("policy", "person manager briefing"),
    "engagement.closed": ("summary", ""),
}


@pytest.mark.parametrize("name", READERS)
def test_who_may_read_what(name: str) -> None:
    marks = audiences(EVENTS[name].type)
    for_all, for_team = READERS[name]
    assert {marks[field] for field in for_all.split()} <= {Audience.ALL}
    assert {marks[field] for field in for_team.split()} <= {Audience.TEAM}


def test_nothing_of_an_engagement_is_for_a_pair_alone_and_every_note_can_be_erased() -> None:
    for name, kind in EVENTS.items():
        if name.startswith("engagement."):
            assert Audience.PAIR not in audiences(kind.type).values()
            assert "note" not in audiences(kind.type) or "note" in personal(kind.type)


def test_every_remedy_can_be_asked_by_somebody() -> None:
    for cause in decider.reason_codes.values():
        assert cause.remedy is None or decider.commands[cause.remedy].right.roles


def test_an_empty_engagement_is_light() -> None:
    state = Engagement()
    assert [state.phase, state.still_open, [*state.records()]] == [EngagementStage.NOTHING, 0, []]
