"""Writers: several runners of one reader take turns."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

from pdflow.projections import ReadModels, StreamEntry
from pdflow.testing.read_models.sample_streams import projected_stream

WRITERS: Final = 4
TIMES: Final = 8


def race(reopen: Callable[[], ReadModels], work: Callable[[ReadModels, int], object]) -> None:
    """Let several writers work at once, each on a connection of its own; the first error of one is raised."""
    barrier = Barrier(WRITERS, timeout=30)

    def begin(number: int) -> None:
        own = reopen()
        barrier.wait()
        work(own, number)

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(begin, number) for number in range(WRITERS)]:
            done.result()


class WriterContract:
    """Tests that what one writer holds, no other changes."""

    def test_given_several_writers_when_they_move_the_checkpoint_then_no_move_is_lost(
        self, read_models: ReadModels, reopen: Callable[[], ReadModels]
    ) -> None:
        def move(own: ReadModels, number: int) -> None:
            for _ in range(TIMES):
                with own.writing() as rows:
                    position = rows.checkpoint.position + 1
                    rows.replace([projected_stream("p-1", position)])
                    rows.advance(position)

        race(reopen, move)
        assert [entry.version for entry in read_models.rows(StreamEntry)] == [WRITERS * TIMES]
        assert len(read_models.generations()) == 1

    def test_given_a_rebuild_when_others_write_then_it_neither_waits_nor_loses_their_rows(
        self, read_models: ReadModels, reopen: Callable[[], ReadModels]
    ) -> None:
        def rebuild_or_write(own: ReadModels, number: int) -> None:
            for version in range(1, TIMES + 1):
                generation = new if number == 0 else None
                with own.writing(generation) as rows:
                    rows.replace([projected_stream(f"p-{number}", version)])

        new = read_models.begin_generation()
        race(reopen, rebuild_or_write)
        found = {entry.stream: entry.version for entry in read_models.rows(StreamEntry)}
        assert found == {f"p-{number}": TIMES for number in range(1, WRITERS)}
        assert read_models.publish(new)
        assert [(entry.stream, entry.version) for entry in read_models.rows(StreamEntry)] == [("p-0", TIMES)]
