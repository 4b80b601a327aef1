"""Credentials: the achievement of a completed participation in the form of Open Badges 3.0, for the host to sign."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

import attrs

from pdflow.audience import Audience, audiences
from pdflow.errors import OutOfRange, WrongType
from pdflow.exchange.timestamps import rfc3339
from pdflow.history import EffectiveEvents
from pdflow.kernel.messages import Event
from pdflow.language import ENGLISH, SHIPPED, Catalogue
from pdflow.participation import COMPLETED, Participation, ParticipationCompleted, ParticipationSummary, decider
from pdflow.people import PersonId
from pdflow.schemas.labels import Labels
from pdflow.storage.json_values import JsonObject

CONTEXT: Final = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA: Final = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
EVIDENCE: Final = (
    "training_minutes",
    "support_minutes",
    "coaching_minutes",
    "observations",
    "check_ins",
    "artifacts",
    "steps_completed",
    "coaching_sessions",
)
"""The figures of a participation's summary that are its evidence, where they are not zero."""


class CreditUnit(StrEnum):
    """What an academic credit is counted in."""

    SEMESTER = "semester credits"
    QUARTER = "quarter credits"


@attrs.frozen
class AcademicCredits:
    """Credits of a college or university. Open Badges writes a bare number, so hours and the like do not belong there.

    Raises:
        OutOfRange: A number that is not finite, or not above 0.
    """

    number: float
    unit: CreditUnit

    def __attrs_post_init__(self) -> None:
        if not 0 < self.number < math.inf:
            raise OutOfRange("AcademicCredits.number", self.number, "a number above 0")


@attrs.frozen
class Issuer:
    """Who issues a credential: the address of its profile or its DID, and its name."""

    id: str
    name: str
    address: str | None = None
    """That of its home page."""

    def __attrs_post_init__(self) -> None:
        _require_uri("Issuer.id", self.id)


@attrs.frozen
class Achievement:
    """What was achieved, the same for everybody: its address, name and description, and what it asks for."""

    id: str
    name: str
    description: str
    criteria: str
    """What one has to do for it, in words."""

    def __attrs_post_init__(self) -> None:
        _require_uri("Achievement.id", self.id)


_is_uri: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+").fullmatch


def _require_uri(field: str, value: str) -> None:
    """Raise WrongType or OutOfRange where a value is no absolute URI."""
    if not isinstance(value, str):
        raise WrongType(field, value, "a URI")
    if not _is_uri(value):
        raise OutOfRange(field, value, "a URI, such as https://example.org/badges/1 or urn:uuid:...")


def achievement_credential(
    participation: Iterable[Event[Participation]],
    issuer: Issuer,
    achievement: Achievement,
    *,
    subject: str | None = None,
    credits_earned: AcademicCredits | None = None,
    audience: Audience = Audience.TEAM,
    language: str = ENGLISH,
    texts: Catalogue = SHIPPED,
) -> JsonObject | None:
    """Make the credential of a completed participation, unsigned; the same one each time.

    It is for the participant, who shows it to whom they like: its evidence are the figures of the summary, which the
    team may read, and nothing that anybody wrote.

    Args:
        participation: The events of the person's stream.
        subject: The DID or another URI of the person; without one, the credential names their id in pdflow.
        credits_earned: Academic credits that come with it.
        audience: Who reads it.
        language: That in which the evidence is named, a tag or a list as browsers send it.
        texts: The host's own texts.

    Returns:
        The credential; None where the participation is not completed, or the audience may not read that it is.

    Raises:
        OutOfRange: A subject that is no URI.
    """
    if subject is not None:
        _require_uri("subject", subject)
    events = EffectiveEvents(participation)
    completed = events.last(ParticipationCompleted)
    state = decider.fold(events.all)
    if completed is None or state.phase is not COMPLETED or not may_read_completion(audience):
        return None
    identity = {"id": subject} if subject else {"identifier": [_identity(state.person)]}
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid5(UUID(completed.header.id), achievement.id)}",
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": achievement.name,
        "issuer": _profile(issuer),
        "validFrom": rfc3339(completed.at, "seconds"),
        "credentialSubject": {
            **identity,
            "type": ["AchievementSubject"],
            "activityStartDate": rfc3339(min(event.at for event in events.all), "seconds"),
            "activityEndDate": rfc3339(completed.at, "seconds"),
            **_achieved(achievement, credits_earned),
        },
        "evidence": [*_evidence(completed.summary, Labels.in_language(language, texts))],
        "credentialSchema": [SCHEMA],
    }


def may_read_completion(audience: Audience) -> bool:
    """Whether an audience may read that somebody completed."""
    return audience.may_read(audiences(ParticipationCompleted)["summary"])


def _identity(person: PersonId) -> JsonObject:
    return {"type": "IdentityObject", "hashed": False, "identityHash": person, "identityType": "identifier"}


def _profile(issuer: Issuer) -> JsonObject:
    page = {} if issuer.address is None else {"url": issuer.address}
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, **page}


def _achieved(achievement: Achievement, credits_earned: AcademicCredits | None) -> JsonObject:
    offered = {
        "id": achievement.id,
        "type": ["Achievement"],
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"narrative": achievement.criteria},
    }
    if credits_earned is None:
        return {"achievement": offered}
    return {
        "creditsEarned": credits_earned.number,
        "achievement": {**offered, "tag": [credits_earned.unit.value]},
    }


def _evidence(summary: ParticipationSummary, labels: Labels) -> Iterator[JsonObject]:
    """The figures of a summary, each as one piece of evidence."""
    for field in EVIDENCE:
        if figure := getattr(summary, field):
            name = labels.of_field("ParticipationSummary", field)["title"]
            yield {"type": ["Evidence"], "name": name, "narrative": str(figure)}
