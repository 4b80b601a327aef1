"""Histories of four streams that write to the engagement and to each other's participations."""

from tests.cadre import course
from tests.coordination.world import ANA, CY, deliver, task
from tests.engagement import stories as s

from pdflow import Command, Strategy
from pdflow.engagement import CancelTraining
from pdflow.participation import Enrol

DAN, EVE = "participation-eng-dan", "participation-eng-eve"
EVERYBODY = {"ana": ANA, "cy": CY, "dan": DAN, "eve": EVE}
FIRST = (*s.commissioned(), s.design(s.lee(5), "tr1", "s1", "s2", "s3"), task())
STORY: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "eng",
        (
            s.join(s.host(4), "ana", site="North"),
            s.schedule(s.lee(5), "sch1", "tr1", *(s.session(f"s{n}", 10 * n) for n in (1, 2, 3))),
            s.outcome(s.payer(6), "o2"),
            deliver("d1", "s1", 10, ana=180, cy=60, dan=180, eve=90),
            s.plan(s.lee(11), "f2", Strategy.CHECK_IN),
            s.waive(s.office(11), "w1", "support.no_supporter", for_roster=True),
            CancelTraining(s.lee(15), training="tr1", sessions=("s2",), reason="room"),
        ),
    ),
    ("cadre-lee", (*course.CLEARED, course.stand_down(20), course.reinstate(21))),
    (DAN, (Enrol(s.host(0), person="dan", engagement="e1"),)),
    (EVE, (Enrol(s.host(0), person="eve", engagement="e1", site="North"),)),
)
