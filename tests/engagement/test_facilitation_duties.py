"""Facilitation duties: who does what before, during and after a training."""

from tests.engagement.stories import after, design, differs, in_design, lee

from pdflow.engagement import (
    AgreeDuties,
    DutiesAgreed,
    Duty,
    DutyTime,
)

DESIGN = in_design()
DESIGNED = (*DESIGN, design(lee(1)))
DUTIES = (
    Duty(DutyTime.BEFORE, "book the room", "lee"),
    Duty(DutyTime.DURING, "keep the time", "eve"),
    Duty(DutyTime.AFTER, "send the slides", "lee"),
)


def duties(*agreed: Duty, name: str = "du1", training: str = "tr1", n: int = 2) -> AgreeDuties:
    return AgreeDuties(lee(n), agreement=name, training=training, duties=agreed)


def test_duties_cover_before_during_and_after() -> None:
    command = duties(*DUTIES)
    after(*DESIGNED).when(command).then(
        DutiesAgreed(command.header, agreement="du1", training="tr1", duties=DUTIES, supersedes=None)
    )
    [event] = after(*DESIGNED, command).when(duties(*DUTIES, name="du2", n=3)).events
    assert event.supersedes == "du1"
    assert differs(after(*DESIGNED, command).when(duties(n=3))) == ("duties",)


def test_duties_nobody_owns_or_times_with_nothing_to_do_are_refused() -> None:
    before, *_ = DUTIES
    [reason] = after(*DESIGNED).when(duties(before, Duty(DutyTime.DURING, "keep the time"))).refused("duties.uncovered")
    assert reason.parameters == {"times": (DutyTime.AFTER,), "duties": ("keep the time",)}
    [reason] = after(*DESIGNED).when(duties()).refused("duties.uncovered")
    assert reason.parameters == {"times": tuple(DutyTime), "duties": ()}


def test_duties_are_of_a_training_that_was_designed() -> None:
    [reason] = after(*DESIGN).when(duties(*DUTIES)).refused("training.unknown")
    assert reason.remedy == "DesignTraining"
    after(*DESIGNED).when(duties(*DUTIES, training="tr9")).refused("training.unknown")
