"""The picture files of the charts."""

from __future__ import annotations

from pathlib import Path

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.charts.coach_load import coach_load
from pdflow.simulation.report.charts.figure import STYLE, Figure, rc_context
from pdflow.simulation.report.charts.first_follow_up import first_follow_up
from pdflow.simulation.report.charts.people_by_phase import people_by_phase
from pdflow.simulation.report.charts.practice_in_use import practice_in_use
from pdflow.simulation.report.translation import ENGLISH, Translator


def draw(run: Run, folder: Path, translate: Translator = ENGLISH) -> list[Path]:
    """Draw all charts into a folder; return their files."""
    with rc_context(STYLE):
        return [
            _save(people_by_phase(run, translate), folder / "people-by-phase.png"),
            _save(coach_load(run, translate), folder / "coach-load.png"),
            _save(first_follow_up(run, translate), folder / "first-follow-up.png"),
            _save(practice_in_use(run, translate), folder / "practice-in-use.png"),
        ]


def _save(figure: Figure, file: Path) -> Path:
    figure.savefig(file)
    return file
