"""Asked policies: a command may name a profile alone, and never gives one another content."""

from __future__ import annotations

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
