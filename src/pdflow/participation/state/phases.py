"""The phases of a participation, and the groups of phases in which commands are allowed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """How far a participation has come. A leave is a flag beside the phase, not a phase."""

    NOTHING = "NOTHING"
    """No participation yet: the state before its first event."""
    ENROLLED = "ENROLLED"
    TRAINING = "TRAINING"
    """Face-to-face training has begun."""
    SUPPORT = "SUPPORT"
    """Implementation support at the workplace."""
    COACHING = "COACHING"
    """A one-on-one coaching session is open."""
    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"


NOTHING: Final = Phase.NOTHING
ENROLLED: Final = Phase.ENROLLED
TRAINING: Final = Phase.TRAINING
SUPPORT: Final = Phase.SUPPORT
COACHING: Final = Phase.COACHING
COMPLETED: Final = Phase.COMPLETED
WITHDRAWN: Final = Phase.WITHDRAWN
LIVE: Final = (ENROLLED, TRAINING, SUPPORT, COACHING)
"""The phases before an end."""
AT_WORK: Final = (TRAINING, SUPPORT, COACHING)
"""The phases in which new practice is tried at the workplace."""
ANY: Final = (*LIVE, COMPLETED, WITHDRAWN)
"""Every phase of an existing participation."""
