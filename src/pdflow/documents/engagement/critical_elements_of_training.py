"""The critical elements of every training design (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable

from pdflow.documents.engagement.critical_elements import CriticalElements, designs_of_kinds
from pdflow.engagement import Engagement, TrainingKind
from pdflow.kernel.messages import Event


class TrainingElements(CriticalElements):
    """The critical elements of trainings."""

    title = "Critical elements of training design"


def critical_elements_of_training(engagement: Iterable[Event[Engagement]]) -> TrainingElements:
    """Make the list of critical elements of every training, from an engagement's events."""
    return TrainingElements(*designs_of_kinds(engagement, {TrainingKind.TRAINING}))
