"""Timestamps: moments as RFC 3339 writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def rfc3339(at: datetime, timespec: str = "auto") -> str:
    """A moment with its offset from UTC, or in UTC where its offset has seconds, which RFC 3339 cannot say.

    Args:
        at: An aware date and time.
        timespec: How fine, as ``datetime.isoformat`` takes it.
    """
    offset = at.utcoffset()
    whole = offset is not None and not offset % timedelta(minutes=1)
    return (at if whole else at.astimezone(UTC)).isoformat(timespec=timespec)
