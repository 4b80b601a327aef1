"""Policy: every threshold and every requirement that can be switched off, as data; and named profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final

import attrs

from pdflow.errors import OutOfRange
from pdflow.kernel.checks import check_fields
from pdflow.kernel.fields import Between, Name
from pdflow.kernel.frozen import Mark
from pdflow.people import Tier
from pdflow.values import Evidence, Strategy


class EvaluationBefore(StrEnum):
    """Before what a participant's evaluation of the training must be in."""

    NEVER = "NEVER"
    SUPPORT = "SUPPORT"
    COMPLETE = "COMPLETE"


class Question(StrEnum):
    """What is asked at commissioning, each answered or blocking (follow-through article)."""

    OUTCOME = "OUTCOME"
    MEASURE = "MEASURE"
    BASELINE = "BASELINE"
    SUPPORTER = "SUPPORTER"
    MANAGER_ROLE = "MANAGER_ROLE"
    TRAINER_ROLE = "TRAINER_ROLE"
    PROTECTED_TIME = "PROTECTED_TIME"
    FOLLOW_UP_BUDGET = "FOLLOW_UP_BUDGET"
    REVISIT = "REVISIT"
    SHARING = "SHARING"
    FOLLOW_UP = "FOLLOW_UP"


class RemeasureAnchor(StrEnum):
    """From which input the days are counted until an outcome is measured again."""

    FIRST_TRAINING = "FIRST_TRAINING"
    """The first day of training attended, and never before the last coaching."""
    LAST_INPUT = "LAST_INPUT"
    """The last closed coaching, else the last day of training attended; the first training sets the earliest day."""


class Contact(StrEnum):
    """What can count as the first follow-up after training."""

    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    COACHING = "COACHING"
    STRATEGY = "STRATEGY"
    """A follow-up strategy given, from the policy's lightest one up: a mail-out is not a visit."""


ANY_EVIDENCE = frozenset(Evidence)
ALL_QUESTIONS = frozenset(Question)


