"""The header within a fingerprint is the text that the standard library makes of its object."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from uuid import UUID

from hypothesis import example, given, strategies as st

from pdflow import Actor, Header, Role
from pdflow.storage.headers import header_to_dict, instant_header_text
from pdflow.storage.json_values import utc_text

AT = datetime(2026, 9, 1, 8, tzinfo=timezone(timedelta(hours=-5)))
NAMES = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20)

TIMES = st.integers(-(10**12), 10**12).map(lambda moment: AT + timedelta(milliseconds=moment))


@given(st.uuids(), NAMES, NAMES, TIMES)
@example(UUID(int=7), 'a"b\\c', Role.COACH, AT)
@example(UUID(int=7), "Åsa \U0001f600", "coach", AT)
def test_it_is_the_text_of_the_object_with_its_names_in_order(id: UUID, person: str, role: str, at: datetime) -> None:
    header = Header(id, Actor(person, role), at)
    expected = header_to_dict(header) | {"at": utc_text(header.at)}
    assert instant_header_text(header) == json.dumps(expected, sort_keys=True)
