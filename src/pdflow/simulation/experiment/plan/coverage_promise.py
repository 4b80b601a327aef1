"""The promise of a plan: by when nearly everybody is seen, and how sure that has to be."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from pdflow.errors import OutOfRange


@attrs.frozen
class CoveragePromise:
    """A share of people seen within some days of training, by somebody other than the manager, with such a chance.

    Raises:
        OutOfRange: a share that is not above 0 and at most 1, days below 1, a chance that is not between 0 and 1.
    """

    share: float = 0.95
    days: int = 28
    chance: float = 0.9

    def __attrs_post_init__(self) -> None:
        _check("share", self.share, lambda share: 0 < share <= 1, "a fraction above 0 and at most 1")
        _check("days", self.days, lambda days: isinstance(days, int) and days >= 1, "a whole number of days, 1 or more")
        _check("chance", self.chance, lambda chance: 0 < chance < 1, "a fraction above 0 and below 1")


def _check(name: str, value: object, is_allowed: Callable[[float], bool], allowed: str) -> None:
    if not isinstance(value, int | float) or not is_allowed(value):
        raise OutOfRange(f"CoveragePromise.{name}", value, allowed)
