"""The documents of a year: which are made from its events, for whom, and as of when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Final

import attrs

from pdflow import documents
from pdflow.audience import Audience
from pdflow.credit import Provider
from pdflow.history import FoldedParticipations
from pdflow.kernel.messages import Event
from pdflow.people import COMMISSIONER, COORDINATOR, PersonId, Role
from pdflow.simulation.engagement.programme import NAME
from pdflow.simulation.report.histories import Histories, events_until
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.school_year import DAY, SchoolYear

PROGRAMME: Final = "For those who run it"
COACHES: Final = "For the coaches: a week at mid-year"
MOST: Final = 8
"""Number of coaches whose lists are written at most."""
TRAINERS: Final = "For those who train"
CADRE: Final = "The trainers' own readiness"
PERSON: Final = "One person's year"
BOARD: Final = "For the governing board"
FORMS_TO_FILL_IN: Final = "Forms to fill in by hand"
FORMS: Final[dict[str, Callable[[], documents.Document]]] = {
    "form-workshop-request": documents.blank_workshop_request,
    "form-training-design": documents.blank_training_design,
    "form-follow-up-plan": documents.blank_follow_up_plan,
}
PROVIDER: Final = Provider("Greenleaf Example School District", "TX-000000", "1 Example Road, Greenleaf")
MIDDLE: Final = "at mid-year"
END: Final = "at the end of the year"


@attrs.frozen
class PlannedDocument:
    """A document to be written: its group in the index, its file, how it is made, and who reads this copy."""

    group: str
    file: str
    make: Callable[[], documents.Document]
    reader: Audience = Audience.ALL
    person: PersonId | None = None
    about: str = ""
    """What distinguishes it from others of its kind: a time of the year, or a person."""


class Material:
    """What the documents of a year are made of; each person's events are folded once, and once until mid-year."""

    def __init__(self, histories: Histories, year: SchoolYear) -> None:
        self.engagement = histories[f"engagement-{NAME}"]
        people = {stream: events for stream, events in histories.items() if stream.startswith("participation-")}
        self.people = FoldedParticipations(people)
        self.calendar, self.middle, self.end = year.working, middle_of(year), year.at(year.days * DAY - 1)
        self.people_at_mid_year = FoldedParticipations(
            {stream: events_until(events, self.middle) for stream, events in people.items()}
        )
        self.engagements_at_mid_year = {f"engagement-{NAME}": events_until(self.engagement, self.middle)}

    @cached_property
    def progress(self) -> documents.ProgressBoard:
        """The board at mid-year."""
        return documents.progress_board(self.people_at_mid_year, self.middle, self.calendar)

    @cached_property
    def drift(self) -> documents.DriftReport:
        """The drifts at mid-year."""
        engagements = self.engagements_at_mid_year
        return documents.drift_report(self.people_at_mid_year, self.middle, self.calendar, engagements=engagements)

    @cached_property
    def impact(self) -> documents.ImpactReport:
        """What has changed."""
        return documents.impact_report(self.engagement, self.people)

    @cached_property
    def dosage(self) -> documents.Dosage:
        """What everybody received."""
        return documents.dosage(self.people, self.calendar)

    def week_of(self, person: PersonId, *roles: Role) -> documents.WeekSheet:
        """The week of somebody at mid-year; for ``roles`` also what is owed to an engagement."""
        engagements = self.engagements_at_mid_year if roles else None
        people = self.people_at_mid_year
        return documents.week_sheet(person, people, self.middle, self.calendar, engagements=engagements, roles=roles)


def year_documents(histories: Histories, year: SchoolYear, cast: Cast) -> Iterator[PlannedDocument]:
    """Yield all documents of a commissioned year."""
    material = Material(histories, year)
    yield from programme_documents(material)
    yield from board_documents(material, cast)
    yield from coach_documents(material, cast.coaches)
    yield from trainer_documents(material.engagement)
    yield from cadre_documents({name: events for name, events in histories.items() if name.startswith("cadre-")})
    yield from person_documents(material)


