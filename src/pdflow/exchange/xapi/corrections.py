"""Corrections: which statement stands of each fact, and which are voided once it is corrected or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from pdflow.exchange.xapi.source import XapiSource
from pdflow.exchange.xapi.statement import Draft, derived_id
from pdflow.exchange.xapi.vocabulary import Verb
from pdflow.history import record_key
from pdflow.kernel.messages import AnyEvent
from pdflow.participation import ParticipationCompleted, Reopened, Withdrawn
from pdflow.storage.json_values import JsonObject

THE_END: Final = "\x00end"
"""The name under which the end of a participation is kept; a record's has no control characters."""


@attrs.define(eq=False)
class _Version:
    """One record of a fact, with what its event says and how often that was stated."""

    event_id: str
    drafts: Sequence[Draft]
    stated: int = 0

    def ids(self) -> list[str]:
        """The ids of its statements; stated again after it was taken back, they are others."""
        first = [derived_id(self.event_id, draft.part) if draft.part else self.event_id for draft in self.drafts]
        return first if self.stated == 1 else [derived_id(id, f"stated {self.stated} times") for id in first]


@attrs.define
class _Fact:
    """One fact, with every record of it that counts unless a later one does, and the one that is stated."""

    records: dict[str, _Version] = attrs.field(factory=dict)
    standing: tuple[str, _Version] | None = None


class Corrections:
    """The statements of one stream as they are issued and voided, so that those that stand say what the state says.

    A statement once voided stays so. Where the correction of a record is itself taken back, the record counts again,
    and is stated again under another id.
    """

    def __init__(self, source: XapiSource, issued: dict[str, str]) -> None:
        self._source, self._issued = source, issued
        self._facts: dict[str, _Fact] = {}

    def state(self, id: str, event: AnyEvent, drafts: Sequence[Draft]) -> Iterator[JsonObject]:
        """The statements of a record, after those that void the record that it replaces."""
        name = THE_END if isinstance(event, ParticipationCompleted | Withdrawn) else record_key(event)
        fact = self._facts.get(getattr(event, "supersedes", None) or "") or _Fact()
        fact.records[name] = _Version(id, drafts)
        self._facts[name] = fact
        yield from self._settle(fact, event)

    def take_back(self, event: AnyEvent) -> Iterator[JsonObject]:
        """Void what a record says, or a participation's end; the record that it replaced counts again."""
        name = THE_END if isinstance(event, Reopened) else str(getattr(event, "record", ""))
        fact = self._facts.pop(name, None)
        if fact is not None:
            del fact.records[name]
            yield from self._settle(fact, event)

    def _settle(self, fact: _Fact, event: AnyEvent) -> Iterator[JsonObject]:
        """Void what stood, and state what counts now, where these are two."""
        counts = next(reversed(fact.records.items()), None)
        if counts == fact.standing:
            return
        if fact.standing is not None:
            yield from self._voided(*fact.standing, event)
        fact.standing = counts
        if counts is not None:
            yield from self._stated(*counts)

    def _stated(self, name: str, version: _Version) -> Iterator[JsonObject]:
        version.stated += 1
        for issued, draft in zip(version.ids(), version.drafts, strict=True):
            self._issued.setdefault(name, issued)
            yield draft.statement(issued)

    def _voided(self, name: str, version: _Version, event: AnyEvent) -> Iterator[JsonObject]:
        self._issued.pop(name, None)
        for issued in version.ids():
            target = {"objectType": "StatementRef", "id": issued}
            draft = Draft(self._source.agent(event.by.person), Verb.VOIDED, target, event.at)
            yield draft.statement(derived_id(issued, "voided"))
