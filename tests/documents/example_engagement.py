"""An engagement with content for every document: requested in September, followed up until February."""

from functools import cache

from tests.documents.decided_events import events_of
from tests.documents.example_people import PEOPLE
from tests.engagement import stories
from tests.engagement.stories import day, eve, host, lee, office, on, payer, plan

from pdflow import (
    TEXAS_CYCLE,
    Event,
    Strategy,
)
from pdflow.engagement import (
    Activity,
    AddMilestone,
    AgreeDuties,
    Band,
    BeginFollowUp,
    Brings,
    BudgetLine,
    BudgetPurpose,
    Commission,
    CompleteTask,
    Conclusion,
    DefineManagerRole,
    DefineTrainerRole,
    Duty,
    DutyTime,
    ForWhom,
    HoldRevisit,
    HoldTouchPoint,
    LogisticsItem,
    LoseSlot,
    Mode,
    MoveMilestone,
    MoveTask,
    Objective,
    PlanRevisit,
    PlanSharing,
    ProtectedSlot,
    ProtectTime,
    ReachMilestone,
    RecordClearance,
    RecordFollowUp,
    RecordSpending,
    ReviewImpact,
    SetBudget,
    Side,
    TickLogistics,
    TrainingKind,
    UseSlot,
    VetResource,
    decider,
)
from pdflow.values import EvaluationLevel, OutcomeKind, OutcomeOf

SHARE = BudgetLine("follow-up", BudgetPurpose.FOLLOW_UP, money=9000, hours=180)
TRACKING = BudgetLine("measuring", BudgetPurpose.OUTCOME_TRACKING, money=1000, hours=20)
ASKED = {
    "need": "Children answer in single words: in two thirds of lessons only closed questions are asked",
    "evidence": "Walk-through of 42 lessons, spring 2026",
    "audience": "Teachers of grades 3 to 5",
    "size": 12,
    "dates_wanted": (on(9), on(10)),
}
EARLY, LATE = Band.MONTHS_1_TO_6, Band.MONTHS_7_TO_12


def commissioned() -> stories.Story:
    slots = tuple(ProtectedSlot(f"slot{n}", day(14 * n, 14), 60) for n in range(1, 14))
    return (
        *stories.requested(**ASKED),
        stories.accept(policy=TEXAS_CYCLE),
        stories.outcome(payer(1), statement="Teachers ask open questions and wait for answers", whose=OutcomeOf.GROUP),
        stories.outcome(payer(1), "o2", statement="Children explain how they got there in whole sentences"),
        stories.outcome(payer(1), "o3", kind=OutcomeKind.ATTITUDE, statement="Teachers are confident leaders of talk"),
        stories.measure(payer(1), title="Share of open questions"),
        stories.measure(payer(1), "m2", "o2", title="Children who explain", target=60.0),
        stories.measure(
            payer(1), "m3", "o3", title="Confidence, 1 to 5", unit="points", target=4.0, collector="office"
        ),
        stories.baseline(payer(1), value=22.0, how="Walk-through, spring"),
        stories.baseline(payer(1), "b2", "o2", value=31.0, how="Talk task, grade 4"),
        stories.baseline(payer(1), "b3", "o3", value=2.6, how="Survey before the first day"),
        stories.supporter(
            payer(1), "su1", when="Fortnightly, Tuesday afternoons", tasked="Half a day released", guided="Coach guide"
        ),
        stories.supporter(payer(1), "su2", stories.tom, when="In team meetings"),
        DefineManagerRole(
            payer(1), definition="rd1", supports="Frees an hour a fortnight", tracks="Visits the team meeting monthly"
        ),
        DefineTrainerRole(
            payer(1), definition="rd2", advice="Names two steps for each session", part="Leads the refresher in January"
        ),
        ProtectTime(payer(1), protection="pt1", slots=slots),
        SetBudget(payer(1), budget="bu1", money=24000, hours=320, currency="USD", lines=(SHARE, TRACKING)),
        PlanRevisit(payer(1), revisit="re1", on=on(80), messages="Wait time and follow-up questions"),
        PlanRevisit(payer(1), revisit="re2", on=on(150), messages="Talk moves across subjects"),
        PlanSharing(payer(1), sharing="sh1", how="Teach meet at Harbour", on=on(200)),
        stories.propose(
            payer(1), organisation="Talk Matters, a university centre", brings=(Brings.EXPERTISE, Brings.RESOURCES)
        ),
        stories.vet(payer(2)),
        stories.agree(payer(2), touch_points=(on(60), on(150))),
        plan(lee(2), "f1", Strategy.DISCUSSION, on=on(30)),
        plan(lee(2), "f2", Strategy.REFRESHER, on=on(135), mode=Mode.VIDEO),
        plan(lee(2), "f3", Strategy.COACHING, on=on(40), owner="kim", for_whom=ForWhom(sites=("North", "South"))),
        plan(lee(2), "f4", Strategy.RESOURCE, on=on(20), mode=Mode.MAIL),
        Commission(payer(3)),
    )


