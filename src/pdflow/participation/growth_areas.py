"""Growth areas: the gap of highest leverage, identified on evidence, and how it was settled (Texas model)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Annotated, Final

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import the_coach
from pdflow.participation.state import (
    SUPPORT,
    Artifact,
    CheckIn,
    End,
    Ending,
    GrowthArea,
    Moves,
    Observation,
    Participation,
)
from pdflow.values import IN_PLACE, Evidence

EVIDENCE = ("observations", "artifacts", "check_ins")
"""The ledgers of the records that a growth area may rely on."""


@command(by=the_coach)
class IdentifyGrowthArea(Command[Participation]):
    """Identify the gap of highest leverage on evidence: why this one, and what else was considered (Texas model).

    Args:
        practice: What is to grow, in a few words.
        evidence: The names of observations, artifacts or check-ins that show the gap.
        rationale: Why this gap before others; needed.
        considered: Which other gaps were looked at and left for later; needed.
    """

    growth_area: RecordId = key("growth_areas")
    practice: str
    evidence: tuple[RecordId, ...] = names(*EVIDENCE, unknown="growth_area.no_evidence")
    rationale: PairNote = None
    considered: PairNote = None


@command(by=the_coach)
class CloseGrowthArea(Command[Participation]):
    """Close a growth area that was shown in practice."""

    growth_area: RecordId = names("growth_areas", unknown="growth_area.unknown")


@command(by=the_coach)
class CarryGrowthArea(Command[Participation]):
    """Take an open growth area into the next cycle."""

    growth_area: RecordId = names("growth_areas", unknown="growth_area.unknown")
    reason: str
    note: PairNote = None


@command(by=the_coach)
class DropGrowthArea(Command[Participation]):
    """Give up a growth area, for example because a better one was found."""

    growth_area: RecordId = names("growth_areas", unknown="growth_area.unknown")
    reason: str
    note: PairNote = None


@event("participation.growth_area_identified")
class GrowthAreaIdentified(Event[Participation]):
    """A growth area was identified."""

    growth_area: RecordId
    practice: Annotated[str, Audience.PAIR]
    evidence: tuple[RecordId, ...]
    rationale: PairNote
    considered: PairNote

    def apply(self, state: Participation) -> None:
        state.growth_areas[self.growth_area] = GrowthArea(self.at, self.evidence, self.practice)


@event("participation.growth_area_closed")
class GrowthAreaClosed(Event[Participation]):
    """A growth area was shown in practice and closed."""

    growth_area: RecordId

    def apply(self, state: Participation) -> None:
        state.ends[self.growth_area] = End(self.at, self.header.id, Ending.CLOSED, self.growth_area)


@event("participation.growth_area_carried")
class GrowthAreaCarried(Event[Participation]):
    """A growth area was taken into the next cycle."""

    growth_area: RecordId
    reason: str
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.ends[self.growth_area] = End(
            self.at, self.header.id, Ending.CARRIED, self.growth_area, reason=self.reason
        )


@event("participation.growth_area_dropped")
class GrowthAreaDropped(Event[Participation]):
    """A growth area was given up."""

    growth_area: RecordId
    reason: str
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.ends[self.growth_area] = End(
            self.at, self.header.id, Ending.DROPPED, self.growth_area, reason=self.reason
        )


@moment("growth_area.no_evidence", remedy="RecordObservation")
def no_evidence_yet(state: Participation, at: datetime) -> Objection:
    have = len(state.observations) + len(state.artifacts) + len(state.check_ins)
    return _too_few_pieces(state, at, have)


@detail("growth_area.no_evidence", remedy="RecordObservation")
def too_little_evidence(state: Participation, identify: IdentifyGrowthArea) -> Objection:
    return _too_few_pieces(state, identify.at, len(set(identify.evidence)))


def _too_few_pieces(state: Participation, at: datetime, have: int) -> Objection:
    needed = state.policy_at(at).evidence_per_growth_area
    return {"needed": needed, "have": have} if have < needed else None


@moment("growth_area.too_many_open", remedy="CloseGrowthArea")
def too_many_growth_areas(state: Participation, at: datetime) -> Objection:
    """Only one gap has the highest leverage (Texas model)."""
    most, have = state.policy_at(at).growth_areas_at_once, len(state.open_growth_areas())
    return {"most": most, "have": have} if most is not None and have >= most else None


@detail("growth_area.no_rationale")
def no_rationale(state: Participation, identify: IdentifyGrowthArea) -> Objection:
    missing = tuple([part for part in ("rationale", "considered") if is_blank(getattr(identify, part))])
    return {"missing": missing} if missing else None


SettlesGrowthArea = CloseGrowthArea | CarryGrowthArea | DropGrowthArea


@fact("growth_area.unknown", remedy="IdentifyGrowthArea")
def no_open_growth_area(state: Participation) -> Objection:
    return not state.open_growth_areas()


@detail("growth_area.unknown", remedy="IdentifyGrowthArea")
def growth_area_not_open(state: Participation, settle: SettlesGrowthArea) -> Objection:
    area = settle.growth_area
    return None if state.is_open(state.growth_areas, area) else {"growth_area": area}


@detail("growth_area.not_shown", remedy="RecordObservation", waivable=True)
def not_shown(state: Participation, close: CloseGrowthArea) -> Objection:
    """Evidence of a kind that the policy accepts has to show the practice after its last coaching."""
    area = state.growth_areas.get(close.growth_area)
    if area is None:
        return None
    practice = close.growth_area
    coached = [closed for name, closed in state.counted.items() if state.sessions[name].growth_area == practice]
    since = max(coached, default=area.at)
    return None if _shown(state, practice, since, close.at) else {"growth_area": practice, "since": since}


def _shown(state: Participation, practice: RecordId, since: datetime, at: datetime) -> bool:
    """Whether evidence that the policy accepts put a practice at MOSTLY or better between these times."""
    for evidence in state.policy_at(at).practice_shown_by:
        for record in _LEDGERS[evidence](state).values():
            if since < record.at <= at and record.levels.get(practice) in IN_PLACE:
                return True
    return False


_LEDGERS: Final[Mapping[Evidence, Callable[[Participation], Mapping[RecordId, Observation | Artifact | CheckIn]]]] = {
    Evidence.OBSERVATION: attrgetter("observations"),
    Evidence.ARTIFACT: attrgetter("artifacts"),
    Evidence.CHECK_IN: attrgetter("check_ins"),
}


@detail("growth_area.no_reason")
def no_reason_to_settle(state: Participation, settle: CarryGrowthArea | DropGrowthArea) -> Objection:
    return is_blank(settle.reason)


def growth_area_is_closed(state: Participation, close: CloseGrowthArea) -> bool:
    return state.ended(close.growth_area) is Ending.CLOSED


def growth_area_is_carried(state: Participation, carry: CarryGrowthArea) -> bool:
    return state.ended_so(carry.growth_area, Ending.CARRIED, carry)


def growth_area_is_dropped(state: Participation, drop: DropGrowthArea) -> bool:
    return state.ended_so(drop.growth_area, Ending.DROPPED, drop)


MOVES: Moves = (
    move(
        IdentifyGrowthArea,
        SUPPORT,
        guards=[no_evidence_yet, too_little_evidence, too_many_growth_areas, no_rationale],
        then=GrowthAreaIdentified,
    ),
    move(
        CloseGrowthArea,
        SUPPORT,
        guards=[no_open_growth_area, growth_area_not_open, not_shown],
        then=GrowthAreaClosed,
        no_op_if=growth_area_is_closed,
    ),
    move(
        CarryGrowthArea,
        SUPPORT,
        guards=[no_open_growth_area, growth_area_not_open, no_reason_to_settle],
        then=GrowthAreaCarried,
        no_op_if=growth_area_is_carried,
    ),
    move(
        DropGrowthArea,
        SUPPORT,
        guards=[no_open_growth_area, growth_area_not_open, no_reason_to_settle],
        then=GrowthAreaDropped,
        no_op_if=growth_area_is_dropped,
    ),
)
