"""A visit: somebody in one participation, with what they may do there and why they may not do the rest."""

from datetime import UTC, datetime
from uuid import uuid4

import attrs
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

from lms import people
from lms.models import User
from lms.programme import TEXTS, desk
from lms.tasks import TaskList
from pdflow import Actor, Header, participation as p
from pdflow.language import name_of
from pdflow.schemas import choices, command_schema, present_values, with_choices


@attrs.frozen
class Obstacle:
    """Why something cannot be done, what helps, and the command that does if the visitor may give it now."""

    why: str
    helps: str
    remedy: str | None
    remedy_label: str


@attrs.frozen
class Option:
    """A command that the visitor could give: possible, or with what stands in its way."""

    name: str
    label: str
    roles: str
    obstacles: list[Obstacle]
    kind: str
    """``possible``, ``not_yet``, ``other_phase`` or ``for_others``."""


@attrs.define
class Visit:
    """Somebody in a participation, at a moment."""

    user: User
    stream: str
    state: p.Participation
    actor: Actor
    at: datetime
    names: dict
    language: str

    @classmethod
    def of(cls, user, stream):
        """The visit of a user. Raises Http404 where there is no such stream, or they have no part in it."""
        (state, version), now = desk.load(stream), datetime.now(UTC)
        actor = people.actor_in(state, user, now) if version else None
        if actor is None:
            raise Http404
        return cls(user, stream, state, actor, now, people.names(), get_language())

    @property
    def header(self):
        """What a command that is given now is signed with."""
        return Header(uuid4(), self.actor, self.at)

    @property
    def person(self):
        """The name of the participant."""
        return name_of(self.names, self.state.person)

    @property
    def place(self):
        """Where they work, and as what."""
        place = self.state.place_at(self.at)
        return " · ".join(filter(None, (place.role_title, name_of(self.names, place.site))))

    @property
    def status(self):
        """What there is to say beside the phase: that they left, or are on leave."""
        if self.state.phase == p.WITHDRAWN:
            return self.label(f"phase.{p.WITHDRAWN}")
        leave = self.state.paused
        if leave is None or leave.since > self.at:
            return ""
        return _("On leave until %(day)s") % {"day": date_format(leave.until)} if leave.until else _("On leave")

    def team(self):
        """The people around the participant, each with their role."""
        team = self.state.team_at(self.at).supporters
        return [(self.label(f"role.{each.role}"), name_of(self.names, each.person)) for each in team]

    @property
    def role(self):
        """The visitor's role."""
        return self.label(f"role.{self.actor.role}")

    def label(self, code):
        """The words of a code."""
        return TEXTS.label(code, self.language)

    def tasks(self):
        """What is owed in the participation, the most urgent first."""
        return TaskList(self.user, self.at, self.names, self.language).of_state(self.stream, self.state)

    def phases(self):
        """The phases in their order, with where the participation is."""
        order = (p.ENROLLED, p.TRAINING, p.SUPPORT, p.COACHING, p.COMPLETED)
        place = order.index(self.state.phase) if self.state.phase in order else -1
        return [(self.label(f"phase.{phase}"), number < place, number == place) for number, phase in enumerate(order)]

    def options(self):
        """Every command by name, with what stands in its way for this visitor now."""
        reasons = p.decider.options(self.state, self.header)
        possible = {name for name, against in reasons.items() if not against}
        return {name: self._option(name, against, possible) for name, against in reasons.items()}

    def obstacles(self, reasons, possible, new=None):
        """Reasons in words, each with the command that helps where it is possible.

        Args:
            reasons: The reasons.
            possible: The names of the commands that the visitor could give.
            new: The words of what is not on record yet, by id.
        """
        words = {"reader": self.actor.role, "names": self.names, "state": self.state}
        explained = TEXTS.explain(reasons, self.language, **words)
        return [
            Obstacle(_replaced(each.why, new or {}), each.helps, remedy, self.label(f"command.{remedy}"))
            for reason, each in zip(reasons, explained, strict=True)
            for remedy in [reason.remedy if reason.remedy in possible else None]
        ]

    def schema(self, command):
        """The schema of a command's form, in which fields offer what may be chosen now."""
        words = {"language": self.language, "texts": TEXTS}
        offered = choices(
            p.decider, self.state, command, self.header, reader=self.actor.role, names=self.names, **words
        )
        return with_choices(command_schema(p.decider, command, **words), offered)

    def present(self, command):
        """The values that a command would replace, for its form to start with."""
        return present_values(p.decider, self.state, command, self.header)

    def _option(self, name, reasons, possible):
        roles = ", ".join(self.label(f"role.{role}") for role in p.decider.roles_of(p.decider.commands[name]))
        obstacles, label = self.obstacles(reasons, possible), self.label(f"command.{name}")
        return Option(name, label, roles, obstacles, self._kind(name, reasons))

    def _kind(self, name, reasons):
        codes = {reason.code for reason in reasons}
        if not codes:
            return "possible"
        mine = self.actor.role in p.decider.roles_of(p.decider.commands[name])
        if not mine or any(code.startswith("right.") for code in codes):
            return "for_others"
        return "other_phase" if p.decider.wrong_phase in codes else "not_yet"


def _replaced(text, words):
    for id, said in words.items():
        text = text.replace(id, said)
    return text
