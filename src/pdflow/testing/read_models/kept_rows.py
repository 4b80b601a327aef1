"""Kept rows: what is written is read again, whole streams at a time."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain

import pytest

from pdflow.projections import (
    PROJECTED,
    DriftEntry,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    ProjectedStream,
    ReadModels,
    RefusalEntry,
    StreamEntry,
)
from pdflow.testing.read_models.sample_streams import DAY, NOON, projected_stream, refusals


def write(read_models: ReadModels, *streams: ProjectedStream) -> None:
    """Put the entries of these streams into the live generation."""
    with read_models.writing() as rows:
        rows.replace(streams)


class KeptRowContract:
    """Tests that rows are kept as they are, and replaced by whole streams."""

    def test_given_nothing_when_reading_then_there_are_no_rows(self, read_models: ReadModels) -> None:
        assert [read_models.rows(kind) for kind in (*PROJECTED, RefusalEntry)] == [[]] * 6
        assert read_models.generations() == []

    def test_given_a_stream_when_reading_then_every_entry_is_as_it_was_written(self, read_models: ReadModels) -> None:
        one = projected_stream(ask_again_at=NOON + DAY)
        write(read_models, one)
        assert read_models.rows(StreamEntry) == [one.progress]
        assert read_models.rows(ParticipationEntry) == one.participations
        assert read_models.rows(ObligationEntry) == one.obligations
        assert read_models.rows(DriftEntry) == one.drifts
        assert read_models.rows(LearningEntry) == one.learning
        assert {entry.since.utcoffset() for entry in read_models.rows(ParticipationEntry)} == {timedelta(0)}

    def test_given_a_stream_when_it_is_replaced_then_no_former_entry_is_left(self, read_models: ReadModels) -> None:
        write(read_models, projected_stream("p-1"), projected_stream("p-2"))
        write(read_models, ProjectedStream(StreamEntry("p-1", None, 3, None, "cannot be read")))
        assert [(entry.stream, entry.version) for entry in read_models.rows(StreamEntry)] == [("p-1", 3), ("p-2", 1)]
        assert {entry.stream for entry in read_models.rows(ParticipationEntry)} == {"p-2"}
        assert {entry.stream for entry in read_models.rows(ObligationEntry)} == {"p-2"}
        assert {entry.stream for entry in read_models.rows(DriftEntry)} == {"p-2"}
        assert {entry.stream for entry in read_models.rows(LearningEntry)} == {"p-2"}

    def test_given_a_stream_when_it_does_not_exist_any_more_then_nothing_is_kept_of_it(
        self, read_models: ReadModels
    ) -> None:
        write(read_models, projected_stream("p-1"))
        write(read_models, ProjectedStream(StreamEntry("p-1", None, 0, None, None)))
        assert [read_models.rows(kind) for kind in PROJECTED] == [[]] * 5

    def test_given_streams_when_asking_for_versions_then_those_without_rows_are_left_out(
        self, read_models: ReadModels
    ) -> None:
        write(read_models, projected_stream("p-1", 7), projected_stream("p-2", 2))
        with read_models.writing() as rows:
            assert rows.versions(["p-1", "p-3"]) == {"p-1": 7}
            assert rows.versions([]) == {}

    def test_given_moments_to_ask_again_when_one_has_come_then_the_stream_is_named(
        self, read_models: ReadModels
    ) -> None:
        later = [projected_stream(f"p-{n}", ask_again_at=NOON + n * DAY) for n in range(3)]
        write(read_models, projected_stream("never"), *later)
        with read_models.writing() as rows:
            assert rows.to_ask_again(NOON - DAY, 10) == []
            assert sorted(rows.to_ask_again(NOON + DAY, 10)) == ["p-0", "p-1"]
            assert len(rows.to_ask_again(NOON + 9 * DAY, 2)) == 2

    def test_given_obligations_when_a_breach_has_come_then_only_those_are_ranked_first(
        self, read_models: ReadModels
    ) -> None:
        write(read_models, projected_stream("p-1"), projected_stream("p-2", due=NOON + DAY))
        with read_models.writing() as rows:
            rows.advance(5, as_of=NOON + DAY)
        ranks = {(entry.stream, entry.number): entry.rank for entry in read_models.rows(ObligationEntry)}
        assert ranks == {("p-1", 0): 0, ("p-1", 1): 1, ("p-2", 0): 1, ("p-2", 1): 1}

    def test_given_an_error_when_writing_then_neither_rows_nor_checkpoint_are_kept(
        self, read_models: ReadModels
    ) -> None:
        write(read_models, projected_stream("p-1"))

        def write_half() -> None:
            with read_models.writing() as rows:
                rows.replace([projected_stream("p-1", 2), projected_stream("p-2")])
                rows.advance(9)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            write_half()
        assert [(entry.stream, entry.version) for entry in read_models.rows(StreamEntry)] == [("p-1", 1)]
        with read_models.writing() as rows:
            assert rows.checkpoint.position == 0

    def test_given_refusals_when_a_person_is_forgotten_then_theirs_those_of_the_streams_and_those_that_name_them_go(
        self, read_models: ReadModels
    ) -> None:
        kept = [
            *refusals("1", "p-1", "kim"),
            *(each for name in ("ana-2", "mariana", "ANA") for each in refusals(f"2 {name}", "p-1", "kim", name)),
        ]
        gone = [
            refusals("3", "p-1", "ana"),
            refusals("4", "p-ana", "kim"),
            refusals("5", "p-1", "kim", "ana"),
            refusals("6", "p-1", "kim", "participation/ana"),
        ]
        for attempt in (kept, *gone):
            read_models.add_refusals(attempt)
        assert {*read_models.rows(RefusalEntry)} == {*kept, *chain.from_iterable(gone)}
        assert read_models.remove_refusals("ana", ["p-ana"]) == 8
        assert {*read_models.rows(RefusalEntry)} == {*kept}
        assert read_models.remove_refusals("nobody", []) == 0
