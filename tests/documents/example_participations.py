"""Twelve participations: some in good progress, some drifting, one on leave, one withdrawn, one that never attended."""

from datetime import datetime
from functools import cache
from typing import Any

from tests.documents.decided_events import events_of
from tests.documents.example_people import PEOPLE
from tests.participation import stories
from tests.participation.stories import Somebody, day, host, joe, kim, lee, office, on, rosa

from pdflow import (
    TEXAS_CYCLE,
    Event,
    Level,
    Measure,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Role,
    Strategy,
    Supporter,
    Tier,
)
from pdflow.participation import (
    AnswerRequest,
    AssessLearning,
    AssessmentTime,
    AssignTeam,
    BeginSupport,
    CloseCoaching,
    CloseGrowthArea,
    CommittedStep,
    CommitToPractice,
    CompareWithModel,
    CompleteActionStep,
    Enrol,
    FeedbackKind,
    GiveFeedback,
    HomeStep,
    MissVisit,
    NameSteps,
    OpenCoaching,
    Pause,
    Practise,
    Progress,
    ReceiveFollowUp,
    RequestSupport,
    SetPriority,
    SharePractice,
    ShowModel,
    StepReview,
    TakeBaseline,
    VisitKind,
    Withdraw,
    decider,
)

ASKS = Outcome(
    "o1",
    OutcomeOf.PERSON,
    OutcomeKind.BEHAVIOUR,
    "Asks open questions and waits for answers",
    Measure("Share of open questions", "%"),
    target=40,
)
COACHES = {"kim": kim, "joe": joe}
SECRETS = {
    "strengths": "Routines run by themselves; every child knows what to do",
    "struggles": "Answers her own questions before anybody else can",
    "said": "You asked seven open questions. After how many did you wait?",
    "reflection": "I hear the silence and want to fill it",
    "rationale": "Waiting opens the rest: nobody explains in half a second",
    "considered": "Grouping, praise",
    "model": "Clip of a grade 4 lesson, minutes 3 to 9",
    "gap": "Five seconds there, one here",
    "feedback": "Count on your fingers behind your back",
    "note": "Tired after report cards; wants to go on",
}
"""What only the pair may read."""
REVIEWED = StepReview("ask", Progress.UNDER_WAY)


def joined(person: str, *, tier: Tier = Tier.INTENSIVE) -> stories.Story:
    site, coach = PEOPLE[person]
    team = [Supporter("lee", Role.FACILITATOR), Supporter("tom", Role.MANAGER)]
    if coach:
        team.append(Supporter(coach, Role.COACH))
    about: dict[str, Any] = {"engagement": "e1", "outcomes": (ASKS,), "planned_end": on(280), "policy": TEXAS_CYCLE}
    return [
        Enrol(
            office(4),
            person=person,
            site=site,
            role_title="Teacher",
            manager="rosa",
            strategies=(Strategy.COACHING,),
            **about,
        ),
        AssignTeam(office(4), team=tuple(team), coach=coach, tier=tier, ground="Walk-through"),
        stories.plan(host(4), "p1", "s1", start=day(9, 9), minutes=180),
        stories.plan(host(4), "p2", "s2", start=day(10, 9), minutes=180),
    ]


def trained(person: str, **more: Any) -> stories.Story:
    """Attended on both days, committed to a step, and supported from day 12 on."""
    me = Somebody(person, Role.PARTICIPANT)
    step = CommittedStep("ask", "Plan three open questions for every lesson", on(30), "Somebody to try them on")
    return [
        *joined(person, **more),
        AssessLearning(
            me(9, 8), assessment="as1", instrument="Question sort", time=AssessmentTime.PRE, score=9, out_of=20
        ),
        TakeBaseline(lee(9, 8), baseline="b1", outcome="o1", value=18, on=on(8), how="Tally in one lesson"),
        stories.attend(host(9, 13), "a1", "s1", 180, held=180),
        stories.attend(host(10, 13), "a2", "s2", 170, held=180),
        AssessLearning(
            me(10, 13), assessment="as2", instrument="Question sort", time=AssessmentTime.POST, score=16, out_of=20
        ),
        CommitToPractice(me(11), commitment="c1", steps=(step,)),
        SetPriority(me(11), priority="pr1", statement="Every child speaks in every lesson"),
        BeginSupport(lee(12)),
    ]


def observed(person: str, n: int = 20, level: Level = Level.PARTLY, **more: Any) -> stories.Story:
    coach = COACHES[PEOPLE[person][1] or "kim"]
    notes = {key: SECRETS[key] for key in ("strengths", "struggles")}
    look = stories.observe(
        coach(n), f"ob{n}", "pr1", level=level, setting="Reading, grade 4", minutes=40, **notes, **more
    )
    feedback = {key: SECRETS[key] for key in ("said", "reflection")}
    return [
        stories.schedule(coach(n - 2), f"v{n}", day(n), supporter=coach.person, minutes=40),
        look,
        GiveFeedback(coach(n, 15), feedback=f"fb{n}", observation=f"ob{n}", kind=FeedbackKind.DEBRIEF, **feedback),
    ]


