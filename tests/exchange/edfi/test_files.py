"""Records in files: read back as they were written, in an order in which each can be sent, and never half a set."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.exchange.edfi.records import of, of_year

from pdflow import Audience
from pdflow.errors import DecodeError
from pdflow.exchange.edfi import ATTENDANCES, GOALS, RESOURCES, EdFiRecord, read_records, write_records


def test_records_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    records = [*of_year()]
    counts = write_records(records, tmp_path)
    assert counts[ATTENDANCES.name] == len(of(ATTENDANCES, records))
    order = [*RESOURCES.values()]
    found = [*read_records(tmp_path)]
    assert found == sorted(records, key=lambda record: order.index(record.resource))
    assert {file.name for file in tmp_path.iterdir()} == {f"{name}.jsonl" for name in counts}


def test_the_same_records_are_the_same_files_and_one_line_is_one_record(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_records(of_year(), tmp_path / folder)
    file = f"{GOALS.name}.jsonl"
    assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    assert (tmp_path / "one" / file).read_text().count("\n") == len(of(GOALS, of_year()))


def test_a_file_for_which_there_is_nothing_any_more_is_removed(tmp_path: Path) -> None:
    write_records(of_year(), tmp_path)
    write_records(of_year(audience=Audience.TEAM), tmp_path)
    assert not (tmp_path / "goals.jsonl").exists()


def test_given_an_error_on_the_way_then_the_files_of_before_stay(tmp_path: Path) -> None:
    write_records(of_year(), tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}

    def breaking() -> Iterator[EdFiRecord]:
        yield from [*of_year()][:5]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        write_records(breaking(), tmp_path)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("line", ["{", "[]", ""])
def test_given_a_line_that_is_no_record_then_an_error_names_it(tmp_path: Path, line: str) -> None:
    (tmp_path / "goals.jsonl").write_text(f"{{}}\n{line}\n")
    with pytest.raises(DecodeError, match=r"goals\.jsonl, field 'line 2'"):
        [*read_records(tmp_path)]
