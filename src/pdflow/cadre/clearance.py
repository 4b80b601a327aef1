"""Clearance: permission to train a subject, granted on its latest teach-back, until it runs out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from pdflow.audience import Audience
from pdflow.cadre.chronology import before_the_last_turn
from pdflow.cadre.rights import another_coordinator
from pdflow.cadre.state import CLEARED, PREPARING, TEACHING, CadreMember, Clearance, Criterion, Moves, latest_result
from pdflow.calendar import months_after
from pdflow.kernel.fields import LAST_YEAR, RecordId, key, one_of
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.people import PersonId
from pdflow.values import SubjectId

LAST_DAY: Final = date(LAST_YEAR, 12, 31)
"""The last day that anything is dated."""


def subjects_taught_back(state: CadreMember) -> list[str]:
    """The subjects of all teach-backs, the latest last."""
    return [teach_back.subject for teach_back in state.teach_backs.values()]


@command(by=another_coordinator)
class Clear(Command[CadreMember]):
    """Let somebody train a subject, on the latest teach-back of it; a renewal needs a new teach-back."""

    clearance: RecordId = key("clearances")
    subject: SubjectId = one_of(subjects_taught_back, unknown="teachback.none")


@event("cadre.member_cleared")
class MemberCleared(Event[CadreMember]):
    """Somebody may train a subject until a day, granted on these records."""

    clearance: RecordId
    person: Annotated[PersonId, Audience.ALL]
    subject: Annotated[SubjectId, Audience.ALL]
    until: Annotated[date, Audience.ALL]
    granted_on: tuple[RecordId, ...]

    def apply(self, state: CadreMember) -> None:
        if state.phase is PREPARING:
            state.phase, state.turned = CLEARED, Turn("MemberCleared", self.at)
        state.clearances[self.clearance] = Clearance(self.at, self.subject, self.until, self.granted_on)


@fact("teachback.none", remedy="HoldTeachBack")
def no_teach_back_yet(state: CadreMember) -> Objection:
    return not state.teach_backs


@detail("teachback.none", remedy="HoldTeachBack")
def no_new_teach_back(state: CadreMember, clear: Clear) -> Objection:
    """Each clearance needs a teach-back of its own, a renewal too."""
    result = latest_result(state, clear.subject, clear.at)
    if result is None:
        return {"subject": clear.subject}
    former = [name for name, granted in state.clearances.items() if result.teach_back in granted.granted_on]
    return {"subject": clear.subject, "cleared": former[0]} if former else None


@detail("teachback.not_critiqued", remedy="Critique")
def not_critiqued(state: CadreMember, clear: Clear) -> Objection:
    result = latest_result(state, clear.subject, clear.at)
    return {"teach_back": result.teach_back} if result and not result.critiques else None


@detail("teachback.not_debriefed", remedy="Debrief")
def not_debriefed(state: CadreMember, clear: Clear) -> Objection:
    result = latest_result(state, clear.subject, clear.at)
    return {"teach_back": result.teach_back} if result and result.debrief is None else None


@detail("teachback.debrief_not_evaluated", remedy="EvaluateDebrief")
def debrief_not_evaluated(state: CadreMember, clear: Clear) -> Objection:
    result = latest_result(state, clear.subject, clear.at)
    return {"debrief": result.debrief} if result and result.debrief and not result.evaluations else None


@detail("teachback.below_standard", remedy="HoldTeachBack")
def below_standard(state: CadreMember, clear: Clear) -> Objection:
    """A criterion that nobody rated is below the standard."""
    result, needs = latest_result(state, clear.subject, clear.at), state.policy.teachback_standard
    if result is None or not result.critiques:
        return None
    means = {criterion: result.mean_rating(criterion) for criterion in Criterion}
    return tuple(
        {"criterion": criterion, "has": has, "needs": needs} for criterion, has in means.items() if (has or 0) < needs
    )


def cleared(state: CadreMember, clear: Clear) -> Sequence[MemberCleared]:
    result = latest_result(state, clear.subject, clear.at)
    until = min(months_after(clear.at.date(), state.policy.clearance_months), LAST_DAY)
    return (MemberCleared.of(clear, person=state.person, until=until, granted_on=result.records if result else ()),)


MOVES: Moves = (
    move(
        Clear,
        TEACHING,
        to=CLEARED,
        guards=[
            no_teach_back_yet,
            no_new_teach_back,
            not_critiqued,
            not_debriefed,
            debrief_not_evaluated,
            below_standard,
            before_the_last_turn,
        ],
        then=cleared,
    ),
)
