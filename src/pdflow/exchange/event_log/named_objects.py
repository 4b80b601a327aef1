"""Named objects: the people, sites, sessions and outcomes that an event names, by the marks of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pdflow.storage.marked_ids import ids_in, replacers


def named_objects(kind: type, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each object that an event names, once: its kind, its id, and the first field that names it.

    Args:
        kind: The class of the event.
        values: Its JSON values by field, which may lack some.
    """
    seen = set[tuple[str, str]]()
    for field, replacer in replacers(kind).items():
        for named in ids_in(values.get(field), replacer):
            if named[1] and named not in seen:
                seen.add(named)
                yield *named, field
