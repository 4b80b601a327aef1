"""Lists read with the place of each problem, as far as anybody will look at them."""

from __future__ import annotations

from typing import Any, get_args

from cattrs import BaseValidationError, Converter, IterableValidationError
from cattrs.cols import list_structure_factory
from cattrs.errors import IterableValidationNote

from pdflow.errors import MOST_PROBLEMS
from pdflow.storage.json_values import Reader


def reader_of_lists(kind: Any, converter: Converter) -> Reader:
    """What reads each item of a list; with the places of problems, it ends once there are more than an error lists."""
    if not converter.detailed_validation:
        return list_structure_factory(kind, converter)
    inner = get_args(kind)[0]
    read = converter.get_structure_hook(inner)

    def read_items(value: Any, _: object) -> list[object]:
        made, wrong, found = list[object](), list[Exception](), 0
        for index, item in enumerate(value):
            try:
                made.append(read(item, inner))
            except Exception as error:  # noqa: BLE001 (reported, not swallowed)
                error.add_note(IterableValidationNote(f"item {index}", index, inner))
                wrong.append(error)
                found += _count(error)
                if found > MOST_PROBLEMS:
                    break
        if wrong:
            raise IterableValidationError(f"while reading {kind!r}", wrong, kind)
        return made

    return read_items


def _count(error: BaseException) -> int:
    """How many problems an error is."""
    return sum(map(_count, error.exceptions)) if isinstance(error, BaseValidationError) else 1
