"""Policy values: each policy is kept once, and a profile may be named alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final
from weakref import WeakValueDictionary

from pdflow.policy import PROFILES, Policy
from pdflow.storage.json_values import Reader, named_fields

MOST_KEPT: Final = 100
"""Policies kept that nobody uses at the moment: a desk reads that of a stream with each command."""


def reader_of_policies(read: Reader, write: Callable[[Any], Any]) -> Reader:
    """What gives for equal JSON values the same policy, while it is in use or was read lately: most have one of a few.

    A name and a version alone are a profile's: nothing stands for what a policy leaves out but the full rule.

    Args:
        read: What reads a policy from its name, its version and what differs from the full rule.
        write: What writes it.
    """
    known = WeakValueDictionary({repr(write(policy)): policy for policy in PROFILES.values()})
    lately = deque[Policy](maxlen=MOST_KEPT)

    def policy_of(value: object, _: object) -> Policy:
        policy = known.get(repr(value))
        if policy is None:
            values = named_fields(value)
            if not {"name", "version"} <= values.keys():
                raise ValueError("a policy without its name and version")
            if len(values) == 2:
                return _profile_of(values["name"], values["version"])
            policy = read(value, Policy)
            policy = known[repr(value)] = known.setdefault(repr(write(policy)), policy)
            lately.append(policy)
        return policy

    return policy_of


def _profile_of(name: object, version: object) -> Policy:
    profile = PROFILES.get(str(name))
    if profile is None or version != profile.version:
        raise ValueError("no profile has this name and version: give what the policy says")
    return profile
