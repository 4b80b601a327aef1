"""Deciders: those of the three aggregates, for what goes through whole stores."""

from __future__ import annotations

from typing import Any, Final

from pdflow import cadre, engagement, participation
from pdflow.kernel.decider import Decider

DECIDERS: Final[tuple[Decider[Any], ...]] = (participation.decider, engagement.decider, cadre.decider)
"""The deciders of participations, engagements and cadre members."""
