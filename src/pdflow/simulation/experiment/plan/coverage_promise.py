"""The promise of a plan: by when nearly everybody is seen, and how sure that has to be."""

from __future__ import annotations

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
        if not (isinstance(self.share, int | float) and 0 < self.share <= 1):
            raise OutOfRange("CoveragePromise.share", self.share, "a fraction above 0 and at most 1")
        if not (isinstance(self.days, int) and self.days >= 1):
            raise OutOfRange("CoveragePromise.days", self.days, "a whole number of days, 1 or more")
        if not (isinstance(self.chance, int | float) and 0 < self.chance < 1):
            raise OutOfRange("CoveragePromise.chance", self.chance, "a fraction above 0 and below 1")
