"""Effective events: what was voided is in no document."""

from hypothesis import given, settings
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.engagement.corpus import SUBJECT as AN_ENGAGEMENT
from tests.participation.corpus import corpus, participations

from pdflow import engagement, participation
from pdflow.engagement import Engagement
from pdflow.history import EffectiveEvents, record_key
from pdflow.participation import Participation
from pdflow.testing.strategies import histories
from pdflow.testing.walks import History

some = settings(max_examples=25)


@some
@given(participations())
def test_effective_events_of_a_participation_lead_to_the_same_state(history: History[Participation]) -> None:
    assert participation.decider.fold(EffectiveEvents(history.events).all) == history.state


@some
@given(histories(AN_ENGAGEMENT, longest=300))
def test_effective_events_of_an_engagement_lead_to_the_same_state(history: History[Engagement]) -> None:
    assert engagement.decider.fold(EffectiveEvents(history.events).all) == history.state


def test_hundreds_of_voided_records_are_gone() -> None:
    gone = 0
    for history in corpus():
        gone += len(history.events) - len(EffectiveEvents(history.events).all)
    assert gone > 200


def test_nothing_is_left_out_where_nothing_was_voided() -> None:
    for events in (engagement_year(), *streams().values()):
        assert EffectiveEvents(events).all == events


def test_a_record_has_its_own_key_and_another_event_the_id_of_its_command() -> None:
    names = {type(event).__name__: record_key(event) for event in (*engagement_year(), *streams()["participation-ana"])}
    assert names["TrainingDesigned"] == "tr2"
    assert names["FollowUpPlanned"] == "f4"
    assert names["ActionStepAgreed"] == "st1"
    assert names["TaskMoved"] == next(
        event.header.id for event in engagement_year() if type(event).__name__ == "TaskMoved"
    )
