"""One plausible example of every command of an engagement, made from the state, for walks by chance."""

from collections.abc import Callable
from datetime import timedelta

import attrs

from pdflow import FULL, Actor, Better, Command, EvaluationLevel, Header, OutcomeKind, OutcomeOf, Role, Strategy
from pdflow.engagement import (
    AcceptRequest,
    Activity,
    Addition,
    AddMilestone,
    AddToRoster,
    AdoptPolicy,
    AgreeDuties,
    AgreePartnership,
    Alignment,
    AssignTask,
    Band,
    BeginFollowUp,
    Brings,
    Cancel,
    CancelTraining,
    Characteristic,
    CharacteristicRating,
    ChooseFollowUp,
    ChooseMeasure,
    Close,
    CollectEvaluation,
    Commission,
    CompleteTask,
    Conclusion,
    DeclineRequest,
    DefineManagerRole,
    DefineTrainerRole,
    DeliverTraining,
    DesignTraining,
    Duty,
    DutyTime,
    EndParticipation,
    EndPartnership,
    Engagement,
    HoldTouchPoint,
    HowEnded,
    LogisticsItem,
    LoseSlot,
    MeasureRating,
    Mode,
    MoveTask,
    NameSupporter,
    Objective,
    PartnerRole,
    PlanFollowUp,
    PlanRevisit,
    PlanSharing,
    Presence,
    Promise,
    ProposePartner,
    ProtectedSlot,
    ProtectTime,
    RecordClearance,
    RecordFollowUp,
    RecordReading,
    Reopen,
    RequestEngagement,
    RescheduleTraining,
    ReviewImpact,
    ReviewPartnership,
    ReviseFollowUp,
    ScheduledSession,
    ScheduleTraining,
    SetBaseline,
    SetBudget,
    Side,
    StateOutcome,
    SuccessMeasure,
    SuccessOf,
    TickLogistics,
    Trainer,
    UseSlot,
    VetPartner,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.engagement.partnership import agreement_with
from pdflow.engagement.resources import open_slots
from pdflow.engagement.sessions import booking_of, held, to_come
from pdflow.engagement.timeline import open_tasks, place_of
from pdflow.kernel.records import not_voidable, relied_upon
from pdflow.testing.walks import Subject

Example = Callable[[Engagement, Header], Command]


def free(state: Engagement, stem: str) -> str:
    """A name that neither stands nor was voided, nor is a part's."""
    taken = {*state.voided, *(name for name, _ in state.records())}
    for holder in (*state.protections.values(), *state.trainings.values(), *state.bookings.values()):
        taken.update(holder.parts)
    n = 1
    while f"{stem}-{n}" in taken:
        n += 1
    return f"{stem}-{n}"


def latest(names: object) -> str:
    """The last of these names, or one that stands nowhere."""
    return next(iter(reversed([*names])), "none")


def in_days(header: Header, days: int) -> object:
    return (header.at + timedelta(days=days)).date()


def within(state: Engagement, header: Header, days: int) -> object:
    start = state.start or header.at.date()
    return min(max(in_days(header, days), start), state.planned_end or in_days(header, days))


def an_outcome(state: Engagement, header: Header) -> Command:
    name = free(state, "outcome")
    whose = OutcomeOf.PERSON if name.endswith("2") else OutcomeOf.GROUP
    return StateOutcome(header, outcome=name, whose=whose, kind=OutcomeKind.SKILL, statement="asks open questions")


def a_measure(state: Engagement, header: Header) -> Command:
    measured = {entry.outcome for entry in state.measures.values()}
    return ChooseMeasure(
        header,
        measure=free(state, "measure"),
        outcome=latest([*state.outcomes, *(name for name in state.outcomes if name not in measured)]),
        title="share of questions",
        unit="%",
        better=Better.HIGHER,
        collector="tom",
        collected_by=in_days(header, 200),
        target=40.0,
    )


def a_baseline(state: Engagement, header: Header) -> Command:
    read = {entry.outcome for entry in state.baselines.values()}
    outcome = latest([*state.outcomes, *(name for name in state.outcomes if name not in read)])
    late = bool(state.deliveries)
    return SetBaseline(
        header,
        baseline=free(state, "baseline"),
        outcome=outcome,
        on=header.at.date(),
        value=20.0 if len(state.baselines) % 2 else None,
        retrospective=late,
    )


def time_protected(state: Engagement, header: Header) -> Command:
    start = max(header.at, header.at.replace(year=2026, month=9, day=2))
    slot = ProtectedSlot(free(state, "slot"), start, 60)
    return ProtectTime(header, protection=free(state, "protection"), slots=(slot,))


def a_partner_vetted(state: Engagement, header: Header) -> Command:
    live = [name for name in state.partners if name not in state.partner_ends]
    return VetPartner(header, vetting=free(state, "vetting"), partner=latest(live), answers=(), passed=True)


def a_partnership(state: Engagement, header: Header) -> Command:
    live = [name for name in state.partners if name not in state.partner_ends]
    agreed = {agreement.partner for agreement in state.agreements.values()}
    return AgreePartnership(
        header,
        agreement=free(state, "agreement"),
        partner=latest([*live, *(name for name in live if name not in agreed)]),
        role=PartnerRole.COACH,
        alignment=Alignment("practice", "questions", "calls", "answers"),
        promises=tuple(Promise(each, "we will") for each in Characteristic),
        measures=(SuccessMeasure("trained", SuccessOf.GOAL_ALIGNMENT),),
        touch_points=(in_days(header, 90),),
        without_partner="ours go on",
    )


def a_rating(state: Engagement, header: Header) -> Command:
    spoken = {(rating.partner, rating.side) for rating in state.ratings.values()}
    agreed = [agreement.partner for agreement in state.agreements.values()]
    silent = [(partner, side) for partner in agreed for side in Side if (partner, side) not in spoken]
    partner, side = silent[0] if silent else (latest(agreed), Side.HOST)
    agreement = agreement_with(state, partner)
    measures = () if agreement is None else state.agreements[agreement].measures
    return ReviewPartnership(
        header,
        review=free(state, "rating"),
        partner=partner,
        side=side,
        characteristics=tuple(CharacteristicRating(each, 4) for each in Characteristic),
        measures=tuple(MeasureRating(each, 3) for each in measures),
    )


def a_milestone(state: Engagement, header: Header) -> Command:
    start = state.start or header.at.date()
    return AddMilestone(
        header, milestone=free(state, "milestone"), title="visits", band=Band.MONTHS_1_TO_6, on=start + timedelta(30)
    )


def a_task(state: Engagement, header: Header) -> Command:
    start = state.start or header.at.date()
    return AssignTask(
        header,
        task=free(state, "task"),
        person="lee",
        title="send the reading",
        band=Band.BEYOND_YEAR_1,
        due=start + timedelta(days=400),
        milestone=next(iter(state.milestones), None),
    )


def a_task_moved(state: Engagement, header: Header) -> Command:
    task = latest(open_tasks(state))
    due = place_of(state, task)[1] + timedelta(days=7) if task in state.tasks else header.at.date()
    return MoveTask(header, task=task, band=Band.BEYOND_YEAR_1, due=due)


def a_training(state: Engagement, header: Header) -> Command:
    return DesignTraining(
        header,
        training=free(state, "training"),
        subject="questioning",
        sessions=(free(state, "morning"), free(state, "afternoon")),
        audience="teachers",
        pre_assessment="a tally",
        objectives=(Objective("asks", "a tally"),),
        agenda=(Activity("model", 60), Activity("try it", 60, practice=True)),
        materials="cards",
        evaluation="a sheet",
        follow_up="visits",
    )


def led(state: Engagement) -> tuple[Trainer, ...]:
    agreed = [each.partner for each in state.agreements.values() if each.partner not in state.partner_ends]
    return (Trainer("lee"), Trainer("eve", next(iter(agreed), None)))


def at_sessions(state: Engagement, header: Header, sessions: tuple[str, ...]) -> tuple[ScheduledSession, ...]:
    start = header.at + timedelta(days=2)
    return tuple(ScheduledSession(name, start, 120, led(state)) for name in sessions)


def a_schedule(state: Engagement, header: Header) -> Command:
    unscheduled = [
        name
        for name, each in state.trainings.items()
        if all(booking_of(state, session) is None for session in each.sessions)
    ]
    training = latest(unscheduled or state.trainings)
    sessions = state.trainings[training].sessions if training in state.trainings else ("none",)
    return ScheduleTraining(
        header,
        schedule=free(state, "schedule"),
        training=training,
        sessions=at_sessions(state, header, sessions),
        site="North",
        logistics=(LogisticsItem(free(state, "item"), "book a room"),),
    )


def left(state: Engagement) -> tuple[str, str]:
    """A session in the calendar and its training, else whatever there is."""
    names = [session.session for session in to_come(state)]
    for training, each in reversed(state.trainings.items()):
        for session in each.sessions:
            if session in names:
                return training, session
    training = latest(state.trainings)
    return training, state.trainings[training].sessions[0] if training in state.trainings else "none"


def a_rescheduling(state: Engagement, header: Header) -> Command:
    called_off = [name for each in state.bookings.values() for name, at in each.sessions.items() if at is None]
    training, session = left(state)
    for name, each in state.trainings.items():
        if called_off and called_off[-1] in each.sessions:
            training, session = name, called_off[-1]
    return RescheduleTraining(
        header, training=training, sessions=at_sessions(state, header, (session,)), site="South", reason="snow"
    )


def a_delivery(state: Engagement, header: Header) -> Command:
    _, session = left(state)
    there = tuple(Presence(person, 90) for person in [*state.roster][:3])
    return DeliverTraining(header, delivery=free(state, "delivery"), session=session, held=120, there=there)


def an_addition(state: Engagement, header: Header) -> Addition:
    return Addition(free(state, "plan"), Strategy.CHECK_IN, Mode.PHONE, "lee", in_days(header, 30))


def a_revision(state: Engagement, header: Header) -> Command:
    drops = tuple(name for name in state.in_force() if name in state.given)[:1]
    return ReviseFollowUp(
        header, revision=free(state, "revision"), drops=drops, adds=(an_addition(state, header),), reason="needs"
    )


def follow_up_given(state: Engagement, header: Header) -> Command:
    done = {given.plan for given in state.given.values()}
    open_ = [name for name in state.in_force() if name not in done]
    return RecordFollowUp(header, given=free(state, "given"), plan=latest(open_ or state.in_force()), minutes=30)


def a_reading(state: Engagement, header: Header) -> Command:
    return RecordReading(
        header,
        reading=free(state, "reading"),
        outcome=latest(state.outcomes),
        value=30.0,
        on=header.at.date(),
        level=EvaluationLevel.USE,
    )


def a_waiver(state: Engagement, header: Header) -> Command:
    """Of the first requirement in the way of anything that can be waived, for its subject every other time."""
    reasons = [
        why for each in decider.options(state, header).values() for why in each if state.requirements.get(why.code)
    ]
    why = reasons[0] if reasons else None
    named = [value for value in why.parameters.values() if type(value) is str] if why else []
    subject = next((name for name in named if state.find(name)), None) if len(state.waivers) % 2 else None
    code = why.code if why else "impact.not_reviewed"
    return Waive(header, waiver=free(state, "waiver"), requirement=code, subject=subject, reason="agreed")


def a_record_voided(state: Engagement, header: Header) -> Command:
    """Of the latest record that nothing rests on."""
    voids = (VoidRecord(header, record=name, reason="mistake") for name, _ in reversed([*state.records()]))
    free_ones = (void for void in voids if not relied_upon(state, void) and not not_voidable(state, void))
    return next(free_ones, VoidRecord(header, record="none", reason="mistake"))


def a_person_ended(state: Engagement, header: Header) -> Command:
    person = latest(name for name in state.roster if name not in state.ended)
    return EndParticipation(header, person=person, how=HowEnded.COMPLETED)


EXAMPLES: dict[type[Command], Example] = {
    RequestEngagement: lambda s, h: RequestEngagement(
        h, engagement=s.engagement or "e1", need="few ask", audience="all"
    ),
    AcceptRequest: lambda s, h: AcceptRequest(h, start=h.at.date(), planned_end=in_days(h, 900), policy=FULL),
    DeclineRequest: lambda s, h: DeclineRequest(h, reason="no trainer"),
    StateOutcome: an_outcome,
    ChooseMeasure: a_measure,
    SetBaseline: a_baseline,
    NameSupporter: lambda s, h: NameSupporter(h, supporter=free(s, "supporter"), person="pat", role=Role.PEER),
    DefineManagerRole: lambda s, h: DefineManagerRole(h, definition=free(s, "role"), supports="a", tracks="b"),
    DefineTrainerRole: lambda s, h: DefineTrainerRole(h, definition=free(s, "role"), advice="a", part="b"),
    ProtectTime: time_protected,
    UseSlot: lambda s, h: UseSlot(h, slot=latest(open_slots(s))),
    LoseSlot: lambda s, h: LoseSlot(h, slot=latest(open_slots(s)), put_first="exams"),
    SetBudget: lambda s, h: SetBudget(h, budget=free(s, "budget"), money=900, follow_up_money=300),
    PlanRevisit: lambda s, h: PlanRevisit(h, revisit=free(s, "revisit"), on=within(s, h, 60), messages="wait time"),
    PlanSharing: lambda s, h: PlanSharing(h, sharing=free(s, "sharing"), how="a teach meet", on=within(s, h, 90)),
    ProposePartner: lambda s, h: ProposePartner(
        h, partner=free(s, "partner"), organisation="Ltd", brings=(Brings.EXPERTISE,), looked_inside="nobody"
    ),
    VetPartner: a_partner_vetted,
    AgreePartnership: a_partnership,
    Commission: lambda s, h: Commission(h),
    HoldTouchPoint: lambda s, h: HoldTouchPoint(
        h,
        touch_point=free(s, "touch-point"),
        partner=latest(a.partner for a in s.agreements.values() if a.partner not in s.partner_ends),
        decided="go on",
    ),
    ReviewPartnership: a_rating,
    EndPartnership: lambda s, h: EndPartnership(
        h, partner=latest(name for name in s.partners if name not in s.partner_ends), reason="fees"
    ),
    AddToRoster: lambda s, h: AddToRoster(h, person=f"person-{len(s.roster)}", site="North"),
    EndParticipation: a_person_ended,
    AddMilestone: a_milestone,
    AssignTask: a_task,
    MoveTask: a_task_moved,
    CompleteTask: lambda s, h: CompleteTask(h, task=latest(open_tasks(s))),
    DesignTraining: a_training,
    AgreeDuties: lambda s, h: AgreeDuties(
        h,
        agreement=free(s, "duties"),
        training=latest(s.trainings),
        duties=tuple(Duty(time, "keep time", "lee") for time in DutyTime),
    ),
    RecordClearance: lambda s, h: RecordClearance(
        h, clearance=free(s, "clearance"), person="lee", subject="questioning", until=in_days(h, 300)
    ),
    ScheduleTraining: a_schedule,
    RescheduleTraining: a_rescheduling,
    CancelTraining: lambda s, h: CancelTraining(h, training=left(s)[0], sessions=left(s)[1:], reason="snow"),
    TickLogistics: lambda s, h: TickLogistics(
        h, item=latest(item for booking in s.bookings.values() for item in booking.items if item not in s.ticks)
    ),
    DeliverTraining: a_delivery,
    PlanFollowUp: lambda s, h: PlanFollowUp(
        h, plan=free(s, "plan"), strategy=Strategy.COACHING, mode=Mode.IN_PERSON, owner="lee", on=in_days(h, 30)
    ),
    ReviseFollowUp: a_revision,
    RecordFollowUp: follow_up_given,
    CollectEvaluation: lambda s, h: CollectEvaluation(
        h, evaluation=free(s, "evaluation"), session=latest(held(s)), returns=3, preferred=(Strategy.DISCUSSION,) * 3
    ),
    ChooseFollowUp: lambda s, h: ChooseFollowUp(
        h, choice=free(s, "choice"), plans=tuple(name for name in s.plans if name not in s.dropped())[-2:]
    ),
    BeginFollowUp: lambda s, h: BeginFollowUp(h),
    RecordReading: a_reading,
    ReviewImpact: lambda s, h: ReviewImpact(
        h, review=free(s, "impact"), conclusions=tuple(Conclusion(name, "better") for name in s.outcomes)
    ),
    Close: lambda s, h: Close(h),
    AdoptPolicy: lambda s, h: AdoptPolicy(h, policy=attrs.evolve(s.policy, version=s.policy.version + 1)),
    Waive: a_waiver,
    VoidRecord: a_record_voided,
    Cancel: lambda s, h: Cancel(h, reason="no funds"),
    Reopen: lambda s, h: Reopen(h, reason="more was asked"),
}


def suggest(state: Engagement, command: type[Command], header: Header) -> Command:
    return EXAMPLES[command](state, header)


def an_actor(state: Engagement, command: type[Command]) -> Actor:
    """Lee for what trainers do, else somebody in the first role that may."""
    role = command.right.roles[0]
    return Actor("lee" if role is Role.FACILITATOR else role.lower(), role)


SUBJECT = Subject(decider, suggest, an_actor)
