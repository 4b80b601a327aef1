"""Rosters read from OneRoster CSV 1.1 and 1.2, as districts export them, and the commands that follow from them."""

from pdflow.exchange.oneroster.contacts import read_contacts
from pdflow.exchange.oneroster.enrolment import Intake, RosterCommands, changes, enrolments
from pdflow.exchange.oneroster.problems import Problem, RosterError
from pdflow.exchange.oneroster.reader import read_roster
from pdflow.exchange.oneroster.roster import Class, Enrollment, Org, Person, Post, Roster
from pdflow.exchange.oneroster.staff import Mapping, Participant, Unmapped, line_managers, staff_participants
from pdflow.exchange.oneroster.teams import is_in_force, is_of_others

__all__ = [
    "Class",
    "Enrollment",
    "Intake",
    "Mapping",
    "Org",
    "Participant",
    "Person",
    "Post",
    "Problem",
    "Roster",
    "RosterCommands",
    "RosterError",
    "Unmapped",
    "changes",
    "enrolments",
    "is_in_force",
    "is_of_others",
    "line_managers",
    "read_contacts",
    "read_roster",
    "staff_participants",
]
