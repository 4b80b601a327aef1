"""The documents of a year: which are made from its events, for whom, and as of when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

import attrs

from pdflow import documents
from pdflow.audience import Audience
from pdflow.credit import Provider
from pdflow.kernel.messages import Event
from pdflow.people import COMMISSIONER, COORDINATOR, PersonId
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


def year_documents(histories: Histories, year: SchoolYear, cast: Cast) -> Iterator[PlannedDocument]:
    """Yield all documents of a commissioned year."""
    engagement = histories[f"engagement-{NAME}"]
    people = {stream: events for stream, events in histories.items() if stream.startswith("participation-")}
    yield from programme_documents(engagement, people, year)
    yield from board_documents(engagement, people, year, cast)
    yield from coach_documents(people, year, cast.coaches)
    yield from trainer_documents(engagement)
    yield from cadre_documents({name: events for name, events in histories.items() if name.startswith("cadre-")})
    stream, longest = max(people.items(), key=lambda history: len(history[1]))
    person = stream.removeprefix("participation-")
    record = partial(documents.person_record, longest, engagement=engagement, calendar=year.working)
    yield PlannedDocument(PERSON, "record-of-one.html", record, Audience.PAIR, person, person)
    hours = partial(documents.certificate, longest, PROVIDER, engagement=engagement, calendar=year.working)
    yield PlannedDocument(PERSON, "certificate-of-one.html", hours, Audience.TEAM, person, person)


def programme_documents(
    engagement: Sequence[Event[Any]], people: Histories, year: SchoolYear
) -> Iterator[PlannedDocument]:
    """Yield the documents for those who run the engagement, at mid-year and at its end."""
    calendar, middle, end = year.working, middle_of(year), year.at(year.days * DAY - 1)
    until = {stream: events_until(events, middle) for stream, events in people.items()}
    engagements = {f"engagement-{NAME}": events_until(engagement, middle)}

    def document(name: str, make: Callable[[], documents.Document], about: str = "") -> PlannedDocument:
        return PlannedDocument(PROGRAMME, f"{name}.html", make, Audience.TEAM, about=about)

    def week_of(person: PersonId) -> documents.Document:
        roles = (COORDINATOR, COMMISSIONER)
        return documents.week_sheet(person, until, middle, calendar, engagements=engagements, roles=roles)

    for name, form in FORMS.items():
        yield PlannedDocument(FORMS_TO_FILL_IN, f"{name}.html", form)
    yield document("workshop-request", lambda: documents.workshop_request(engagement))
    yield document("commissioning-brief", lambda: documents.commissioning_brief(engagement))
    yield document("year-at-a-glance", lambda: documents.year_at_a_glance(engagement, people, calendar=calendar))
    yield document("progress-at-mid-year", lambda: documents.progress_board(until, middle, calendar), MIDDLE)
    yield document("progress-at-the-end", lambda: documents.progress_board(people, end, calendar), END)
    yield document("caseload-at-mid-year", lambda: documents.caseload(until, middle, calendar), MIDDLE)
    drift = partial(documents.drift_report, until, middle, calendar, engagements=engagements)
    yield document("drift-at-mid-year", drift, MIDDLE)
    week = partial(week_of, "coordinator")
    yield PlannedDocument(PROGRAMME, "week-of-the-coordinator.html", week, Audience.TEAM, "coordinator", "coordinator")
    yield document("impact", lambda: documents.impact_report(engagement, people))
    yield document("dosage", lambda: documents.dosage(people, calendar))


def board_documents(
    engagement: Sequence[Event[Any]], people: Histories, year: SchoolYear, cast: Cast
) -> Iterator[PlannedDocument]:
    """Yield the aggregate copies for a governing board, by the districts of the roster."""
    calendar, middle = year.working, middle_of(year)
    until = {stream: events_until(events, middle) for stream, events in people.items()}
    engagements = {f"engagement-{NAME}": events_until(engagement, middle)}
    drift = partial(documents.drift_report, until, middle, calendar, engagements=engagements)
    copies: dict[str, Callable[[], documents.Document]] = {
        "board-progress": lambda: documents.progress_board(until, middle, calendar).aggregate(cast.districts),
        "board-impact": lambda: documents.impact_report(engagement, people).aggregate(cast.districts),
        "board-drift": lambda: drift().aggregate(cast.districts),
        "board-dosage": lambda: documents.dosage(people, calendar).aggregate(cast.districts),
    }
    for name, make in copies.items():
        yield PlannedDocument(BOARD, f"{name}.html", make)


def middle_of(year: SchoolYear) -> datetime:
    """Return the first moment of an ordinary week in the middle of the year, not the first one after a break."""
    week = min(year.weeks // 2 + 2, year.weeks - 1)
    return year.at(year.workday(7 * week) * DAY)


def coach_documents(people: Histories, year: SchoolYear, coaches: Sequence[PersonId]) -> Iterator[PlannedDocument]:
    """Yield each coach's list for a week in the middle of the year."""
    middle = middle_of(year)
    until = {stream: events_until(events, middle) for stream, events in people.items()}
    for coach in coaches[:MOST]:
        make = partial(documents.week_sheet, coach, until, middle, year.working)
        yield PlannedDocument(COACHES, f"week-of-{coach}.html", make, Audience.PAIR, coach, coach)


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
