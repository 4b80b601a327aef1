"""Walks of odd commands: what is accepted is folded, and everything that reads is asked about it."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.cadre import corpus as members
from tests.engagement import corpus as engagements
from tests.participation import corpus as participations
from tests.robustness.odd_values import with_odd_values

from pdflow import PROFILES, Command
from pdflow.errors import FieldError
from pdflow.testing.walks import Walker

OPENINGS: dict[str, Any] = {
    "participation": lambda random: [participations.enrolment(random.choice([*PROFILES.values()]))],
    "engagement": lambda random: engagements.opening(random.choice([*PROFILES.values()])),
    "cadre": lambda random: [],
}
SUBJECTS: dict[str, Any] = {
    "participation": participations.SUBJECT,
    "engagement": engagements.SUBJECT,
    "cadre": members.SUBJECT,
}


class OddWalker(Walker[Any]):
    """A walker whose commands often hold an odd value; ``refused_at_the_door`` counts those that were never made."""

    refused_at_the_door = 0

    def next_command(self) -> Command[Any]:
        while True:
            try:
                command = super().next_command()
                return command if self.random.random() < 0.4 else with_odd_values(command, self.random)
            except FieldError:
                self.refused_at_the_door += 1


def odd_walk(aggregate: str, seed: int, length: int) -> OddWalker:
    """A walk of so many decided commands; the same seed gives the same one."""
    random = Random(f"{aggregate} {seed}")
    walker = OddWalker(SUBJECTS[aggregate], random)
    for command in OPENINGS[aggregate](random):
        walker.ask(command)
    for _ in range(length):
        walker.ask(walker.next_command())
    return walker
