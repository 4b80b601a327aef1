"""HTTP: requests to other systems, tried again with growing pauses while these are busy or away (extra: http)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import attrs

from pdflow.errors import MissingExtra, PdflowError

try:
    import httpx
except ImportError as error:
    raise MissingExtra("httpx", "http") from error

__all__ = ["BUSY", "PATIENT", "Auth", "Patience", "Request", "Response", "ServiceError", "Session", "request"]

Session = httpx.Client
"""A connection of the host's, with its credentials, its timeouts and what else it needs."""
Request = httpx.Request
Response = httpx.Response
Auth = httpx.Auth
"""How a session proves who it is."""
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same request may succeed."""
NOT_ALLOWED: Final = frozenset({401, 403})


class ServiceError(PdflowError):
    """Raised when another system cannot be reached, lets nobody in, or answers what makes no sense.

    ``place`` is its address, ``problem`` says what came of it. What was sent before has been taken.
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(place, problem)
        self.place, self.problem = place, problem

    def message(self) -> str:
        return f"{self.place}: {self.problem}"


@attrs.frozen
class Patience:
    """How often a request is tried, and how long to wait in between.

    Args:
        tries: How often in all.
        first_pause: Seconds before the second try; each further pause is twice as long, unless the other system names
            one.
        longest_pause: Seconds that no pause exceeds, even if the other system asks for more.
        sleep: What waits.
    """

    tries: int = 6
    first_pause: float = 0.5
    longest_pause: float = 60
    sleep: Callable[[float], None] = time.sleep

    def pause(self, tried: int, asked: str | None = None) -> None:
        """Wait after so many tries, as long as a Retry-After header asks where there is one."""
        seconds = _seconds(asked) if asked else None
        self.sleep(min(self.first_pause * 2 ** (tried - 1) if seconds is None else seconds, self.longest_pause))


PATIENT: Final = Patience()


def request(session: Session, method: str, address: str, *, patience: Patience = PATIENT, **content: Any) -> Response:
    """Send a request that may safely be sent twice, until it is answered by other than "busy".

    Raises:
        ServiceError: No such answer came within the tries, or the credentials are not accepted.
    """
    problem = ""
    for tried in range(1, patience.tries + 1):
        asked = None
        try:
            response = session.request(method, address, **content)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            problem = f"{type(error).__name__}: {error}"
            if not isinstance(error, httpx.TransportError) or isinstance(error, httpx.UnsupportedProtocol):
                raise ServiceError(address, problem) from error
        else:
            if response.status_code in NOT_ALLOWED:
                raise ServiceError(address, f"answered {response.status_code}: the credentials are not accepted")
            if response.status_code not in BUSY:
                return response
            problem, asked = f"answered {response.status_code}", response.headers.get("Retry-After")
        if tried < patience.tries:
            patience.pause(tried, asked)
    raise ServiceError(address, f"{problem}, {patience.tries} times")


def _seconds(asked: str) -> float | None:
    """How many seconds a Retry-After header asks to wait: a number, or a date; None where it is neither."""
    if asked.strip().isdecimal():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds()) if until.tzinfo else None