def spoken(person: str, n: int) -> stories.Story:
    coach = COACHES[PEOPLE[person][1] or "kim"]
    return [stories.check_in(coach(n), f"ch{n}", reviews=(REVIEWED,), reflection=SECRETS["reflection"])]


def coached(person: str, n: int = 40) -> stories.Story:
    """A growth area on the observation of day 20, coached on day n, seen again a week later and closed."""
    coach, me = COACHES[PEOPLE[person][1] or "kim"], Somebody(person, Role.PARTICIPANT)
    why = {key: SECRETS[key] for key in ("rationale", "considered")}
    home = HomeStep("st1", "Wait three seconds after each open question", "A pause anybody can hear", on(n + 7))
    return [
        stories.identify(coach(n - 2), "g1", "ob20", practice="Wait time after questions", **why),
        OpenCoaching(coach(n), session="se1", growth_area="g1"),
        ShowModel(coach(n, 9), move="m1", session="se1", model=SECRETS["model"]),
        CompareWithModel(coach(n, 9), move="m2", session="se1", evidence="ob20", gap=SECRETS["gap"]),
        NameSteps(
            coach(n, 9), move="m3", session="se1", steps=("Ask", "Count to three", "Call on somebody"), home=(home,)
        ),
        Practise(coach(n, 9), move="m4", session="se1", rounds=3, level=Level.MOSTLY, feedback=SECRETS["feedback"]),
        stories.schedule(coach(n, 10), "back", day(n + 7), supporter=coach.person),
        CloseCoaching(coach(n, 10), session="se1", minutes=50, note=SECRETS["note"]),
        stories.observe(coach(n + 7), "ob47", "g1", "st1", visit="back", strengths=SECRETS["strengths"], minutes=30),
        CompleteActionStep(me(n + 7, 9), step="st1", evidence="ob47"),
        CloseGrowthArea(coach(n + 7, 10), growth_area="g1"),
    ]


def missed(person: str, *days: int) -> stories.Story:
    coach = COACHES[PEOPLE[person][1] or "kim"]
    about = {"kind": VisitKind.CHECK_IN, "supporter": coach.person}
    planned = [stories.schedule(coach(n - 5), f"miss{n}", day(n), **about) for n in days]
    return [
        each
        for n, visit in zip(days, planned, strict=True)
        for each in (visit, MissVisit(coach(n, 9), visit=f"miss{n}", missed_by=person))
    ]


def whole(person: str) -> stories.Story:
    """All of it: observed, coached, checked in on, measured and shared."""
    me = Somebody(person, Role.PARTICIPANT)
    contacts = [step for n in (60, 90, 120, 150) for step in spoken(person, n)]
    return [
        *trained(person),
        *observed(person),
        *coached(person),
        *contacts,
        *observed(person, 130, Level.MOSTLY),
        stories.measure(lee(131), "me1", on(131), value=44),
        SharePractice(me(140), sharing="sh1", occasion="Teach meet, North"),
        RequestSupport(me(62), request="rq1", topic="Groups that fall silent"),
        ReceiveFollowUp(
            host(70), follow_up="fu1", strategy=Strategy.COMMUNITY, minutes=45, given_by="lee", group="Wednesday circle"
        ),
        AnswerRequest(lee(75), request="rq1", note="A card for silent groups"),
        stories.schedule(COACHES[PEOPLE[person][1] or "kim"](150), "next", day(175), supporter=PEOPLE[person][1]),
    ]


STORIES: dict[str, stories.Story] = {
    "ana": whole("ana"),
    "ben": whole("ben"),
    "cleo": [*trained("cleo"), *observed("cleo"), *spoken("cleo", 50), *observed("cleo", 140, Level.FULLY)],
    "dan": [*trained("dan", tier=Tier.GENERAL), *observed("dan", level=Level.NOT_YET), *missed("dan", 60, 75)],
    "eli": [*trained("eli"), *observed("eli"), Pause(rosa(120), until=on(180), reason="parental leave")],
    "fay": whole("fay"),
    "gus": [*trained("gus"), *observed("gus", 20), *spoken("gus", 160)],
    "hana": [*trained("hana"), *observed("hana", 20, Level.MOSTLY), *observed("hana", 155, Level.FULLY)],
    "ida": [*trained("ida", tier=Tier.GENERAL), *observed("ida"), *spoken("ida", 150)],
    "jon": [*joined("jon"), stories.attend(host(9, 13), "a1", "s1", 180, held=180)],
    "kai": [
        *trained("kai"),
        *observed("kai"),
        Withdraw(rosa(100), reason="moved away", note="A new post in another town"),
    ],
    "lou": joined("lou"),
}


@cache
def streams(until: datetime | None = None) -> dict[str, tuple[Event, ...]]:
    """The events of each person's stream, all or those until a moment."""
    streams = {f"participation-{person}": events_of(decider, story) for person, story in STORIES.items()}
    if until is None:
        return streams
    return {name: tuple(event for event in events if event.at <= until) for name, events in streams.items()}
