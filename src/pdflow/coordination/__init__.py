"""What follows from what: a pure reaction to each event that concerns another stream, and a relay that carries it out.

A host that has queues of its own needs ``react`` alone; a ``Relay`` over the store's feed does for all others.
"""

from pdflow.coordination.directory import (
    COORDINATION,
    Addressed,
    Directory,
    Happened,
    Member,
    Told,
)
from pdflow.coordination.feed_directory import Register, usual_name
from pdflow.coordination.reactions import react
from pdflow.coordination.relay import Relay
from pdflow.storage.bookmarks import Bookmark, MemoryBookmark, SqliteBookmark

__all__ = [
    "COORDINATION",
    "Addressed",
    "Bookmark",
    "Directory",
    "Happened",
    "Member",
    "MemoryBookmark",
    "Register",
    "Relay",
    "SqliteBookmark",
    "Told",
    "react",
    "usual_name",
]
