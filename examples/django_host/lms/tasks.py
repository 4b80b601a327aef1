"""Tasks: what is owed, in the words of whoever reads the list."""

from datetime import datetime
from urllib.parse import urlencode

import attrs

from lms.models import User
from lms.people import actor_in
from lms.programme import TEXTS, desk
from pdflow.agenda import agenda, describe_obligation
from pdflow.contrib.django.project import calendar
from pdflow.language import name_of


@attrs.frozen
class Task:
    """Something owed: what, by whom, by which day, how urgent, and the command that does it."""

    stream: str
    command: str
    command_label: str
    values: str
    """What is known of the command's form, as the query of an address."""
    what: str
    person: str
    site: str
    owner: str
    last_day: datetime
    status: str
    status_label: str


@attrs.frozen
class TaskList:
    """Writes tasks for a user, in each participation as far as they may read it; elsewhere there are none for them."""

    user: User
    at: datetime
    names: dict
    language: str

    def of_rows(self, rows):
        """The tasks of rows of the read model; one that was done since is left out."""
        streams = {row.stream: desk.load(row.stream)[0] for row in rows}
        streams = {stream: state for stream, state in streams.items() if actor_in(state, self.user, self.at)}
        owed = {stream: self._by_subject(state) for stream, state in streams.items()}
        found = ((row.stream, owed[row.stream].get((row.code, row.about))) for row in rows if row.stream in owed)
        return [self._task(stream, streams[stream], each) for stream, each in found if each]

    def of_state(self, stream, state):
        """The tasks in one participation, the most urgent first."""
        owed = sorted(agenda(state, self.at, calendar()), key=lambda each: each.due)
        return [self._task(stream, state, each) for each in owed]

    def _by_subject(self, state):
        return {(owed.code, owed.about): owed for owed in agenda(state, self.at, calendar())}

    def _task(self, stream, state, owed):
        reader = actor_in(state, self.user, self.at).role
        words = {"reader": reader, "names": self.names, "texts": TEXTS}
        status = owed.status(self.at)
        return Task(
            stream=stream,
            command=owed.command,
            command_label=TEXTS.label(f"command.{owed.command}", self.language),
            values=urlencode({name: value for name, value in owed.values.items() if isinstance(value, str)}),
            what=describe_obligation(owed, state, self.language, **words),
            person=name_of(self.names, state.person),
            site=name_of(self.names, state.site_at(self.at)),
            owner=name_of(self.names, owed.owner) if owed.owner else TEXTS.label(owed.role, self.language),
            last_day=owed.last_day,
            status=status.name.lower(),
            status_label=TEXTS.label(status, self.language),
        )
