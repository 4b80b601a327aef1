"""Policy values: each policy is kept once, and a command may name a profile alone, never with another content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary

from pdflow.policy import PROFILES, Policy
from pdflow.storage.json_values import Reader, named_fields


def asked_policy(value: object, read: Reader) -> Policy:
    """The policy of a command's JSON object; events keep the one that they carry, whatever its name.

    Args:
        read: What reads a policy from its name, its version and what differs from the full rule.

    Raises:
        ValueError: Name and version stand alone and are no profile's, or are a profile's with another content.
    """
    values = named_fields(value)
    profile = PROFILES.get(str(values.get("name")))
    known = profile if profile is not None and values.get("version") == profile.version else None
    if values.keys() == {"name", "version"}:
        if known is None:
            raise ValueError("no profile has this name and version: give what the policy says")
        return known
    policy: Policy = read(value, Policy)
    if known is not None and policy != known:
        raise ValueError("has the name and version of a profile, but says something else")
    return policy


def reader_of_policies(read: Reader, write: Callable[[Any], Any]) -> Reader:
    """What gives for equal JSON values the same policy, while any is in use: most streams have one of a few.

    Args:
        read: What reads a policy from its name, its version and what differs from the full rule.
        write: What writes it.
    """
    known = WeakValueDictionary({repr(write(policy)): policy for policy in PROFILES.values()})

    def policy_of(value: object, _: object) -> Policy:
        policy = known.get(repr(value))
        if policy is None:
            if not {"name", "version"} <= named_fields(value).keys():
                raise ValueError("a policy without its name and version")
            policy = read(value, Policy)
            policy = known[repr(value)] = known.setdefault(repr(write(policy)), policy)
        return policy

    return policy_of
