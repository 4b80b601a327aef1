"""The run of a design: the same counts whatever simulates them, whatever is killed and goes on later."""

import json
import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import attrs
import pytest
from tests.simulation.example_run import EXAMPLE

from pdflow.simulation.experiment import (
    Alternative,
    CoachLeave,
    Design,
    ReplicationFailed,
    Results,
    ResultsFileError,
    grid,
    run_design,
)
from pdflow.simulation.experiment.replication import replicate


@attrs.frozen
class DyingWorker:
    """A setback that kills the process of whoever simulates it, once: in the next run a file says that it happened."""

    week: int
    scar: str

    def befall(self, cohort: object) -> object:
        if not Path(self.scar).exists():
            Path(self.scar).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield from ()


@attrs.frozen
class Mistake:
    """A setback with a mistake in it."""

    week: int

    def befall(self, cohort: object) -> object:
        raise ZeroDivisionError
        yield


@pytest.fixture
def design(base: Alternative) -> Design:
    return Design({**grid(base, coaches=(1, 3)), "leave": base.but(setbacks=[CoachLeave(3)])}, (1, 2))


@pytest.fixture(scope="module")
def expected(base: Alternative) -> Results:
    return run_design(Design({**grid(base, coaches=(1, 3)), "leave": base.but(setbacks=[CoachLeave(3)])}, (1, 2)))


def test_given_processes_then_the_counts_are_those_of_one(design: Design, expected: Results) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        together = run_design(design, executor=pool)
    assert together.counts == expected.counts
    assert together.sha256() == expected.sha256()
    other = run_design(attrs.evolve(design, seeds=(1, 3)))
    assert other.sha256() != expected.sha256()


@pytest.mark.long
@pytest.mark.skipif(find_spec("distributed") is None, reason="dask's distributed is not installed")
def test_given_a_cluster_of_dask_then_the_counts_are_those_of_one_process_though_a_worker_dies(
    base: Alternative, design: Design, expected: Results, tmp_path: Path
) -> None:
    line = [sys.executable, str(Path(__file__).with_name("on_dask.py")), str(tmp_path / "scar")]
    done = subprocess.run(line, input=pickle.dumps(design), capture_output=True, timeout=500, check=True)
    assert done.stdout.decode().split() == [expected.sha256(), expected.sha256(), "ZeroDivisionError"]
    assert (tmp_path / "scar").exists()


