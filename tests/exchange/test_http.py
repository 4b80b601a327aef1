"""Requests are tried again after pauses, whatever the other system says of these."""

import httpx
import pytest

from pdflow.exchange.http import Patience, request


@pytest.mark.parametrize(
    ("asked", "pause"), [("7", 7.0), ("\u00b2", 0.5), ("soon", 0.5), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0)]
)
def test_a_pause_that_is_no_number_and_no_date_is_not_the_end_of_it(asked: str, pause: float) -> None:
    busy = httpx.Response(503, headers=[(b"Retry-After", asked.encode("latin-1"))])
    answers, pauses = iter([busy, httpx.Response(200)]), list[float]()
    with httpx.Client(transport=httpx.MockTransport(lambda _: next(answers))) as session:
        answer = request(session, "GET", "https://lrs.example", patience=Patience(sleep=pauses.append))
    assert (answer.status_code, pauses) == (200, [pause])
