"""Names: the host's own for the ids of people, sites and groups, which pdflow stores as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Names = Mapping[str, str] | Callable[[str], str | None]
"""The host's names by id: a mapping, or a function that answers None for an id it does not know."""


def name_of(names: Names | None, id: str) -> str:
    """The host's name for a person, a site, a group or a session; the id itself where it gives none."""
    if names is None:
        return id
    return (names(id) if callable(names) else names.get(id)) or id
