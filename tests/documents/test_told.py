"""What was taken back is in no document."""

from hypothesis import given, settings
from tests.documents.effort import effort
from tests.documents.lives import lives
from tests.engagement.corpus import SUBJECT as AN_ENGAGEMENT
from tests.participation.corpus import corpus, participations

from pdflow import engagement, participation
from pdflow.documents.history import EffectiveEvents, record_key
from pdflow.engagement import Engagement
from pdflow.participation import Participation
from pdflow.testing.strategies import histories
from pdflow.testing.walks import History

some = settings(max_examples=25, deadline=None)


@some
@given(participations())
def test_what_still_stands_of_a_participation_leads_to_the_same_state(history: History[Participation]) -> None:
    assert participation.decider.fold(EffectiveEvents(history.events).all) == history.state


@some
@given(histories(AN_ENGAGEMENT, longest=300))
def test_what_still_stands_of_an_engagement_leads_to_the_same_state(history: History[Engagement]) -> None:
    assert engagement.decider.fold(EffectiveEvents(history.events).all) == history.state


def test_hundreds_of_records_taken_back_are_gone() -> None:
    gone = 0
    for history in corpus():
        told = EffectiveEvents(history.events)
        gone += len(history.events) - len(told.all)
    assert gone > 200


def test_nothing_is_left_out_where_nothing_was_taken_back() -> None:
    for events in (effort(), *lives().values()):
        assert EffectiveEvents(events).all == events


def test_a_record_goes_by_its_name_and_an_act_by_its_command() -> None:
    names = {type(event).__name__: record_key(event) for event in (*effort(), *lives()["participation-ana"])}
    assert names["TrainingDesigned"] == "tr2"
    assert names["FollowUpPlanned"] == "f4"
    assert names["ActionStepAgreed"] == "st1"
    assert names["TaskMoved"] == next(event.header.id for event in effort() if type(event).__name__ == "TaskMoved")
