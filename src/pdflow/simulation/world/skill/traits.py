"""What somebody brings to a practice: where they start, how far they can come, how much they use of it."""

from __future__ import annotations

import attrs

from pdflow.simulation.world.skill.chances import Chances
from pdflow.simulation.world.skill.parameters import SkillParameters


@attrs.frozen
class Traits:
    """Somebody's start, from 0 to 1, and reach above it; the share of days of use; whether they take part at all."""

    start: float
    reach: float
    use: float
    takes_part: bool = True


def traits_of(numbers: SkillParameters, chances: Chances, protected: float, take_part: float) -> Traits:
    """Draw somebody's traits.

    Args:
        protected: the share of people whose time to practise is protected.
        take_part: the share of people who take part in what a coach offers.
    """
    start = min(max(numbers.start + numbers.start_spread * chances.normal("start"), 0.02), 0.95)
    reach = min(max(numbers.reach + numbers.reach_spread * chances.normal("reach"), 0.0), 1.0)
    use = numbers.use_protected if chances.uniform("protected time") < protected else numbers.use_unprotected
    return Traits(start, reach * (1 - start), use, chances.uniform("part") < take_part)
