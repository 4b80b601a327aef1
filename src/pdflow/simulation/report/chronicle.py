"""A chronicle of the engagement: who attempted which command on which day, and why it was refused."""

from __future__ import annotations

from typing import Any, Final, cast

from pdflow.engagement import AddToRoster, EngagementStage, NameSupporter, RecordFollowUp, RecordSpending, TickLogistics
from pdflow.kernel.records import Aggregate
from pdflow.people import Role
from pdflow.simulation.cohort import Run
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.engagement.stream import AskedCommand, LoggedStream
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import ENGLISH, Translator

FREQUENT: Final = (AddToRoster, NameSupporter, RecordFollowUp, RecordSpending, TickLogistics)
"""Commands so frequent that only their refusals are shown."""


def chronicle(run: Run, translate: Translator = ENGLISH) -> ReportTable:
    """List the commands of a commissioned year's engagement and of its trainers, with the reasons of refusals."""
    programme = cast(Commissioned, run.cohort).programme
    streams: tuple[LoggedStream[Any], ...] = (programme.engagement, *programme.cadre.values())
    attempts = [(attempt, stream) for stream in streams for attempt in stream.attempts]
    rows: list[tuple[str, ...]] = []
    for attempt, stream in sorted(attempts, key=lambda pair: pair[0].command.header.at):
        if not attempt.reasons and isinstance(attempt.command, FREQUENT):
            continue
        row = _row(attempt, stream.state, translate)
        if not rows or rows[-1] != row:
            rows.append(row)
    head = tuple(map(translate, ("Day", "Asked by", "What", "Refused because")))
    return ReportTable(translate("How the engagement went"), head, tuple(rows), ending(programme, translate))


def _row(attempt: AskedCommand, state: Aggregate, translate: Translator) -> tuple[str, ...]:
    header = attempt.command.header
    label = translate.label(f"command.{type(attempt.command).__name__}")
    why = "; ".join(sentence.rstrip(".") for sentence in translate.explain(attempt.reasons, state))
    return translate.formatted(header.at.date()), translate.label(Role(header.by.role)), label, why


def ending(programme: Programme, translate: Translator) -> str:
    """Describe the end: the day on which the engagement was closed, or the reasons why it is not."""
    last = programme.engagement.attempts[-1]
    stage = translate.label(programme.engagement.state.phase)
    if programme.engagement.state.phase is EngagementStage.CLOSED:
        return translate("{stage} on {day}.", stage=stage, day=last.command.header.at.date())
    return " ".join(
        [translate("{stage}, not closed.", stage=stage), *translate.explain(last.reasons, programme.engagement.state)]
    )
