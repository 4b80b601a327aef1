"""The history of one person's practice at work."""

from __future__ import annotations

import attrs

from pdflow.documents.person.action_steps import ActionStepHistory, action_steps
from pdflow.documents.person.coaching_moves import CoachingMoveRow, coaching_moves
from pdflow.documents.person.growth_areas import GrowthAreaHistory, growth_areas
from pdflow.documents.person.practice_evidence import PracticeEvidence, practice_evidence
from pdflow.documents.person.support_requests import SupportRequestRow, support_requests
from pdflow.history import EffectiveEvents, FollowUpContact, follow_up_contacts
from pdflow.participation import Participation


@attrs.frozen
class PracticeHistory:
    """Contacts, evidence, growth areas, action steps, coaching moves and requests, each in the order of time."""

    contacts: tuple[FollowUpContact, ...]
    evidence: tuple[PracticeEvidence, ...]
    growth_areas: tuple[GrowthAreaHistory, ...]
    steps: tuple[ActionStepHistory, ...]
    moves: tuple[CoachingMoveRow, ...]
    requests: tuple[SupportRequestRow, ...]


def practice_history(events: EffectiveEvents[Participation], state: Participation) -> PracticeHistory:
    """The history of a person's practice, from the events of their participation and the state they lead to."""
    return PracticeHistory(
        contacts=tuple(follow_up_contacts(events, state)),
        evidence=tuple(practice_evidence(events)),
        growth_areas=tuple(growth_areas(events)),
        steps=tuple(action_steps(events)),
        moves=tuple(coaching_moves(events)),
        requests=tuple(support_requests(events)),
    )
