"""The critical elements of every meeting design (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable

from pdflow.documents.engagement.critical_elements import CriticalElements, designs_of_kinds
from pdflow.engagement import Engagement, TrainingKind
from pdflow.kernel.messages import Event


class MeetingElements(CriticalElements):
    """The critical elements of meetings and information sessions."""

    title = "Critical elements of meeting design"


def critical_elements_of_meetings(engagement: Iterable[Event[Engagement]]) -> MeetingElements:
    """Make the list of critical elements of every meeting and information session, from an engagement's events."""
    return MeetingElements(*designs_of_kinds(engagement, {TrainingKind.MEETING, TrainingKind.INFORMATION_SESSION}))
