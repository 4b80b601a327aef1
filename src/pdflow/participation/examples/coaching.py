"""Plausible examples of growth areas, coaching sessions and their moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.examples import NONE_SUCH, first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.coaching import OpenCoaching
from pdflow.participation.coaching_end import CloseCoaching, CutCoachingShort
from pdflow.participation.coaching_moves import CompareWithModel, NameSteps, Practise, ShowModel
from pdflow.participation.examples.values import ExampleMaker, evidence_with_levels, free_name, visit_due
from pdflow.participation.growth_areas import CarryGrowthArea, CloseGrowthArea, DropGrowthArea, IdentifyGrowthArea
from pdflow.participation.state import CheckIn, HomeStep, Participation, VisitKind
from pdflow.values import Evidence, Level


def a_growth_area(state: Participation, header: Header) -> IdentifyGrowthArea:
    enough = max(state.policy_at(header.at).evidence_per_growth_area, 1)
    known = [name for name, _ in evidence_with_levels(state)] or [*state.check_ins, *state.artifacts]
    return IdentifyGrowthArea(
        header,
        growth_area=free_name(state, "growth-area", state.growth_areas),
        practice="waits for answers",
        evidence=tuple(known[-enough:]),
        rationale="more people would answer",
        considered="the questions themselves",
    )


def a_growth_area_closed(state: Participation, header: Header) -> CloseGrowthArea:
    return CloseGrowthArea(header, growth_area=first(state.open_growth_areas()))


def a_growth_area_carried(state: Participation, header: Header) -> CarryGrowthArea:
    return CarryGrowthArea(header, growth_area=first(state.open_growth_areas()), reason="needs another round")


def a_growth_area_dropped(state: Participation, header: Header) -> DropGrowthArea:
    return DropGrowthArea(header, growth_area=first(state.open_growth_areas()), reason="found a better one")


def coaching(state: Participation, header: Header) -> OpenCoaching:
    return OpenCoaching(
        header,
        session=free_name(state, "session", state.sessions),
        growth_area=first(state.open_growth_areas()),
        visit=visit_due(state, VisitKind.COACHING, header.at),
    )


def coaching_closed(state: Participation, header: Header) -> CloseCoaching:
    return CloseCoaching(header, session=state.session or NONE_SUCH, minutes=45)


def coaching_cut_short(state: Participation, header: Header) -> CutCoachingShort:
    return CutCoachingShort(header, session=state.session or NONE_SUCH, reason="called away")


def a_model(state: Participation, header: Header) -> ShowModel:
    return ShowModel(
        header,
        move=free_name(state, "move", state.moves),
        session=state.session or NONE_SUCH,
        model="a lesson in which everybody has time to answer",
    )


def a_comparison(state: Participation, header: Header) -> CompareWithModel:
    check_ins_show = Evidence.CHECK_IN in state.policy_at(header.at).practice_shown_by
    known = evidence_with_levels(state)
    evidence = [name for name, record in known if check_ins_show or not isinstance(record, CheckIn)]
    return CompareWithModel(
        header,
        move=free_name(state, "move", state.moves),
        session=state.session or NONE_SUCH,
        evidence=first(reversed(evidence)),
        gap="one second, where the model waits three",
    )


def steps_to_rehearse(state: Participation, header: Header) -> NameSteps:
    most = state.policy_at(header.at).steps_at_once
    room = most is None or len(state.open_steps()) < most
    home = HomeStep(free_name(state, "step", state.steps), "wait three seconds", "a pause that can be counted")
    return NameSteps(
        header,
        move=free_name(state, "move", state.moves),
        session=state.session or NONE_SUCH,
        steps=("ask", "count to three", "repeat the question"),
        home=(home,) if room else (),
    )


def practice(state: Participation, header: Header) -> Practise:
    return Practise(
        header,
        move=free_name(state, "move", state.moves),
        session=state.session or NONE_SUCH,
        rounds=3,
        level=Level.MOSTLY,
    )


COACHING_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    IdentifyGrowthArea: a_growth_area,
    CloseGrowthArea: a_growth_area_closed,
    CarryGrowthArea: a_growth_area_carried,
    DropGrowthArea: a_growth_area_dropped,
    OpenCoaching: coaching,
    CloseCoaching: coaching_closed,
    CutCoachingShort: coaching_cut_short,
    ShowModel: a_model,
    CompareWithModel: a_comparison,
    NameSteps: steps_to_rehearse,
    Practise: practice,
}
