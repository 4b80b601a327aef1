"""Plain values: the schema of each type that has no parts, and of what a mark allows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from pdflow.audience import Audience
from pdflow.kernel.fields import LONGEST_NAME, Between, IdOf, Makes, NameLimit, NameOrBlankLimit, Personal
from pdflow.storage.json_values import JsonObject, UuidText

_END: Final = r"$(?!\n)"
"""The end of a text, also for a regular expression of Python's, whose ``$`` stands before a last line break too."""
NO_NUL: Final = rf"^[^\u0000]*{_END}"
NO_CONTROLS: Final = rf"^[^\u0000-\u001f\u007f-\u009f]*{_END}"
_OUR_YEARS: Final = "(19|20|21)[0-9]{2}"
_ANY_YEAR: Final = "[0-9]{4}"
_DAY: Final = "-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
"""The rest of a day; ``format`` says how many days its month has."""
_TIME: Final = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
_OFFSET: Final = "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
_HEX: Final = "[0-9a-fA-F]"

PLAIN: Final[dict[Any, JsonObject]] = {
    str: {"type": "string", "pattern": NO_NUL},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": f"^{_OUR_YEARS}{_DAY}{_END}"},
    datetime: {"type": "string", "format": "date-time", "pattern": f"^{_OUR_YEARS}{_DAY}{_TIME}{_OFFSET}{_END}"},
    UuidText: {"type": "string", "format": "uuid", "pattern": f"^{_HEX}{{8}}(-{_HEX}{{4}}){{3}}-{_HEX}{{12}}{_END}"},
}
"""The schema of each plain type, as commands and events have it. A date and time has its offset from UTC."""

IN_STATES: Final[dict[Any, JsonObject]] = {
    **PLAIN,
    str: {"type": "string"},
    date: {"type": "string", "format": "date", "pattern": f"^{_ANY_YEAR}{_DAY}{_END}"},
    datetime: {"type": "string", "format": "date-time", "pattern": f"^{_ANY_YEAR}{_DAY}{_TIME}{_OFFSET}{_END}"},
}
"""The same as states have it, where nothing is checked again: a place held from the beginning is since the year 1."""


def of_mark(mark: object) -> JsonObject:
    """The keywords that a mark in a type adds to its schema."""
    match mark:
        case Between(least=least, most=most):
            return {"minimum": least, "maximum": most}
        case NameLimit():
            return {"minLength": 1, "maxLength": LONGEST_NAME, "pattern": NO_CONTROLS}
        case NameOrBlankLimit():
            return {"maxLength": LONGEST_NAME, "pattern": NO_CONTROLS}
        case IdOf(kind=kind):
            return {"x-names": [kind]}
        case Makes(ledger=ledger):
            return {"x-makes": ledger}
        case Audience():
            return {"x-audience": str(mark)}
        case Personal():
            return {"x-personal": True}
    return {}


def or_null(schema: JsonObject) -> JsonObject:
    """The same, or null."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