def programme_documents(material: Material) -> Iterator[PlannedDocument]:
    """Yield the documents for those who run the engagement, at mid-year and at its end."""
    engagement, people, calendar = material.engagement, material.people, material.calendar

    def document(name: str, make: Callable[[], documents.Document], about: str = "") -> PlannedDocument:
        return PlannedDocument(PROGRAMME, f"{name}.html", make, Audience.TEAM, about=about)

    for name, form in FORMS.items():
        yield PlannedDocument(FORMS_TO_FILL_IN, f"{name}.html", form)
    yield document("workshop-request", lambda: documents.workshop_request(engagement))
    yield document("commissioning-brief", lambda: documents.commissioning_brief(engagement))
    yield document("year-at-a-glance", lambda: documents.year_at_a_glance(engagement, people, calendar=calendar))
    yield document("progress-at-mid-year", lambda: material.progress, MIDDLE)
    yield document("progress-at-the-end", lambda: documents.progress_board(people, material.end, calendar), END)
    caseload = partial(documents.caseload, material.people_at_mid_year, material.middle, calendar)
    yield document("caseload-at-mid-year", caseload, MIDDLE)
    yield document("drift-at-mid-year", lambda: material.drift, MIDDLE)
    week = partial(material.week_of, "coordinator", COORDINATOR, COMMISSIONER)
    yield PlannedDocument(PROGRAMME, "week-of-the-coordinator.html", week, Audience.TEAM, "coordinator", "coordinator")
    yield document("impact", lambda: material.impact)
    yield document("dosage", lambda: material.dosage)


def board_documents(material: Material, cast: Cast) -> Iterator[PlannedDocument]:
    """Yield the aggregate copies for a governing board, by the districts of the roster."""
    copies: dict[str, Callable[[], documents.Document]] = {
        "board-progress": lambda: material.progress.aggregate(cast.districts),
        "board-impact": lambda: material.impact.aggregate(cast.districts),
        "board-drift": lambda: material.drift.aggregate(cast.districts),
        "board-dosage": lambda: material.dosage.aggregate(cast.districts),
    }
    for name, make in copies.items():
        yield PlannedDocument(BOARD, f"{name}.html", make)


def middle_of(year: SchoolYear) -> datetime:
    """Return the first moment of an ordinary week in the middle of the year, not the first one after a break."""
    week = min(year.weeks // 2 + 2, year.weeks - 1)
    return year.at(year.workday(7 * week) * DAY)


def coach_documents(material: Material, coaches: Sequence[PersonId]) -> Iterator[PlannedDocument]:
    """Yield each coach's list for a week in the middle of the year."""
    for coach in coaches[:MOST]:
        make = partial(material.week_of, coach)
        yield PlannedDocument(COACHES, f"week-of-{coach}.html", make, Audience.PAIR, coach, coach)


def person_documents(material: Material) -> Iterator[PlannedDocument]:
    """Yield the record and the certificate of the person of whom there is most."""
    stream, longest = max(material.people.items(), key=lambda history: len(history[1]))
    person, engagement, calendar = stream.removeprefix("participation-"), material.engagement, material.calendar
    record = partial(documents.person_record, longest, engagement=engagement, calendar=calendar)
    yield PlannedDocument(PERSON, "record-of-one.html", record, Audience.PAIR, person, person)
    hours = partial(documents.certificate, longest, PROVIDER, engagement=engagement, calendar=calendar)
    yield PlannedDocument(PERSON, "certificate-of-one.html", hours, Audience.TEAM, person, person)


def trainer_documents(engagement: Sequence[Event[Any]]) -> Iterator[PlannedDocument]:
    """Yield the documents on the training and its follow-up."""
    makers: dict[str, Callable[[Sequence[Event[Any]]], documents.Document]] = {
        "attendance-roster": documents.attendance_roster,
        "training-activities": documents.training_activities,
        "critical-elements": documents.critical_elements_of_training,
        "cofacilitation": documents.cofacilitation_checklist,
        "logistics": documents.logistics_checklist,
        "success-checklist": documents.success_checklist,
        "cadre-timeline": documents.cadre_timeline,
        "follow-up-plan": documents.follow_up_plan,
        "follow-up-continuum": documents.follow_up_continuum,
        "electronic-tools": documents.electronic_tools,
    }
    for name, make in makers.items():
        yield PlannedDocument(TRAINERS, f"{name}.html", partial(make, engagement), Audience.TEAM)


def cadre_documents(members: Histories) -> Iterator[PlannedDocument]:
    """Yield the overview of teach-backs, and the critiques of each trainer who held one."""
    sessions = partial(documents.teach_back_sessions, members)
    yield PlannedDocument(CADRE, "teach-back-sessions.html", sessions, Audience.TEAM)
    for stream, events in members.items():
        person = stream.removeprefix("cadre-")
        if any(event.name == "cadre.teach_back_held" for event in events):
            make = partial(documents.teach_back_critique, events)
            yield PlannedDocument(CADRE, f"critique-of-{person}.html", make, Audience.PAIR, person, person)
