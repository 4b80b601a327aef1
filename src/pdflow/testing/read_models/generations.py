"""Generations: rows are made anew beside the live ones, and take their place at once."""

from __future__ import annotations

import pytest

from pdflow.projections import PROJECTED, Checkpoint, GenerationGone, ReadModels, RefusalEntry, StreamEntry
from pdflow.testing.read_models.kept_rows import write
from pdflow.testing.read_models.sample_streams import NOON, projected_stream, refusals


def versions(read_models: ReadModels) -> dict[str, int]:
    """The version of each stream in the live generation."""
    return {entry.stream: entry.version for entry in read_models.rows(StreamEntry)}


class GenerationContract:
    """Tests that a rebuild is seen whole or not at all."""

    def test_given_nothing_when_writing_then_a_live_generation_begins(self, read_models: ReadModels) -> None:
        with read_models.writing() as rows:
            first = rows.checkpoint
            assert (first.position, first.as_of) == (0, None)
            rows.advance(7)
            rows.advance(8, as_of=NOON)
        with read_models.writing() as rows:
            assert rows.checkpoint == Checkpoint(first.generation, 8, NOON)
        assert read_models.generations() == [first.generation]

    def test_given_a_rebuild_when_it_is_not_published_then_queries_see_the_former_rows(
        self, read_models: ReadModels
    ) -> None:
        write(read_models, projected_stream("p-1", 1))
        new = read_models.begin_generation()
        with read_models.writing(new) as rows:
            assert rows.checkpoint == Checkpoint(new)
            assert rows.versions(["p-1"]) == {}
            rows.replace([projected_stream("p-1", 2), projected_stream("p-2", 2)])
        write(read_models, projected_stream("p-3", 1))
        assert versions(read_models) == {"p-1": 1, "p-3": 1}
        assert read_models.generations()[1:] == [new]
        assert read_models.publish(new)
        assert versions(read_models) == {"p-1": 2, "p-2": 2}
        assert read_models.generations() == [new]

    def test_given_a_rebuild_behind_the_live_rows_when_publishing_then_nothing_is_done(
        self, read_models: ReadModels
    ) -> None:
        write(read_models, projected_stream("p-1", 1))
        with read_models.writing() as rows:
            rows.advance(5)
        new = read_models.begin_generation()
        with read_models.writing(new) as rows:
            rows.advance(4)
        assert not read_models.publish(new)
        assert versions(read_models) == {"p-1": 1}
        with read_models.writing(new) as rows:
            rows.advance(5)
        assert read_models.publish(new)
        assert versions(read_models) == {}

    def test_given_a_rebuild_when_another_begins_then_the_first_is_gone(self, read_models: ReadModels) -> None:
        first = read_models.begin_generation()
        write(read_models, projected_stream("p-1", 1))
        with read_models.writing(first) as rows:
            rows.replace([projected_stream("p-1", 2)])
        second = read_models.begin_generation()
        assert second != first
        with pytest.raises(GenerationGone), read_models.writing(first):
            pass
        with pytest.raises(GenerationGone):
            read_models.publish(first)
        assert read_models.publish(second)
        assert [read_models.rows(kind) for kind in PROJECTED] == [[]] * 5

    def test_given_refusals_when_rows_are_made_anew_then_they_stay(self, read_models: ReadModels) -> None:
        read_models.add_refusals(refusals("1", "p-1", "kim"))
        assert read_models.publish(read_models.begin_generation())
        assert read_models.rows(RefusalEntry) == refusals("1", "p-1", "kim")
