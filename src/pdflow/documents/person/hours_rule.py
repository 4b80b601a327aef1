"""Hours rules: how minutes are written as hours or credits, by the rules of those who grant them.

Minutes are what is recorded; hours are made of their sum when a certificate is written, in whole decimals and never by
floating point.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum


class HoursRule(StrEnum):
    """A rule of rounding, named after its step and, where there is one, the body that asks for it."""

    CLOCK_HOURS = "CLOCK_HOURS"
    """Hours of sixty minutes, down to a hundredth."""
    QUARTER_HOURS = "QUARTER_HOURS"
    """Hours in steps of a quarter, rounded down (Illinois, 23 IAC 25.800)."""
    IACET_CEU = "IACET_CEU"
    """Continuing education units of ten hours, to the nearest tenth, halves up, and never less than a tenth."""
    NASBA_CREDITS = "NASBA_CREDITS"
    """Credits of fifty minutes in fifths, rounded down, and none before the first is whole."""

    def credit(self, minutes: int) -> Decimal:
        """The hours, units or credits that so many minutes come to."""
        whole = Decimal(minutes)
        match self:
            case HoursRule.CLOCK_HOURS:
                return (whole / 60).quantize(Decimal("0.01"), ROUND_DOWN)
            case HoursRule.QUARTER_HOURS:
                return (whole / 15).quantize(Decimal(1), ROUND_DOWN) / 4
            case HoursRule.IACET_CEU:
                units = (whole / 600).quantize(Decimal("0.1"), ROUND_HALF_UP)
                return max(units, Decimal("0.1")) if minutes else units
            case HoursRule.NASBA_CREDITS:
                return (whole / 10).quantize(Decimal(1), ROUND_DOWN) / 5 if minutes >= 50 else Decimal(0)
