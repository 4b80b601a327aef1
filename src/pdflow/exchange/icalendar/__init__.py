"""Calendars in (RFC 5545): closed days, as schools and districts publish them (extra ``ical``)."""

from pdflow.exchange.icalendar.closed_days import closed_days

__all__ = ["closed_days"]
