"""Chances by purpose and occasion: one occasion more changes nothing that is drawn for the others."""

from __future__ import annotations

from hashlib import blake2b
from random import Random
from statistics import NormalDist
from typing import Final

DROPPED: Final = 12
"""Bits of a number that a fraction has no place for."""
UNIT: Final = 2.0**-52
STANDARD: Final = NormalDist()


class Chances:
    """What chance holds for somebody: the same purpose and occasion always give the same draw.

    Args:
        of: whose chances these are, such as a seed and the id of a person.
    """

    __slots__ = ("_root",)

    def __init__(self, *of: object) -> None:
        self._root = blake2b(":".join(map(str, of)).encode(), digest_size=8)

    def number(self, purpose: str, occasion: object = "") -> int:
        """Return a whole number of 64 bits."""
        hashed = self._root.copy()
        hashed.update(f":{purpose}:{occasion}".encode())
        return int.from_bytes(hashed.digest())

    def uniform(self, purpose: str, occasion: object = "") -> float:
        """Return a number between 0 and 1, both excluded."""
        return ((self.number(purpose, occasion) >> DROPPED) + 0.5) * UNIT

    def normal(self, purpose: str, occasion: object = "") -> float:
        """Return a number of the standard normal distribution."""
        return STANDARD.inv_cdf(self.uniform(purpose, occasion))

    def generator(self, purpose: str, occasion: object = "") -> Random:
        """Return a generator, for other distributions."""
        return Random(self.number(purpose, occasion))
