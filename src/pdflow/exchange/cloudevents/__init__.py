"""The feed as CloudEvents 1.0, one by one (structured) or in batches, for queues and webhooks."""

from pdflow.exchange.cloudevents.messages import (
    BATCHED,
    NOTHING_TO_READ,
    OTHER_AGGREGATE,
    STRUCTURED,
    UNSENDABLE_NAME,
    CloudEvents,
)

__all__ = [
    "BATCHED",
    "NOTHING_TO_READ",
    "OTHER_AGGREGATE",
    "STRUCTURED",
    "UNSENDABLE_NAME",
    "CloudEvents",
]
