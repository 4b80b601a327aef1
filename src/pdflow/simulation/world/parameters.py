"""The parameters of a simulated year: every number with its unit and its source, or marked as an assumption."""

from __future__ import annotations

from typing import Final

import attrs

from pdflow.simulation.world.parameter import ASSUMPTION, parameter
from pdflow.simulation.world.skill import SCHOOL, SkillParameters

NCTQ: Final = "NCTQ, Roll Call, 2014: 11 of 186 days"
REDDING_HENRY: Final = "Redding and Henry, 2018, North Carolina: 4.6 per cent leave in the course of a year"
LEAVE_SURVEY: Final = "US Department of Labor, leave survey of 2018: 15 per cent a year, 28 working days on average"
KULIK: Final = "Kulik, 2009: forms handed out in the room come back from 66 to 75 per cent"
KANE: Final = "Kane in Phi Delta Kappan, 2018, after Bean et al., 2010: a quarter to a third of a coach's time"


@attrs.frozen
class Parameters:
    """A named set of parameters. Derive your own with ``attrs.evolve(SCHOOL_YEAR, name="ours", no_show=0.2)``."""

    name: str = "SCHOOL_YEAR"

    weeks_between_rounds: int = parameter(8, "weeks", ASSUMPTION)
    """From one round of training to the next, where the policy asks for several."""
    days_of_training: int = parameter(2, "days a round", ASSUMPTION)
    minutes_of_training: int = parameter(360, "minutes a day", ASSUMPTION)
    make_ups: int = parameter(2, "offers", ASSUMPTION)
    """How often a missed day is offered again."""
    make_up_after: int = parameter(2, "weeks", ASSUMPTION)
    with_manager: float = parameter(0.5, "share of check-ins", ASSUMPTION)
    """Check-ins that the line manager holds, at no cost of the coach's time."""
    intensive: float = parameter(0.6, "share of people", ASSUMPTION)
    """People in the INTENSIVE tier, those with the lowest skill; coaching goes to them."""
    coached_anyway: float = parameter(0.25, "share of those in the tier", ASSUMPTION)
    """People in the tier who are coached although their policy does not require it."""
    late_hires: float = parameter(0.03, "share of people", ASSUMPTION)

    coach_hours: float = parameter(12.5, "hours a week with people", KANE)
    coach_ill: float = parameter(0.04, "share of days", ASSUMPTION)
    observation: int = parameter(45, "minutes with feedback", "field practice: 30 observed and 15 to talk")
    check_in: int = parameter(30, "minutes", ASSUMPTION)
    coaching: int = parameter(60, "minutes", ASSUMPTION)
    two_sittings: float = parameter(0.25, "share of sessions", ASSUMPTION)
    """Coaching sessions that continue on another day."""
    called_away: float = parameter(0.04, "share of sessions", ASSUMPTION)
    return_after: int = parameter(10, "days", "action steps are doable in about a week")

    absence: float = parameter(0.06, "share of days", NCTQ)
    no_show: float = parameter(0.04, "share of visits", ASSUMPTION)
    """Visits forgotten by somebody who is at work."""
    partial: float = parameter(0.06, "share of training days", ASSUMPTION)
    """Days on which somebody comes late or leaves early."""
    takes_make_up: float = parameter(0.8, "share of offers", ASSUMPTION)
    leave: float = parameter(0.15, "share of people a year", LEAVE_SURVEY)
    leave_length: float = parameter(28, "working days on average", LEAVE_SURVEY)
    withdrawal: float = parameter(0.046, "share of people a school year", REDDING_HENRY)
    returns: float = parameter(0.15, "share of those withdrawn", ASSUMPTION)
    transfer: float = parameter(0.03, "share of people a school year", ASSUMPTION)

    evaluates: float = parameter(0.70, "share of evaluation forms", KULIK)
    """Evaluations handed in on the day."""
    commits: float = parameter(0.75, "share of people", ASSUMPTION)
    """Commitments made on the day."""
    baseline_on_time: float = parameter(0.85, "share of people", ASSUMPTION)
    remeasured_in_time: float = parameter(0.8, "share of people", ASSUMPTION)
    """People whose outcome is measured again before anybody has to ask for it."""
    answers_after: float = parameter(4, "days on average", ASSUMPTION)
    """Time until somebody does what they were reminded of."""
    slip: float = parameter(0.06, "share of entries", ASSUMPTION)
    """Forms with something left out, steps taken in the wrong order, entries made too early."""
    asked_twice: float = parameter(0.01, "share of commands", ASSUMPTION)
    """Commands sent twice: double clicks and retried calls."""
    feedback_at_once: float = parameter(0.55, "share of observations", ASSUMPTION)
    passed_over: float = parameter(0.12, "share of items on a list", ASSUMPTION)
    """Obligations on the week's list that nobody attends to that week."""
    heeds: float = parameter(0.5, "share of reminders", ASSUMPTION)
    """Reminders, of an evaluation form or a step that is due, that are followed."""
    waives: float = parameter(0.5, "share of requests", ASSUMPTION)
    """Waivers granted where nothing else can be done."""
    asks_for_help: float = parameter(1.5, "requests of a person a year", ASSUMPTION)
    shares: float = parameter(0.4, "share of people", ASSUMPTION)

    protected: float = parameter(0.7, "share of people", ASSUMPTION)
    """People whose time to practise is protected."""
    lessons_read: int = parameter(5, "lessons in each reading of an outcome", ASSUMPTION)
    pupils_spread: float = parameter(20, "percentage points, standard deviation of pupils' outcomes", ASSUMPTION)

    skill: SkillParameters = SCHOOL
    """How the skill of people grows and fades."""


SCHOOL_YEAR: Final = Parameters()
"""A district's year: from studies where there are any, the rest assumed."""
