"""Each obligation of an engagement: by whom and until when it is owed, and that its command discharges it."""

from datetime import date

import attrs
import pytest
from tests.agenda.engagements import ALWAYS, MEASURED, TOO_SOON, after, codes, found, touch_point
from tests.agenda.participations import last_day
from tests.engagement.stories import (
    baseline,
    closed,
    commissioned,
    deliver,
    delivered,
    eve,
    in_design,
    lee,
    office,
    on,
    outcome,
    partnered,
    payer,
    protect,
    rate,
    read,
    request,
    scheduled,
    session,
    task,
    waive,
)

from pdflow import (
    Command,
    Role,
)
from pdflow.agenda import (
    ENGAGEMENT_KINDS,
    agenda,
)
from pdflow.engagement import (
    AddMilestone,
    Band,
    CancelTraining,
    CompleteTask,
    EndPartnership,
    HoldRevisit,
    HoldSharing,
    MoveTask,
    PlanRevisit,
    PlanSharing,
    ReachMilestone,
    RecordFollowUp,
    RescheduleTraining,
    Side,
    UseSlot,
)


@attrs.frozen
class Case:
    """How something comes to be owed, until when and by whom, and what discharges it."""

    code: str
    history: tuple[Command, ...]
    due: date
    by: Command
    role: Role
    owner: str | None = None


CASES = (
    Case(
        "baseline.take",
        (*in_design(), outcome(payer(1)), baseline(payer(1), value=None, on=on(20))),
        on(20),
        baseline(payer(20), "b2", on=on(20)),
        Role.COMMISSIONER,
    ),
    Case("outcome.measure", delivered(policy=MEASURED), on(190), read(office(100)), Role.COORDINATOR),
    Case(
        "outcome.waive",
        (*delivered(policy=TOO_SOON), baseline(payer(30), "b2", on=on(30), retrospective=True)),
        on(30 + 28),
        waive(payer(31), "w1", "outcome.not_remeasured", subject="o1"),
        Role.COORDINATOR,
    ),
    Case("partnership.touch_point", partnered(), on(90), touch_point(90), Role.COMMISSIONER),
    Case(
        "partnership.touch_point", (*partnered(), touch_point(88)), on(178), touch_point(178, "tp2"), Role.COMMISSIONER
    ),
    Case(
        "partnership.review",
        (*partnered(), rate(eve(40), "rv2", Side.PARTNER)),
        date(2028, 8, 31),
        rate(payer(50), "rv1", Side.HOST),
        Role.COMMISSIONER,
    ),
    Case(
        "partnership.review",
        (*partnered(), rate(payer(40), "rv1", Side.HOST), EndPartnership(payer(50), partner="p1", reason="done")),
        on(140),
        rate(eve(60), "rv2", Side.PARTNER),
        Role.PARTNER,
    ),
    Case(
        "milestone.reach",
        (*in_design(), AddMilestone(office(1), milestone="ms1", title="x", band=Band.MONTHS_1_TO_6, on=on(30))),
        on(30),
        ReachMilestone(office(20), milestone="ms1"),
        Role.COORDINATOR,
    ),
    Case(
        "revisit.hold",
        (*commissioned(), PlanRevisit(payer(3), revisit="rv1", on=on(25), messages="wait time")),
        on(25),
        HoldRevisit(payer(25), held="rh1", revisit="rv1"),
        Role.COMMISSIONER,
    ),
    Case(
        "sharing.hold",
        (*commissioned(), PlanSharing(payer(3), sharing="sh1", how="a market of practice", on=on(26))),
        on(26),
        HoldSharing(payer(26), held="sd1", sharing="sh1"),
        Role.COMMISSIONER,
    ),
    Case(
        "sharing.hold",
        (*commissioned(), PlanSharing(payer(3), sharing="sh1", how="a market of practice")),
        date(2028, 8, 31),
        HoldSharing(payer(26), held="sd1", sharing="sh1"),
        Role.COMMISSIONER,
    ),
    Case(
        "task.complete",
        (*in_design(), task(office(1))),
        on(30),
        CompleteTask(lee(20), task="t1"),
        Role.FACILITATOR,
        "lee",
    ),
    Case(
        "task.complete",
        (*in_design(), task(office(1)), MoveTask(lee(2), task="t1", band=Band.MONTHS_1_TO_6, due=on(40))),
        on(40),
        CompleteTask(lee(20), task="t1"),
        Role.FACILITATOR,
        "lee",
    ),
    Case(
        "slot.use",
        (*commissioned(), protect(payer(2), slot1=14)),
        on(14),
        UseSlot(payer(14, 15), slot="slot1"),
        Role.COMMISSIONER,
    ),
    Case("training.deliver", scheduled(), on(10), deliver(lee(10, 12)), Role.FACILITATOR, "lee"),
    Case(
        "training.reschedule",
        (*scheduled(), CancelTraining(lee(5), training="tr1", reason="snow")),
        on(10),
        RescheduleTraining(lee(6), training="tr1", sessions=(session("s1", 20),), reason="snow"),
        Role.FACILITATOR,
    ),
    Case(
        "training.reschedule",
        (*scheduled(), CancelTraining(lee(12), training="tr1", reason="snow")),
        on(12),
        RescheduleTraining(lee(13), training="tr1", sessions=(session("s1", 20),), reason="snow"),
        Role.FACILITATOR,
    ),
    Case(
        "follow_up.give",
        commissioned(),
        on(30),
        RecordFollowUp(lee(30), given="g1", plan="f1", minutes=45),
        Role.FACILITATOR,
        "lee",
    ),
)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n} {case.code} by {type(case.by).__name__}" for n, case in enumerate(CASES)]
)
def test_what_is_owed_in_an_engagement_goes_by_its_command(case: Case) -> None:
    obligation = found(case.code, after(*case.history))
    assert (last_day(obligation.due), obligation.owner, obligation.role) == (case.due, case.owner, case.role)
    assert obligation.command == type(case.by).__name__
    for field, value in obligation.values.items():
        assert getattr(case.by, field) == value
    left = agenda(after(*case.history, case.by), case.by.at, ALWAYS)
    assert (case.code, obligation.about, case.due) not in [(each.code, each.about, last_day(each.due)) for each in left]


def test_every_kind_of_obligation_has_its_case() -> None:
    assert {kind.code for kind in ENGAGEMENT_KINDS} == {case.code for case in CASES}


def test_nothing_is_owed_before_a_request_is_accepted_or_after_the_end() -> None:
    assert codes(request()) == codes(*closed()) == set()
