"""Two members of a cadre: Lee is cleared, Pat has taught back once."""

from functools import cache

from tests.cadre import course
from tests.documents.decided_events import events_of

from pdflow import Event
from pdflow.cadre import AcceptNomination, Critique, Debrief, EvaluateDebrief, HoldTeachBack, decider

SUBJECT = "Questioning that opens talk"
SAID = {
    "strengths": "Clear aims, everybody on their feet within five minutes",
    "refinements": "Two questions at once: ask one, and wait",
}
NEXT_STEP = "Script three questions and rehearse the silence with a colleague"


def lee() -> tuple[Event, ...]:
    critiques = (
        Critique(course.ola(10.1), critique="c-1", teach_back="t-1", ratings=course.ratings(4, variety=3), **SAID),
        Critique(
            course.pat(10.1),
            critique="c-2",
            teach_back="t-1",
            ratings=course.ratings(3, safe_setting=4),
            strengths="Warm",
        ),
    )
    return events_of(
        decider,
        (
            course.nominate(subjects=(SUBJECT,)),
            AcceptNomination(course.lee(1)),
            course.hold("t-1", 10, SUBJECT, segment="Wait time: the model", minutes=25),
            *critiques,
            Debrief(course.ola(11), debrief="d-1", teach_back="t-1", next_step=NEXT_STEP),
            EvaluateDebrief(course.pat(12), evaluation="e-1", debrief="d-1", rating=4, note="Both of them spoke"),
            course.clear("k-1", 13, SUBJECT),
        ),
    )


def pat() -> tuple[Event, ...]:
    taught = HoldTeachBack(
        course.pat(40), teach_back="t-9", subject=SUBJECT, segment="Talk moves", peers=("lee", "ola"), minutes=20
    )
    return events_of(
        decider, (course.nominate(5, person="pat", subjects=(SUBJECT,)), AcceptNomination(course.pat(6)), taught)
    )


@cache
def cadre_streams() -> dict[str, tuple[Event, ...]]:
    return {"cadre-lee": lee(), "cadre-pat": pat()}
