"""The figures by which the model is judged, in the order of the questions they answer."""

from __future__ import annotations

from typing import Final

from pdflow.simulation.world.calibration.comparison import Figure, Measured, Trials, Use
from pdflow.simulation.world.calibration.measures import (
    difference,
    effect,
    is_above,
    kept,
    level,
    points,
    pupils,
    ratio,
)
from pdflow.simulation.world.calibration.studies import (
    AT_ONCE,
    BOTH,
    CHECK_INS_ONLY,
    COACHED_TEACHERS,
    COURSE_OF_A_WEEK,
    FEEDBACK_ONLY,
    HALF_YEAR,
    HEALTH_WORKERS,
    HEALTH_WORKERS_ALONE,
    INSTITUTE,
    INSTITUTE_AND_COACHING,
    KEPT,
    KEPT_BY_ONE_VISIT,
    KEPT_QUARTERLY,
    KEPT_UNPROTECTED,
    LARGE,
    MATCH_1,
    MATCH_2,
    NEXT_YEAR_END,
    SCHOOL_YEAR_END,
    SMALL,
    SMALL_UNPROTECTED,
    SUPERVISION,
    TERM,
    TRAINED_TEACHERS,
    WRONG_AREAS,
    YEAR,
    training_only,
)

TINY: Final = 1e-9
"""More than numbers with a fraction lose."""

small, large, feedback = (effect(study, SCHOOL_YEAR_END) for study in (SMALL, LARGE, FEEDBACK_ONLY))
on_wrong_areas = difference(effect(WRONG_AREAS, SCHOOL_YEAR_END), feedback)
coaching_year, year_after = pupils(SMALL, 0, SCHOOL_YEAR_END), pupils(SMALL, YEAR, NEXT_YEAR_END)
unprotected_after = pupils(SMALL_UNPROTECTED, YEAR, NEXT_YEAR_END)
supervised, both, trained = points(SUPERVISION, HALF_YEAR), points(BOTH, HALF_YEAR), points(COURSE_OF_A_WEEK, TERM)

more_than_49_hours = difference(*(effect(training_only(hours), SCHOOL_YEAR_END) for hours in (100, 49)))
after_institute = effect(INSTITUTE, 70, 230)
after_coaching = effect(INSTITUTE_AND_COACHING, 70, 230)
a_year_on = effect(INSTITUTE_AND_COACHING, 70 + YEAR, 230 + YEAR)
trained_pupils, coached_pupils = (pupils(study, 0, NEXT_YEAR_END) for study in (TRAINED_TEACHERS, COACHED_TEACHERS))
lost_in_three_years = difference(*(points(HEALTH_WORKERS_ALONE, day) for day in (TERM, 3 * YEAR)))
without, unprotected, once, quarterly = map(kept, (KEPT, KEPT_UNPROTECTED, KEPT_BY_ONE_VISIT, KEPT_QUARTERLY))


def pooled(trials: Trials) -> float:
    """Return the mean effect of a small and a large programme."""
    return (small(trials) + large(trials)) / 2


def by_hours(hours: float) -> Measured:
    """Return the effect of hours of training, as a share of what no end of hours would teach."""
    return ratio(effect(training_only(hours), AT_ONCE), effect(training_only(1e6), AT_ONCE))


def unexplained(trials: Trials) -> float:
    """Return how much more training and supervision do together than the sum of each alone, in points."""
    return both(trials) - trained(trials) - supervised(trials)


