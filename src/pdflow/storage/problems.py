"""Problems: all that keeps a JSON value from being read, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from cattrs import BaseValidationError, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, IterableValidationNote

from pdflow.errors import FieldError, as_name
from pdflow.storage.converters import converter


def problems(kind: type, value: object) -> Iterator[tuple[str, str]]:
    """All that keeps a JSON value from being read: each place, such as ``steps[1].by``, and what is wrong there."""
    try:
        converter(detailed=True).structure(value, kind)
    except Exception as error:  # noqa: BLE001 (reported, not swallowed)
        yield from _problems(error, "")


def _problems(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _problems(inner, _place(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(map(str, error.extra_fields)):
            yield f"{path}.{as_name(name)}".lstrip("."), "unknown"
    elif isinstance(error, FieldError):
        yield f"{path}.{error.place.partition('.')[2]}".strip("."), error.problem
    else:
        yield path, "missing" if isinstance(error, KeyError) else str(error)


def _place(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f"{path}.{note.name}".lstrip(".")
        if isinstance(note, IterableValidationNote):
            return f"{path}[{note.index}]"
    return path
