"""The FastAPI host as a service would meet it: a real uvicorn on a real PostgreSQL, over HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator
from tests.postgres import for_sqlalchemy

pytest.importorskip("fastapi", reason="needs the dependency group hosts")
httpx = pytest.importorskip("httpx", reason="needs the dependency group hosts")

ROOT = Path(__file__).parents[2]
HOST = ROOT / "examples" / "fastapi_host"


AT = "2026-09-01T08:30:00-05:00"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def started(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None
        try:
            if httpx.get(f"{url}/openapi.json").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the host does not answer")


@pytest.fixture(params=["postgresql", "sqlite"])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a host of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    if request.param == "postgresql":
        environment["DATABASE_URL"] = for_sqlalchemy(request.getfixturevalue("postgres"))
    port = free_port()
    line = [sys.executable, "-m", "uvicorn", "--app-dir", HOST, "fastapi_host.main:app", "--port", str(port)]
    process = subprocess.Popen(line, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        started(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


class Client:
    """Somebody who asks the host."""

    def __init__(self, url: str, who: str, language: str = "en") -> None:
        headers = {"Authorization": f"Bearer {who}-token", "Accept-Language": language}
        self.http = httpx.Client(base_url=url, headers=headers, timeout=30)

    def send(self, name: str, key: str | None = None, **fields: Any) -> Any:
        body = {"command": f"participation.{name}", "at": AT, **fields}
        headers = {"Idempotency-Key": key or str(uuid4())}
        return self.http.post("/participations/ana/commands", json=body, headers=headers)

    def get(self, path: str) -> Any:
        return self.http.get(f"/participations/ana/{path}")

    def feed(self, after: int, count: int) -> list[tuple[int, dict[str, Any]]]:
        """The next events of the feed, each with its id."""
        found: list[tuple[int, dict[str, Any]]] = []
        sent: dict[str, str] = {}
        with self.http.stream("GET", "/feed", headers={"Last-Event-ID": str(after)}) as stream:
            for line in stream.iter_lines():
                name, _, value = line.partition(": ")
                sent[name] = value
                if not line and "id" in sent:
                    found.append((int(sent["id"]), json.loads(sent["data"])))
                    sent = {}
                if len(found) == count:
                    return found
        raise AssertionError("the feed ended")


Clients = Callable[..., Client]


@pytest.fixture
def clients(host: str) -> Iterator[Clients]:
    """Makes those who ask the host."""
    with ExitStack() as stack:

        def client(who: str, language: str = "en") -> Client:
            made = Client(host, who, language)
            stack.callback(made.http.close)
            return made

        yield client


def test_a_first_week_over_http(clients: Clients) -> None:
    office, kim, ana = clients("office"), clients("kim", "es-MX,en;q=0.5"), clients("ana")

    # A retry after a lost answer is carried out once; another command under the same key is refused.
    key = str(uuid4())
    first = office.send("Enrol", key, person="ana", site="north")
    assert (first.status_code, first.json()) == (
        200,
        {"events": ["participation.enrolled"], "version": 1, "repeated": False},
    )
    assert office.send("Enrol", key, person="ana", site="north").json() == {**first.json(), "repeated": True}
    assert office.send("Enrol", key, person="ben").status_code == 409
    assert kim.get("options").status_code == 403
    office.send("AssignTeam", team=[], coach="kim").raise_for_status()
    ana.send("SetPriority", priority="p1", statement="ask open questions").raise_for_status()

    # A refusal is a problem with its reasons in the caller's language.
    refused = kim.send("OpenCoaching", session="s1", growth_area="g1")
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")
    assert refused.headers["content-language"] == "es-MX"
    assert refused.json()["reasons"][0]["why"].startswith("La fase actual es")
    unreadable = kim.send("RetirePriority", priority="p1")
    assert (unreadable.status_code, unreadable.json()["field"]) == (422, "accomplished")
    assert clients("nobody").get("options").status_code == 401
    assert clients("payroll").get("options").status_code == 200

    # Options, and a form that offers what there is.
    assert kim.get("options").json()["RetirePriority"] == []
    form = kim.get("forms/RetirePriority").json()
    assert form["properties"]["priority"]["oneOf"] == [{"const": "p1", "title": "«ask open questions»"}]
    filled = {"command": "participation.RetirePriority", "priority": "p1", "accomplished": True}
    Draft202012Validator(form).validate(filled)
    assert kim.send("RetirePriority", priority="p1", accomplished=True).status_code == 200
    assert kim.get("agenda").status_code == 200
    team = office.get("forms/AssignTeam").json()
    assert team["default"]["coach"] == "kim"
    assert "default" not in form

    # Another service reads the feed, stops, and goes on where it was.
    payroll = clients("payroll")
    events = payroll.feed(after=0, count=2)
    assert [event["event"] for _, event in events] == ["participation.enrolled", "participation.team_assigned"]
    [(_, third)] = payroll.feed(after=events[-1][0], count=1)
    assert (third["event"], third["statement"]) == ("participation.priority_set", "ask open questions")
    assert ana.http.get("/feed").status_code == 403


def test_two_offices_at_once_lose_nothing(host: str, clients: Clients) -> None:
    office = clients("office")
    office.send("Enrol", person="ana").raise_for_status()
    line = [sys.executable, "-c", MANY.format(host=host)]
    writers = [subprocess.Popen([*line, str(number)]) for number in range(2)]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    requests = [event["request"] for _, event in clients("payroll").feed(after=1, count=20)]
    assert sorted(requests) == sorted(f"r{number}-{each}" for number in range(2) for each in range(10))


MANY = """
import sys, uuid, httpx
client = httpx.Client(base_url="{host}", headers={{"Authorization": "Bearer office-token"}}, timeout=60)
for each in range(10):
    answer = client.post(
        "/participations/ana/commands",
        headers={{"Idempotency-Key": str(uuid.uuid4())}},
        json={{
            "command": "participation.RequestSupport",
            "at": "2026-09-01T08:30:00-05:00",
            "request": f"r{{sys.argv[1]}}-{{each}}",
            "topic": "help",
        }},
    )
    answer.raise_for_status()
"""