@pytest.mark.long
@pytest.mark.skipif(find_spec("distributed") is None, reason="dask's distributed is not installed")
def test_the_example_plans_on_a_local_cluster_and_goes_on_where_it_was(tmp_path: Path) -> None:
    example = EXAMPLE.with_name("plan_on_dask.py")
    line = [sys.executable, str(example), str(tmp_path), "--participants", "6", "--most", "1", "--seeds", "36"]
    runs = [subprocess.run(line, capture_output=True, text=True, timeout=280, check=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert "Years that reach it" in runs[0].stdout
    assert runs[0].stderr.splitlines()[0] == "0 of 36 years"
    assert runs[1].stderr.splitlines() == ["36 of 36 years"]
    assert {file.name for file in tmp_path.iterdir()} == {"coaches.png", "years.csv", "years.jsonl"}


def test_given_a_worker_that_is_killed_when_the_run_goes_on_then_the_counts_are_the_same(
    base: Alternative, expected: Results, tmp_path: Path
) -> None:
    dying = base.but(setbacks=[DyingWorker(2, str(tmp_path / "scar"))])
    design = Design({"coaches=1": base.but(coaches=1), "dying": dying}, (1, 2))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool, pytest.raises(ReplicationFailed) as failed:
        run_design(design, executor=pool, file=tmp_path / "results.jsonl")
    assert failed.value.problem == "BrokenProcessPool"
    assert isinstance(failed.value.__cause__, BrokenProcessPool)
    assert pickle.loads(pickle.dumps(failed.value)).seed == failed.value.seed
    over: list[tuple[int, int]] = []
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        resumed = run_design(
            design, executor=pool, file=tmp_path / "results.jsonl", watch=lambda *counts: over.append(counts)
        )
    assert over[0] == (1, 4)
    assert over[-1] == (4, 4)
    assert resumed.counts["coaches=1"] == expected.counts["coaches=1"]
    assert resumed.sha256() == run_design(design).sha256()


def test_given_a_run_stopped_in_the_middle_of_a_line_when_it_goes_on_then_only_what_is_missing_is_simulated(
    design: Design, expected: Results, tmp_path: Path
) -> None:
    file = tmp_path / "results.jsonl"

    def stop(over: int, of: int) -> None:
        if over == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_design(design, file=file, watch=stop)
    with file.open("ab") as lines:
        lines.write(b'{"alternative": "')
    over: list[tuple[int, int]] = []
    assert run_design(design, file=file, watch=lambda *counts: over.append(counts)).sha256() == expected.sha256()
    assert over == [(3, 6), (4, 6), (5, 6), (6, 6)]
    assert len(file.read_bytes().splitlines()) == 6
    over.clear()
    assert run_design(design, file=file, watch=lambda *counts: over.append(counts)) == expected
    assert over == [(6, 6)]


def test_given_more_seeds_then_those_that_are_kept_are_used_again(base: Alternative, tmp_path: Path) -> None:
    file, over = tmp_path / "results.jsonl", list[int]()
    run_design(Design({"one": base}, (1,)), file=file)
    run_design(Design({"as planned": base, "dearer": base.but(coach_salary=1e5)}, (1, 2)), file=file)
    run_design(
        Design({"two": base, "three": base.but(coaches=3)}, (2,)), file=file, watch=lambda done, of: over.append(done)
    )
    assert over == [1, 2]


def test_given_a_line_that_is_no_result_then_the_file_is_refused_and_left_as_it_is(
    design: Design, tmp_path: Path
) -> None:
    file = tmp_path / "results.jsonl"
    for content in (b"{}\n", b"no json\n", b'{"alternative": "a", "seed": 1, "counts": {"groups": 1}}\n', b"\xff\n"):
        file.write_bytes(content + b"half a li")
        with pytest.raises(ResultsFileError, match=r"results\.jsonl, line 1: this is no result"):
            run_design(design, file=file)
        assert file.read_bytes() == content + b"half a li"


def test_given_a_year_counted_in_two_ways_then_the_file_is_refused(base: Alternative, tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    run_design(Design({"one": base}, (1,)), file=file)
    again = json.loads(file.read_text())
    again["counts"]["decisions"] += 1
    with file.open("a") as lines:
        lines.write(json.dumps(again) + "\n")
    with pytest.raises(ResultsFileError, match="line 2: an earlier line counts the same year otherwise"):
        run_design(Design({"one": base}, (1,)), file=file)


@pytest.mark.parametrize("processes", [0, 1])
def test_given_a_year_that_fails_then_its_alternative_and_seed_are_named_and_the_others_kept(
    base: Alternative, tmp_path: Path, processes: int
) -> None:
    file = tmp_path / "results.jsonl"
    design = Design({"sound": base, "faulty": base.but(setbacks=[Mistake(2)])}, (7,))
    pool = ProcessPoolExecutor(processes, get_context("spawn")) if processes else None
    with pool or nullcontext(), pytest.raises(ReplicationFailed, match="'faulty' with seed 7: Zero") as failed:
        run_design(design, executor=pool, file=file)
    assert isinstance(failed.value.__cause__, ZeroDivisionError)
    assert len(file.read_text().splitlines()) == 1


class OnceForEqualCalls(Executor):
    """Runs equal calls once and gives the former result to the others, an error too, as that of dask does."""

    def __init__(self) -> None:
        self.calls: dict[bytes, Future[object]] = {}

    def submit(self, work, /, *arguments, **named):  # type: ignore[no-untyped-def]
        call = pickle.dumps((work, arguments))
        if call not in self.calls:
            self.calls[call] = future = Future[object]()
            try:
                future.set_result(work(*arguments))
            except OSError as error:
                future.set_exception(error)
        return self.calls[call]


def test_given_an_executor_that_runs_equal_calls_once_then_a_failed_year_is_tried_again(
    base: Alternative, tmp_path: Path
) -> None:
    executor, scar = OnceForEqualCalls(), tmp_path / "scar"
    design = Design({"recovers": base.but(setbacks=[Recovering(2, str(scar))])}, (1,))
    with pytest.raises(ReplicationFailed):
        run_design(design, executor=executor)
    assert len(run_design(design, executor=executor).counts) == 1


@attrs.frozen
class Recovering:
    """A setback that fails the first time."""

    week: int
    scar: str

    def befall(self, cohort: object) -> object:
        if not Path(self.scar).exists():
            Path(self.scar).touch()
            raise OSError
        yield from ()


def test_the_same_seed_is_the_same_luck_in_every_alternative(base: Alternative) -> None:
    """What coaches have no part in is the same: who people are, what training they attend, who leaves."""
    one, other = (replicate(base.but(coaches=coaches), 1).total() for coaches in (1, 4))
    for name in ("people", "trained", "withdrawn", "start"):
        assert getattr(one, name) == pytest.approx(getattr(other, name))
    assert one.gain != other.gain
    assert replicate(base, 1) != replicate(base, 2)
