"""Commands from a roster: who is enrolled, and what changed from one roster to the next.

The same roster gives the same commands with the same ids, so that sending them again changes nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final, cast
from uuid import UUID, uuid5

from attrs import evolve, field, frozen

from pdflow.errors import FieldError
from pdflow.exchange.oneroster.roster import Roster
from pdflow.exchange.oneroster.staff import Mapping, Participant, Unmapped, staff_participants
from pdflow.kernel.fields import Name
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.participation import AssignTeam, Enrol, Participation, Transfer, Withdraw, decider
from pdflow.people import Handover, PersonId
from pdflow.policy import LIGHT, Policy
from pdflow.storage.codec import Codec
from pdflow.values import Outcome, Strategy

_IDS: Final = UUID("9a4c6c1e-6d0b-5c0e-8a53-7f2f3f1c5d11")
_UNNAMED: Final = UUID(int=0)
_codec: Final = Codec(decider)


@frozen
class Intake:
    """What all commands from a roster share.

    Args:
        by: who gives them: a coordinator, for the host's automation may enrol but not assign teams.
        at: when they are given.
        on: the day whose roster is looked at; by default that of ``at``, in its own offset.
        left: the reason code of those who are on the roster no more.
    """

    by: Actor
    at: datetime
    on: date = field()
    policy: Policy = LIGHT
    engagement: Name | None = None
    outcomes: tuple[Outcome, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    planned_end: date | None = None
    left: str = "left"

    @on.default
    def _day(self) -> date:
        return self.at.date()


@frozen
class RosterCommands:
    """Commands, each with the person whose participation it is for, and what the roster does not say."""

    commands: tuple[tuple[PersonId, Command[Participation]], ...]
    unmapped: tuple[Unmapped, ...] = ()


def enrolments(roster: Roster, intake: Intake, mapping: Mapping = staff_participants) -> RosterCommands:
    """Return the commands that enrol everybody who takes part on a day, and assign their teams.

    Args:
        mapping: says who takes part, under which title, at which site, with which line manager and team.
    """
    places, unmapped = _places(mapping(roster.as_of(intake.on)))
    return _commands([(person, _joined(place, intake)) for person, place in places.items()], unmapped)


def changes(
    before: Roster, after: Roster, intake: Intake, since: date, mapping: Mapping = staff_participants
) -> RosterCommands:
    """Return the commands that lead from one roster to the next: joined, moved, given another team, left.

    Whoever is still on the roster, but cannot be mapped any more, is listed and stays as they are.

    Args:
        before: the roster last looked at; it may be the same as ``after``, asked for another day.
        since: the day for which ``before`` was looked at.
        mapping: says who takes part, and is asked about both rosters.
    """
    earlier, _ = _places(mapping(before.as_of(since)))
    there = after.as_of(intake.on)
    later, unmapped = _places(mapping(there))
    begins = _begins(there)
    steps = list[tuple[PersonId, Iterator[Command[Participation]]]]()
    for id, place in later.items():
        if id not in earlier:
            steps.append((id, _joined(place, intake)))
        elif earlier[id] != place:
            steps.append((id, _changed(earlier[id], place, intake, _moved_on(begins[id], since, intake.on))))
    unclear = {each.person for each in unmapped}
    steps += [(id, _left(id, intake)) for id in earlier if id not in later and id not in unclear]
    return _commands(steps, unmapped)


def _places(mapped: Iterable[Participant | Unmapped]) -> tuple[dict[PersonId, Participant], list[Unmapped]]:
    """Return everybody's place, and what stands in the way of one."""
    places, unmapped = dict[PersonId, Participant](), list[Unmapped]()
    for each in mapped:
        if isinstance(each, Unmapped):
            unmapped.append(each)
        elif why := _why_not(each, places):
            unmapped.append(Unmapped(each.person, why))
        else:
            places[each.person] = each
    return places, unmapped


