"""Every document of the example year, and every document of no events."""

from functools import cache
from uuid import uuid4

from tests.documents.example_cadre import cadre_streams
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.documents.example_people import AT

from pdflow import FULL, Actor, Event, Header, MemoryStore, Role, participation as p
from pdflow.agenda import Terms, compare
from pdflow.credit import CLOCK_HOURS, MICHIGAN_SCECH, NASBA_CPE, NEW_YORK_CTLE, RULES, Provider
from pdflow.documents import (
    Document,
    attendance_roster,
    blank_follow_up_plan,
    blank_training_design,
    blank_workshop_request,
    cadre_timeline,
    caseload,
    certificate,
    cofacilitation_checklist,
    commissioning_brief,
    critical_elements_of_meetings,
    critical_elements_of_training,
    dosage,
    drift_report,
    electronic_tools,
    everything_on_record,
    follow_up_continuum,
    follow_up_plan,
    impact_report,
    logistics_checklist,
    partnership_ledger,
    person_record,
    policy_comparison,
    progress_board,
    success_checklist,
    teach_back_critique,
    teach_back_sessions,
    training_activities,
    transcript,
    week_sheet,
    workshop_request,
    year_at_a_glance,
)
from pdflow.storage.codec import Codec
from pdflow.storage.person_export import export

Events = tuple[Event, ...]
OWNERS = ("ana", "kim", "lee", "coach-of-ana")
"""Who has a sheet for the week: of the year, and of histories made up at random."""


def of_an_engagement(events: Events) -> list[Document]:
    return [
        attendance_roster(events),
        cadre_timeline(events),
        cofacilitation_checklist(events),
        commissioning_brief(events),
        critical_elements_of_meetings(events),
        critical_elements_of_training(events),
        electronic_tools(events),
        follow_up_continuum(events),
        follow_up_plan(events),
        logistics_checklist(events),
        partnership_ledger(events),
        success_checklist(events),
        training_activities(events),
        workshop_request(events),
    ]


def forms() -> list[Document]:
    return [blank_follow_up_plan(), blank_training_design(), blank_workshop_request()]


COUNTY = Provider("Northern County", "500123", "1 Example Road")


def certificates(streams: dict[str, Events], engagement: Events = ()) -> list[Document]:
    by_rule = [certificate(events, COUNTY, rule=rule) for events in [*streams.values()][:1] for rule in RULES.values()]
    return [*(certificate(events, COUNTY, engagement=engagement) for events in streams.values()), *by_rule]


def transcripts(streams: dict[str, Events], engagement: Events = ()) -> list[Document]:
    rules, engagements = (CLOCK_HOURS, NEW_YORK_CTLE, MICHIGAN_SCECH, NASBA_CPE), {"engagement": engagement}
    return [
        transcript({stream: events}, COUNTY, rules=rules, engagements=engagements) for stream, events in streams.items()
    ]


def aggregate_copies(streams: dict[str, Events], engagement: Events = ()) -> list[Document]:
    districts = {"North": "Upper", "South": "Lower"}
    return [
        progress_board(streams, AT).aggregate(districts),
        impact_report(engagement, streams).aggregate(),
        drift_report(streams, AT, engagements={"engagement": engagement}).aggregate(districts),
        dosage(streams).aggregate(),
    ]


def of_many(streams: dict[str, Events], engagement: Events = ()) -> list[Document]:
    return [
        caseload(streams, AT),
        dosage(streams),
        drift_report(streams, AT),
        impact_report(engagement, streams),
        progress_board(streams, AT),
        year_at_a_glance(engagement, streams),
    ]


def comparison(streams: dict[str, Events]) -> Document:
    header, calendar = Header(uuid4(), Actor("office", Role.COORDINATOR), AT), Terms(AT.tzinfo)
    states = {stream: p.decider.fold(events) for stream, events in streams.items()}
    return policy_comparison(FULL, compare(FULL, states.items(), header, calendar), AT, calendar)


def on_record(stream: str, events: Events) -> Document:
    store, codec = MemoryStore(), Codec(p.decider)
    store.append(stream, codec.to_rows(events), expected=0)
    return everything_on_record(export(store, p.decider.fold(events).person, (p.decider,)))


def of_people(streams: dict[str, Events], engagement: Events = ()) -> list[Document]:
    asked = {"engagement": engagement}
    over = drift_report(streams, AT, over_since=AT.replace(year=AT.year - 1), engagements=asked)
    weeks = [week_sheet(person, streams, AT, engagements=asked) for person in OWNERS]
    papers = [*certificates(streams, engagement), *transcripts(streams, engagement)]
    more = [*papers, *aggregate_copies(streams, engagement), comparison(streams)]
    return [*of_many(streams, engagement), over, *weeks, *map(person_record, streams.values()), *more]


def of_a_cadre(streams: dict[str, Events]) -> list[Document]:
    critiques = [teach_back_critique(events) for events in streams.values()]
    return [teach_back_sessions(streams), *critiques]


@cache
def all_documents() -> tuple[Document, ...]:
    return (
        *of_an_engagement(engagement_year()),
        *of_people(streams(), engagement_year()),
        *of_a_cadre(cadre_streams()),
        *forms(),
        on_record("participation-ana", streams()["participation-ana"]),
    )


@cache
def empty_documents() -> tuple[Document, ...]:
    return (
        *of_an_engagement(()),
        *of_people({}),
        teach_back_sessions({}),
        person_record(()),
        *certificates({"p": ()}),
        *transcripts({"p": ()}),
    )
