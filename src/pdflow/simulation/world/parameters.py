"""What a simulated year assumes: every number with its unit and its source, or marked as an assumption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

ASSUMPTION: Final = "assumption"
NCTQ: Final = "NCTQ, Roll Call, 2014: 11 of 186 days"
REDDING_HENRY: Final = "Redding and Henry, 2018, North Carolina: 4.6 per cent leave in the course of a year"
LEAVE_SURVEY: Final = "US Department of Labor, leave survey of 2018: 15 per cent a year, 28 working days on average"
PAPER_SHEETS: Final = "Kulik, 2009: sheets handed out in the room come back from 66 to 75 per cent"
TATEL_ACKERMAN: Final = "Tatel and Ackerman, doi 10.1037/bul0000481: half of what was gained is gone in 6.5 months"
KANE: Final = "Kane in Phi Delta Kappan, 2018, after Bean et al., 2010: a quarter to a third of a coach's time"
JOYCE_SHOWERS: Final = "assumption, of the order that Joyce and Showers estimate"


def number(default: float, unit: str, source: str) -> Any:
    """Declare a parameter: its usual value, its unit, and where it comes from."""
    return attrs.field(default=default, metadata={"unit": unit, "source": source})


@attrs.frozen
class Described:
    """One parameter as a reader wants to see it."""

    name: str
    value: float
    unit: str
    source: str


@attrs.frozen
class Parameters:
    """A named set. Derive your own with ``attrs.evolve(SCHOOL_YEAR, name="ours", no_show=0.2)``."""

    name: str = "SCHOOL_YEAR"

    weeks_between_rounds: int = number(8, "weeks", ASSUMPTION)
    """From one round of training to the next, where the policy asks for several."""
    days_of_training: int = number(2, "days a round", ASSUMPTION)
    minutes_of_training: int = number(360, "minutes a day", ASSUMPTION)
    make_ups: int = number(2, "offers", ASSUMPTION)
    """How often a missed day is offered again."""
    make_up_after: int = number(2, "weeks", ASSUMPTION)
    with_manager: float = number(0.5, "share of check-ins", ASSUMPTION)
    """Check-ins that the line manager holds, so that they cost the coach no time."""
    intensive: float = number(0.6, "share of people", ASSUMPTION)
    """Not everybody is given coaching: those in the INTENSIVE tier, who need it most."""
    coached_anyway: float = number(0.25, "share of those in the tier", ASSUMPTION)
    """Coached although their policy does not ask for it."""
    late_hires: float = number(0.03, "share of people", ASSUMPTION)

    coach_hours: float = number(12.5, "hours a week with people", KANE)
    coach_ill: float = number(0.04, "share of days", ASSUMPTION)
    observation: int = number(45, "minutes with feedback", "field practice: 30 observed and 15 to talk")
    check_in: int = number(30, "minutes", ASSUMPTION)
    coaching: int = number(60, "minutes", ASSUMPTION)
    two_sittings: float = number(0.25, "share of sessions", ASSUMPTION)
    """Coaching sessions that are taken up again on another day."""
    called_away: float = number(0.04, "share of sessions", ASSUMPTION)
    return_after: int = number(10, "days", "action steps are doable in about a week")

    absence: float = number(0.06, "share of days", NCTQ)
    no_show: float = number(0.04, "share of visits", ASSUMPTION)
    """Visits forgotten by a person who is at work."""
    partial: float = number(0.06, "share of training days", ASSUMPTION)
    """Days on which somebody comes late or leaves early."""
    takes_make_up: float = number(0.8, "share of offers", ASSUMPTION)
    leave: float = number(0.15, "share of people a year", LEAVE_SURVEY)
    leave_length: float = number(28, "working days on average", LEAVE_SURVEY)
    withdrawal: float = number(0.046, "share of people a school year", REDDING_HENRY)
    returns: float = number(0.15, "share of those withdrawn", ASSUMPTION)
    transfer: float = number(0.03, "share of people a school year", ASSUMPTION)

    evaluates: float = number(0.70, "share of sheets", PAPER_SHEETS)
    """Evaluations handed in on the day."""
    commits: float = number(0.75, "share of people", ASSUMPTION)
    """Commitments made on the day."""
    baseline_on_time: float = number(0.85, "share of people", ASSUMPTION)
    remeasured_in_time: float = number(0.8, "share of people", ASSUMPTION)
    """Outcomes read again before anybody has to ask for it."""
    answers_after: float = number(4, "days on average", ASSUMPTION)
    """Until somebody does what they were reminded of."""
    slip: float = number(0.06, "share of entries", ASSUMPTION)
    """Forms with something left out, steps taken in the wrong order, entries made too early."""
    asked_twice: float = number(0.01, "share of commands", ASSUMPTION)
    """Double clicks and retried calls."""
    feedback_at_once: float = number(0.55, "share of observations", ASSUMPTION)
    passed_over: float = number(0.12, "share of items on a list", ASSUMPTION)
    """What is owed and on the week's list, and nobody gets round to all the same."""
    heeds: float = number(0.5, "share of reminders", ASSUMPTION)
    """Reminders of a sheet that is still out, or of a step that is due."""
    waives: float = number(0.5, "share of requests", ASSUMPTION)
    """Waivers that are granted where nothing else can be done."""
    shares: float = number(0.4, "share of people", ASSUMPTION)

    skill_at_start: float = number(0.30, "of 1, the mean", ASSUMPTION)
    skill_spread: float = number(0.12, "of 1, standard deviation", ASSUMPTION)
    from_training: float = number(0.15, "of what is still to learn", JOYCE_SHOWERS)
    from_feedback: float = number(0.06, "of what is still to learn", ASSUMPTION)
    from_check_in: float = number(0.02, "of what is still to learn", ASSUMPTION)
    from_coaching: float = number(0.18, "of what is still to learn", ASSUMPTION)
    from_own_practice: float = number(0.01, "of what is still to learn, a week", ASSUMPTION)
    """While a step is agreed on or committed to."""
    half_life: float = number(200, "days without contact", TATEL_ACKERMAN)
    settles: float = number(0.25, "of what is above habit, a contact", ASSUMPTION)
    """What each contact turns into habit, which does not fade."""
    carries_over: float = number(0.5, "of what was gained", ASSUMPTION)
    """From one growth area to the next."""
    observed_error: float = number(0.08, "of 1, standard deviation", ASSUMPTION)


SCHOOL_YEAR: Final = Parameters()
"""A district's year, as far as studies tell; the rest is assumed."""


def described(parameters: Parameters) -> Iterator[Described]:
    """Every parameter with its unit and source, in the order in which they are declared."""
    for field in attrs.fields(Parameters)[1:]:
        yield Described(field.name, getattr(parameters, field.name), field.metadata["unit"], field.metadata["source"])
