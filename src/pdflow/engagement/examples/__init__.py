"""Examples: one plausible example of every command of an engagement, for routes, simulation and property tests.

Pure: names are numbered, and days follow from the header and the policy. Each example prefers what blocks the
engagement. Where nothing sensible can be done it is still well-formed, and is refused with the reason.
"""

from pdflow.engagement.examples.all_commands import EXAMPLES, an_actor, example

__all__ = ["EXAMPLES", "an_actor", "example"]
