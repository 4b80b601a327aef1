"""Client: sends records to a data store of Ed-Fi, as often as one likes, and reads them back (extra: http)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from pdflow.exchange.edfi.files import as_line
from pdflow.exchange.edfi.ledger import Operation, RecordChange, SentLedger
from pdflow.exchange.edfi.resources import EdFiRecord, Resource
from pdflow.exchange.edfi.standard import DataStandard
from pdflow.exchange.http import PATIENT, Patience, Response, ServiceError, Session, request
from pdflow.storage.json_values import JsonObject

__all__ = ["EdFiDataStore", "RefusedRecord", "SentRecords"]

LONGEST_ANSWER: Final = 300
ADDED: Final = frozenset({"id", "link"})
"""What a data store adds to a record, beside fields that begin with an underscore."""


@attrs.frozen
class RefusedRecord:
    """An operation that was not done, and why: the status of the answer, 0 where it was not even sent, and its text."""

    operation: Operation
    status: int
    answer: str


@attrs.define
class SentRecords:
    """What came of sending records: how many operations of each kind were done, or would be, and those refused."""

    done: Counter[RecordChange] = attrs.field(factory=Counter)
    refused: list[RefusedRecord] = attrs.field(factory=list)


@attrs.frozen
class EdFiDataStore:
    """A data store of Ed-Fi at an address.

    Args:
        session: The host's, with its credentials: ``httpx.Client(auth=ClientCredentials(...), timeout=30)``.
        address: That to which ``/ed-fi/goals`` is added: ``https://ods.example/data/v3``.
        standard: The one that it follows.
        page: How many records it is asked for at a time; most data stores give at most 500.
        patience: How often a request is tried while the data store is busy or away.
    """

    session: Session
    address: str
    standard: DataStandard = DataStandard.CORE_6
    page: int = attrs.field(default=500, kw_only=True)
    patience: Patience = attrs.field(default=PATIENT, kw_only=True)

    def send(self, records: Iterable[EdFiRecord], ledger: SentLedger, *, dry_run: bool = False) -> SentRecords:
        """Send what differs from what was sent before: create, replace, and delete what is no longer there.

        A record that is refused is listed, and tried again the next time. After an error, or where it was killed,
        sending the same again goes on where it stopped.

        Args:
            ledger: What this data store was sent before.
            dry_run: Count the operations, and send nothing.

        Raises:
            ServiceError: The data store cannot be reached or lets nobody in. What was sent before is in the ledger.
        """
        sent = SentRecords()
        try:
            for operation in ledger.operations(records):
                refused = _refused_here(operation) or (None if dry_run else self._done(operation, ledger))
                if refused is None:
                    sent.done[operation.change] += 1
                else:
                    sent.refused.append(refused)
        finally:
            if dry_run:
                ledger.undo()
            else:
                ledger.save()
        return sent

    def read(self, resource: Resource, **key: str) -> Iterator[tuple[str, EdFiRecord]]:
        """The records of a resource with their ids, page after page, as they were sent.

        Args:
            key: Fields of the natural key: ``namespace="uri://district.example"``.

        Raises:
            ServiceError: The data store cannot be reached, lets nobody in, or answers what makes no sense.
        """
        offset = 0
        while rows := self._page(resource, {**key, "offset": offset, "limit": self.page}):
            yield from ((row["id"], EdFiRecord(resource, _without_added(row))) for row in rows)
            offset += len(rows)

    def _page(self, resource: Resource, query: dict[str, Any]) -> list[JsonObject]:
        response = self._request("GET", resource.path(self.standard), params=query)
        try:
            rows: Any = response.json() if response.status_code == 200 else None
        except ValueError:
            rows = None
        if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
            raise ServiceError(self._address(resource), f"answered {response.status_code}, and no list of records")
        return rows

    def _done(self, operation: Operation, ledger: SentLedger) -> RefusedRecord | None:
        path, record = operation.resource.path(self.standard), operation.record
        if record is None:
            response = self._request("DELETE", f"{path}/{operation.id}")
            # Not found: somebody else deleted it.
            if response.status_code in (200, 204, 404):
                ledger.note_deleted(operation)
                return None
        else:
            response = self._request(
                "POST", path, content=as_line(record.body).encode(), headers={"Content-Type": "application/json"}
            )
            id = response.headers.get("Location", "").rstrip("/").rpartition("/")[2]
            if response.status_code in (200, 201) and id:
                ledger.note_sent(record, id)
                return None
        return RefusedRecord(operation, response.status_code, response.text[:LONGEST_ANSWER])

    def _request(self, method: str, path: str, **content: Any) -> Response:
        return request(self.session, method, f"{self.address.rstrip('/')}/{path}", patience=self.patience, **content)

    def _address(self, resource: Resource) -> str:
        return f"{self.address.rstrip('/')}/{resource.path(self.standard)}"


def _refused_here(operation: Operation) -> RefusedRecord | None:
    """Refuse what no data store would take, or what would overwrite another record."""
    if operation.change is RecordChange.CLASH:
        return RefusedRecord(operation, 0, "another record of this export has its natural key")
    problems = operation.record.problems() if operation.record is not None else []
    return RefusedRecord(operation, 0, "; ".join(problems)[:LONGEST_ANSWER]) if problems else None


def _without_added(row: JsonObject) -> JsonObject:
    """A record without what the data store adds, nor fields that hold nothing."""
    return {
        field: _without_added(value) if isinstance(value, dict) else value
        for field, value in row.items()
        if field not in ADDED and not field.startswith("_") and value is not None
    }