@attrs.frozen(repr=False)
class Policy:
    """The full rule by default; a profile differs from it. Zero, False or, where a field allows it, None switches off.

    Days are calendar days unless the field says otherwise; minutes are minutes. A profile is a starting point, not a
    standard: derive your own with ``attrs.evolve(TEXAS_CYCLE, name="ours", version=1, priorities_at_once=2)``.
    """

    name: Name = "FULL"
    version: Annotated[int, Between(1)] = 2

    attendance_share: float = 0.80
    """Share of a cycle's planned minutes to count as trained; providers use 0.8 and 1.0."""
    shortest_session: int = 180
    """Minutes below which a session is an information session: it counts as hours, not as share (agency guide)."""
    evaluation_before: EvaluationBefore = EvaluationBefore.COMPLETE
    """Before what the evaluation must be in: credit is held for it, support is not."""
    commitment_before_support: bool = True
    """Specific steps with dates before support begins (follow-through article)."""
    supporter_before_support: bool = True
    """Somebody named to support implementation before it begins (follow-through article)."""
    supporter_beyond_manager: bool = True
    """The line manager alone is not follow-up (follow-through article)."""
    follow_up_before_support: bool = True
    """A follow-up strategy planned before support begins (agency guide)."""
    baseline_before_support: bool = True
    """A reading of each of the person's own outcomes before support begins (follow-through article)."""
    support_before_complete: bool = True
    """No completion without implementation support (Texas model)."""
    remeasure_before_complete: bool = True
    """The person's outcomes read again before completion (follow-through article)."""

    follow_up_due: int | None = 28
    """Days after training until the first follow-up is due (IMCI: 4 to 8 weeks)."""
    follow_up_breached: int | None = 56
    """Days after training when the first follow-up is breached (IMCI)."""
    counts_as_follow_up: frozenset[Contact] = frozenset(Contact)
    """What counts as first follow-up."""
    lightest_follow_up: Strategy = Strategy.DISCUSSION
    """The lightest strategy that counts as first follow-up: a mail-out is not a visit."""

    contacts_per_cycle: int = 1
    """Observations, check-ins, closed coachings or follow-up received in each cycle, after its training; where a
    supporter beyond the manager is required, one of them by somebody else than the line manager (follow-through
    article)."""
    commitment_reviewed: bool = True
    """Each committed step whose date has come is reviewed once before completion (follow-through article)."""

    observations_before_coaching: int = 1
    """Observations in the cycle before a coaching session (Texas model, PBC)."""
    practice_shown_by: frozenset[Evidence] = frozenset({Evidence.OBSERVATION})
    """What may show that a growth area is closed; a leader's support is mainly check-ins (Texas model)."""
    priorities_at_once: int | None = 3
    """Priorities a person may hold at once."""
    evidence_per_growth_area: int = 1
    """Pieces of evidence a growth area rests on (Texas model)."""
    growth_areas_at_once: int | None = 1
    """Growth areas open at once: the highest leverage is singular (Texas model)."""
    steps_at_once: int | None = 2
    """Action steps open at once."""
    step_due: int = 7
    """Days after agreement on which an action step is due where none is named: doable in about a week."""
    step_latest: int | None = 14
    """Days after agreement beyond which no action step may be due: it is seen at the next fortnightly visit."""
    step_breached: int | None = 14
    """Days after its due date when an action step is breached: one more visit has passed."""
    extensions_per_step: int | None = 1
    """How often one action step may be extended."""

    debrief_due: int | None = 2
    """Working days after an observation when its debrief is due."""
    debrief_breached: int | None = 10
    """Working days after an observation when its debrief is breached (TTESS)."""
    check_in_every: int | None = 14
    """Days between check-ins in the first cycle."""
    check_in_every_later: int | None = 28
    """Days between check-ins in later cycles."""
    unobserved_warning: int | None = 30
    """Days without an observation that are warned of."""

    fewest_cycles: int = 1
    """Cycles to complete."""
    most_cycles: int | None = None
    """Cycles after which none is begun; nobody is refused one more unless this is set."""
    days_between_cycles: int | None = None
    """Days from the training of one cycle to the beginning of the next: rounds are weeks apart (Texas model)."""
    coach_may_be_manager: bool = True
    """Whether the line manager may be the coach (follow-through article: managers are over-burdened)."""
    return_visit_within: int = 28
    """Days after a coaching session within which its return visit is booked, or the check-in cadence where longer."""
    coaching_intensive: int = 1
    """Coaching sessions in each cycle in the INTENSIVE tier (Texas model)."""
    coaching_general: int = 0
    """Coaching sessions in each cycle in the GENERAL tier."""

    remeasure_anchor: RemeasureAnchor = RemeasureAnchor.FIRST_TRAINING
    """From which input re-measuring counts: the first training, or the last coaching or training."""
    remeasure_from: int = 90
    """Days after the first training, pauses not counted, from which a reading counts as re-measured (KIRK level 3)."""
    remeasure_until: int | None = 180
    """Days after the first training, pauses not counted, until which a reading counts as re-measured (KIRK level 3)."""
    remeasure_after_input: int = 14
    """Days after the last input from which a reading counts, where the anchor is the last input."""
    remeasure_until_after_input: int = 90
    """Days after the last input until which a reading counts, where the anchor is the last input."""
    remeasure_kept_before_end: int = 28
    """Days before the planned end in which a coaching leaves a reading taken as many days before it valid."""

    touch_point_every: int | None = 90
    """Days between touch points of a partnership (Learning Forward)."""
    protected_minutes: int | None = 60
    """Minutes of protected time that each fortnight of an engagement needs (follow-through article)."""
    working_from: Annotated[int, Between(0, 24)] = 7
    """The hour of day from which protected time counts, in the slot's own time zone."""
    working_until: Annotated[int, Between(0, 24)] = 19
    """The hour of day until which protected time counts, in the slot's own time zone."""
    caseload_intensive: int | None = 15
    """People in the INTENSIVE tier per coach above which a warning is due."""
    caseload_total: int | None = 45
    """People per coach above which a warning is due."""
    missed_visits: int | None = 2
    """Visits missed in a row that count as drift (follow-through article)."""
    dosage_note_hours: float | None = 14
    """Contact hours, training and support together, below which a note is made; never a refusal."""
    practice_share_note: float | None = 0.30
    """Share of practice in a training's agenda below which a note is made."""
    evaluations_before_follow_up: float = 0.50
    """Share of those there whose evaluations are in before follow-up is chosen: one sheet is not data."""
    teachback_standard: int = 3
    """Rating out of 4 that each criterion of a teach-back must reach."""
    clearance_months: int = 24
    """Months a trainer's clearance runs."""
    cleared_trainer_needed: bool = False
    """Whether each session needs a trainer cleared for its subject (agency guide)."""
    sustained_dates: int = 3
    """Meeting dates above which a participation counts as sustained; a note."""
    sustained_days: int = 7
    """Days from first to last contact above which a participation counts as sustained; a note."""
    questions: frozenset[Question] = ALL_QUESTIONS
    """What is asked at commissioning (follow-through article)."""

    checked_when_made: ClassVar = True
    """Whoever holds one need not look into it again."""

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise OutOfRange(f"Policy.{name}", value, f"from {least} to {most}")

    def __repr__(self) -> str:
        return f"Policy({self.name!r}, {self.version}, differs={[*self.differs()]})"

    def coaching_sessions(self, tier: Tier) -> int:
        """Coaching sessions asked of this tier in each cycle."""
        return self.coaching_intensive if tier is Tier.INTENSIVE else self.coaching_general

    def measured_when(self) -> dict[str, object]:
        """When an outcome is to be re-measured, as a reason says it before anybody was trained."""
        return {"trained": None, "earliest": self.remeasure_from, "latest": self.remeasure_until}

    def differs(self) -> dict[str, Any]:
        """The fields in which this policy differs from the full rule, name and version apart."""
        return {
            field.name: getattr(self, field.name)
            for field in attrs.fields(Policy)[2:]
            if getattr(self, field.name) != field.default
        }