def _why_not(place: Participant, places: dict[PersonId, Participant]) -> str:
    if place.person in places:
        return "has another place already"
    if place.person == place.manager:
        return "would be their own line manager"
    if place.person in {place.coach, *(supporter.person for supporter in place.team)}:
        return "would be on their own team"
    return ""


def _commands(
    steps: Iterable[tuple[PersonId, Iterator[Command[Participation]]]], unmapped: list[Unmapped]
) -> RosterCommands:
    """Make the commands of each person; those of somebody with an id or a title that cannot be stored are left out."""
    made = list[tuple[PersonId, Command[Participation]]]()
    for person, commands in steps:
        try:
            made += [(person, command) for command in list(commands)]
        except FieldError as error:
            unmapped.append(Unmapped(person, str(error)))
    return RosterCommands(tuple(made), tuple(unmapped))


def _joined(place: Participant, intake: Intake) -> Iterator[Command[Participation]]:
    enrol = Enrol(
        _header(intake),
        person=place.person,
        role_title=place.role_title,
        site=place.site,
        manager=place.manager,
        policy=intake.policy,
        engagement=intake.engagement,
        outcomes=intake.outcomes,
        strategies=intake.strategies,
        planned_end=intake.planned_end,
    )
    yield named(enrol, place.person, intake)
    if place.team:
        yield named(_assign(place, intake), place.person, intake)


def _changed(old: Participant, new: Participant, intake: Intake, day: date) -> Iterator[Command[Participation]]:
    if (old.site, old.role_title, old.manager) != (new.site, new.role_title, new.manager):
        transfer = Transfer(
            _header(intake), site=new.site or None, role_title=new.role_title, manager=new.manager, from_day=day
        )
        yield named(transfer, new.person, intake)
    has_team = bool(old.team or new.team)
    if has_team and (old.team, old.coach, old.tier, old.ground) != (new.team, new.coach, new.tier, new.ground):
        handovers = [Handover(new.coach, old.coach)] if old.coach and new.coach and old.coach != new.coach else []
        yield named(_assign(new, intake, *handovers), new.person, intake)


def _left(person: PersonId, intake: Intake) -> Iterator[Command[Participation]]:
    yield named(Withdraw(_header(intake), reason=intake.left), person, intake)


def _assign(place: Participant, intake: Intake, *handovers: Handover) -> AssignTeam:
    return AssignTeam(
        _header(intake),
        team=place.team,
        coach=place.coach,
        handovers=handovers,
        tier=place.tier,
        ground=place.ground,
    )


def _begins(roster: Roster) -> defaultdict[PersonId, list[date]]:
    """Return the days on which each person began at their site: in a post there, or in a class."""
    school = {each.id: each.school for each in roster.classes}
    site = {person.id: person.site for person in roster.people}
    begins = defaultdict[PersonId, list[date]](list)
    for person in roster.people:
        begins[person.id] += [post.begin for post in person.posts if post.org == person.site and post.begin]
    for each in roster.enrollments:
        if each.begin and site.get(each.person) == school.get(each.class_id, ""):
            begins[each.person].append(each.begin)
    return begins


def _moved_on(begins: Iterable[date], since: date, on: date) -> date:
    """Return the first day on which somebody began where they are since a day, else the day looked at."""
    return min((day for day in begins if since < day <= on), default=on)


def _header(intake: Intake) -> Header:
    return Header(_UNNAMED, intake.by, intake.at)


def named(command: Command[Participation], person: PersonId, intake: Intake) -> Command[Participation]:
    """Return a command with an id that follows from its content, the person and the engagement."""
    unnamed: Command[Participation] = evolve(cast(Any, command), header=_header(intake))
    content = {**_codec.command_to_dict(unnamed), "person": person, "engagement": intake.engagement}
    id = uuid5(_IDS, json.dumps(content, sort_keys=True))
    return cast(Command[Participation], evolve(cast(Any, command), header=Header(id, intake.by, intake.at)))
