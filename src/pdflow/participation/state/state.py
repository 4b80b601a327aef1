"""The state of a participation: what decisions need to know of one person's way, and the questions they ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.kernel.lifecycle import Move
from pdflow.kernel.records import (
    Aggregate,
    Record,
    Turn,
    actions,
    ledger,
)
from pdflow.participation.state.records import (
    Artifact,
    Assessment,
    Attendance,
    Baseline,
    CheckIn,
    Commitment,
    End,
    Ending,
    Evaluation,
    Extension,
    Feedback,
    GrowthArea,
    Measurement,
    MoveMade,
    Observation,
    Plan,
    Priority,
    Session,
    Sharing,
    Step,
    Visit,
    Waiver,
)
from pdflow.people import PersonId, Supporter, Tier
from pdflow.policy import FULL, Policy
from pdflow.values import Outcome, OutcomeOf, Strategy


class Phase(StrEnum):
    """Where a person stands. Paused is a flag beside the phase, not a phase."""

    NOTHING = "NOTHING"
    """No participation yet: the state before its first event."""
    ENROLLED = "ENROLLED"
    TRAINING = "TRAINING"
    """Face-to-face training has begun."""
    SUPPORT = "SUPPORT"
    """Implementation support at the workplace."""
    COACHING = "COACHING"
    """A one-on-one coaching session is open."""
    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"


NOTHING: Final = Phase.NOTHING
ENROLLED: Final = Phase.ENROLLED
TRAINING: Final = Phase.TRAINING
SUPPORT: Final = Phase.SUPPORT
COACHING: Final = Phase.COACHING
COMPLETED: Final = Phase.COMPLETED
WITHDRAWN: Final = Phase.WITHDRAWN
LIVE: Final = (ENROLLED, TRAINING, SUPPORT, COACHING)
AT_WORK: Final = (TRAINING, SUPPORT, COACHING)
ANY: Final = (*LIVE, COMPLETED, WITHDRAWN)


@attrs.frozen
class Leave:
    """A leave: since when, and until which day (or the day to look again)."""

    since: datetime
    until: date | None


@attrs.frozen
class Past:
    """What closed cycles left behind, as counts."""

    observations: int = 0
    check_ins: int = 0
    artifacts: int = 0
    steps_completed: int = 0
    sessions: int = 0
    support_minutes: int = 0


@attrs.define
class Participation(Aggregate):
    """One person's way through training, implementation support and coaching."""

    phase: Phase = NOTHING
    left: Phase = NOTHING
    """The phase a completion or withdrawal left, to which Reopen returns."""
    turned: Turn | None = None

    person: PersonId = ""
    engagement: str | None = None
    role_title: str = ""
    site: str = ""
    manager: PersonId | None = None
    there_from: date | None = None
    """The day from which a transfer put the person where they stand."""
    policy: Policy = FULL
    enrolled_at: datetime | None = None
    planned_end: date | None = None
    outcomes: tuple[Outcome, ...] = ()
    strategies: tuple[Strategy, ...] = ()

    team: tuple[Supporter, ...] = ()
    coach: PersonId | None = None
    tier: Tier = Tier.INTENSIVE
    ground: str = ""
    successors: dict[PersonId, PersonId] = attrs.field(factory=dict)
    """Who took over from whom, by predecessor."""

    cycles: tuple[datetime, ...] = ()
    """When each cycle began."""
    supported_since: datetime | None = None
    granted_on: tuple[RecordId, ...] = ()
    """The records on which support was last granted."""
    named_by_turns: dict[RecordId, str] = attrs.field(factory=dict)
    """What a turn named, and which turn: a return visit, visits that fell away, growth areas carried on."""
    paused: Leave | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    session: RecordId | None = None
    """The open coaching session."""
    counted: dict[RecordId, datetime] = attrs.field(factory=dict)
    """The sessions of this cycle that were closed with credit, and when."""
    coached_at: datetime | None = None
    coached_minutes: int = 0
    past: Past = Past()

    filed: frozenset[str] = attrs.field(default=frozenset(), eq=False)
    """The sessions put aside with closed cycles: any other need not be looked for among the earlier records."""

    plans: dict[RecordId, Plan] = ledger()
    attendance: dict[RecordId, Attendance] = ledger()
    evaluations: dict[RecordId, Evaluation] = ledger()
    earlier_plans: dict[RecordId, Plan] = ledger()
    earlier_attendance: dict[RecordId, Attendance] = ledger()
    earlier_evaluations: dict[RecordId, Evaluation] = ledger()
    assessments: dict[RecordId, Assessment] = ledger()
    commitments: dict[RecordId, Commitment] = ledger()
    priorities: dict[RecordId, Priority] = ledger()
    visits: dict[RecordId, Visit] = ledger()
    observations: dict[RecordId, Observation] = ledger()
    feedback: dict[RecordId, Feedback] = ledger()
    artifacts: dict[RecordId, Artifact] = ledger()
    growth_areas: dict[RecordId, GrowthArea] = ledger()
    check_ins: dict[RecordId, CheckIn] = ledger()
    steps: dict[RecordId, Step] = ledger()
    extensions: dict[RecordId, Extension] = ledger()
    sharings: dict[RecordId, Sharing] = ledger()
    sessions: dict[RecordId, Session] = ledger(turn=True, undone_by="CutCoachingShort")
    moves: dict[RecordId, MoveMade] = ledger()
    baselines: dict[RecordId, Baseline] = ledger()
    measurements: dict[RecordId, Measurement] = ledger()
    waivers: dict[RecordId, Waiver] = ledger()
    ends: dict[RecordId, End] = actions()
    """What came to its end, by its name."""

    @property
    def cycle(self) -> int:
        """The number of the cycle the person is in, from 1."""
        return len(self.cycles)

    def cycle_on(self, at: datetime) -> int:
        """The number of the cycle that ran at this time."""
        return max(sum(begun <= at for begun in self.cycles), 1)

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        """Whether a waiver of this cycle, or of the one the reason speaks of, covers it."""
        cycle = parameters.get("cycle", self.cycle)
        return any(waiver.requirement == code and waiver.cycle == cycle for waiver in self.waivers.values())

    def part_of(self, record: RecordId, within: tuple[str, ...]) -> Record | None:
        """The commitment that holds a step of this name, where commitments are meant."""
        return self._committing(record) if "commitments" in within else None

    def _committing(self, step: RecordId) -> Commitment | None:
        for made in self.commitments.values():
            if step in made.steps:
                return made
        return None

    def relied_upon_by(self, record: RecordId) -> str | None:
        """What rests on this record, the last grant of support included."""
        if record in self.granted_on:
            return "SupportBegun"
        if record in self.named_by_turns:
            return self.named_by_turns[record]
        named = self.commitments[record].steps if record in self.commitments else ()
        later = map(super().relied_upon_by, (record, *named))
        return next((name for name in later if name is not None), None)

    def supporters(self) -> set[PersonId]:
        """Who supports this person, the coach included."""
        team = {supporter.person for supporter in self.team}
        return team if self.coach is None else team | {self.coach}

    def on_team(self, person: PersonId) -> bool:
        """Whether somebody supports this person."""
        return person == self.coach or any(supporter.person == person for supporter in self.team)

    def answers_for(self, person: PersonId, former: PersonId) -> bool:
        """Whether somebody is, or has taken over from, a former supporter."""
        line: set[PersonId] = set()
        holder: PersonId | None = former
        while holder is not None and holder not in line:
            if holder == person:
                return True
            line.add(holder)
            holder = self.successors.get(holder)
        return False

    def ended(self, record: RecordId) -> Ending | None:
        """How a record came to its end; None where it did not."""
        end = self.ends.get(record)
        return None if end is None else end.how

    def still_open(self, records: Iterable[RecordId]) -> list[RecordId]:
        """The names of those records that did not come to their end."""
        return [name for name in records if name not in self.ends]

    def stands_open(self, records: Mapping[RecordId, Record], name: RecordId) -> bool:
        """Whether a record of this name is there and did not come to its end."""
        return name in records and name not in self.ends

    def open_growth_areas(self) -> list[RecordId]:
        """The growth areas neither closed, carried on nor dropped."""
        return self.still_open(self.growth_areas)

    def open_steps(self) -> list[RecordId]:
        """The action steps neither completed nor dropped."""
        return self.still_open(self.steps)

    def own_outcomes(self) -> list[Outcome]:
        """The outcomes that are judged on this participation."""
        return [outcome for outcome in self.outcomes if outcome.of is OutcomeOf.PERSON]


Moves = tuple[Move[Participation], ...]
