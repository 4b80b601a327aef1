"""The rules of those who grant credit: worked cases of each, its boundaries included."""

from decimal import (
    ROUND_CEILING,
    ROUND_UP,
    Context,
    Decimal,
    FloatOperation,
    Inexact,
    Overflow,
    Rounded,
    Subnormal,
    localcontext,
)
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

from pdflow.credit import (
    ANCC_CONTACT_HOURS,
    CLOCK_HOURS,
    IACET_CEU,
    ILLINOIS_PD,
    MICHIGAN_SCECH,
    NASBA_CPE,
    NEW_YORK_CTLE,
    PENNSYLVANIA_ACT_48,
    RULES,
    TEXAS_CPE,
    CreditRule,
    Rounding,
    award,
)
from pdflow.credit.rule import total
from pdflow.errors import OutOfRange, WrongType

CASES = {
    CLOCK_HOURS: {0: "0", 1: "0.01", 60: "1", 205: "3.41", 215: "3.58"},
    # 150 hours in five years; a semester hour is fifteen.
    TEXAS_CPE: {0: "0", 59: "0.98", 60: "1", 61: "1.01", 360: "6", 9000: "150"},
    # An hour has at least sixty minutes: fifty-nine are less than one.
    NEW_YORK_CTLE: {0: "0", 59: "0.98", 60: "1", 119: "1.98", 120: "2", 6000: "100"},
    # 205 minutes are 3 hours and 25 minutes: a third quarter is not full.
    ILLINOIS_PD: {14: "0", 15: "0.25", 44: "0.5", 45: "0.75", 205: "3.25", 7200: "120"},
    # A college credit is thirty hours.
    PENNSYLVANIA_ACT_48: {0: "0", 30: "0.5", 60: "1", 1799: "29.98", 1800: "30", 10800: "180"},
    # 3 hours and 20 minutes are 3.25; a program has an hour at least.
    MICHIGAN_SCECH: {59: "0", 60: "1", 74: "1", 75: "1.25", 200: "3.25", 330: "5.5"},
    # Thirty minutes are 0.05 of a unit and round to 0.1; an event has no less.
    IACET_CEU: {5: "0", 29: "0", 30: "0.1", 89: "0.1", 90: "0.2", 600: "1", 1020: "1.7"},
    # The first credit is a whole one, then fifths of ten minutes, rounded down.
    NASBA_CPE: {49: "0", 50: "1", 59: "1", 60: "1.2", 75: "1.4", 99: "1.8", 100: "2"},
    # 360 minutes are 6 contact hours.
    ANCC_CONTACT_HOURS: {0: "0", 30: "0.5", 60: "1", 90: "1.5", 165: "2.75", 360: "6"},
}


@pytest.mark.parametrize(
    ("rule", "minutes", "credit"),
    [(rule, minutes, credit) for rule, cases in CASES.items() for minutes, credit in cases.items()],
    ids=lambda value: value.code if isinstance(value, CreditRule) else str(value),
)
def test_minutes_come_to(rule: CreditRule, minutes: int, credit: str) -> None:
    assert rule.credit(minutes) == Decimal(credit)


def test_every_rule_has_five_worked_cases() -> None:
    assert {rule.code for rule in CASES} == RULES.keys()
    assert min(map(len, CASES.values())) >= 5


@given(st.integers(0, 100_000), st.sampled_from([*RULES.values()]))
def test_no_rule_that_rounds_down_gives_more_than_was_attended(minutes: int, rule: CreditRule) -> None:
    given = Fraction(rule.credit(minutes)) * rule.minutes
    beyond = Fraction(rule.step) * rule.minutes / 2 if rule.rounding is Rounding.HALF_UP else 0
    assert given <= minutes + beyond
    assert rule.credit(minutes) % rule.step == 0


@given(st.integers(0, 10_000), st.sampled_from([*RULES.values()]))
def test_more_minutes_never_give_less(minutes: int, rule: CreditRule) -> None:
    assert rule.credit(minutes) <= rule.credit(minutes + 1)