NEEDS = ("Time to plan", "Clips from real lessons", "Time to plan")
PREFERRED = (*[Strategy.COACHING] * 5, Strategy.DISCUSSION, Strategy.REFRESHER)
AGENDA = (
    Activity("Why children say so little: two clips", 40, "Video and talk"),
    Activity("Open questions and wait time: a model", 60, "Modelling"),
    Activity("Plan three questions for next week's lesson", 40, "In pairs", practice=True),
    Activity("Ask them, wait, follow up", 60, "Triads with feedback", practice=True),
    Activity("Two steps to take home", 20, "Alone, then shared"),
)


def trained() -> stories.Story:
    objectives = (
        Objective("Ask three open questions in a lesson and wait three seconds", "Tally in an observed lesson"),
        Objective("Follow up an answer with a talk move", "Recording of five minutes"),
    )
    items = (
        LogisticsItem("i1", "Book the hall and three small rooms", on(4)),
        LogisticsItem("i2", "Travel and a night for Eve Salgado", on(5)),
        LogisticsItem("i3", "Lunch for 16, two vegetarian", on(7)),
        LogisticsItem("i4", "Print cards and tally sheets", on(8)),
    )
    first = (stories.session("s1", 9, "lee", "eve"), stories.session("s2", 10, "lee", "eve"))
    duties = (
        Duty(DutyTime.BEFORE, "Send the pre-assessment and read what comes back", "lee"),
        Duty(DutyTime.BEFORE, "Prepare clips and cards", "eve"),
        Duty(DutyTime.DURING, "Lead the model and the triads", "eve"),
        Duty(DutyTime.DURING, "Keep time, note questions", "lee"),
        Duty(DutyTime.AFTER, "Collect evaluations and send the summary", "lee"),
    )
    minutes = {"materials": "Cards, tally sheets, two clips", "audience": ASKED["audience"]}
    meeting = {"kind": TrainingKind.MEETING, "subject": "Steering meeting", "objectives": (), "materials": ""}
    meeting |= {"agenda": (Activity("Where we are", 20), Activity("What stands in the way", 40)), "materials": "Board"}
    return (
        RecordClearance(office(3), clearance="c1", person="lee", subject="Questioning that opens talk", until=on(700)),
        stories.design(lee(3), "tr1", "s1", "s2", "s3", subject="Questioning that opens talk", agenda=AGENDA,
                       objectives=objectives, **minutes),
        stories.design(lee(3), "tr2", "me1", **meeting),
        stories.schedule(lee(3), "sch1", "tr1", *first, logistics=items, site="North, main hall"),
        stories.schedule(lee(3), "sch2", "tr1", stories.session("s3", 190, "lee"), site="South, library"),
        stories.schedule(lee(3), "sch3", "tr2", stories.session("me1", 120, "lee"), site="Online"),
        AgreeDuties(lee(3), agreement="du1", training="tr1", duties=duties),
        *(TickLogistics(lee(n), item=f"i{n - 3}") for n in (4, 5, 6)),
        *(stories.join(host(4), person, site=site, role_title="Teacher") for person, (site, _) in PEOPLE.items()),
        stories.deliver(lee(9, 13), "d1", "s1", *PEOPLE),
        stories.deliver(lee(10, 13), "d2", "s2", *[person for person in PEOPLE if person not in ("jon", "lou")]),
        stories.collect(host(11), "ev1", *PREFERRED, unsure=4, confident=3, needs=NEEDS),
        stories.choose(office(14), "ch1", "f1", "f2", "f3"),
        BeginFollowUp(office(15)),
    )  # fmt: skip


