"""The state of an engagement, folded from its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

import attrs

from pdflow.engagement.state.follow_up_records import (
    EvaluationTally,
    FollowUpChoice,
    FollowUpRevision,
    StrategyGiven,
    StrategyPlan,
)
from pdflow.engagement.state.outcome_records import Baseline, ChosenMeasure, ImpactReview, Reading, StatedOutcome
from pdflow.engagement.state.partnership_records import (
    Agreement,
    Partner,
    PartnerEnd,
    SideRating,
    TouchPoint,
    VettedResource,
    Vetting,
)
from pdflow.engagement.state.policy_history import PolicyAdoption, Request
from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.engagement.state.roster_records import ParticipationEnd, RosterEntry
from pdflow.engagement.state.stages import NOTHING, EngagementStage
from pdflow.engagement.state.support_records import (
    Budget,
    DefinedRole,
    HeldRevisit,
    HeldSharing,
    NamedSupporter,
    PlannedRevisit,
    PlannedSharing,
    Protection,
    SlotEnd,
    Spending,
)
from pdflow.engagement.state.timeline_records import Milestone, MilestoneEnd, MilestoneMove, Task, TaskEnd, TaskMove
from pdflow.engagement.state.training_records import Booking, Delivery, Duties, Tick, TrainerClearance, Training
from pdflow.engagement.state.waivers import WAIVER_SUBJECTS, EngagementWaiver
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import define
from pdflow.kernel.guards import Objection
from pdflow.kernel.lifecycle import Move
from pdflow.kernel.periods import held_at
from pdflow.kernel.records import Aggregate, Description, Record, Turn, actions, ledger
from pdflow.people import PersonId
from pdflow.policy import FULL, Policy


@define
class Engagement(Aggregate):
    """A commissioned effort, from the request to its close."""

    format = 4
    always = ("phase", "engagement", "policy")
    phase: EngagementStage = NOTHING
    left: EngagementStage = NOTHING
    """The stage before the engagement was closed or cancelled."""
    turned: Turn | None = None
    """The last change of stage."""

    engagement: str = ""
    request: Request | None = None
    """What was asked for."""
    policy: Policy = FULL
    """The policy recorded last; ``policy_at`` is the one in force at a time."""
    adoptions: tuple[PolicyAdoption, ...] = ()
    """The policy of the acceptance, and each adopted since."""
    requested_at: datetime | None = None
    start: date | None = None
    planned_end: date | None = None

    roster: dict[PersonId, RosterEntry] = attrs.field(factory=dict)
    """Everybody who ever joined."""
    ended: dict[PersonId, ParticipationEnd] = attrs.field(factory=dict)
    """The people whose participation ended."""

    returned: dict[RecordId, int] = attrs.field(factory=dict)
    """How many returned an evaluation of each session; one that corrects another counts in its place."""
    corrected: set[RecordId] = attrs.field(factory=set)
    """The evaluations that others correct."""

    outcomes: dict[RecordId, StatedOutcome] = ledger()
    measures: dict[RecordId, ChosenMeasure] = ledger()
    baselines: dict[RecordId, Baseline] = ledger()
    supporters: dict[RecordId, NamedSupporter] = ledger()
    roles: dict[RecordId, DefinedRole] = ledger()
    protections: dict[RecordId, Protection] = ledger()
    budgets: dict[RecordId, Budget] = ledger()
    spendings: dict[RecordId, Spending] = ledger()
    revisits: dict[RecordId, PlannedRevisit] = ledger()
    revisits_held: dict[RecordId, HeldRevisit] = ledger()
    sharings: dict[RecordId, PlannedSharing] = ledger()
    sharings_held: dict[RecordId, HeldSharing] = ledger()
    resources: dict[RecordId, VettedResource] = ledger()
    partners: dict[RecordId, Partner] = ledger()
    vettings: dict[RecordId, Vetting] = ledger()
    agreements: dict[RecordId, Agreement] = ledger()
    touch_points: dict[RecordId, TouchPoint] = ledger()
    ratings: dict[RecordId, SideRating] = ledger()
    milestones: dict[RecordId, Milestone] = ledger()
    milestone_moves: dict[RecordId, MilestoneMove] = ledger()
    tasks: dict[RecordId, Task] = ledger()
    task_moves: dict[RecordId, TaskMove] = ledger()
    trainings: dict[RecordId, Training] = ledger()
    bookings: dict[RecordId, Booking] = ledger()
    clearances: dict[RecordId, TrainerClearance] = ledger()
    duties: dict[RecordId, Duties] = ledger()
    deliveries: dict[RecordId, Delivery] = ledger()
    plans: dict[RecordId, StrategyPlan] = ledger()
    evaluations: dict[RecordId, EvaluationTally] = ledger()
    choices: dict[RecordId, FollowUpChoice] = ledger()
    revisions: dict[RecordId, FollowUpRevision] = ledger()
    given: dict[RecordId, StrategyGiven] = ledger()
    readings: dict[RecordId, Reading] = ledger()
    impact_reviews: dict[RecordId, ImpactReview] = ledger()
    waivers: dict[RecordId, EngagementWaiver] = ledger()
    slot_ends: dict[RecordId, SlotEnd] = actions()
    partner_ends: dict[RecordId, PartnerEnd] = actions()
    milestone_ends: dict[RecordId, MilestoneEnd] = actions()
    task_ends: dict[RecordId, TaskEnd] = actions()
    ticks: dict[RecordId, Tick] = actions()

    def policy_at(self, at: datetime) -> Policy:
        """The policy in force at a time: the latest of those dated by then, before all of them the first."""
        if len(self.adoptions) < 2:
            return self.policy
        return (held_at(self.adoptions, at) or self.adoptions[0]).policy

    @property
    def still_open(self) -> int:
        """The number of participations on the roster that have not ended."""
        return len(self.roster) - len(self.ended)

    def on_roster(self, person: PersonId) -> bool:
        """Whether somebody has joined and their participation has not ended."""
        return person in self.roster and person not in self.ended

    def count_returns(self, evaluation: RecordId) -> None:
        """Count an evaluation just recorded, in place of the one it corrects."""
        tally = self.evaluations[evaluation]
        if tally.supersedes is not None and tally.supersedes not in self.corrected:
            self.corrected.add(tally.supersedes)
            if former := self.evaluations.get(tally.supersedes):
                self.returned[former.session] -= former.returns
        if evaluation not in self.corrected:
            self.returned[tally.session] = self.returned.get(tally.session, 0) + tally.returns

    def void(self, record: RecordId) -> None:
        is_evaluation = record in self.evaluations
        super().void(record)
        if is_evaluation:
            self.returned, self.corrected = {}, set()
            for name in self.evaluations:
                self.count_returns(name)

    def dropped(self) -> set[RecordId]:
        """The strategies that a revision dropped."""
        return {plan for revision in self.revisions.values() for plan in revision.drops}

    def in_force(self) -> list[RecordId]:
        """The strategies to be carried out: those chosen or added by a revision; before any choice, all of them."""
        chosen = {plan for choice in self.choices.values() for plan in choice.plans}
        dropped = self.dropped()
        return [
            name
            for name, plan in self.plans.items()
            if name not in dropped and (not chosen or name in chosen or plan.revision is not None)
        ]

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        """Whether a waiver covers this reason: one without a subject, or one whose subject is among the parameters."""
        subjects = [None, *(parameters[name] for name in WAIVER_SUBJECTS if name in parameters)]
        return any(
            waiver.requirement == code and not waiver.for_roster and waiver.subject in subjects
            for waiver in self.waivers.values()
        )

    def part_of(self, record: RecordId, within: tuple[str, ...]) -> Record | None:
        """The protection that holds a slot, the training that holds a session, the booking that holds an item."""
        ledgers: dict[str, Mapping[RecordId, RecordWithParts]] = {
            "protections": self.protections,
            "trainings": self.trainings,
            "bookings": self.bookings,
        }
        for name in within:
            for holder in ledgers.get(name, {}).values():
                if record in holder.parts:
                    return holder
        return None

    def describe(self, name: RecordId, kind: str = "record") -> Description | None:
        """What texts say of a record, a slot or a session of this name: of a session its subject and its day."""
        found = super().describe(name)
        if found is None or found.kind != "session":
            return found
        booked = (booking.sessions.get(name) for booking in reversed(self.bookings.values()))
        start = next((session.start for session in booked if session is not None), None)
        return attrs.evolve(found, when=start)

    def relied_upon_by(self, record: RecordId) -> str | None:
        """The record that relies on this one or on one of its parts; None where none does."""
        entry = self.find(record)
        named = (record, *(entry.parts if isinstance(entry, RecordWithParts) else ()))
        later = map(super().relied_upon_by, named)
        return next((name for name in later if name is not None), None)


Moves = tuple[Move[Engagement], ...]
E = TypeVar("E", bound=Record)


def last_recorded(entries: dict[RecordId, E], counts: Callable[[E], bool]) -> RecordId | None:
    """The name of the entry recorded last of those that count; None where none does."""
    for name in reversed(entries):
        if counts(entries[name]):
            return name
    return None


def part_name_taken(state: Engagement, ledger: str, parts: Iterable[RecordId]) -> Objection:
    """An objection to the name of a part: of a record already, of another part in the same ledger, or given twice."""
    seen: set[RecordId] = set()
    for name in parts:
        kind = state.ledger_of(name) or (ledger if name in seen or state.part_of(name, (ledger,)) else None)
        if kind:
            return {"record": name, "kind": kind}
        seen.add(name)
    return None
