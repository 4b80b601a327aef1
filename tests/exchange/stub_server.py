"""A server of somebody else's, in a thread: it remembers what it was asked, and fails as a test wants it to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Rejected(Exception):
    """A request that is not granted: with which status, and why."""


class Asked:
    """What a server was asked, and what comes instead of its next answers."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, int]] = []
        self.failures: list[int | str] = []
        """A status, one with a pause, as "429, after 3", or "hang up"."""


class Answering(BaseHTTPRequestHandler):
    """Answers one connection; a subclass says what is right."""

    protocol_version, wbufsize = "HTTP/1.1", -1
    headers_of_all: Mapping[str, str] = {}
    never_fail: tuple[str, ...] = ()
    """The paths to which the failures wanted do not apply."""

    @property
    def kept(self) -> Any:
        """What the server has, an Asked."""
        return self.server.kept  # type: ignore[attr-defined]

    def answered(self, body: str) -> tuple[int, object, dict[str, str]]:
        """The status, the content and the headers of the answer; raises Rejected."""
        raise NotImplementedError

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.kept.failures and self.path not in self.never_fail:
            self._fail(str(self.kept.failures.pop(0)))
            return
        try:
            self._send(*self.answered(body))
        except Rejected as rejected:
            self._send(rejected.args[0], {"detail": rejected.args[1]}, {})

    do_GET = do_DELETE = do_PUT = do_POST  # noqa: N815

    def _fail(self, how: str) -> None:
        if how == "hang up":
            self.kept.requests.append((self.command, self.path, 0))
            self.close_connection = True
            return
        status, _, pause = how.partition(", after ")
        self._send(int(status), {"detail": "busy"}, {"Retry-After": pause} if pause else {})

    def _send(self, status: int, content: object, headers: Mapping[str, str]) -> None:
        self.kept.requests.append((self.command, self.path, status))
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {**self.headers_of_all, **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@contextmanager
def serving(kept: Asked, answering: type[Answering]) -> Iterator[str]:
    """The address at which a server answers meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    server.kept = kept  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
