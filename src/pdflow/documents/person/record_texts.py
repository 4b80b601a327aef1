"""The texts of growth areas, action steps, priorities and commitments, by which other records name them."""

from __future__ import annotations

from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.participation import ActionStepAgreed, GrowthAreaIdentified, Participation, PracticeCommitted, PrioritySet


def record_texts(events: EffectiveEvents[Participation]) -> dict[RecordId, str]:
    """The text of each growth area, action step, priority and committed step by its record id."""
    texts = {area.growth_area: area.practice for area in events.of_type(GrowthAreaIdentified)}
    texts |= {step.step: step.statement for step in events.of_type(ActionStepAgreed)}
    texts |= {priority.priority: priority.statement for priority in events.of_type(PrioritySet)}
    return texts | {step.step: step.text for made in events.of_type(PracticeCommitted) for step in made.steps}