@pytest.mark.parametrize(
    ("rule", "semester", "quarter"),
    [
        (TEXAS_CPE, "15", None),
        (NEW_YORK_CTLE, "15", "10"),
        (PENNSYLVANIA_ACT_48, "30", None),
        (ANCC_CONTACT_HOURS, "15", "12.5"),
        (MICHIGAN_SCECH, None, None),
    ],
)
def test_hours_of_a_college_are_converted_where_the_rule_says_so(
    rule: CreditRule, semester: str | None, quarter: str | None
) -> None:
    three = Decimal(3)
    assert rule.credit_of_semester_hours(three) == (semester and Decimal(semester) * 3)
    assert rule.credit_of_quarter_hours(three) == (quarter and Decimal(quarter) * 3)


def test_half_credits_of_nasba_are_the_same_rule_with_another_step() -> None:
    halves = attrs.evolve(NASBA_CPE, step=Decimal("0.5"))
    assert [halves.credit(minutes) for minutes in (49, 50, 74, 75, 100)] == [0, 1, 1, Decimal("1.5"), 2]


@pytest.mark.parametrize(
    "field",
    [
        {"minutes": 0},
        {"minutes": -60},
        {"least_minutes": -1},
        {"semester_hour": Decimal(0)},
        *(
            {"step": Decimal(each)}
            for each in ("0", "-0", "-0.1", "NaN", "-sNaN", "Infinity", "1E+999999", "1E-999999")
        ),
    ],
)
def test_a_rule_without_a_unit_or_a_step_is_refused(field: dict[str, object]) -> None:
    [name] = field
    with pytest.raises(OutOfRange, match=rf"CreditRule\.{name}: "):
        attrs.evolve(CLOCK_HOURS, **field)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "field",
    [
        {"minutes": 60.0},
        {"minutes": True},
        {"minutes": None},
        {"least_minutes": "30"},
        {"quarter_hour": 10},
        *({"step": each} for each in (0.25, 1, "0.25", None, float("nan"))),
    ],
)
def test_a_figure_of_another_type_is_refused(field: dict[str, object]) -> None:
    [name] = field
    with pytest.raises(WrongType, match=rf"CreditRule\.{name}: "):
        attrs.evolve(CLOCK_HOURS, **field)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "of_the_host",
    [
        Context(prec=1, rounding=ROUND_UP),
        Context(prec=2, rounding=ROUND_CEILING, traps=[Inexact, Rounded]),
        Context(Emin=-1, Emax=1, traps=[Overflow, Subnormal, FloatOperation]),
    ],
)
def test_credit_is_the_same_whatever_the_decimal_context_of_the_host(of_the_host: Context) -> None:
    with localcontext(of_the_host):
        credited = [rule.credit(12_345) for rule in (CLOCK_HOURS, IACET_CEU, NASBA_CPE, ILLINOIS_PD)]
        hours = ANCC_CONTACT_HOURS.credit_of_quarter_hours(Decimal("7.5"))
        summed = total([Decimal("205.75"), Decimal("0.25")], Decimal("0.00"))
    assert list(map(str, credited)) == ["205.75", "20.6", "246.8", "205.75"]
    assert (str(hours), str(summed)) == ("93.75", "206.00")


@pytest.mark.parametrize("rule", RULES.values())
def test_no_credit_is_written_as_any_other_credit(rule: CreditRule) -> None:
    decimals = -rule.step.as_tuple().exponent  # type: ignore[operator]
    for minutes in (0, 1, rule.least_minutes, 601):
        assert -rule.credit(minutes).as_tuple().exponent == decimals  # type: ignore[operator]
    assert str(award([], rule).credit) == str(award([], rule).language_credit) == str(rule.none)
    assert str(CLOCK_HOURS.credit(0)) == "0.00"


def test_what_was_not_found_or_is_second_hand_is_marked_by_the_name_of_a_field() -> None:
    fields = {field.name for field in attrs.fields(CreditRule)}
    for rule in RULES.values():
        assert rule.not_found | rule.second_hand <= fields
        assert not rule.not_found & rule.second_hand
        for unknown in rule.not_found & {"retention_years", "required", "semester_hour", "quarter_hour"}:
            assert getattr(rule, unknown) is None, (rule.code, unknown)
        for known in {"retention_years", "required"} - rule.not_found:
            assert rule is CLOCK_HOURS or getattr(rule, known) is not None, (rule.code, known)
