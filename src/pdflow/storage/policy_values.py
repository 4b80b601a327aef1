"""Policy values: each policy is kept once, and a command may name a profile alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final, cast
from weakref import WeakValueDictionary

from pdflow.policy import PROFILES, Policy
from pdflow.storage.json_values import Reader, named_fields

MOST_KEPT: Final = 100
"""Policies kept that nobody uses at the moment: a desk reads that of a stream with each command."""


def asked_policy(value: object, read: Reader) -> Policy:
    """The policy of a command's JSON object, which may be a profile's name and version alone.

    Args:
        read: What reads a policy from its name, its version and what differs from the full rule.

    Raises:
        ValueError: Name and version stand alone and are no profile's.
    """
    values = named_fields(value)
    profile = PROFILES.get(str(values.get("name")))
    if values.keys() != {"name", "version"}:
        return cast("Policy", read(value, Policy))
    if profile is None or values["version"] != profile.version:
        raise ValueError("no profile has this name and version: give what the policy says")
    return profile


def reader_of_policies(read: Reader, write: Callable[[Any], Any]) -> Reader:
    """What gives for equal JSON values the same policy, while it is in use or was read lately: most have one of a few.

    Args:
        read: What reads a policy from its name, its version and what differs from the full rule.
        write: What writes it.
    """
    known = WeakValueDictionary({repr(write(policy)): policy for policy in PROFILES.values()})
    lately = deque[Policy](maxlen=MOST_KEPT)

    def policy_of(value: object, _: object) -> Policy:
        policy = known.get(repr(value))
        if policy is None:
            if not {"name", "version"} <= named_fields(value).keys():
                raise ValueError("a policy without its name and version")
            policy = read(value, Policy)
            policy = known[repr(value)] = known.setdefault(repr(write(policy)), policy)
            lately.append(policy)
        return policy

    return policy_of
