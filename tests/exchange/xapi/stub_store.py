"""A learning record store in a thread, which answers over HTTP as the specification of xAPI says."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from tests.exchange import stub_server
from tests.exchange.stub_server import Rejected

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
CREDENTIALS = ("key", "secret")


class StubStore(stub_server.Asked):
    """What the store has, and how it is to behave."""

    def __init__(self) -> None:
        super().__init__()
        self.statements: dict[str, Any] = {}
        self.voided: set[str] = set()
        self.changes = 0
        self.names_the_known = False
        """Whether it answers 409 to a statement that it has, as it may, or says nothing, as it may too."""
        self.refuses: set[str] = set()
        """Statements that it finds invalid."""

    def take(self, statements: list[Any]) -> None:
        """Keep all of these statements, or raise Rejected and keep none."""
        for each in statements:
            self._check(each)
        ids = [each["id"] for each in statements]
        if len({*ids}) < len(ids):
            raise Rejected(400, "two statements of one id")
        for each in statements:
            known = self.statements.get(each["id"])
            if known is not None and (self.names_the_known or comparable(known) != comparable(each)):
                raise Rejected(409, f"{each['id']} is there already")
        for each in statements:
            if each["id"] not in self.statements:
                self.statements[each["id"]] = each | {"stored": "2027-01-01T00:00:00Z", "version": "1.0.3"}
                self.changes += 1
                if each["verb"]["id"] == VOIDED:
                    self.voided.add(each["object"]["id"])

    def _check(self, statement: Any) -> None:
        try:
            UUID(statement["id"])
            named = statement["actor"], statement["verb"]["id"], statement["object"], statement["timestamp"]
        except (KeyError, ValueError, TypeError):
            raise Rejected(400, "no statement") from None
        if not all(named) or statement["id"] in self.refuses:
            raise Rejected(400, "an invalid statement")
        target = self.statements.get(statement["object"].get("id", ""))
        if statement["verb"]["id"] == VOIDED and target is not None and target["verb"]["id"] == VOIDED:
            raise Rejected(400, "what voids another statement cannot be voided")

    def standing(self) -> dict[str, Any]:
        """The statements that count."""
        return {id: each for id, each in self.statements.items() if id not in self.voided}


def comparable(value: Any) -> Any:
    """What of a statement has to be the same: not what the store adds, nor what describes an activity or a verb."""
    if isinstance(value, dict):
        left_out = {"stored", "version", "authority", "definition", "display"}
        return {name: comparable(each) for name, each in value.items() if name not in left_out}
    return [comparable(each) for each in value] if isinstance(value, list) else value


class Answering(stub_server.Answering):
    headers_of_all: ClassVar = {"X-Experience-API-Version": "1.0.3"}
    kept: StubStore

    def answered(self, body: str) -> tuple[int, object, dict[str, str]]:
        token = b64encode(":".join(CREDENTIALS).encode()).decode()
        if self.headers.get("Authorization") != f"Basic {token}":
            raise Rejected(401, "who is it?")
        if self.headers.get("X-Experience-API-Version") not in ("1.0.3", "2.0.0"):
            raise Rejected(400, "no version")
        place = urlsplit(self.path)
        if place.path != "/xapi/statements":
            raise Rejected(404, "nothing here")
        query = {name: values[0] for name, values in parse_qs(place.query).items()}
        if self.command == "GET":
            return 200, self._found(query), {}
        content = json.loads(body)
        if self.command == "PUT" and content["id"] != query["statementId"]:
            raise Rejected(400, "two ids")
        self.kept.take(content if self.command == "POST" else [content])
        return (200, [each["id"] for each in content], {}) if self.command == "POST" else (204, None, {})

    def _found(self, query: dict[str, str]) -> object:
        is_voided = "voidedStatementId" in query
        id = query["voidedStatementId" if is_voided else "statementId"]
        if id not in self.kept.statements or (id in self.kept.voided) is not is_voided:
            raise Rejected(404, "no such statement")
        return self.kept.statements[id]


@contextmanager
def serving(kept: StubStore) -> Iterator[str]:
    """The address at which a store answers meanwhile."""
    with stub_server.serving(kept, Answering) as address:
        yield f"{address}/xapi"
