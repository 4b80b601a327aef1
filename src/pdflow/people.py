"""People: opaque ids of the host, and the roles in which they act."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final
from uuid import uuid4

from pdflow.kernel.fields import IdOf, Name, NameOrBlank
from pdflow.kernel.frozen import frozen

PERSON: Final = IdOf("person")
"""Marks the id of a person, which is replaced wherever it stands once the person is forgotten."""
PersonId = Annotated[Name, PERSON]
"""The host's own id of a person; never a name, an e-mail address or other contact data."""
PersonOrBlank = Annotated[NameOrBlank, PERSON]
"""A person's id, or a blank where nobody was named."""

_is_pseudonym: Final = re.compile(r"forgotten\.[0-9a-f]{32}").fullmatch


def new_pseudonym() -> str:
    """A new random id for somebody who is forgotten; it is written the same in every form of a name."""
    return f"forgotten.{uuid4().hex}"


def is_forgotten(person: str) -> bool:
    """Whether this is the id of somebody who was forgotten."""
    return _is_pseudonym(person) is not None


class Role(StrEnum):
    """In what capacity somebody acts."""

    PARTICIPANT = "PARTICIPANT"
    """Whose practice is to change."""
    FACILITATOR = "FACILITATOR"
    """Delivers training and supports its implementation."""
    COACH = "COACH"
    """Works one on one on a growth area."""
    MANAGER = "MANAGER"
    """The line manager: supports and tracks, and is never enough alone."""
    COMMISSIONER = "COMMISSIONER"
    """Asked for the engagement and pays for it."""
    PARTNER = "PARTNER"
    """An external provider."""
    COORDINATOR = "COORDINATOR"
    """Runs the programme."""
    PEER = "PEER"
    """A colleague or advanced practitioner."""
    SYSTEM = "SYSTEM"
    """The host's automation."""


PARTICIPANT: Final = Role.PARTICIPANT
FACILITATOR: Final = Role.FACILITATOR
COACH: Final = Role.COACH
MANAGER: Final = Role.MANAGER
COMMISSIONER: Final = Role.COMMISSIONER
PARTNER: Final = Role.PARTNER
COORDINATOR: Final = Role.COORDINATOR
PEER: Final = Role.PEER
SYSTEM: Final = Role.SYSTEM
COORDINATION_ID: Final = "coordination"
"""The id under which coordination acts, in the role ``SYSTEM``."""
SUPPORTERS: Final = (FACILITATOR, COACH, PEER, PARTNER, MANAGER)
"""The roles in which somebody may be on a support team."""


@frozen
class Supporter:
    """Somebody on a participant's team, and the role in which they support."""

    person: PersonId
    role: Role


@frozen
class Handover:
    """Who takes over from whom: they owe, and may do, what their predecessor owed."""

    successor: PersonId
    predecessor: PersonId


class Tier(StrEnum):
    """How much support a person is given; not everybody is given coaching, and on what ground is on record."""

    INTENSIVE = "INTENSIVE"
    GENERAL = "GENERAL"
