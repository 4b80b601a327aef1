"""Runs a design from the standard input on a local cluster of dask: whole, with a worker killed, and a faulty one."""

import os
import pickle
import signal
import sys
from pathlib import Path

import attrs
from distributed import Client, LocalCluster

from pdflow.simulation.experiment import Design, ReplicationFailed, run_design


@attrs.frozen
class Mistake:
    week: int

    def befall(self, cohort: object) -> object:
        raise ZeroDivisionError
        yield


def kill_once(scar: Path, workers: list[int], over: int) -> None:
    if over == 1 and not scar.exists():
        scar.touch()
        os.kill(workers[0], signal.SIGKILL)


def main() -> None:
    design: Design = pickle.loads(sys.stdin.buffer.read())
    scar = Path(sys.argv[1])
    with LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        executor = client.get_executor()
        print(run_design(design, executor=executor).sha256())
        workers = [*client.run(os.getpid).values()]
        hurt = run_design(design, executor=executor, watch=lambda over, of: kill_once(scar, workers, over))
        print(hurt.sha256())
        [base, *_] = design.alternatives.values()
        try:
            run_design(Design({"faulty": base.but(setbacks=[Mistake(2)])}, (1,)), executor=executor)
        except ReplicationFailed as failed:
            print(failed.problem)


if __name__ == "__main__":
    main()
