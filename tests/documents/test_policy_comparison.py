"""A director reads what a policy would change: in numbers, and for whom."""

from __future__ import annotations

from tests.agenda.test_policy_comparison import AT, CALENDAR, header, states

from pdflow.agenda import compare
from pdflow.audience import Audience
from pdflow.documents import PolicyComparison, policy_comparison, to_csv, to_markdown
from pdflow.participation import PolicyAdopted, decider
from pdflow.policy import COLLEGE_CPD, LIGHT, Policy


def compared(policy: Policy, **more: bool) -> PolicyComparison:
    effects = compare(policy, states().items(), header(), CALENDAR, **more)
    return policy_comparison(policy, effects, AT, CALENDAR)


def test_it_counts_people_by_what_would_be_owed_and_refused() -> None:
    document = compared(COLLEGE_CPD)
    tables = to_csv(document.for_reader(Audience.TEAM))
    no_longer_observed = sum(
        any(each.goes and each.before.code == "observation.record" for each in effect.obligations if each.before)
        for effect in document.effects
    )
    assert no_longer_observed > 0
    assert f"Observation,0,{no_longer_observed},0" in tables["Owed"]
    assert "Complete the participation,2,14,0" in tables["Refused"]


def test_it_says_for_each_person_what_completion_would_no_longer_ask() -> None:
    page = to_markdown(compared(COLLEGE_CPD).for_reader(Audience.TEAM, names={"stf-69e4a0": "Ana Ruiz"}))
    assert "| Ana Ruiz | Implementation support |" in page
    assert "3 cycles are needed, and this is cycle 2." in page


def test_whoever_is_not_affected_is_counted_and_not_listed() -> None:
    [first, second, *_] = states().items()
    policy = first[1].policy_at(AT)
    other = second[0], decider.evolve(second[1], PolicyAdopted(header(), policy=LIGHT))
    document = policy_comparison(policy, compare(policy, [first, other], header(), CALENDAR), AT, CALENDAR)
    assert [effect.stream for effect in document.affected] == [second[0]]
    page = to_markdown(document.for_reader(Audience.TEAM, language="es"))
    assert "- Personas: 2" in page
    assert first[1].person not in page


def test_with_routes_it_has_the_days_of_the_earliest_completion() -> None:
    [first, *_] = states().items()
    effects = compare(COLLEGE_CPD, [first], header(), CALENDAR, with_routes=True)
    page = to_markdown(policy_comparison(COLLEGE_CPD, effects, AT, CALENDAR).for_reader(Audience.TEAM))
    assert "Completed at the earliest | With the policy" in page
