"""A teach-back with the critiques, debrief and evaluations that followed it (agency guide)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from pdflow.cadre import (
    CadreMember,
    DebriefEvaluated,
    MemberCleared,
    MemberNominated,
    TeachBackCritiqued,
    TeachBackDebriefed,
    TeachBackHeld,
)
from pdflow.history import EffectiveEvents
from pdflow.people import PersonId


@attrs.frozen
class TeachBackHistory:
    """One teach-back of a member; of two critiques or evaluations by the same person, the later."""

    person: PersonId
    held: TeachBackHeld
    critiques: tuple[TeachBackCritiqued, ...]
    debrief: TeachBackDebriefed | None
    evaluations: tuple[DebriefEvaluated, ...]
    cleared_until: date | None
    """The end of the person's latest clearance for its subject."""


def teach_back_histories(events: EffectiveEvents[CadreMember]) -> Iterator[TeachBackHistory]:
    """The teach-backs of one member, in the order in which they were recorded."""
    nominated = events.last(MemberNominated)
    cleared = events.latest_by(MemberCleared, lambda cleared: cleared.subject)
    debriefs = events.latest_by(TeachBackDebriefed, lambda debrief: debrief.teach_back)
    for held in events.of_type(TeachBackHeld):
        critiques = [each for each in events.of_type(TeachBackCritiqued) if each.teach_back == held.teach_back]
        debrief = debriefs.get(held.teach_back)
        rated = [e for e in events.of_type(DebriefEvaluated) if debrief is not None and e.debrief == debrief.debrief]
        yield TeachBackHistory(
            person="" if nominated is None else nominated.person,
            held=held,
            critiques=tuple({critique.by.person: critique for critique in critiques}.values()),
            debrief=debrief,
            evaluations=tuple({evaluation.by.person: evaluation for evaluation in rated}.values()),
            cleared_until=cleared[held.subject].until if held.subject in cleared else None,
        )
