"""The promise of a plan: by when nearly everybody is seen, and how sure that has to be."""

from __future__ import annotations

import attrs


@attrs.frozen
class CoveragePromise:
    """A share of people seen within some days of training, by somebody other than the manager, with such a chance."""

    share: float = 0.95
    days: int = 28
    chance: float = 0.9
