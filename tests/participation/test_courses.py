"""Five courses of events, each told from enrolment to its end."""

from collections.abc import Sequence

import attrs
from tests.participation.stories import (
    ASKS,
    TEAM,
    Somebody,
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    commit,
    day,
    debrief,
    evaluate,
    host,
    identify,
    kim,
    lee,
    measure,
    observe,
    office,
    on,
    pat,
    plan,
    rosa,
    schedule,
    tom,
)

from pdflow import (
    FULL,
    LIGHT,
    TEXAS_CYCLE,
    TEXAS_LEADER,
    Command,
    Event,
    Handover,
    Header,
    Level,
    Reason,
    Refused,
    Role,
    Strategy,
    Supporter,
    Tier,
)
from pdflow.kernel.decider import Decider
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CarryGrowthArea,
    CloseCoaching,
    CloseGrowthArea,
    CompareWithModel,
    Complete,
    CompleteActionStep,
    CutCoachingShort,
    Enrol,
    Enrolled,
    ExtendActionStep,
    HomeStep,
    NameSteps,
    OpenCoaching,
    Participation,
    ParticipationCompleted,
    ParticipationSummary,
    Pause,
    Phase,
    Practise,
    Progress,
    Reopen,
    Resume,
    RetirePriority,
    SetPriority,
    SharePractice,
    ShowModel,
    Shown,
    StepReview,
    TakeBaseline,
    Transfer,
    VoidRecord,
    Waive,
    Withdraw,
    Withdrawn,
    decider,
    open_visits,
)


class Course:
    """What happens to one person, told step by step; the events are kept, to be replayed."""

    def __init__(self, decider: Decider[Participation] = decider) -> None:
        self.decider, self.state = decider, decider.state()
        self.events: list[Event] = []

    def tells(self, what: str, *commands: Command) -> None:
        """What is asked and done."""
        for command in commands:
            try:
                events = self.decider.decide(self.state, command)
            except Refused as refused:
                raise AssertionError(what) from refused
            assert events, f"{what}: {command!r} was silent"
            self.events += events
            self.decider.fold(events, onto=self.state)

    def refuses(self, what: str, command: Command, *codes: str) -> Sequence[Reason]:
        """What is asked in vain, and for which reasons."""
        reasons = self.decider.why_not(self.state, command)
        assert sorted(reason.code for reason in reasons) == sorted(codes), what
        return reasons

    def ends(self, phase: Phase) -> ParticipationSummary:
        """The summary with which it ended; a replay of the events gives the same state."""
        assert self.state.phase is phase
        assert self.decider.fold(self.events) == self.state
        assert self.decider.evolve(self.decider.state(), *self.events) == self.state
        last = self.events[-1]
        assert isinstance(last, ParticipationCompleted | Withdrawn)
        return last.summary


def a_session(coach: Somebody, n: int, session: str, area: str, evidence: str, *home: HomeStep) -> Story:
    """A one-on-one session on day n with all its moves, closed with a return visit a week later."""
    return [
        OpenCoaching(coach(n, 9), session=session, growth_area=area),
        ShowModel(coach(n, 9), move=f"{session}-model", session=session),
        CompareWithModel(coach(n, 9), move=f"{session}-compare", session=session, evidence=evidence),
        NameSteps(coach(n, 10), move=f"{session}-steps", session=session, steps=("ask", "wait"), home=home),
        Practise(coach(n, 10), move=f"{session}-practice", session=session, rounds=3),
        schedule(coach(n, 10), f"{session}-return", day(n + 7), supporter=coach.person),
        CloseCoaching(coach(n, 10), session=session, minutes=45),
    ]


def home(step: str) -> HomeStep:
    return HomeStep(step, "wait three seconds after a question", "a pause one can count")


