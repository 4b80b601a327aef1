"""A data store in a thread, which answers over HTTP as the ODS of Ed-Fi does: by natural keys, and by its schemas."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

from tests.exchange import stub_server
from tests.exchange.edfi.schemas import ORACLE, objections
from tests.exchange.stub_server import Rejected
from tests.oracles import has_oracle

from pdflow.exchange.edfi import RESOURCES, DataStandard, EdFiRecord, Resource

CREDENTIALS = ("key", "secret")
TOKENS = "/oauth/token"
REFERS_TO = {"personReference": "persons", "professionalDevelopmentEventReference": "professionalDevelopmentEvents"}
Key = tuple[str, ...]


class StubDataStore(stub_server.Asked):
    """What the data store has, and how it is to behave."""

    def __init__(self, standard: DataStandard = DataStandard.CORE_6) -> None:
        super().__init__()
        self.standard = standard
        self.rows: dict[str, dict[str, Any]] = {name: {} for name in RESOURCES}
        self.token_failures: list[int] = []
        self.uses_of_a_token = 10_000
        self.tokens: dict[str, int] = {}
        self.persons_known = False
        """Whether it knows every person, as a district's does."""

    def bodies(self, resource: str) -> list[Any]:
        return [*self.rows[resource].values()]

    def changes(self) -> list[tuple[str, str, int]]:
        """The requests that changed something, or left it as it was."""
        return [each for each in self.requests if each[0] != "GET" and each[1] != TOKENS and 0 < each[2] < 300]

    def take(self, resource: Resource, body: Any) -> tuple[int, str]:
        """Create or replace a record by its natural key."""
        if "id" in body:
            raise Rejected(400, "an id is the data store's to give")
        record = EdFiRecord(resource, body)
        theirs = objections(record) if has_oracle(ORACLE) else []  # in this thread nothing can be skipped
        if problems := [*theirs, *record.problems()]:
            raise Rejected(400, "; ".join(problems))
        for field, target in REFERS_TO.items():
            if field in body and not self._refers(target, body[field]):
                raise Rejected(409, f"{field} refers to nothing")
        rows = self.rows[resource.name]
        same = [id for id, row in rows.items() if key(resource, row) == key(resource, body)]
        id = same[0] if same else uuid4().hex
        rows[id] = body
        return (200 if same else 201), id

    def delete(self, resource: Resource, id: str) -> None:
        if id not in self.rows[resource.name]:
            raise Rejected(404, "no such record")
        known = key(resource, self.rows[resource.name][id])
        for field, target in REFERS_TO.items():
            if target == resource.name and any(
                key(resource, row[field]) == known
                for rows in self.rows.values()
                for row in rows.values()
                if field in row
            ):
                raise Rejected(409, "others refer to it")
        del self.rows[resource.name][id]

    def _refers(self, target: str, reference: Any) -> bool:
        if target == "persons" and self.persons_known:
            return True
        resource = RESOURCES[target]
        return any(key(resource, row) == key(resource, reference) for row in self.rows[target].values())


def key(resource: Resource, body: Any) -> Key:
    """A natural key as SQL Server compares it: without regard to case."""
    return tuple(json.dumps(body[field], sort_keys=True).casefold() for field in resource.key)


class Answering(stub_server.Answering):
    never_fail = (TOKENS,)
    kept: StubDataStore

    def answered(self, body: str) -> tuple[int, object, dict[str, str]]:
        place = urlsplit(self.path)
        if place.path == TOKENS:
            return 200, {"access_token": self._token(body), "token_type": "bearer"}, {}
        self._check_token()
        return self._judged(place.path, place.query, body)

    def _token(self, body: str) -> str:
        if self.kept.token_failures:
            raise Rejected(self.kept.token_failures.pop(0), "no token")
        form = dict(parse_qsl(body))
        if form.get("grant_type") != "client_credentials" or (form["client_id"], form["client_secret"]) != CREDENTIALS:
            raise Rejected(400, "invalid_client")
        token = uuid4().hex
        self.kept.tokens[token] = self.kept.uses_of_a_token
        return token

    def _check_token(self) -> None:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if self.kept.tokens.get(token, 0) <= 0:
            raise Rejected(401, "the token is over")
        self.kept.tokens[token] -= 1

    def _judged(self, path: str, query: str, body: str) -> tuple[int, object, dict[str, str]]:
        places = {f"/data/v3/{each.path(self.kept.standard)}": each for each in RESOURCES.values()}
        at, _, id = path.rpartition("/")
        resource = places.get(path) or places.get(at)
        if resource is None:
            raise Rejected(404, "nothing here")
        match self.command:
            case "POST":
                status, made = self.kept.take(resource, json.loads(body))
                return status, None, {"Location": f"http://{self.headers['Host']}{path}/{made}"}
            case "DELETE":
                self.kept.delete(resource, id)
                return 204, None, {}
            case "GET":
                return 200, self._found(resource, {name: each[0] for name, each in parse_qs(query).items()}), {}
        raise Rejected(405, "not this way")

    def _found(self, resource: Resource, query: dict[str, str]) -> list[Any]:
        offset, limit = int(query.pop("offset")), int(query.pop("limit"))
        rows = [
            _with_added(row) | {"id": id, "_etag": "1", "_lastModifiedDate": "2027-01-01T00:00:00Z"}
            for id, row in self.kept.rows[resource.name].items()
            if all(_flat(row).get(name) == value for name, value in query.items())
        ]
        return rows[offset : offset + limit]


def _with_added(row: Any) -> Any:
    """A record as it is read: with links in its references, and what it lacks as null."""
    links = {"link": {"rel": "Thing", "href": "/ed-fi/things/1"}}
    return {"totalHours": None} | {
        name: value | links if isinstance(value, dict) else value for name, value in row.items()
    }


def _flat(row: Any) -> dict[str, Any]:
    """The fields of a record and those of its references, by which it can be asked for."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        flat |= value if isinstance(value, dict) else {name: value}
    return flat


def serving(kept: StubDataStore) -> AbstractContextManager[str]:
    """The address at which a data store answers meanwhile."""
    return stub_server.serving(kept, Answering)