FIGURES: Final = (
    Figure("IMCI: right six weeks after the course", Use.FITTED, level(HEALTH_WORKERS, TERM), 0.80, 0.84, 0.818),
    Figure("IMCI: right a year after it", Use.FITTED, level(HEALTH_WORKERS, YEAR), 0.45, 0.51, 0.479),
    Figure("IMCI: right six weeks after a visit", Use.FITTED, level(HEALTH_WORKERS, YEAR + TERM), 0.81, 0.87, 0.838),
    Figure("Gain left after a year without contact", Use.MODEL, kept(HEALTH_WORKERS_ALONE), 0.24, 0.31),
    Figure("Gain left after two years", Use.MODEL, kept(HEALTH_WORKERS_ALONE, 2 * YEAR), 0, 0.10),
    Figure("Gain left after a year, one visit at six weeks", Use.MODEL, once, 0.50, 0.68),
    Figure("The same, time not protected", Use.MODEL, unprotected, 0.38, 0.52),
    Figure("The same, a visit each quarter", Use.MODEL, quarterly, 0.95),
    Figure("Seeds: more left after a visit than without", Use.MODEL, is_above(unprotected, without), 1),
    Figure("Seeds: more left where time is protected", Use.MODEL, is_above(once, unprotected), 1),
    Figure("Seeds: more left after a visit each quarter", Use.MODEL, is_above(quarterly, once), 1),
    Figure("Small programme, SD", Use.FITTED, small, 0.50, 0.70, 0.63, seen=False),
    Figure("Small and large programmes pooled, SD", Use.FITTED, pooled, 0.42, 0.56, 0.49),
    Figure("Large to small programme", Use.FITTED, ratio(large, small), 0.40, 0.70, 0.54, seen=False),
    Figure("Feedback without sessions, SD", Use.MODEL, feedback, 0.28, 0.42),
    Figure("Training of 14 hours alone, SD", Use.MODEL, effect(training_only(14), SCHOOL_YEAR_END), 0.06, 0.18),
    Figure("Sessions on wrong areas add to feedback, SD", Use.MODEL, on_wrong_areas, -TINY, TINY),
    Figure("Eighteen check-ins alone, points", Use.MODEL, points(CHECK_INS_ONLY, SCHOOL_YEAR_END), -1, 1),
    Figure("Five hours teach of what training can", Use.MODEL, by_hours(5), 0, 0.15),
    Figure("Fourteen hours teach of it", Use.MODEL, by_hours(14), 0.5 - TINY, 0.5 + TINY),
    Figure("Thirty hours teach of it", Use.MODEL, by_hours(30), 0.80, 1),
    Figure("A hundred hours add to 49, SD", Use.MODEL, more_than_49_hours, 0, 0.03),
    Figure("Training of a week, six weeks on, points", Use.HELD_OUT, trained, 4, 12, 7.3),
    Figure("The same half a year on", Use.MODEL, points(COURSE_OF_A_WEEK, HALF_YEAR), 2.5, 8),
    Figure("Supervision for half a year, points", Use.HELD_OUT, supervised, 7, 15, 10.7),
    Figure("Training and supervision, points", Use.HELD_OUT, both, 12, 20, 18.0, seen=False),
    Figure("The same above the sum of each, points", Use.MODEL, unexplained, most=0),
    Figure("Seeds: pupils gain more in the year after", Use.MODEL, is_above(year_after, coaching_year), 0.95),
    Figure("Pupils: year after to coaching year", Use.MODEL, ratio(year_after, coaching_year), 1.3, 1.8),
    Figure("Pupils: time not protected to protected", Use.MODEL, ratio(unprotected_after, year_after), 0.55, 0.80),
    Figure("Garet: institute, SD", Use.FITTED, after_institute, 0.28, 0.38, 0.33),
    Figure("Garet: institute and coaching, SD", Use.HELD_OUT, after_coaching, 0.43, 0.63, 0.53),
    Figure("Garet: the same a year on, SD", Use.HELD_OUT, a_year_on, -0.2, 0.2, 0.0),
    Figure("MATCH: first cohort, SD", Use.HELD_OUT, effect(MATCH_1, SCHOOL_YEAR_END), 0.35, 0.83, 0.59),
    Figure("MATCH: second cohort, SD", Use.HELD_OUT, effect(MATCH_2, SCHOOL_YEAR_END), -0.2, 0.2, 0.0),
    Figure("MyTeachingPartner: pupils, year after, SD", Use.HELD_OUT, year_after, 0.12, 0.32, 0.22),
    Figure("Cilliers: training, pupils, SD", Use.HELD_OUT, trained_pupils, 0.05, 0.19, 0.12),
    Figure("Cilliers: coaching, pupils, SD", Use.HELD_OUT, coached_pupils, 0.15, 0.33, 0.24),
    Figure("Yoon: 49 hours, pupils, SD", Use.HELD_OUT, pupils(training_only(49), 0, SCHOOL_YEAR_END), 0.3, 0.8, 0.54),
    Figure("Benin: lost in three years, points", Use.HELD_OUT, lost_in_three_years, -10, 10, 0.0),
)
"""Every figure, with its band; those of Use.HELD_OUT are shown as they come."""
