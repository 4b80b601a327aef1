"""Write the figures of the calibration into their page: ``python docs/calibration.py``, in about a minute.

A test of ``make long`` finds the page if it is behind.
"""

from collections.abc import Iterable
from math import inf
from pathlib import Path

from pdflow.simulation.world.calibration.comparison import Comparison, Use, compare
from pdflow.simulation.world.calibration.figures import FIGURES

PAGE = Path(__file__).parent / "calibration.md"
OPENING, CLOSING = "<!-- figures by calibration.py -->", "<!-- figures end here -->"
SEEDS, PEOPLE = range(1, 21), 1_000
HEAD = "| Figure | Use | Published | Band | Model | Standard error | |"


def comparisons() -> list[Comparison]:
    return compare(FIGURES, SEEDS, PEOPLE)


def number(value: float) -> str:
    return f"{value + 0.0:.3g}" if abs(value) >= 0.0005 else "0"


def band(least: float, most: float) -> str:
    if most == inf:
        return f"at least {number(least)}"
    if least == -inf:
        return f"at most {number(most)}"
    return f"{number(least)} to {number(most)}" if number(least) != number(most) else number(least)


def row(of: Comparison) -> str:
    figure = of.figure
    published = "" if figure.published is None else f"{number(figure.published)}{'' if figure.seen else ' ?'}"
    ends = "holds" if of.holds else "**missed**"
    cells = (figure.name, figure.use, published, band(figure.least, figure.most), f"{of.mean + 0.0:.3f}")
    return f"| {' | '.join(cells)} | {of.error:.3f} | {ends} |"


def written(page: str, found: Iterable[Comparison]) -> str:
    """The page with the figures made anew."""
    before, rest = page.split(OPENING)
    _, after = rest.split(CLOSING)
    rows = "\n".join(row(each) for each in found)
    line = "| --- | --- | --- | --- | --- | --- | --- |"
    return f"{before}{OPENING}\n\n{HEAD}\n{line}\n{rows}\n\n{CLOSING}{after}"


if __name__ == "__main__":
    all_found = comparisons()
    PAGE.write_text(written(PAGE.read_text(), all_found))
    for missed in (each for each in all_found if not each.holds and each.figure.use is not Use.HELD_OUT):
        raise SystemExit(f"out of its band: {missed.figure.name}")
