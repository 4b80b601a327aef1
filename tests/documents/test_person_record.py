"""A person's record: contacts, growth areas, steps and outcomes, and who may read them."""

import csv
from io import StringIO

from tests.documents.decided_events import ana_stream, events_of
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.participation import stories
from tests.participation.stories import day, kim, lee, office, on

from pdflow import (
    Audience,
    Command,
    Handover,
    Strategy,
)
from pdflow.documents import (
    caseload,
    dosage,
    drift_report,
    person_record,
    to_csv,
    to_markdown,
)
from pdflow.documents.programme.fidelity import person_levels
from pdflow.history import participation_histories
from pdflow.participation import (
    AssignTeam,
    CutCoachingShort,
    DropActionStep,
    Ending,
    ExtendActionStep,
    Transfer,
    VisitKind,
    VoidRecord,
    decider,
)


def test_a_stranger_reads_no_levels_and_a_peer_who_observed_only_those_of_their_own_record() -> None:
    record = person_record(events_of(decider, [*stories.coached(), stories.observe(lee(30), "ob9", "ask")]))

    def looked_at(person: str | None) -> list[object]:
        rows = csv.DictReader(StringIO(to_csv(record.for_reader(Audience.PAIR, person)).get("Seen and said", "")))
        return [row.get("Looked at", "") for row in rows if row["When"].startswith("2026-")]

    assert looked_at("stranger") == looked_at(None) == []
    assert "Mostly in place" not in to_markdown(record.for_reader(Audience.PAIR, "stranger"))
    assert to_markdown(record.for_reader(Audience.PAIR, "stranger")) == to_markdown(
        record.for_reader(Audience.TEAM, "stranger")
    )
    mine, both = looked_at("lee"), looked_at("kim")
    assert len([text for text in mine if text]) == 1
    assert len([text for text in both if text]) > 1


def test_support_asked_for_and_follow_up_received_are_on_record() -> None:
    record = person_record(streams()["participation-ana"])
    [asked] = record.practice.requests
    assert (asked.answered, asked.answered_by) == (day(75), "lee")
    sheets = {who: to_csv(record.for_reader(Audience.PAIR, who)) for who in ("ana", "kim")}
    assert "Groups that fall silent" in sheets["ana"]["Support asked for"]
    assert "Groups that fall silent" not in sheets["kim"]["Support asked for"]
    [received] = [row for row in record.practice.contacts if row.kind is Strategy.COMMUNITY]
    assert (received.who, received.minutes, received.setting) == ("lee", 45, "Wednesday circle")
    assert record.figures.support_minutes == sum(
        row.minutes or 0 for row in record.practice.contacts if row.kind is not VisitKind.COACHING
    )


def test_a_session_is_called_by_the_subject_that_the_calendar_has() -> None:
    record = person_record(streams()["participation-ana"], engagement=engagement_year())
    page = to_markdown(record.for_reader(Audience.TEAM))
    assert "| 2026-09-10 | Questioning that opens talk (1/3) |" in page
    assert "| s1 |" not in page


def test_a_record_has_every_contact_and_the_endings_of_areas_and_steps() -> None:
    record = person_record(streams()["participation-ana"])
    assert [contact.kind for contact in record.practice.contacts][:3] == [
        VisitKind.OBSERVATION,
        VisitKind.COACHING,
        VisitKind.OBSERVATION,
    ]
    assert [(area.practice, area.how) for area in record.practice.growth_areas] == [
        ("Wait time after questions", Ending.CLOSED)
    ]
    assert [(step.how, step.serves) for step in record.practice.steps] == [
        (Ending.COMPLETED, "Wait time after questions")
    ]
    assert [reading.measured[0].value for reading in record.readings] == [44]


