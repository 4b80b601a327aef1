"""Records whose parts have names of their own."""

from __future__ import annotations

from collections.abc import Collection

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Record, record


@record
class RecordWithParts(Record):
    """A record whose parts have names of their own."""

    @property
    def parts(self) -> Collection[RecordId]:
        """The names of its parts."""
        raise NotImplementedError
