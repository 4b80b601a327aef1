"""A learning record store in a thread, which answers over HTTP as the specification of xAPI says."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
CREDENTIALS = ("key", "secret")


class Rejected(Exception):
    """A request that the store does not take: with which status, and why."""


class StubStore:
    """What the store has, what it was asked, and how it is to behave."""

    def __init__(self) -> None:
        self.statements: dict[str, Any] = {}
        self.voided: set[str] = set()
        self.changes = 0
        self.requests: list[tuple[str, int]] = []
        self.failures: list[int | str] = []
        """What the next requests get instead of an answer: a status, a status with the pause asked, or nothing."""
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


class Answering(BaseHTTPRequestHandler):
    protocol_version, wbufsize = "HTTP/1.1", -1

    @property
    def kept(self) -> StubStore:
        return self.server.kept  # type: ignore[attr-defined,no-any-return]

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.kept.failures:
            self._fail(self.kept.failures.pop(0))
            return
        try:
            status, content = self._judged(body)
        except Rejected as rejected:
            status, content = rejected.args
        self._send(status, content)

    def _judged(self, body: bytes) -> tuple[int, object]:
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
            return 200, self._found(query)
        content = json.loads(body)
        if self.command == "PUT" and content["id"] != query["statementId"]:
            raise Rejected(400, "two ids")
        self.kept.take(content if self.command == "POST" else [content])
        return (200, [each["id"] for each in content]) if self.command == "POST" else (204, None)

    def _found(self, query: dict[str, str]) -> object:
        is_voided = "voidedStatementId" in query
        id = query["voidedStatementId" if is_voided else "statementId"]
        if id not in self.kept.statements or (id in self.kept.voided) is not is_voided:
            raise Rejected(404, "no such statement")
        return self.kept.statements[id]

    def _fail(self, how: int | str) -> None:
        if how == "hang up":
            self.kept.requests.append((self.command, 0))
            self.close_connection = True
            return
        status, _, pause = str(how).partition(", after ")
        self._send(int(status), "busy", {"Retry-After": pause} if pause else {})

    def _send(self, status: int, content: object, headers: dict[str, str] | None = None) -> None:
        self.kept.requests.append((self.command, status))
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@contextmanager
def serving(kept: StubStore) -> Iterator[str]:
    """The address at which a store answers meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.kept = kept  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/xapi"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
