"""Runs the benchmarks of this tree and of another commit in turn, and prints how the two compare.

python -m tests.benchmarks.versus 7d6380c --rounds 5 -k "decode or fold"
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.table import Run, us

ROOT = Path(__file__).parents[2]
PYTEST = ("-m", "pytest", "tests/benchmarks", "-q", "-n", "0", "-p", "no:randomly", "--benchmark-enable")


def checked_out(commit: str) -> Path:
    """A folder below ``build/`` with the tree of a commit; made once."""
    name = subprocess.check_output(["git", "rev-parse", "--short", commit], cwd=ROOT, text=True).strip()
    folder = ROOT / "build" / "versus" / name
    if not folder.exists():
        folder.mkdir(parents=True)
        archive = subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", folder], stdin=archive.stdout, check=True)
    return folder


def measured(tree: Path, arguments: list[str]) -> Run:
    """One run of a tree's own benchmarks on its own source."""
    results = ROOT / "build" / "versus" / "run.json"
    results.unlink(missing_ok=True)
    command = [sys.executable, *PYTEST, "--benchmark-json", str(results), *arguments]
    done = subprocess.run(
        command, cwd=tree, env={**os.environ, "PYTHONPATH": f"{tree / 'src'}:{tree}"}, capture_output=True, text=True
    )
    if not results.exists():
        sys.exit(f"{tree}: {done.stdout[-2000:]}")
    return Run(json.loads(results.read_text(encoding="utf-8")))


def comparison(ours: list[Run], theirs: list[Run]) -> list[str]:
    """A line for each benchmark of both: the best of all rounds, their ratio, and the ratios of the single rounds."""
    common = [name for name in ours[0].benchmarks if name in theirs[0].benchmarks]
    lines = ["| benchmark | this | other | ratio | rounds |", "|---|---|---|---|---|"]
    for name in common:
        mine, its = ([run.seconds(name) for run in runs] for runs in (ours, theirs))
        ratios = sorted(one / other for one, other in zip(mine, its, strict=True))
        ratio = f"{min(mine) / min(its):.2f}x"
        lines.append(f"| {name} | {us(min(mine))} | {us(min(its))} | {ratio} | {ratios[0]:.2f}-{ratios[-1]:.2f} |")
    return lines


def main() -> None:
    """Run both trees in turn, the other first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit")
    parser.add_argument("--rounds", type=int, default=3, help="how often each tree is run")
    asked, arguments = parser.parse_known_args()
    other, ours, theirs = checked_out(asked.commit), list[Run](), list[Run]()
    for _ in range(asked.rounds):
        theirs.append(measured(other, arguments))
        ours.append(measured(ROOT, arguments))
    print("\n".join(comparison(ours, theirs)))


if __name__ == "__main__":
    main()
