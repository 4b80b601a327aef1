"""The plan of a year: how many coaches, which follow-up, what it costs and what goes wrong, on four pages to print.

``plan_year`` simulates the years, ``pages`` lays out what they say (extras: planning, documents).
"""

from pdflow.simulation.experiment.plan.coverage_promise import CoveragePromise
from pdflow.simulation.experiment.plan.pages import pages
from pdflow.simulation.experiment.plan.year_plan import YearPlan, plan_year

__all__ = ["CoveragePromise", "YearPlan", "pages", "plan_year"]
