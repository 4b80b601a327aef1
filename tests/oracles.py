"""Data of others that tests compare with, and that are no part of the project."""

import os
from pathlib import Path

import pytest


def has_oracle(name: str) -> bool:
    """Whether there is a file of this name to compare with."""
    return _file(name).exists()


def oracle(name: str) -> Path:
    """The file of this name, from ``PDFLOW_ORACLES`` or beside the checkout; a test without it is skipped."""
    file = _file(name)
    if not file.exists():
        pytest.skip(f"{name} is not compared with: neither PDFLOW_ORACLES nor ../shared/oracles has it")
    return file


def _file(name: str) -> Path:
    beside = Path(__file__).parents[2] / "shared" / "oracles"
    return Path(os.environ.get("PDFLOW_ORACLES", beside)) / name