SAID = {
    "relationship": "Direct and friendly",
    "content": "Clips fit grade 4 best",
    "delivery": "Two afternoons were moved",
    "results": "First tallies are up",
    "decided": "Three more clips by December",
}


def followed_up() -> stories.Story:
    conclusions = (
        Conclusion("o1", "Open questions have more than doubled; waiting is not yet a habit everywhere."),
        Conclusion("o2", "Children explain more, most of all where teachers were coached."),
    )
    return (
        AddMilestone(office(15), milestone="mi1", title="All trained", band=EARLY, on=on(12)),
        AddMilestone(office(15), milestone="mi2", title="Half of the teachers coached once", band=EARLY, on=on(100)),
        AddMilestone(office(15), milestone="mi3", title="Own trainers lead alone", band=LATE, on=on(260)),
        stories.task(office(15), "t1", title="Send the reading", due=on(25), milestone="mi1"),
        stories.task(office(15), "t2", title="Film three model lessons", person="eve", due=on(70), milestone="mi2"),
        stories.task(office(15), "t3", title="Match people and coaches", person="office", due=on(28), milestone="mi2"),
        stories.task(office(15), "t4", title="Run the refresher", due=on(135)),
        stories.task(office(15), "t5", title="Teach back the talk moves", person="pat", due=on(140), milestone="mi3"),
        stories.task(office(15), "t6", title="Co-lead a day", person="pat", band=LATE, due=on(230), milestone="mi3"),
        stories.task(office(15), "t7", title="Hand over the materials", person="eve", band=LATE, due=on(300)),
        CompleteTask(lee(24), task="t1"),
        CompleteTask(office(27), task="t3"),
        MoveTask(office(60), task="t2", band=EARLY, due=on(90)),
        ReachMilestone(office(20), milestone="mi1"),
        MoveMilestone(office(90), milestone="mi2", band=EARLY, on=on(130), reason="snow", note="A week of snow"),
        *(UseSlot(payer(14 * n + 1), slot=f"slot{n}") for n in (1, 2, 3, 5, 6, 7, 9)),
        LoseSlot(payer(57), slot="slot4", put_first="Inspection"),
        LoseSlot(payer(113), slot="slot8", put_first="Report cards"),
        RecordFollowUp(lee(30), given="g1", plan="f1", minutes=45),
        RecordFollowUp(lee(45), given="g2", plan="f3", to=("ana", "ben"), minutes=90),
        RecordFollowUp(lee(80), given="g3", plan="f3", to=("gus",), minutes=60),
        HoldTouchPoint(eve(60), touch_point="tp1", partner="p1", **SAID),
        stories.rate(payer(160), "rv1", Side.HOST),
        stories.rate(eve(161), "rv2", Side.PARTNER),
        stories.read(office(120), "r1", value=47.0, level=EvaluationLevel.USE),
        stories.read(office(121), "r2", "o2", value=52.0, level=EvaluationLevel.LEARNER_OUTCOME),
        stories.read(office(12), "r3", "o3", value=4.1, level=EvaluationLevel.REACTION),
        stories.read(office(122), "r4", "o3", value=3.7, level=EvaluationLevel.LEARNING, at_workplace=True),
        HoldRevisit(payer(80), held="rh1", revisit="re1", emerged="Waiting is hardest in mathematics"),
        RecordSpending(payer(60), spending="sp1", line="follow-up", money=2500, hours=40),
        RecordSpending(payer(120), spending="sp2", line="follow-up", money=1250.5, hours=12.5),
        VetResource(office(20), resource="rs1", title="Films of talk in lessons", source="The state's open library",
                    judged_on=("fits the objectives", "free to use"), strategy=Strategy.RESOURCE, passed=True),
        ReviewImpact(payer(165), review="im1", conclusions=conclusions),
    )  # fmt: skip


@cache
def engagement_year() -> tuple[Event, ...]:
    return events_of(decider, (*commissioned(), *trained(), *followed_up()))
