"""Closed days read from iCalendar files (RFC 5545), as schools and districts publish them (extra: ical)."""

from pdflow.exchange.icalendar.closed_days import closed_days

__all__ = ["closed_days"]