def test_a_teacher_has_a_year_of_three_rounds_with_a_day_missed_a_move_and_a_leave() -> None:
    year = Course()
    year.tells(
        "Ana joins in September; two days of training are planned, and where she stands is counted in a lesson",
        Enrol(host(0), person="ana", site="north", manager="rosa", policy=TEXAS_CYCLE, outcomes=(ASKS,)),
        BriefParticipant(host(0), outcomes=(ASKS,), strategies=(Strategy.COACHING, Strategy.CHECK_IN)),
        AssignTeam(office(0), team=TEAM, coach="kim"),
        plan(host(0), "plan-1", "d1", start=day(3)),
        plan(host(0), "plan-2", "d2", start=day(10)),
        TakeBaseline(lee(1), baseline="b1", outcome="o1", value=20, on=on(1)),
    )
    year.tells(
        "she is there on the first day and ill on the second",
        attend(lee(3), "a1", "d1"),
        evaluate(ana(3, 16), "e1", "d1", reaction=4),
        attend(lee(10), "a2", "d2", there=0),
        commit(ana(11), "c1", ask=25),
    )
    [short] = year.refuses("half is not enough", BeginSupport(kim(12)), "training.attendance_short")
    assert short.parameters == {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": False}
    year.tells(
        "she makes the day up with the next group, and support begins",
        attend(lee(17), "a3", "d2-again", makes_up="d2"),
        BeginSupport(kim(18)),
    )
    year.tells(
        "Kim observes her, finds the gap and coaches her on it",
        observe(kim(22), "ob1", "ask", level=Level.PARTLY),
        identify(kim(23), "g1", "ob1"),
        *a_session(kim, 24, "s1", "g1", "ob1", home("st1")),
    )
    year.refuses("the round is not over yet", BeginNextCycle(kim(25), cycle=2), "growth_area.open")
    year.tells(
        "a week later it is seen in class, and the first round is over",
        observe(kim(31), "ob2", "g1", "st1", visit="s1-return"),
        CompleteActionStep(ana(31, 9), step="st1", evidence="ob2"),
        CloseGrowthArea(kim(31, 9), growth_area="g1"),
        BeginNextCycle(kim(40), cycle=2),
    )
    year.tells(
        "the second round begins with another day",
        plan(host(40), "plan-3", "d3", start=day(42)),
        attend(lee(42), "a4", "d3"),
        evaluate(ana(42, 16), "e2", "d3", reaction=5),
        commit(ana(43), "c2", wait=60),
        BeginSupport(kim(45)),
        observe(kim(48), "ob3", "wait", level=Level.NOT_YET),
    )
    year.tells(
        "in the middle of it she moves to the south campus, where Lee takes over from Kim",
        Transfer(rosa(50), site="south", role_title="teacher", manager="tom", from_day=on(50)),
        AssignTeam(office(51), team=TEAM[1:], coach="lee", handovers=(Handover("lee", "kim"),)),
    )
    year.refuses("Kim is off the team", identify(kim(52), "g2", "ob3"), "coaching.not_the_coach")
    year.tells(
        "Lee owes what Kim owed, and coaches her",
        debrief(lee(52), "f3", "ob3"),
        identify(lee(53), "g2", "ob3"),
        *a_session(lee, 54, "s2", "g2", "ob3", home("st2")),
    )
    year.tells("then she goes on leave for a month", Pause(tom(58), until=on(88), reason="leave"))
    assert open_visits(year.state) == []
    year.refuses("nobody visits her meanwhile", observe(lee(61), "ob4", "g2"), "participation.paused")
    year.tells(
        "she is back two days early, is seen again, and carries the growth area into the last round",
        Resume(tom(86)),
        schedule(lee(86), "v2", day(90), supporter="lee"),
        observe(lee(90), "ob4", "g2", "st2", level=Level.PARTLY, visit="v2"),
        CompleteActionStep(ana(90, 9), step="st2", evidence="ob4"),
        CarryGrowthArea(lee(91), growth_area="g2", reason="time"),
        BeginNextCycle(lee(95), cycle=3),
    )
    year.tells(
        "the last round: a day of training, of which no evaluation is handed in",
        attend(lee(97), "a5", "d4"),
        commit(ana(97), "c3", wait=110),
        BeginSupport(lee(98)),
        observe(lee(100), "ob5", "g2", level=Level.PARTLY),
    )
    opening = OpenCoaching(lee(101), session="s3", growth_area="g2")
    [owed] = year.refuses("feedback comes before coaching", opening, "feedback.owed")
    assert owed.parameters == {"observations": ("ob5",)}
    year.tells(
        "after a last session she has it in place",
        debrief(lee(101), "f5", "ob5"),
        *a_session(lee, 101, "s3", "g2", "ob5"),
        observe(lee(108), "ob6", "g2", level=Level.FULLY, visit="s3-return"),
        CloseGrowthArea(lee(108), growth_area="g2"),
    )
    year.tells("a reading is taken, too early", measure(lee(120), "r1", on(120), value=45))
    year.refuses("a fourth round is not in this policy", BeginNextCycle(lee(121), cycle=4), "cycle.was_the_last")
    reasons = year.refuses(
        "the days of leave are not counted, and credit is held for the evaluation",
        Complete(lee(121)),
        "outcome.not_remeasured",
        "training.evaluation_missing",
    )
    assert reasons[0].parameters == {"cycle": 3}
    year.tells(
        "one day later the window is open, and the year is complete",
        measure(lee(121), "r2", on(121), value=55),
        evaluate(ana(121), "e3", "d4", anonymous=True),
        Complete(lee(121, 9)),
    )
    assert year.ends(Phase.COMPLETED) == ParticipationSummary(
        cycles=3,
        training_minutes=4 * 360,
        support_minutes=6 * 30,
        coaching_minutes=3 * 45,
        observations=6,
        check_ins=0,
        artifacts=0,
        steps_completed=2,
        coaching_sessions=3,
        shared=(),
        waived=(),
        carried=(),
    )


def test_a_baseline_was_forgotten_and_is_repaired() -> None:
    alone = attrs.evolve(ASKS, outcome="o2", statement="plans alone")
    course = Course()
    course.tells(
        "nobody thought of where Ana stood before she was trained",
        Enrol(host(0), person="ana", manager="rosa", policy=FULL, strategies=(Strategy.CHECK_IN,)),
        AssignTeam(office(0), team=TEAM, tier=Tier.GENERAL, ground="experienced"),
        attend(lee(3), "a1"),
        evaluate(ana(3, 16), "e1"),
        commit(ana(4), "c1", ask=20),
        BriefParticipant(host(5), outcomes=(ASKS, alone), strategies=(Strategy.CHECK_IN,)),
    )
    missing = course.refuses("so support waits", BeginSupport(lee(6)), "outcome.no_baseline", "outcome.no_baseline")
    assert [reason.parameters for reason in missing] == [{"outcome": "o1"}, {"outcome": "o2"}]
    course.refuses(
        "a reading of today is none of before",
        TakeBaseline(lee(6), baseline="b1", outcome="o1", value=50, on=on(6)),
        "outcome.baseline_after_training",
    )
    course.tells(
        "but one was taken on paper, and is entered late, with a slip of the pen",
        TakeBaseline(lee(7), baseline="b1", outcome="o1", value=200, on=on(2), how="counted in one lesson"),
        TakeBaseline(lee(7), baseline="b2", outcome="o1", value=20, on=on(2), how="counted in one lesson"),
    )
    course.tells(
        "the other is judged afterwards and says so; the slip is taken back",
        TakeBaseline(lee(7), baseline="b3", outcome="o2", value=2, on=on(7), retrospective=True),
        VoidRecord(office(7), record="b1", reason="slip of the pen"),
        BeginSupport(lee(8)),
    )
    assert course.state.granted_on == ("a1", "e1", "c1", "b2", "b3")
    course.refuses(
        "now support rests on them",
        VoidRecord(office(9), record="b2", reason="mistake"),
        "record.relied_upon",
    )
    course.refuses("no reading is older than its baseline", measure(lee(9), "r1", on(1)), "outcome.before_baseline")
    course.tells(
        "both outcomes are measured again in December",
        observe(lee(20), "ob1", "ask"),
        measure(lee(100), "r1", on(100), value=40),
        measure(ana(100), "r2", on(100), outcome="o2", value=4),
        Complete(office(101)),
    )
    told = course.ends(Phase.COMPLETED)
    assert (told.cycles, told.coaching_sessions, told.contact_hours, told.waived) == (1, 0, 6.5, ())


def a_leaders_round(cycle: int, since: int) -> Story:
    """A round of a campus leader: a day together, check-ins on a priority, and one session on what they showed."""
    step, area = f"st{cycle}", f"g{cycle}"

    def looks(n: int, name: str, progress: Progress, *shows: Shown) -> Command:
        return check_in(kim(since + n), f"{name}-{cycle}", reviews=(StepReview(step, progress),), shows=shows)

    return [
        attend(lee(since + 1), f"a{cycle}", f"d{cycle}"),
        evaluate(ana(since + 1, 16), f"e{cycle}", f"d{cycle}"),
        commit(ana(since + 2), f"c{cycle}", **{f"walk{cycle}": since + 60}),
        BeginSupport(kim(since + 3)),
        agree(kim(since + 4), step, "pr1"),
        looks(14, "first", Progress.UNDER_WAY, Shown("pr1", Level.PARTLY, "calendar")),
        artifact(ana(since + 15), f"ar{cycle}", "pr1"),
        identify(kim(since + 15), area, f"first-{cycle}"),
        *a_session(kim, since + 16, f"s{cycle}", area, f"ar{cycle}"),
        looks(28, "second", Progress.DONE, Shown(area, Level.MOSTLY, "notes of three walks")),
        CompleteActionStep(ana(since + 28), step=step, evidence=f"second-{cycle}"),
        CloseGrowthArea(kim(since + 28), growth_area=area),
    ]


def test_a_principal_is_supported_by_check_ins_on_priorities() -> None:
    year = Course()
    year.tells(
        "a principal joins, with a priority of her own",
        Enrol(host(0), person="ana", role_title="principal", policy=TEXAS_LEADER, outcomes=(ASKS,)),
        BriefParticipant(host(0), outcomes=(ASKS,), strategies=(Strategy.CHECK_IN,)),
        AssignTeam(office(0), team=TEAM, coach="kim"),
        TakeBaseline(kim(0), baseline="b1", outcome="o1", value=1, on=on(0)),
        SetPriority(ana(0), priority="pr1", statement="visit every classroom once a week"),
    )
    year.tells("the first round", *a_leaders_round(1, 0))
    year.refuses("three rounds are asked", Complete(kim(30)), "cycle.short", "outcome.not_remeasured")
    year.tells("the second round", BeginNextCycle(kim(30), cycle=2), *a_leaders_round(2, 30))
    year.tells("and the third", BeginNextCycle(kim(60), cycle=3), *a_leaders_round(3, 60))
    year.tells(
        "the priority is accomplished, what came of it is shared, and the outcome measured again",
        RetirePriority(kim(90), priority="pr1", accomplished=True),
        SharePractice(ana(95), sharing="sh1", occasion="principals' meeting"),
        measure(kim(100), "r1", on(100)),
        Complete(office(100)),
    )
    told = year.ends(Phase.COMPLETED)
    assert (told.cycles, told.observations, told.check_ins, told.artifacts) == (3, 0, 6, 3)
    assert (told.coaching_sessions, told.steps_completed, told.shared) == (3, 3, ("sh1",))
    assert told.contact_hours == (3 * 360 + 6 * 20 + 3 * 45) / 60


WARD = attrs.evolve(
    LIGHT,
    name="WARD",
    version=1,
    attendance_share=1.0,
    support_before_complete=True,
    priorities_at_once=1,
    steps_at_once=1,
)
"""A hospital's own: all of the training, some support, one thing at a time."""

bea = Somebody("bea", Role.PEER)
sister = Somebody("sister", Role.MANAGER)


def ward_rights(state: Participation, command: type[Command], header: Header) -> Sequence[Reason]:
    """On this ward the sister in charge may ask everything, and whoever works there what is no administration."""
    if header.by.person == "sister" or command not in (Enrol, AdoptPolicy, Waive, VoidRecord, Complete):
        return ()
    return (Reason("ward.sister_only"),)


def test_a_hospital_uses_participations_alone_with_a_policy_and_rights_of_its_own() -> None:
    ward = Course(decider.with_rights(ward_rights))
    ward.refuses("nurses do not enrol themselves", Enrol(ana(0), person="ana", policy=WARD), "ward.sister_only")
    ward.tells(
        "a nurse is enrolled on her ward, and trained in two half-hours",
        Enrol(sister(0), person="ana", role_title="nurse", site="ward 3", policy=WARD),
        plan(sister(0), "p1", "d1", start=day(1), minutes=30),
        plan(sister(0), "p2", "d2", start=day(2), minutes=30),
        attend(sister(1), "a1", "d1", held=30, there=30),
    )
    [short] = ward.refuses("all of it is asked", BeginSupport(bea(1)), "training.attendance_short")
    assert short.parameters == {"cycle": 1, "have": 0.5, "needed": 1.0, "reachable": True}
    ward.tells(
        "a colleague supports her: one priority, one step at a time",
        attend(sister(2), "a2", "d2", held=30, there=30),
        BeginSupport(bea(3)),
        SetPriority(ana(3), priority="pr1", statement="hands disinfected before every contact"),
        agree(bea(3), "st1", "pr1", due=on(20)),
    )
    ward.refuses("one at a time", SetPriority(ana(4), priority="pr2", statement="more"), "priority.too_many")
    ward.refuses("nor two steps", agree(bea(4), "st2", "pr1"), "step.too_many_open")
    ward.refuses("nobody observes herself, here neither", observe(ana(4), "ob1", "pr1"), "observation.of_self")
    ward.tells(
        "she is observed, hears about it at once, and has done it",
        observe(bea(10), "ob1", "pr1", "st1", minutes=15),
        debrief(bea(10), "f1", "ob1"),
        CompleteActionStep(ana(11), step="st1", evidence="ob1"),
        RetirePriority(bea(11), priority="pr1", accomplished=True),
    )
    ward.tells("the policy is revised under way", AdoptPolicy(sister(12), policy=attrs.evolve(WARD, version=2)))
    ward.refuses("a nurse does not complete herself", Complete(ana(13)), "ward.sister_only")
    ward.tells("the sister completes it", Complete(sister(13)))
    told = ward.ends(Phase.COMPLETED)
    assert (told.training_minutes, told.support_minutes, told.steps_completed) == (60, 15, 1)
    assert ward.state.policy.version == 2
    first = ward.events[0]
    assert isinstance(first, Enrolled)
    assert first.policy.differs() == WARD.differs()


def test_somebody_withdraws_in_the_middle_of_a_session_and_comes_back() -> None:
    course = Course()
    course.tells(
        "Ana is trained and supported",
        Enrol(host(0), person="ana", manager="rosa", policy=FULL, outcomes=(ASKS,), strategies=(Strategy.COACHING,)),
        AssignTeam(office(0), team=(Supporter("kim", Role.COACH), Supporter("pat", Role.PEER)), coach="kim"),
        TakeBaseline(kim(1), baseline="b1", outcome="o1", value=20, on=on(1)),
        attend(kim(3), "a1"),
        evaluate(ana(3, 16), "e1"),
        commit(ana(4), "c1", ask=20),
        BeginSupport(kim(4)),
        observe(kim(8), "ob1", "ask", level=Level.PARTLY),
        identify(kim(9), "g1", "ob1"),
        agree(kim(9), "st1", "g1"),
    )
    course.tells(
        "in the middle of a session she gives up her post",
        *a_session(kim, 10, "s1", "g1", "ob1")[:3],
        Withdraw(rosa(10, 12), reason="left", note="moves to another town"),
    )
    assert course.ends(Phase.WITHDRAWN).coaching_sessions == 0
    course.refuses("she is no longer visited", observe(pat(17), "ob2", "g1"), "participation.not_in_phase")
    course.refuses("coming back needs a reason", Reopen(office(40), reason=""), "reopen.no_reason")
    course.tells("she returns in October and goes on where she was", Reopen(office(40), reason="returned"))
    assert (course.state.phase, course.state.session) == (Phase.COACHING, "s1")
    [missing, visit] = course.refuses(
        "the old session was never finished",
        CloseCoaching(kim(41), session="s1", minutes=45),
        "coaching.moves_missing",
        "coaching.no_return_visit",
    )
    assert (missing.parameters["moves"], visit.remedy) == (("STEPS", "PRACTICE"), "ScheduleVisit")
    course.tells(
        "it is broken off without credit, and her step is given more time",
        CutCoachingShort(kim(41), session="s1", reason="long ago"),
        ExtendActionStep(ana(41), step="st1", due=on(48), reason="absence"),
    )
    course.tells(
        "a new session is held, and practice seen afterwards",
        *a_session(kim, 42, "s2", "g1", "ob1"),
        observe(kim(49), "ob2", "g1", "st1", visit="s2-return"),
        CompleteActionStep(ana(49), step="st1", evidence="ob2"),
        CloseGrowthArea(kim(50), growth_area="g1"),
        measure(kim(100), "r1", on(100)),
        Complete(kim(101)),
    )
    told = course.ends(Phase.COMPLETED)
    assert (told.coaching_sessions, told.coaching_minutes, told.observations) == (1, 45, 2)
    course.tells(
        "a reading in the new year stands beside the summary",
        measure(ana(150), "r2", on(150), value=60),
    )
    assert course.state.measurements.keys() == {"r1", "r2"}