def test_a_managers_copy_has_the_times_of_contacts_but_not_their_content() -> None:
    record = person_record(streams()["participation-ana"])
    manager, pair = (to_csv(record.for_reader(reader, "ana")) for reader in (Audience.TEAM, Audience.PAIR))
    assert "Coaching,kim,50" in manager["Contacts"]
    assert manager["Growth areas"].splitlines()[0] == "Since,Settled,On"
    assert manager["Action steps"].splitlines()[0] == "Agreed,Due,Ended,On"
    assert not {"Seen and said", "Coaching moves"} & manager.keys()
    assert {"Seen and said", "Coaching moves"} <= pair.keys()


def test_a_voided_observation_is_not_in_the_record() -> None:
    void = VoidRecord(office(9), record="ob1", reason="typed twice")
    [record] = map(person_record, ana_stream(*stories.observed(), void).values())
    assert record.practice.contacts == ()
    assert record.figures.observations == 0


def test_a_dropped_step_is_shown_as_dropped() -> None:
    dropped = DropActionStep(lee(12), step="st1", reason="another way")
    [record] = map(person_record, ana_stream(*stories.coached(), dropped).values())
    assert [(step.how, step.until) for step in record.practice.steps] == [(Ending.DROPPED, day(12))]


def test_a_session_cut_short_does_not_count_and_has_no_minutes() -> None:
    short = CutCoachingShort(kim(10, 9), session="s1", reason="fire drill")
    [record] = map(person_record, ana_stream(*stories.in_coaching(), short).values())
    assert [(contact.minutes, contact.counts) for contact in record.practice.contacts] == [(30, True), (None, False)]


def test_an_extension_moves_the_due_date() -> None:
    extended = ExtendActionStep(lee(12), step="st1", due=on(24), reason="ill")
    [record] = map(person_record, ana_stream(*stories.coached(), extended).values())
    assert [step.due for step in record.practice.steps] == [on(24)]


def _handed_over_and_moved() -> list[Command]:
    """Kim handed over to joe on day 20; a team of day 9 with pat as coach was typed after that."""
    handed_over = (Handover(predecessor="kim", successor="joe"),)
    return [
        *stories.with_growth_area(site="North", role_title="teacher"),
        AssignTeam(office(20), team=stories.TEAM, coach="joe", handovers=handed_over),
        AssignTeam(office(9, 12), team=stories.TEAM, coach="pat"),
        Transfer(office(25), site="South", role_title="lead", manager="tom", from_day=on(100)),
    ]


def test_a_team_typed_late_gives_the_coach_of_before_nothing_of_the_pair() -> None:
    events = events_of(decider, _handed_over_and_moved())
    record = person_record(events)
    assert record.pair == {"ana", "kim", "joe"}
    page = to_markdown(record.for_reader(Audience.TEAM))
    assert "- Coach: joe" in page
    assert "- Site: North" in page
    assert "- Site: South" in to_markdown(person_record(events, at=day(101)).for_reader(Audience.TEAM))
    assert "- Coach: pat" in to_markdown(person_record(events, at=day(15)).for_reader(Audience.TEAM))


def test_every_page_names_the_coach_and_the_site_of_its_moment() -> None:
    events = {"p": events_of(decider, _handed_over_and_moved())}
    [row] = [row for row in drift_report(events, day(99)).running if row.drift.cause == "no_contact"]
    assert (row.coach, row.site, row.drift.owner) == ("joe", "North", "joe")
    assert [load.coach for load in caseload(events, day(99)).loads] == ["joe"]
    assert [dose.site for dose in dosage(events).doses] == ["North"]
    [levels] = person_levels(participation_histories(events))
    assert (levels.coach, levels.site) == ("joe", "North")


def test_whoever_observed_together_with_the_coach_reads_what_was_seen_then_and_nothing_else() -> None:
    together = stories.observe(kim(8), "ob1", "ask", observed_with=("pat",), strengths="waits for answers")
    alone = stories.observe(kim(9), "ob2", "ask", strengths="names everybody")
    record = person_record(events_of(decider, [*stories.supported(), together, alone]))
    assert record.pair == {"ana", "kim", "pat"}
    page = to_markdown(record.for_reader(Audience.PAIR, "pat"))
    assert "waits for answers" in page
    assert "names everybody" not in page
