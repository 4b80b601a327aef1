"""Clearance: leave to train a subject, granted on its latest teach-back, until it runs out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pdflow.audience import Audience
from pdflow.cadre.rights import the_coordinator
from pdflow.cadre.state.records import Clearance, Criterion
from pdflow.cadre.state.state import (
    CLEARED,
    PREPARING,
    TEACHING,
    Member,
    Moves,
)
from pdflow.cadre.state.teach_back_result import course_of
from pdflow.cadre.suspension import before_the_last_turn
from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.people import PersonId


@command(by=the_coordinator)
class Clear(Command[Member]):
    """Let somebody train a subject; judges the latest teach-back of it, and asks a new one for a renewal."""

    clearance: RecordId = key("clearances")
    subject: str


@event("cadre.member_cleared")
class MemberCleared(Event[Member]):
    """Somebody may train a subject until a day, granted on these records."""

    clearance: RecordId
    person: Annotated[PersonId, Audience.ALL]
    subject: Annotated[str, Audience.ALL]
    until: Annotated[date, Audience.ALL]
    granted_on: tuple[RecordId, ...]

    def apply(self, state: Member) -> None:
        if state.phase is PREPARING:
            state.phase, state.turned = CLEARED, Turn("MemberCleared", self.at)
        state.clearances[self.clearance] = Clearance(self.at, self.subject, self.until, self.granted_on)


@fact("teachback.none", remedy="HoldTeachBack")
def no_teach_back_yet(state: Member) -> Objection:
    return not state.teach_backs


@detail("teachback.none", remedy="HoldTeachBack")
def no_new_teach_back(state: Member, clear: Clear) -> Objection:
    """One teach-back is good for one clearance: a renewal asks another."""
    course = course_of(state, clear.subject, clear.at)
    if course is None:
        return {"subject": clear.subject}
    former = [name for name, granted in state.clearances.items() if course.teach_back in granted.granted_on]
    return {"subject": clear.subject, "cleared": former[0]} if former else None


@detail("teachback.not_critiqued", remedy="Critique")
def not_critiqued(state: Member, clear: Clear) -> Objection:
    course = course_of(state, clear.subject, clear.at)
    return {"teach_back": course.teach_back} if course and not course.critiques else None


@detail("teachback.not_debriefed", remedy="Debrief")
def not_debriefed(state: Member, clear: Clear) -> Objection:
    course = course_of(state, clear.subject, clear.at)
    return {"teach_back": course.teach_back} if course and course.debrief is None else None


@detail("teachback.debrief_not_evaluated", remedy="EvaluateDebrief")
def debrief_not_evaluated(state: Member, clear: Clear) -> Objection:
    course = course_of(state, clear.subject, clear.at)
    return {"debrief": course.debrief} if course and course.debrief and not course.evaluations else None


@detail("teachback.below_standard", remedy="HoldTeachBack")
def below_standard(state: Member, clear: Clear) -> Objection:
    """A criterion that nobody rated has reached no standard."""
    course, needs = course_of(state, clear.subject, clear.at), state.policy.teachback_standard
    if course is None or not course.critiques:
        return None
    reached = {criterion: course.rated(criterion) for criterion in Criterion}
    return tuple(
        {"criterion": criterion, "has": has, "needs": needs} for criterion, has in reached.items() if (has or 0) < needs
    )


def cleared(state: Member, clear: Clear) -> Sequence[MemberCleared]:
    course = course_of(state, clear.subject, clear.at)
    until = months_after(clear.at.date(), state.policy.clearance_months)
    return (MemberCleared.of(clear, person=state.person, until=until, granted_on=course.records if course else ()),)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


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
