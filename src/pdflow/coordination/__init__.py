"""Coordination: a pure reaction to each event that concerns another stream, and a relay that carries reactions out.

``reactions`` is the table; ``participations`` and ``engagements`` hold the reactions by the aggregate whose commands
they give. A host with queues of its own needs ``react`` alone; for all others a ``Relay`` reads the store's feed.
"""

from pdflow.coordination.async_relay import AsyncRelay
from pdflow.coordination.command_ids import COORDINATION
from pdflow.coordination.directory import Directory, PersonBriefing, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, EventInStream
from pdflow.coordination.feed_directory import FeedDirectory
from pdflow.coordination.reactions import REACTIONS, react
from pdflow.coordination.relay import Relay
from pdflow.coordination.relay_plans import EVENTS_READ
from pdflow.coordination.roster_waivers import WaiverHandedOn
from pdflow.coordination.stream_names import default_stream_name
from pdflow.storage.bookmarks import AsyncBookmark, Bookmark, MemoryBookmark, SqliteBookmark

__all__ = [
    "COORDINATION",
    "EVENTS_READ",
    "REACTIONS",
    "AddressedCommand",
    "AsyncBookmark",
    "AsyncRelay",
    "Bookmark",
    "Directory",
    "EventInStream",
    "FeedDirectory",
    "MemoryBookmark",
    "PersonBriefing",
    "Relay",
    "RosteredParticipation",
    "SqliteBookmark",
    "WaiverHandedOn",
    "default_stream_name",
    "react",
]
