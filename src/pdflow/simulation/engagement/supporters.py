"""Supporters and roles: who supports participants, what managers and trainers do, and the trainers' tasks."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import AddMilestone, AssignTask, Band, DefineManagerRole, DefineTrainerRole, NameSupporter
from pdflow.people import COACH, FACILITATOR, MANAGER
from pdflow.simulation.engagement.programme import Programme

TRAINERS_READY: Final = "trainers-ready"


def name_managers(programme: Programme) -> None:
    """Name the line managers as supporters; alone they are not enough."""
    managers = dict.fromkeys(person.seat.manager for person in programme.people if person.seat.manager)
    for n, manager in enumerate(managers, 1):
        _name_supporter(programme, f"supporter-manager-{n}", manager, MANAGER, "one check-in a month")


def name_coaches(programme: Programme) -> None:
    """Name the coaches and the facilitator as supporters beyond the line managers."""
    for n, coach in enumerate(programme.world.diaries, 1):
        when = "every other week after each round of training"
        _name_supporter(programme, f"supporter-coach-{n}", coach, COACH, when)
    facilitator = programme.world.facilitator.person
    _name_supporter(programme, "supporter-facilitator", facilitator, FACILITATOR, "first visits after training")


def _name_supporter(programme: Programme, name: str, person: str, role: object, when: str) -> None:
    programme.engagement.ask(
        NameSupporter,
        programme.director,
        supporter=name,
        person=person,
        role=role,
        when=when,
        tasked="in the letter of the director",
        guided="by the programme's look-fors",
    )


def define_roles(programme: Programme) -> None:
    """Define what managers and trainers do."""
    ask, director = programme.engagement.ask, programme.director
    ask(
        DefineManagerRole,
        director,
        definition="role-of-managers",
        supports="free the time, sit in on one coaching talk",
        tracks="steps agreed and reviewed, each month",
    )
    ask(
        DefineTrainerRole,
        director,
        definition="role-of-trainers",
        advice="which steps to try first, and how one sees them",
        part="joins the first visits on each campus",
    )


def assign_tasks(programme: Programme) -> None:
    """Assign the trainers' teach-backs, so that the engagement receives their clearances by name."""
    ask, world = programme.engagement.ask, programme.world
    milestone, band = TRAINERS_READY, Band.MONTHS_1_TO_6
    on = world.year.date_of(-30)
    ask(AddMilestone, world.coordinator, milestone=milestone, title="All trainers cleared", band=band, on=on)
    for trainer in programme.trainers:
        ask(
            AssignTask,
            world.coordinator,
            task=f"teach-back-of-{trainer.person}",
            title="Teach a segment back to peers",
            person=trainer.person,
            band=band,
            due=world.year.date_of(-40),
            milestone=milestone,
        )
