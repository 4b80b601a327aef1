"""Credentials of a store: those of everybody who has completed, and why others have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from pdflow.audience import Audience
from pdflow.errors import WrongType
from pdflow.exchange.open_badges.credential import (
    AcademicCredits,
    Achievement,
    Issuer,
    achievement_credential,
    may_read_completion,
)
from pdflow.kernel.messages import Event
from pdflow.language import ENGLISH, SHIPPED, Catalogue
from pdflow.participation import Participation, ParticipationCompleted, decider
from pdflow.people import PersonId
from pdflow.storage.arguments import require_store
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.json_values import JsonObject
from pdflow.storage.stored_streams import stored_streams

NOT_COMPLETED: Final = "not completed"
"""Why a participation was passed over: it goes on, was withdrawn from, or was reopened."""
NOT_FOR_READER: Final = "not for this reader"
"""Why a participation was passed over: the audience may not read whether it was completed."""


def _require_class(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    kind = {"issuer": Issuer, "achievement": Achievement, "audience": Audience}[attribute.name]
    if not isinstance(value, kind):
        raise WrongType(f"{type(instance).__name__}.{attribute.name}", value, f"an {kind.__name__}")


@attrs.define(eq=False)
class AchievementCredentials:
    """The credential of everybody in a store who has completed; each time it is iterated it reads the store anew.

    Args:
        subjects: The DID or another URI of each person; None where they have none.
        credits_earned: Academic credits that come with each.
        audience: Who reads them.
        language: That in which the evidence is named, a tag or a list as browsers send it.
        texts: The host's own texts.

    Raises:
        WrongType: An argument of another type.
    """

    store: EventStore
    issuer: Issuer = attrs.field(validator=_require_class)
    achievement: Achievement = attrs.field(validator=_require_class)
    subjects: Callable[[PersonId], str | None] = attrs.field(default=lambda person: None, kw_only=True)
    credits_earned: AcademicCredits | None = attrs.field(default=None, kw_only=True)
    audience: Audience = attrs.field(default=Audience.TEAM, kw_only=True, validator=_require_class)
    language: str = attrs.field(default=ENGLISH, kw_only=True)
    texts: Catalogue = attrs.field(default=SHIPPED, kw_only=True)
    passed_over: Counter[tuple[str, str]] = attrs.field(init=False, factory=Counter)
    """How many participations had no credential when it was last iterated, and why."""

    def __attrs_post_init__(self) -> None:
        require_store(self.store)

    def __iter__(self) -> Iterator[JsonObject]:
        self.passed_over = Counter()
        codec = Codec(decider)
        for _, rows in stored_streams(self.store, of=decider.name):
            credential = self._credential([codec.from_row(row) for row in rows])
            if isinstance(credential, str):
                self.passed_over["participation", credential] += 1
            else:
                yield credential

    def _credential(self, events: list[Event[Participation]]) -> JsonObject | str:
        """The credential of a participation, or why there is none."""
        if not may_read_completion(self.audience):
            return NOT_FOR_READER
        if not any(isinstance(event, ParticipationCompleted) for event in events):
            return NOT_COMPLETED
        credential = achievement_credential(
            events,
            self.issuer,
            self.achievement,
            subject=self.subjects(decider.fold(events).person),
            credits_earned=self.credits_earned,
            audience=self.audience,
            language=self.language,
            texts=self.texts,
        )
        return NOT_COMPLETED if credential is None else credential
