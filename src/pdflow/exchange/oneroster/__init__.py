"""Rosters read from OneRoster CSV 1.1 and 1.2, as districts export them."""

from pdflow.exchange.oneroster.problems import Problem, RosterError
from pdflow.exchange.oneroster.reader import read_roster
from pdflow.exchange.oneroster.roster import Class, Enrollment, Org, Person, Post, Roster

__all__ = ["Class", "Enrollment", "Org", "Person", "Post", "Problem", "Roster", "RosterError", "read_roster"]
