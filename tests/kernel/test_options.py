"""Options: what is shown as possible has some form that succeeds, and what is not shown has none."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from random import Random
from typing import Any

import attrs
import pytest
from tests.cadre import corpus as of_trainers
from tests.engagement import corpus as of_engagements
from tests.language.stories import on, step, supported, visit
from tests.participation import corpus as of_participations

from pdflow import Actor, Role
from pdflow.kernel.beforehand import Choice, choices_of
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.trials import trial_form
from pdflow.participation import CancelVisit, Ending, Enrol, Pause, RetirePriority, SetPriority, decider
from pdflow.testing.changes import changed
from pdflow.testing.spec import given
from pdflow.testing.walks import MORNING, History, Subject

CORPORA: dict[str, Any] = {"participation": of_participations, "engagement": of_engagements, "cadre": of_trainers}
AN_ID = "00000000-0000-4000-8000-00000000ffff"
TRIES = 300


def sampled(history: History[Any], subject: Subject[Any]) -> Iterator[tuple[Aggregate, Any, list[Command[Any]]]]:
    """Every fifteenth state of a history, a moment after all in it, and the commands asked so far."""
    state = subject.decider.state()
    for place, attempt in enumerate(history.attempts):
        subject.decider.fold(attempt.events, onto=state)
        if place % 15 == 7:
            turned = getattr(state, "turned", None)
            times = [record.at for _, record in state.records()] + ([turned.at] if turned else [MORNING])
            times.append(attempt.command.at)
            yield state, max(times) + timedelta(hours=1), [each.command for each in history.attempts[: place + 1]]


def forms(subject: Subject[Any], state: Aggregate, kind: type[Command[Any]], header: Header) -> Iterator[Command[Any]]:
    """The example, then the example about each record that it could name."""
    yield subject.example(state, kind, header)
    choices: list[Choice] = choices_of(kind)
    for names in islice(product(*(choice.among(state, header) for choice in choices)), TRIES):
        values = {choice.field: name for choice, name in zip(choices, names, strict=True)}
        yield subject.example(state, kind, header, **values)  # type: ignore[call-arg]


def succeeds(subject: Subject[Any], state: Aggregate, command: Command[Any]) -> bool:
    return not subject.decider.why_not(state, command) and bool(subject.decider.decide(state, command))


def some_form_succeeds(
    subject: Subject[Any], state: Aggregate, kind: type[Command[Any]], header: Header, former: list[Command[Any]]
) -> bool:
    tried = list(forms(subject, state, kind, header))
    if any(succeeds(subject, state, form) for form in tried):
        return True
    random = Random(7)
    for _ in range(TRIES):
        form = changed(random.choice(tried), random, subject.decider, state, former[-50:])
        if succeeds(subject, state, attrs.evolve(form, header=header)):
            return True
    return False


@pytest.mark.parametrize("aggregate", CORPORA)
def test_every_option_shown_as_possible_has_a_form_that_succeeds(aggregate: str) -> None:
    corpus = CORPORA[aggregate]
    subject: Subject[Any] = corpus.SUBJECT
    impossible = set()
    for history in corpus.corpus()[::12]:
        for state, at, former in sampled(history, subject):
            for kind in subject.decider.commands.values():
                header = Header(AN_ID, subject.an_actor(state, kind), at)
                possible = not subject.decider.options(state, header)[kind.__name__]
                if possible and not some_form_succeeds(subject, state, kind, header, former):
                    reasons = subject.decider.why_not(state, subject.example(state, kind, header))
                    impossible.add((kind.__name__, *(reason.code for reason in reasons)))
    assert impossible == set()


@pytest.mark.parametrize("aggregate", CORPORA)
def test_no_option_is_refused_that_has_a_form_that_succeeds(aggregate: str) -> None:
    corpus = CORPORA[aggregate]
    subject: Subject[Any] = corpus.SUBJECT
    for history in corpus.corpus()[::12]:
        for state, at, _ in sampled(history, subject):
            for kind in subject.decider.commands.values():
                header = Header(AN_ID, subject.an_actor(state, kind), at)
                if reasons := subject.decider.options(state, header)[kind.__name__]:
                    possible = [form for form in forms(subject, state, kind, header) if succeeds(subject, state, form)]
                    assert not possible, reasons


@pytest.mark.parametrize("aggregate", CORPORA)
def test_a_guard_refuses_every_record_that_it_does_not_let_pass_and_no_other(aggregate: str) -> None:
    corpus = CORPORA[aggregate]
    subject: Subject[Any] = corpus.SUBJECT
    rows = [row for rows in subject.decider.table.rows.values() for row in rows.values()]
    passing = {
        (row.move.command, choice, guard)
        for row in rows
        for choice in choices_of(row.move.command)
        for guard in row.guards
        if guard.passes and guard.code == choice.unknown
    }
    assert bool(passing) is (aggregate == "participation")
    for history in corpus.corpus()[::6]:
        for state, at, _ in sampled(history, subject):
            for kind, choice, guard in passing:
                header = Header(AN_ID, subject.an_actor(state, kind), at)
                for name in choice.among(state, header):
                    refused = guard.ask(state, trial_form(kind, header, {choice.field: name}))
                    assert bool(refused) is (name not in guard.passes(state))


def test_where_there_is_nothing_to_act_on_options_say_so() -> None:
    state = given(decider, Enrol(Header(AN_ID, Actor("cora", Role.COORDINATOR), MORNING), person="ana")).state
    options = decider.options(state, Header(AN_ID, Actor("cora", Role.COORDINATOR), MORNING + timedelta(hours=1)))
    shown = {name: [reason.code for reason in reasons] for name, reasons in options.items()}
    assert shown["RetirePriority"] == ["record.unknown"]
    assert shown["CancelVisit"] == shown["MissVisit"] == ["visit.unknown"]
    assert shown["TakeBaseline"] == shown["MeasureOutcome"] == ["outcome.unknown"]
    assert shown["DropSession"] == ["session.unknown"]
    assert shown["SubmitEvaluation"] == ["evaluation.not_present"]
    assert shown["VoidRecord"] == ["record.unknown"]
    assert shown["Resume"] == ["record.unchanged"]
    assert shown["Enrol"] == ["enrolment.already_enrolled"]
    assert shown["SetPriority"] == shown["PlanSession"] == shown["Pause"] == []


def test_options_speak_again_once_there_is_something() -> None:
    story = supported()
    header = on(3)
    assert decider.options(story.state, header)["RetirePriority"] == ()
    story.do(RetirePriority(on(3), priority="p-1", accomplished=True))
    [reason] = decider.options(story.state, header)["RetirePriority"]
    assert (reason.code, dict(reason.parameters)) == ("record.unknown", {"ended": Ending.RETIRED, "record": "p-1"})
    story.do(visit("v-1", 3, 5))
    assert decider.options(story.state, header)["CancelVisit"] == ()
    story.do(CancelVisit(on(3), visit="v-1"))
    assert [each.code for each in decider.options(story.state, header)["CancelVisit"]] == ["visit.unknown"]
    story.do(Pause(on(4), until=date(2026, 10, 1)))
    assert decider.options(story.state, on(5))["Resume"] == ()


def test_of_several_records_that_are_refused_the_latest_says_why() -> None:
    """Two priorities, each served by an open step."""
    story = supported()
    story.do(SetPriority(on(2), priority="p-2", statement="x"))
    story.do(step("st-1", 3), step("st-2", 3, "p-2"))
    [reason] = decider.options(story.state, on(4))["RetirePriority"]
    assert (reason.code, dict(reason.parameters)["priority"]) == ("priority.in_use", "p-2")
