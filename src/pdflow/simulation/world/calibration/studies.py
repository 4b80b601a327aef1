"""Studies with which the model is compared: who was supported how, and on which days practice was read.

Where a study does not say how often people were seen, the number of visits here is an assumption.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from pdflow.simulation.world.calibration.support import Support, every
from pdflow.simulation.world.skill import IMCI, SCHOOL, SkillParameters

AT_ONCE: Final = 1e-6
"""Right after the first day."""
TERM, HALF_YEAR, SCHOOL_YEAR_END, YEAR, NEXT_YEAR_END = 42.0, 180.0, 280.0, 365.0, 645.0


@attrs.frozen
class Study:
    """Support and the days on which it is read; a set of numbers of its own, and fewer people, where it needs them."""

    support: Support
    days: tuple[float, ...]
    numbers: SkillParameters | None = None
    people: int | None = None

    def but(self, **support: Any) -> Study:
        """Return the same study with other support."""
        return attrs.evolve(self, support=attrs.evolve(self.support, **support))


COURSE: Final = Support(training=((0, 80),), visits=(YEAR,), sessions=False, protected=0.0)
HEALTH_WORKERS: Final = Study(COURSE, (AT_ONCE, TERM, YEAR, YEAR + TERM), IMCI)
HEALTH_WORKERS_ALONE: Final = Study(
    attrs.evolve(COURSE, visits=()), (AT_ONCE, TERM, YEAR, 2 * YEAR, 3 * YEAR), numbers=IMCI
)

KEPT: Final = Study(Support(training=((0, 30),), sessions=False), (AT_ONCE, YEAR))
KEPT_BY_ONE_VISIT: Final = KEPT.but(visits=(42,))
KEPT_UNPROTECTED: Final = KEPT_BY_ONE_VISIT.but(protected=0.0)
KEPT_QUARTERLY: Final = KEPT.but(visits=(91, 182, 273))


def visits_by(caseload: int) -> tuple[float, ...]:
    """Return the days of visits in a school year by a coach who makes eight visits in three weeks."""
    return every(21 / 8 * caseload, 28, 259)


SMALL: Final = Study(
    Support(training=((0, 6),), visits=visits_by(16), hired=0.5, caseload=16),
    (0, SCHOOL_YEAR_END, YEAR, NEXT_YEAR_END),
)
LARGE: Final = SMALL.but(visits=visits_by(28), caseload=28, hired=1.0, take_part=1 - SCHOOL.never_take_part)
FEEDBACK_ONLY: Final = SMALL.but(sessions=False)
WRONG_AREAS: Final = SMALL.but(areas=False)
SMALL_UNPROTECTED: Final = SMALL.but(protected=0.0)
CHECK_INS_ONLY: Final = Study(Support(check_ins=every(14, 14, 259)), (SCHOOL_YEAR_END,))


def training_only(hours: float) -> Study:
    """Return a study of so many hours of training on one day, and nothing else."""
    return Study(Support(training=((0, hours),)), (0, AT_ONCE, TERM, 70, HALF_YEAR, 230, SCHOOL_YEAR_END))


COURSE_OF_A_WEEK: Final = training_only(30)
SUPERVISION: Final = Study(Support(visits=every(21, 21, 168)), (HALF_YEAR,))
BOTH: Final = SUPERVISION.but(training=((0, 30),))

INSTITUTE: Final = training_only(48)
INSTITUTE_AND_COACHING: Final = Study(
    Support(training=((0, 48),), visits=every(14, 14, 259)), (70, 230, 70 + YEAR, 230 + YEAR)
)
MATCH_1: Final = Study(
    Support(training=((0, 28),), visits=every(56, 28, 196), hired=0.5, caseload=10), (SCHOOL_YEAR_END,), people=30
)
MATCH_2: Final = Study(
    Support(training=((0, 28),), visits=every(70, 28, 168), caseload=17), (SCHOOL_YEAR_END,), people=49
)
TWO_YEARS: Final = ((0.0, 14.0), (180.0, 14.0), (365.0, 14.0), (545.0, 14.0))
TRAINED_TEACHERS: Final = Study(Support(training=TWO_YEARS, protected=0.0), (0, NEXT_YEAR_END))
COACHED_TEACHERS: Final = TRAINED_TEACHERS.but(
    visits=(*every(28, 28, 259), *every(28, 393, NEXT_YEAR_END)), caseload=16
)
