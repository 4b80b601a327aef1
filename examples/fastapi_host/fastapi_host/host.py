"""The host: participations over HTTP, on any asynchronous event store."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import Body, FastAPI, Header, Path, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi_host.documentation import REFS, document, problems
from fastapi_host.identity import NAMES, Caller, Service, require_reader
from fastapi_host.problems import Problem, add_problems, in_words, language_of
from pydantic import BaseModel, WithJsonSchema

from pdflow import Actor, Audience, DecodeError, Header as CommandHeader
from pdflow.agenda import EveryDay, agenda, describe_obligation
from pdflow.desk import AsyncDesk
from pdflow.participation import Participation, decider
from pdflow.schemas import choices, command_schema, feed_document, present_values, with_choices
from pdflow.storage.async_event_store import AsyncEventStore
from pdflow.storage.event_store import ERASED


class Receipt(BaseModel):
    """What came of a command."""

    events: list[str]
    version: int
    repeated: bool


class Owed(BaseModel):
    """An obligation."""

    code: str
    says: str
    owner: str | None
    command: str
    due: datetime
    status: str


Options = dict[str, list[dict[str, str]]]
AnyCommand = Annotated[dict[str, Any], Body(), WithJsonSchema({"$ref": f"{REFS}Command"})]
Person = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.-]+$", examples=["ana"])]
Key = Annotated[UUID, Header(alias="Idempotency-Key")]
LastEventId = Annotated[int, Header(alias="Last-Event-ID", ge=0, lt=2**63)]
SHOWN: Mapping[str, Any] = {"reader": Audience.TEAM, "notes": False}
"""What a service that reads the feed is shown."""
READING = problems(401, 403, 404, 422, 503)


def now(caller: Actor) -> CommandHeader:
    """The header of a command that is not yet there."""
    return CommandHeader(uuid4(), caller, datetime.now(UTC))


def host_on(store: AsyncEventStore, *, poll: float = 0.5, **settings: Any) -> FastAPI:
    """The app.

    Args:
        store: Where the events are.
        poll: How many seconds to wait before the feed is asked again.
        settings: What FastAPI takes, such as a lifespan.
    """
    app = FastAPI(title="Professional development", version="1", **settings)
    desk = AsyncDesk(decider, store)
    add_problems(app, NAMES)
    app.openapi = lambda: document(app)  # type: ignore[method-assign]

    async def read(person: str, caller: Actor) -> tuple[Participation, int]:
        state, version = await desk.load(person)
        if not version:
            raise Problem(404, "nobody is enrolled under this id")
        require_reader(caller, state)
        return state, version

    @app.post("/participations/{person}/commands", responses=problems(400, 401, 409, 422, 503))
    async def carry_out(person: Person, command: AnyCommand, key: Key, caller: Caller) -> Receipt:
        """Carry a command out, once for each key; ``at`` is when it happened, and the same in a retry."""
        if taken := command.keys() & {"id", "by"}:
            raise DecodeError("participation", None, min(taken), "said by the token and the key")
        signed = {"id": str(key), "by": {"person": caller.person, "role": caller.role}}
        receipt = await desk.carry_out(person, desk.codec.command_from_dict({**command, **signed}))
        events = [event.name for event in receipt.events]
        return Receipt(events=events, version=receipt.version, repeated=receipt.repeated)

    @app.get("/participations/{person}/options", responses=READING)
    async def options(person: Person, request: Request, caller: Caller) -> Options:
        """What the caller may do now, and why not the rest."""
        state, _ = await read(person, caller)
        language, found = language_of(request), decider.options(state, now(caller))
        return {name: in_words(reasons, language, caller.role, NAMES, state) for name, reasons in found.items()}

    @app.get("/participations/{person}/forms/{command}", responses=READING)
    async def form(person: Person, command: str, request: Request, caller: Caller) -> dict[str, Any]:
        """The form of a command: a schema that offers what there is, its default what the command would replace."""
        schema = command_schema(decider, command, language=language_of(request), header=False)
        state, _ = await read(person, caller)
        offered = choices(
            decider, state, command, now(caller), language=language_of(request), reader=caller.role, names=NAMES
        )
        present = present_values(decider, state, command, now(caller))
        return with_choices(schema, offered) | ({"default": present} if present else {})

    @app.get("/participations/{person}/agenda", responses=READING)
    async def due(person: Person, request: Request, caller: Caller) -> list[Owed]:
        """What is owed, by whom and by when."""
        state, _ = await read(person, caller)
        moment, language = datetime.now(UTC), language_of(request)
        return [
            Owed(
                code=owed.code,
                says=describe_obligation(owed, state, language, reader=caller.role, names=NAMES),
                owner=owed.owner,
                command=owed.command,
                due=owed.due,
                status=owed.status(moment),
            )
            for owed in agenda(state, moment, EveryDay(UTC))
        ]

    @app.get("/feed", response_class=EventSourceResponse, responses=problems(401, 403, 422))
    async def feed(service: Service, last_event_id: LastEventId = 0) -> AsyncIterator[ServerSentEvent]:
        """Every event after the last one read, and each further one as it happens: for services, without notes."""
        while True:
            rows = await store.feed(after=last_event_id)
            for row in rows:
                last_event_id = row.position
                if row.type != ERASED:
                    data = desk.codec.event_to_dict(row, **SHOWN)
                    yield ServerSentEvent(id=str(row.position), event=row.type, data=data)
            if not rows:
                await asyncio.sleep(poll)

    @app.get("/feed/asyncapi.json")
    async def asyncapi(request: Request) -> dict[str, Any]:
        """What the feed sends, as an AsyncAPI document."""
        return feed_document([decider], title=app.title, version=app.version, language=language_of(request), **SHOWN)

    return app
