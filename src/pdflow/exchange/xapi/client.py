"""Client: sends statements to a learning record store, as often as one likes (extra: http)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

import attrs

from pdflow.exchange.http import PATIENT, Patience, Response, ServiceError, Session, request
from pdflow.exchange.xapi.comparison import is_same
from pdflow.storage.json_values import JsonObject

__all__ = ["LearningRecordStore", "RefusedStatement", "SentStatements"]

REFUSING: Final = frozenset({400, 409, 412, 413, 422})
"""Answers that are about the statements sent, not about the store."""
LONGEST_ANSWER: Final = 300


@attrs.frozen
class RefusedStatement:
    """A statement that a store does not take, with its answer."""

    id: str
    status: int
    answer: str


@attrs.define
class SentStatements:
    """What came of sending statements."""

    batches: int = 0
    accepted: int = 0
    """Statements that the store took, among them those that it had before, where it does not say so."""
    known: int = 0
    """Statements that it named as there already, and that are the same there."""
    refused: list[RefusedStatement] = attrs.field(factory=list)


@attrs.frozen
class LearningRecordStore:
    """A learning record store at an address.

    Args:
        session: The host's, with its credentials: ``httpx.Client(auth=("key", "secret"), timeout=30)``.
        endpoint: Its address, to which ``/statements`` is added.
        version: Of xAPI, which it asks for in every request.
        batch: How many statements go into one request.
        patience: How often a request is tried while the store is busy or away.
    """

    session: Session
    endpoint: str
    version: str = "1.0.3"
    batch: int = 100
    patience: Patience = PATIENT

    def send(self, statements: Iterable[JsonObject], *, dry_run: bool = False) -> SentStatements:
        """Send statements in their order; those that are there already stay as they are.

        A store takes a batch whole or not at all. Where it refuses one, each statement of it is sent by itself, so that
        only those are lost that it does not take, and these are listed.

        Args:
            dry_run: Count the batches, and send nothing.

        Raises:
            ServiceError: The store cannot be reached, lets nobody in or is no such store. Sent again from the
                beginning, everything arrives once.
        """
        sent = SentStatements()
        for batch in _batches(statements, self.batch):
            sent.batches += 1
            if not dry_run:
                self._send_batch(batch, sent)
        return sent

    def _send_batch(self, batch: Sequence[JsonObject], sent: SentStatements) -> None:
        response = self._request("POST", content=batch)
        if response.status_code == 200:
            sent.accepted += len(batch)
        elif response.status_code in REFUSING:
            for statement in batch:
                self._send_one(statement, sent)
        else:
            raise self._senseless(response)

    def _send_one(self, statement: JsonObject, sent: SentStatements) -> None:
        response = self._request("PUT", content=statement, statementId=statement["id"])
        if response.status_code in (200, 204):
            sent.accepted += 1
        elif response.status_code == 409 and self._has(statement):
            sent.known += 1
        elif response.status_code in REFUSING:
            answer = response.text[:LONGEST_ANSWER]
            sent.refused.append(RefusedStatement(statement["id"], response.status_code, answer))
        else:
            raise self._senseless(response)

    def _has(self, statement: JsonObject) -> bool:
        """Whether the store has the same statement under its id, voided or not."""
        for name in ("statementId", "voidedStatementId"):
            response = self._request("GET", **{name: statement["id"]})
            if response.status_code == 200:
                return is_same(statement, self._parsed(response))
        return False

    def _parsed(self, response: Response) -> Any:
        try:
            return response.json()
        except ValueError:
            raise self._senseless(response) from None

    def _request(self, method: str, content: object = None, **query: str) -> Response:
        headers = {"X-Experience-API-Version": self.version}
        if content is not None:
            headers["Content-Type"] = "application/json"
        return request(
            self.session,
            method,
            f"{self.endpoint.rstrip('/')}/statements",
            patience=self.patience,
            params=query,
            headers=headers,
            content=None if content is None else json.dumps(content).encode(),
        )

    def _senseless(self, response: Response) -> ServiceError:
        return ServiceError(self.endpoint, f"answered {response.status_code}, which no learning record store would")


def _batches(statements: Iterable[JsonObject], size: int) -> Iterator[list[JsonObject]]:
    left = iter(statements)
    while batch := [*islice(left, size)]:
        yield batch
