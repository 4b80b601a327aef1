"""Working a list: what is done about each obligation, at the desk or by an appointment in the week's time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from pdflow.agenda import Obligation
from pdflow.participation.enrolment_status import Resume
from pdflow.people import Handover
from pdflow.simulation.coach import appointments
from pdflow.simulation.participant.check_ins import take_stock
from pdflow.simulation.participant.completion import measure
from pdflow.simulation.participant.enrolment import assign_team, baseline_late
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import waive
from pdflow.simulation.participant.support import begin_support
from pdflow.simulation.participant.training import evaluate_late

Work = Callable[[Person, Obligation, range], None]


def name_team(person: Person, owed: Obligation, days: range) -> None:
    """The coordinator names the team that nobody named."""
    assign_team(person)


def hand_over(person: Person, owed: Obligation, days: range) -> None:
    """The coordinator says who debriefs what a former supporter saw."""
    seen = person.state.observations[owed.about or ""]
    assign_team(person, Handover(person.coach.person, seen.observer))


def take_back(person: Person, owed: Obligation, days: range) -> None:
    """The manager notes that somebody is back."""
    person.ask(Resume(person.head(person.manager)))


def remind(person: Person, owed: Obligation, days: range) -> None:
    """The coordinator asks for a sheet that is still out; not everybody heeds it."""
    if person.happens(person.cohort.parameters.heeds):
        at_once(person, owed, partial(evaluate_late, reason=None))


def let_off(person: Person, owed: Obligation, days: range) -> None:
    """What is no longer offered again cannot be made up: the coordinator waives it, or once and for all does not."""
    if not person.making_up:
        ask_once(person, "training.attendance_short")


def ask_once(person: Person, requirement: str) -> None:
    """Ask for a waiver, unless it was denied before in this cycle."""
    asked = f"{person.state.cycle} {requirement}"
    if asked not in person.denied and not waive(person, requirement):
        person.denied.add(asked)


def read_again(person: Person, owed: Obligation, days: range) -> None:
    """Read an outcome before its time is over."""
    at_once(person, owed, measure)


def read_no_more(person: Person, owed: Obligation, days: range) -> None:
    """Where the time to read an outcome is over, only a waiver helps."""
    ask_once(person, "outcome.not_remeasured")


def start(person: Person, owed: Obligation, days: range) -> None:
    """Support begins, or what it waits for is seen to."""
    at_once(person, owed, begin_support)


def take_baseline(person: Person, owed: Obligation, days: range) -> None:
    """A baseline that nobody took is taken now."""
    at_once(person, owed, partial(baseline_late, reason=None))


def at_once(person: Person, owed: Obligation, story: Callable[[Person], Story[None]]) -> None:
    """Begin what is done at a desk, unless somebody is at it since a former week."""
    if owed.code not in person.under_way:
        person.under_way.add(owed.code)
        person.begin(partial(_until_done, code=owed.code, story=story))


def _until_done(person: Person, code: str, story: Callable[[Person], Story[None]]) -> Story[None]:
    try:
        yield from story(person)
    finally:
        person.under_way.discard(code)


def take_stock_of_a_step(person: Person, owed: Obligation, days: range) -> None:
    """Whoever took a step upon themselves looks at it, if they think of it before somebody asks."""
    if owed.about is not None and person.happens(person.cohort.parameters.heeds):
        take_stock(person, owed.about)


DESK: Final[Mapping[str, Work]] = {
    "coach.name": name_team,
    "leave.return": take_back,
    "baseline.take": take_baseline,
    "session.make_up": let_off,
    "evaluation.submit": remind,
    "support.begin": start,
    "outcome.measure": read_again,
    "outcome.waive": read_no_more,
    "observation.hand_over": hand_over,
    "step.review": take_stock_of_a_step,
    "visit.record": appointments.clear_up,
}
"""What needs no time of the coach with somebody, by the code of the obligation."""

DIARY: Final[Mapping[str, Work]] = {
    "follow_up.first": appointments.visit_first,
    "commitment.review": appointments.speak,
    "check_in.hold": appointments.speak,
    "observation.debrief": appointments.talk_through,
    "observation.record": appointments.look,
    "coaching.return_visit": appointments.look_again,
    "growth_area.identify": appointments.choose,
    "coaching.open": appointments.coach,
    "growth_area.settle": appointments.settle,
}
"""What takes an hour in the week, if there is one left."""
