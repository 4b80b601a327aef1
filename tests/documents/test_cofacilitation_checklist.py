"""The co-facilitation checklist: the duties agreed for each training."""

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import lee

from pdflow import Audience
from pdflow.documents import (
    cofacilitation_checklist,
    to_markdown,
)
from pdflow.engagement import AgreeDuties, Duty, DutyTime


def test_duties_are_in_the_order_of_the_day() -> None:
    duties = (
        Duty(DutyTime.AFTER, "send", "lee"),
        Duty(DutyTime.BEFORE, "print", "eve"),
        Duty(DutyTime.DURING, "lead", "lee"),
    )
    agreed = AgreeDuties(lee(4), agreement="du1", training="tr1", duties=duties)
    page = to_markdown(cofacilitation_checklist(story(*stories.scheduled(), agreed)).for_reader(Audience.TEAM))
    assert page.index("print") < page.index("lead") < page.index("send")


def test_each_training_is_headed_by_its_subject_and_days() -> None:
    page = cofacilitation_checklist(engagement_year()).for_reader(Audience.TEAM)
    headings = [section.heading for section in page.sections]
    assert headings[0] == "Questioning that opens talk, 2026-09-10, 2026-09-11, 2027-03-10"
    assert len(set(headings)) == len(headings)


def test_duties_agreed_anew_replace_the_former() -> None:
    every = [Duty(time, "old", "lee") for time in DutyTime], [Duty(time, "new", "lee") for time in DutyTime]
    agreed = [AgreeDuties(lee(4), agreement=f"du{n}", training="tr1", duties=tuple(d)) for n, d in enumerate(every)]
    [shared] = cofacilitation_checklist(story(*stories.scheduled(), *agreed)).trainings
    assert {duty.text for duty in shared.duties} == {"new"}
