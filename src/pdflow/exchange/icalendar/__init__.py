"""Closed days read from iCalendar files (RFC 5545), as schools and districts publish them (extra: ical)."""

from pdflow.exchange.icalendar.closed_days import ClosedDays, PassedOver, closed_days

__all__ = ["ClosedDays", "PassedOver", "closed_days"]
