"""A principal has a year of check-ins on priorities."""

from tests.participation.course import Course, a_session
from tests.participation.stories import (
    ASKS,
    TEAM,
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    commit,
    evaluate,
    host,
    identify,
    kim,
    lee,
    measure,
    office,
    on,
)

from pdflow import (
    TEXAS_LEADER,
    Command,
    Level,
    Strategy,
)
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CloseGrowthArea,
    Complete,
    CompleteActionStep,
    Enrol,
    Phase,
    Progress,
    RetirePriority,
    SetPriority,
    SharePractice,
    Shown,
    StepReview,
    TakeBaseline,
)


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
    year.carries_out(
        "a principal joins, with a priority of her own",
        Enrol(host(0), person="ana", role_title="principal", policy=TEXAS_LEADER, outcomes=(ASKS,)),
        BriefParticipant(host(0), outcomes=(ASKS,), strategies=(Strategy.CHECK_IN,)),
        AssignTeam(office(0), team=TEAM, coach="kim"),
        TakeBaseline(kim(0), baseline="b1", outcome="o1", value=1, on=on(0)),
        SetPriority(ana(0), priority="pr1", statement="visit every classroom once a week"),
    )
    year.carries_out("the first round", *a_leaders_round(1, 0))
    year.refuses("three rounds are asked", Complete(kim(30)), "cycle.short", "outcome.not_remeasured")
    year.carries_out("the second round", BeginNextCycle(kim(30), cycle=2), *a_leaders_round(2, 30))
    year.carries_out("and the third", BeginNextCycle(kim(60), cycle=3), *a_leaders_round(3, 60))
    year.carries_out(
        "the priority is accomplished, what came of it is shared, and the outcome measured again",
        RetirePriority(kim(90), priority="pr1", accomplished=True),
        SharePractice(ana(95), sharing="sh1", occasion="principals' meeting"),
        check_in(kim(99), "last", reviews=tuple(StepReview(f"walk{cycle}", Progress.DONE) for cycle in (1, 2))),
        measure(kim(100), "r1", on(100)),
        Complete(office(100)),
    )
    summary = year.ends_in(Phase.COMPLETED)
    assert (summary.cycles, summary.observations, summary.check_ins, summary.artifacts) == (3, 0, 7, 3)
    assert (summary.coaching_sessions, summary.steps_completed, summary.shared) == (3, 3, ("sh1",))
    assert summary.contact_hours == (3 * 360 + 7 * 20 + 3 * 45) / 60