MOST: Final = 10_000
"""Of days, people or pieces: more is a slip of the hand."""
EVERY: Final = ("check_in_every", "check_in_every_later", "unobserved_warning", "touch_point_every")
SHARES: Final = ("attendance_share", "evaluations_before_follow_up", "practice_share_note")
COUNTS: Final = [f.name for f in attrs.fields(Policy)[2:] if str(f.type).startswith(("int", "float"))]
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    **dict.fromkeys(COUNTS, (0, MOST)),
    **dict.fromkeys(EVERY, (1, MOST)),
    **dict.fromkeys(SHARES, (0, 1)),
}
"""The least and the most that each number of a policy may be; what happens every so many days needs one at least."""

FULL = Policy()
"""Every rule at its default."""

LIGHT = Policy(
    name="LIGHT",
    shortest_session=0,
    evaluation_before=EvaluationBefore.NEVER,
    commitment_before_support=False,
    supporter_before_support=False,
    supporter_beyond_manager=False,
    follow_up_before_support=False,
    baseline_before_support=False,
    support_before_complete=False,
    remeasure_before_complete=False,
    observations_before_coaching=0,
    practice_shown_by=ANY_EVIDENCE,
    unobserved_warning=None,
    check_in_every=None,
    check_in_every_later=None,
    step_latest=28,
    coaching_intensive=0,
    contacts_per_cycle=0,
    commitment_reviewed=False,
    working_from=0,
    working_until=24,
    questions=frozenset(),
)
"""What a host gets that names no policy."""

TEXAS_CYCLE = Policy(
    name="TEXAS_CYCLE",
    shortest_session=0,
    follow_up_due=14,
    follow_up_breached=28,
    fewest_cycles=3,
    most_cycles=3,
    days_between_cycles=28,
    remeasure_anchor=RemeasureAnchor.LAST_INPUT,
    questions=ALL_QUESTIONS - {Question.PROTECTED_TIME},
)
"""A teacher's year of three rounds of training, support and coaching (Texas model)."""

