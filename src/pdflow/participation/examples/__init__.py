"""Plausible examples: one of every command, made from the state, for routes, simulation and property tests.

Names are counted, days follow from the header and the policy. Where the state offers nothing sensible, the example is
still well-formed, and is refused with the reason.
"""

from pdflow.participation.examples.all_commands import EXAMPLES, an_actor, example
from pdflow.participation.examples.enrolment import AN_OUTCOME
from pdflow.participation.examples.values import goals_to_look_at, participant

__all__ = ["AN_OUTCOME", "EXAMPLES", "an_actor", "example", "goals_to_look_at", "participant"]
