"""Electronic tools for follow-up: the modes, what each is good for, and what is planned in it (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.planned_strategies import PlannedStrategy, PlanStatus, planned_strategies
from pdflow.documents.page import Cell, EngagementDocument, PhraseCell, Section, Table
from pdflow.engagement import CONTINUUM, Engagement, Mode
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event

ALL = Audience.ALL
MODE_DESCRIPTIONS: Final[Mapping[Mode, str]] = {
    Mode.IN_PERSON: "At the workplace or in a room: where practice itself is to be seen or tried.",
    Mode.PHONE: "A call or a conference call: a quick answer, a check-in, people who are far away.",
    Mode.MAIL: "E-mail or post: material, reminders, answers that somebody will look up again.",
    Mode.VIDEO: "A video call, a webinar or a recording: a group in many places, practice on film.",
    Mode.ONLINE_COMMUNITY: "A forum or shared space: questions, examples and answers that stay.",
}


@attrs.frozen
class ElectronicTools(EngagementDocument):
    """The modes of follow-up support, what each is good for, and the strategies planned in it."""

    title: ClassVar[str] = "Electronic tools for follow-up"
    plans: tuple[PlannedStrategy, ...]

    def sections(self) -> Iterator[Section]:
        columns = ("Mode", "Good for", "Strategies usually given in it", "Planned here")
        yield Section("", (Table("Modes", columns, map(self._row, Mode), reader=ALL),))

    def _row(self, mode: Mode) -> tuple[Cell, ...]:
        usual = tuple(place.strategy for place in CONTINUUM if mode in place.modes)
        kept = (plan for plan in self.plans if plan.mode is mode and plan.status is not PlanStatus.DROPPED)
        return mode, PhraseCell(MODE_DESCRIPTIONS[mode]), usual, tuple(plan.strategy for plan in kept)


def electronic_tools(engagement: Iterable[Event[Engagement]] = ()) -> ElectronicTools:
    """Make the list of modes, with the strategies that an engagement plans in them, from its events."""
    events = EffectiveEvents(engagement)
    return ElectronicTools(engagement_name(events), planned_strategies(events))
