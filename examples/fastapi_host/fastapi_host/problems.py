"""Problems: what pdflow raises, and what FastAPI does, as RFC 9457 problem details."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from pdflow import CommandIdReused, Conflict, DecodeError, Reason, Refused, StoreError, UnknownCommand
from pdflow.language import SHIPPED

PROBLEM = "application/problem+json"


class Problem(Exception):
    """Something that is answered with a problem."""

    def __init__(self, status: int, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail)
        self.status, self.detail, self.headers = status, detail, headers


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    content = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail, **more}
    return JSONResponse(content, status, headers, media_type=PROBLEM)


def language_of(request: Request) -> str:
    """The language of ours that the caller likes best."""
    return SHIPPED.language_of(request.headers.get("accept-language", ""))


def in_words(
    reasons: Sequence[Reason], language: str, role: str, names: Mapping[str, str], state: Any = None
) -> list[dict[str, str]]:
    """Reasons as JSON: the code, why, and what helps."""
    explained = SHIPPED.explain(reasons, language, reader=role, names=names, state=state)
    return [{"code": each.code, "why": each.why, "helps": each.helps} for each in explained]


def add_problems(app: FastAPI, names: Mapping[str, str]) -> None:
    """Answer with a problem whatever is raised."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> JSONResponse:
        language = language_of(request)
        reasons = in_words(error.reasons, language, error.command.by.role, names)
        detail = " ".join(f"{each['why']} {each['helps']}".strip() for each in reasons)
        return problem(409, detail, {"Content-Language": language}, type="/problems/refused", reasons=reasons)

    @app.exception_handler(DecodeError)
    async def unreadable(request: Request, error: DecodeError) -> JSONResponse:
        status = 404 if isinstance(error, UnknownCommand) and request.method == "GET" else 422
        return problem(status, str(error), field=error.field)

    @app.exception_handler(CommandIdReused)
    async def reused(request: Request, error: CommandIdReused) -> JSONResponse:
        return problem(409, "this Idempotency-Key was used for another command")

    @app.exception_handler(Conflict)
    @app.exception_handler(StoreError)
    async def busy(request: Request, error: Exception) -> JSONResponse:
        return problem(503, "try again, with the same Idempotency-Key", {"Retry-After": "1"})

    @app.exception_handler(Problem)
    async def other(request: Request, error: Problem) -> JSONResponse:
        return problem(error.status, error.detail, error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        found = [{"place": [*map(str, each["loc"])], "problem": each["msg"]} for each in error.errors()]
        return problem(422, "; ".join(f"{'.'.join(each['place'])}: {each['problem']}" for each in found), errors=found)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), error.headers)