TEXAS_LEADER = Policy(
    name="TEXAS_LEADER",
    shortest_session=0,
    follow_up_due=14,
    follow_up_breached=28,
    observations_before_coaching=0,
    practice_shown_by=ANY_EVIDENCE,
    unobserved_warning=None,
    check_in_every_later=14,
    step_due=14,
    step_latest=28,
    fewest_cycles=3,
    days_between_cycles=28,
    remeasure_anchor=RemeasureAnchor.LAST_INPUT,
    questions=ALL_QUESTIONS - {Question.PROTECTED_TIME},
)
"""A campus leader's year: support is mainly recurring check-ins on priorities (Texas model)."""

AGENCY_CADRE = Policy(
    name="AGENCY_CADRE",
    commitment_before_support=False,
    supporter_before_support=False,
    supporter_beyond_manager=False,
    practice_shown_by=frozenset({Evidence.OBSERVATION, Evidence.ARTIFACT}),
    unobserved_warning=None,
    check_in_every=28,
    step_due=14,
    step_latest=28,
    coaching_intensive=0,
    commitment_reviewed=False,
    working_from=0,
    working_until=24,
    cleared_trainer_needed=True,
    questions=frozenset(
        {Question.OUTCOME, Question.MEASURE, Question.BASELINE, Question.FOLLOW_UP, Question.SUPPORTER}
    ),
)
"""A state agency's cadre of trainers (agency guide)."""

COLLEGE_CPD = Policy(
    name="COLLEGE_CPD",
    shortest_session=0,
    follow_up_due=14,
    follow_up_breached=28,
    observations_before_coaching=0,
    practice_shown_by=frozenset({Evidence.OBSERVATION, Evidence.ARTIFACT}),
    unobserved_warning=None,
    check_in_every_later=14,
    step_due=14,
    step_latest=28,
    coach_may_be_manager=False,
    coaching_intensive=0,
)
"""A college's training days and what follows them (follow-through article)."""

PROFILES = {policy.name: policy for policy in (FULL, LIGHT, TEXAS_CYCLE, TEXAS_LEADER, AGENCY_CADRE, COLLEGE_CPD)}
"""The named profiles; each but FULL differs from the full rule as its definition says."""


def next_version(policy: Policy) -> Policy:
    """The same rules as another version, under a name of its own where the policy is a profile."""
    name = f"{policy.name}, own" if policy.name in PROFILES else policy.name
    return attrs.evolve(policy, name=name, version=policy.version + 1)


def name_taken(known: Iterable[Policy], asked: Policy) -> Mapping[str, object] | None:
    """The fields in which a policy differs from a known one of its name and version; None where there is no such."""
    for policy in known:
        if (policy.name, policy.version) == (asked.name, asked.version) and policy != asked:
            differs = [field.name for field in attrs.fields(Policy)[2:] if _differ(policy, asked, field.name)]
            return {"name": asked.name, "version": asked.version, "differs": tuple(differs)}
    return None


def _differ(one: Policy, other: Policy, field: str) -> bool:
    return bool(getattr(one, field) != getattr(other, field))


class ProfileLimit(Mark):
    """Allows profiles, and policies with a name and version that no profile has."""

    def allows(self, policy: Policy) -> bool:
        profile = PROFILES.get(policy.name)
        return profile is None or profile.version != policy.version or profile == policy

    def __str__(self) -> str:
        return "what the profile of this name and version says: give it a name of its own"


class StepDueLimit(Mark):
    """Allows policies under which an action step can be agreed without naming a day."""

    def allows(self, policy: Policy) -> bool:
        return policy.step_latest is None or policy.step_due <= policy.step_latest

    def __str__(self) -> str:
        return "one whose step_due is at most its step_latest"


AskedPolicy = Annotated[Policy, ProfileLimit(), StepDueLimit()]
"""A policy as commands give it; a stored event keeps the one that it carries, whatever its name."""
