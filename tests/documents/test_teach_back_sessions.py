"""Teach-back sessions: who taught what to whom, and when."""

from tests.documents.example_cadre import cadre_streams

from pdflow import (
    Audience,
)
from pdflow.documents import (
    teach_back_sessions,
    to_markdown,
)


def test_sessions_list_who_taught_what_to_whom() -> None:
    sessions = teach_back_sessions(cadre_streams())
    assert [(lesson.person, lesson.held.teach_back) for lesson in sessions.teach_backs] == [
        ("lee", "t-1"),
        ("pat", "t-9"),
    ]
    page = to_markdown(sessions.for_reader(Audience.TEAM))
    assert "| lee | Questioning that opens talk · Wait time: the model | ola, pat | 25 | 2 | [x] | 2028-09-14 |" in page
