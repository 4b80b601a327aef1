"""The parts of a rule by which an event recurs: what RFC 5545 (3.3.10) lets no rule say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pdflow.exchange.icalendar.calendar_file import vRecur

TOO_OFTEN: Final = ("SECONDLY", "MINUTELY", "HOURLY")
FROM_THE_END: Final = {"BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
"""The parts that count from 1, or backwards from -1, and how far."""
WITHIN: Final = {"BYMONTH": range(1, 13), "BYHOUR": range(24), "BYMINUTE": range(60), "BYSECOND": range(61)}
NOT_AT: Final[Mapping[str, tuple[str, ...]]] = {
    "BYMONTHDAY": ("WEEKLY",),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYWEEKNO": ("DAILY", "WEEKLY", "MONTHLY"),
}
"""The parts that rules of these frequencies must not have."""


def require_sound(rule: vRecur) -> None:
    """Raise ValueError for a rule that is none by the standard, and so is read in one way or another."""
    for problem in _problems(rule):
        raise ValueError(problem)


def _problems(rule: vRecur) -> Iterator[str]:
    frequency = rule["FREQ"][0].upper()
    if frequency in TOO_OFTEN:
        yield f"recurs {rule['FREQ'][0]}"
    if 0 in rule.get("INTERVAL", ()):
        yield "recurs with an INTERVAL of 0"
    if 0 in rule.get("COUNT", ()):
        yield "recurs with a COUNT of 0"
    if "COUNT" in rule and "UNTIL" in rule:
        yield "recurs with both a COUNT and an UNTIL"
    for name, values in rule.items():
        yield from (f"recurs with a {name} of {value}" for value in values if not _may_be(name, value))
        if frequency in NOT_AT.get(name, ()):
            yield f"recurs {frequency} with a {name}"
    if frequency not in ("MONTHLY", "YEARLY") and any(day.relative for day in rule.get("BYDAY", ())):
        yield f"recurs {frequency} with a numbered BYDAY"


def _may_be(name: str, value: Any) -> bool:
    if name in FROM_THE_END:
        return 1 <= abs(int(value)) <= FROM_THE_END[name]
    return name not in WITHIN or int(value) in WITHIN[name]
