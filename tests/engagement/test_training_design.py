"""Training design: the critical elements, and practice in the agenda."""

import attrs
import pytest
from tests.engagement.stories import after, design, differs, in_design, lee, office, requested, void

from pdflow.engagement import (
    Activity,
    AgreeDuties,
    Duty,
    DutyTime,
    Objective,
    TrainingDesigned,
    TrainingKind,
    practice_share,
)

DESIGN = in_design()
DESIGNED = (*DESIGN, design(lee(1)))
DUTIES = (
    Duty(DutyTime.BEFORE, "book the room", "lee"),
    Duty(DutyTime.DURING, "keep the time", "eve"),
    Duty(DutyTime.AFTER, "send the slides", "lee"),
)
EMPTY = {
    "audience": "",
    "pre_assessment": "",
    "objectives": (),
    "agenda": (),
    "materials": "",
    "evaluation": "",
    "follow_up": "",
}


def duties(*agreed: Duty, name: str = "du1", training: str = "tr1", n: int = 2) -> AgreeDuties:
    return AgreeDuties(lee(n), agreement=name, training=training, duties=agreed)


def test_a_training_is_designed_with_its_critical_elements() -> None:
    command = design(lee(1), "tr1", "s1", "s2")
    agenda = (Activity("model", 120, "video"), Activity("try it", 60, "triads", practice=True))
    state = (
        after(*DESIGN)
        .when(command)
        .then(
            TrainingDesigned(
                command.header,
                training="tr1",
                kind=TrainingKind.TRAINING,
                subject="questioning",
                sessions=("s1", "s2"),
                audience="teachers",
                pre_assessment="a tally in class",
                objectives=(Objective("asks open questions", "a tally"),),
                agenda=agenda,
                materials="cards",
                evaluation="a sheet",
                follow_up="visits",
            )
        )
    )
    assert state.trainings["tr1"].sessions == ("s1", "s2")
    assert differs(after(*DESIGN, command).when(design(lee(2), agenda=()))) == ("sessions", "agenda")


def test_what_is_missing_of_a_design_is_refused_by_name() -> None:
    reasons = (
        after(*DESIGN)
        .when(design(lee(1), **EMPTY))
        .refused("training.no_objectives", "training.no_practice", "training.critical_element_missing")
    )
    [reason] = [reason for reason in reasons if reason.code == "training.critical_element_missing"]
    missing = ("audience", "pre_assessment", "activities", "materials", "evaluation", "follow_up")
    assert reason.parameters == {"missing": missing}


def test_a_training_has_at_least_one_session() -> None:
    [reason] = (
        after(*DESIGN).when(attrs.evolve(design(lee(1)), sessions=())).refused("training.critical_element_missing")
    )
    assert reason.parameters == {"missing": ("sessions",)}


def test_an_objective_nobody_could_see_is_refused() -> None:
    vague = (Objective("asks open questions", "a tally"), Objective("understands"))
    [reason] = after(*DESIGN).when(design(lee(1), objectives=vague)).refused("training.objective_not_measurable")
    assert reason.parameters == {"objectives": ("understands",)}


@pytest.mark.parametrize("kind", TrainingKind)
def test_only_a_training_must_have_objectives_and_practice(kind: TrainingKind) -> None:
    talk = design(lee(1), kind=kind, objectives=(), agenda=(Activity("news", 60),))
    codes = [reason.code for reason in after(*DESIGN).when(talk).reasons]
    command = kind is TrainingKind.TRAINING
    assert codes == (["training.no_objectives", "training.no_practice"] if command else [])


def test_the_share_of_practice_is_of_the_agenda_s_minutes() -> None:
    assert practice_share([Activity("model", 90), Activity("try it", 30, practice=True)]) == 0.25
    assert practice_share([]) == practice_share([Activity("model", 0)]) == 0


def test_no_two_sessions_have_one_name() -> None:
    after(*DESIGN).when(design(lee(1), "tr1", "s1", "s1")).refused("record.name_taken")
    after(*DESIGNED).when(design(lee(1), "tr2", "s2", "s1")).refused("record.name_taken")
    after(*DESIGNED).when(design(lee(1), "tr2", "tr1")).refused("record.name_taken")
    after(*DESIGNED, void(office(2), "tr1")).when(design(lee(3), "tr2", "s1")).then(TrainingDesigned)


def test_training_is_designed_from_the_design_on() -> None:
    after(*requested()).when(design(lee(1))).refused("engagement.not_in_stage")
    after(*requested()).when(duties(*DUTIES)).refused("engagement.not_in_stage")
