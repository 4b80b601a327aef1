"""Role names: the role that somebody meant who wrote another, such as ``coordinator`` for ``COORDINATOR``."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pdflow.people import Role


def role_meant(role: str, needed: Iterable[str]) -> str | None:
    """The known role most like an unknown one; None where the role is known, or none is like it.

    Args:
        role: The role as it was given.
        needed: The roles that would be allowed, a host's own among them.
    """
    known = [str(each) for each in dict.fromkeys((*needed, *Role))]
    if role in known:
        return None
    by_lower = {each.lower(): each for each in known}
    nearest = get_close_matches(role.strip().lower(), by_lower, n=1, cutoff=0.75)
    return by_lower[nearest[0]] if nearest else None
