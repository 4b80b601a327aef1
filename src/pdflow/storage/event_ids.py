"""Event ids: made of the id of the command, so that a retry collides with itself, and in nearly the same order."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from pdflow.kernel.header import is_uuid
from pdflow.storage.json_values import usual_uuid

FORMULA: Final = "pdflow event 2"
"""What the second formula hashes with the ids; the first was ``uuid5(UUID(command_id), str(n))``."""


def event_id(command_id: str, n: int) -> str:
    """The id of the ``n``-th event a command led to, from 0: always the same, so that a retry collides with itself.

    It has the first 48 bits of the command's id, so that a database finds both near each other, and those of a command
    whose id begins with the time (UUID version 7) at the end of its index; the other bits are a hash, and say
    version 5, which readers of RFC 4122 know. Ids that were stored under the former formula stay what they are.

    Raises:
        ValueError: ``command_id`` is not a UUID in its usual form.
    """
    if not is_uuid(command_id):
        usual_uuid(command_id)
    digest = sha256(f"{FORMULA} {command_id} {n}".encode()).hexdigest()
    return f"{command_id[:13]}-5{digest[:3]}-{_VARIANT[digest[3]]}{digest[4:7]}-{digest[7:19]}"


_VARIANT: Final = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
"""The two upper bits of a digit as RFC 4122 has them."""
