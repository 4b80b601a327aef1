"""Counts of the obligations on the weekly lists: met in time, met late, lapsed, carried over."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from pdflow.agenda import Obligation


class ObligationKey(NamedTuple):
    """What identifies an obligation from week to week: its code and the record it is about."""

    code: str
    about: str | None


@attrs.frozen
class ListedObligation:
    """An obligation on a weekly list: when that list was read, in minutes, and on how many lists it has been."""

    owed: Obligation
    read: float
    times: int


@attrs.define
class ObligationCounts:
    """What became of the obligations of one code that came onto a list."""

    listed: int = 0
    in_time: int = 0
    late: int = 0
    lapsed: int = 0
    """No longer owed though nobody met them: waived, ended with a cycle, or with a participation."""
    carried: int = 0
    """On the list of more than one week."""

    def end(self, in_time: bool | None) -> None:
        """Count one that is no longer owed; ``in_time`` is None where nobody met it."""
        if in_time is None:
            self.lapsed += 1
        elif in_time:
            self.in_time += 1
        else:
            self.late += 1

    def add(self, other: ObligationCounts) -> None:
        """Add the counts of another run."""
        self.listed += other.listed
        self.in_time += other.in_time
        self.late += other.late
        self.lapsed += other.lapsed
        self.carried += other.carried
