"""How many coaches a district needs, asked on a cluster of dask: a local one, or the one at --scheduler.

python examples/plan_on_dask.py --most 6 --seeds 40
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from pathlib import Path

from distributed import Client, LocalCluster

from pdflow.language.locale_formats import ByLocale
from pdflow.simulation.experiment import Alternative, Design, grid, run_design
from pdflow.simulation.experiment.pictures import draw_answer
from pdflow.simulation.experiment.questions import coaches_needed
from pdflow.simulation.report.console import as_text
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.run import cast_of

ROSTER = Path(__file__).parent / "data" / "roster"


def watch(over: int, of: int) -> None:
    if over % 10 == 0 or over == of:
        print(f"{over} of {of} years", file=sys.stderr)


def client_of(scheduler: str | None, workers: int) -> Client:
    if scheduler is not None:
        return Client(scheduler)
    return Client(LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None))


def main() -> None:
    parser = ArgumentParser(description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=Path("build/plan"))
    parser.add_argument("--scheduler", help="the address of a cluster that runs already, such as tcp://10.0.0.1:8786")
    parser.add_argument("--workers", type=int, default=2, help="processes of the local cluster")
    parser.add_argument("--participants", type=int, help="fewer people than on the roster, or more")
    parser.add_argument("--most", type=int, default=6, help="the highest number of coaches that is tried")
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--language", choices=("en", "es"), default="en")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    base = Alternative(cast_of(ROSTER, options.participants), weeks_counted=14)
    design = Design(grid(base, coaches=range(1, options.most + 1)), range(1, options.seeds + 1))
    with client_of(options.scheduler, options.workers) as client:
        results = run_design(design, executor=client.get_executor(), file=options.out / "years.jsonl", watch=watch)
    translate = Translator(options.language, ByLocale())
    answer = coaches_needed(results)
    with (options.out / "years.csv").open("w", newline="") as table:
        results.write_csv(table)
    draw_answer(answer, options.out / "coaches.png", translate)
    print(as_text(answer.table(translate)))
    print(results.sha256())


if __name__ == "__main__":
    main()
