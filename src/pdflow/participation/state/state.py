"""The state of a participation: everything that its later decisions need, folded from its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import define, frozen
from pdflow.kernel.lifecycle import Move
from pdflow.kernel.messages import Command
from pdflow.kernel.periods import held_at
from pdflow.kernel.records import NONE, Aggregate, Description, Record, Turn, actions, ledger
from pdflow.participation.state.history import AdoptedPolicy, EnrolmentBriefing, Place, Team
from pdflow.participation.state.past_cycles import ClosedCycles
from pdflow.participation.state.phases import NOTHING, Phase
from pdflow.participation.state.records import (
    Assessment,
    Attendance,
    Commitment,
    End,
    Extension,
    Measurement,
    PersonBaseline,
    PlannedSession,
    SessionEvaluation,
)
from pdflow.participation.state.support_records import (
    AgreedStep,
    Artifact,
    CheckIn,
    CoachingSession,
    Feedback,
    FollowUp,
    GrowthArea,
    MoveMade,
    Observation,
    Priority,
    Sharing,
    SupportRequest,
    Visit,
)
from pdflow.participation.state.vocabulary import Ending
from pdflow.participation.state.waivers import Waiver, is_waived
from pdflow.people import PersonId, Supporter, Tier
from pdflow.policy import FULL, Policy
from pdflow.values import Outcome, OutcomeOf, Strategy


@frozen
class Leave:
    """A leave: when it began, and the day of return or the day on which to decide again."""

    since: datetime
    until: date | None


@define
class Participation(Aggregate):
    """One person's training, implementation support and coaching."""

    format = 6
    always = ("phase", "person", "policy")
    phase: Phase = NOTHING
    left: Phase = NOTHING
    """The phase before a completion or withdrawal, to which Reopen returns."""
    turned: Turn | None = None

    person: PersonId = ""
    engagement: str | None = None
    role_title: str = ""
    site: str = ""
    manager: PersonId | None = None
    there_from: date | None = None
    """The day from which the last transfer holds."""
    places: tuple[Place, ...] = ()
    """That of the enrolment and of each transfer; ``site``, ``role_title`` and ``manager`` are those recorded last."""
    policy: Policy = FULL
    """The policy recorded last."""
    adoptions: tuple[AdoptedPolicy, ...] = ()
    enrolled_at: datetime | None = None
    planned_end: date | None = None
    outcomes: tuple[Outcome, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    enrolled_with: EnrolmentBriefing | None = None
    """The enrolment's own of these three, kept from the first briefing on, which replaces them."""

    team: tuple[Supporter, ...] = ()
    coach: PersonId | None = None
    tier: Tier = Tier.INTENSIVE
    teams: tuple[Team, ...] = ()
    """Each team assigned; ``team``, ``coach`` and ``tier`` are those of the one recorded last."""

    cycles: tuple[datetime, ...] = ()
    """When each cycle began."""
    supported_since: datetime | None = None
    granted_on: tuple[RecordId, ...] = ()
    """The records on which support was last granted."""
    named_by_turns: dict[RecordId, str] = attrs.field(factory=dict)
    """Records that a change of phase named, with the name of its event: visits returned to or dropped, growth areas."""
    paused: Leave | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    session: RecordId | None = None
    """The open coaching session."""
    counted: dict[RecordId, datetime] = attrs.field(factory=dict)
    """The coaching sessions of this cycle that were closed with credit, and when."""
    minutes_counted: dict[RecordId, int] = attrs.field(factory=dict)
    """The minutes of each of these sessions."""
    cut_short: dict[RecordId, str] = attrs.field(factory=dict)
    """The coaching sessions of this cycle that were cut short, and why."""
    coached_at: datetime | None = None
    coached_minutes: int = 0
    past: ClosedCycles = ClosedCycles()

    filed: set[str] = attrs.field(default=NONE, eq=False)
    """The training sessions that have records among the earlier ones, set aside with closed cycles."""

    plans: dict[RecordId, PlannedSession] = ledger()
    attendance: dict[RecordId, Attendance] = ledger()
    evaluations: dict[RecordId, SessionEvaluation] = ledger()
    earlier_plans: dict[RecordId, PlannedSession] = ledger()
    earlier_attendance: dict[RecordId, Attendance] = ledger()
    earlier_evaluations: dict[RecordId, SessionEvaluation] = ledger()
    assessments: dict[RecordId, Assessment] = ledger()
    commitments: dict[RecordId, Commitment] = ledger()
    priorities: dict[RecordId, Priority] = ledger()
    visits: dict[RecordId, Visit] = ledger()
    requests: dict[RecordId, SupportRequest] = ledger()
    follow_ups: dict[RecordId, FollowUp] = ledger()
    observations: dict[RecordId, Observation] = ledger()
    feedback: dict[RecordId, Feedback] = ledger()
    artifacts: dict[RecordId, Artifact] = ledger()
    growth_areas: dict[RecordId, GrowthArea] = ledger()
    check_ins: dict[RecordId, CheckIn] = ledger()
    steps: dict[RecordId, AgreedStep] = ledger()
    extensions: dict[RecordId, Extension] = ledger()
    sharings: dict[RecordId, Sharing] = ledger()
    sessions: dict[RecordId, CoachingSession] = ledger(turn=True, undone_by="CutCoachingShort")
    moves: dict[RecordId, MoveMade] = ledger()
    baselines: dict[RecordId, PersonBaseline] = ledger()
    measurements: dict[RecordId, Measurement] = ledger()
    waivers: dict[RecordId, Waiver] = ledger()
    ends: dict[RecordId, End] = actions()
    """How records came to their end, by the name of the record."""

    @property
    def cycle(self) -> int:
        """The number of the cycle the person is in, from 1."""
        return len(self.cycles)

    def cycle_on(self, at: datetime) -> int:
        """The number of the cycle that ran at this time."""
        return max(sum(begun <= at for begun in self.cycles), 1)

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        """Whether a waiver of the cycle in the parameters, else of the current cycle, is for this reason code."""
        return is_waived(self.waivers.values(), code, parameters.get("cycle", self.cycle))

    def part_of(self, record: RecordId, within: tuple[str, ...]) -> Record | None:
        """The commitment that holds a step of this name, if commitments are among these ledgers."""
        if "commitments" in within:
            for commitment in (*self.commitments.values(), *self.set_aside(within)):
                if record in commitment.steps:
                    return commitment
        return None

    def set_aside(self, within: tuple[str, ...]) -> Iterable[Commitment]:
        """The commitments of closed cycles, whose steps can still be reviewed."""
        return self.past.commitments if "commitments" in within else ()

    def describe(self, name: RecordId, kind: str = "record") -> Description | None:
        """What texts say of a record, a committed step, an ``outcome`` or a training ``session`` of this name."""
        if kind == "outcome":
            return next((Description(kind, own.statement) for own in self.outcomes if own.outcome == name), None)
        if kind == "session":
            return self._describe_session(name)
        return super().describe(name)

    def _describe_session(self, session: str) -> Description | None:
        """The day of a training session: as planned last, else as attended."""
        for plans in (self.plans, self.earlier_plans):
            for plan in reversed(plans.values()):
                if plan.session == session:
                    return Description("session", when=plan.start)
        attended = (*self.attendance.values(), *self.earlier_attendance.values())
        return next((Description("session", when=each.at) for each in attended if each.session == session), None)

    def relied_upon_by(self, record: RecordId) -> str | None:
        """What relies on this record, the last beginning of support included."""
        if record in self.granted_on:
            return "SupportBegun"
        if record in self.named_by_turns:
            return self.named_by_turns[record]
        steps = self.commitments[record].steps if record in self.commitments else ()
        later = map(super().relied_upon_by, (record, *steps))
        return next((name for name in later if name is not None), None)

    def policy_at(self, at: datetime) -> Policy:
        """The policy in force at a moment."""
        if len(self.adoptions) < 2:
            return self.policy
        return (held_at(self.adoptions, at) or self.adoptions[0]).policy

    def team_at(self, at: datetime) -> Team:
        """The team at a moment; one of nobody before the first was assigned."""
        teams = self.teams
        if len(teams) == 1 and teams[0].since <= at:
            return teams[0]
        return held_at(teams, at) or Team(at)

    def coach_at(self, at: datetime) -> PersonId | None:
        """The one whom the team named as coach at a moment."""
        return self.team_at(at).coach

    def supporters_at(self, at: datetime) -> set[PersonId]:
        """The people who supported this person at a moment, the coach included."""
        return self.team_at(at).people()

    def on_team(self, person: PersonId, at: datetime) -> bool:
        """Whether somebody supported this person at a moment, as the coach or otherwise."""
        return self.team_at(at).includes(person)

    def place_at(self, at: datetime) -> Place:
        """Where the person worked on the day of a moment, in the moment's own zone: a transfer holds from its day."""
        return held_at(self.places, at.date()) or Place(at.date())

    def manager_at(self, at: datetime) -> PersonId | None:
        """The line manager on the day of a moment."""
        return self.place_at(at).manager

    def site_at(self, at: datetime) -> str:
        """The site on the day of a moment."""
        return self.place_at(at).site

    def successors_at(self, at: datetime) -> dict[PersonId, PersonId]:
        """Who had taken over from each former supporter by a moment."""
        teams = sorted([team for team in self.teams if team.since <= at], key=lambda team: team.since)
        return {each.predecessor: each.successor for team in teams for each in team.handovers}

    def answers_for(self, person: PersonId, former: PersonId, at: datetime) -> bool:
        """Whether somebody is this former supporter, or had taken over from them by a moment, also through others."""
        if person == former:
            return True
        successors = self.successors_at(at)
        visited: set[PersonId] = set()
        holder: PersonId | None = former
        while holder is not None and holder not in visited:
            if holder == person:
                return True
            visited.add(holder)
            holder = successors.get(holder)
        return False

    def ended(self, record: RecordId) -> Ending | None:
        """How a record came to its end; None if it did not."""
        end = self.ends.get(record)
        return None if end is None else end.how

    def ended_so(self, record: RecordId, how: Ending, command: Command[Participation]) -> bool:
        """Whether a record came to its end in this way, and the command says of it what is on record."""
        end = self.ends.get(record)
        return end is not None and end.how is how and not any(end.difference(command))

    def still_open(self, records: Iterable[RecordId]) -> list[RecordId]:
        """The names of those records that did not come to their end."""
        return [name for name in records if name not in self.ends]

    def is_open(self, records: Mapping[RecordId, Record], name: RecordId) -> bool:
        """Whether a record of this name exists and did not come to its end."""
        return name in records and name not in self.ends

    def open_growth_areas(self) -> list[RecordId]:
        """The growth areas neither closed, carried on nor dropped."""
        return self.still_open(self.growth_areas)

    def open_steps(self) -> list[RecordId]:
        """The action steps neither completed nor dropped."""
        return self.still_open(self.steps)

    def briefing(self) -> EnrolmentBriefing:
        """The outcomes, follow-up strategies and planned end as they now stand."""
        return EnrolmentBriefing(self.outcomes, self.strategies, self.planned_end)

    def own_outcomes(self) -> list[Outcome]:
        """The outcomes that are judged on this participation."""
        return [outcome for outcome in self.outcomes if outcome.of is OutcomeOf.PERSON]


Moves = tuple[Move[Participation], ...]
