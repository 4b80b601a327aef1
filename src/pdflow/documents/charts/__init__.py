"""Charts: pictures as SVG, drawn by pure functions, so that the same values make the same picture."""

from pdflow.documents.charts.bar_chart import Bar, bar_chart
from pdflow.documents.charts.change_chart import Change, change_chart
from pdflow.documents.charts.months import months_between, months_from
from pdflow.documents.charts.timeline_chart import Timeline, TimelineBand, TimelineMark, TimelineRow, timeline_chart
from pdflow.documents.charts.year_calendar import DayMark, year_calendar

__all__ = [
    "Bar",
    "Change",
    "DayMark",
    "Timeline",
    "TimelineBand",
    "TimelineMark",
    "TimelineRow",
    "bar_chart",
    "change_chart",
    "months_between",
    "months_from",
    "timeline_chart",
    "year_calendar",
]
