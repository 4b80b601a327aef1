"""Data of others that tests compare with, and that are no part of the project."""

import os
from pathlib import Path

import pytest


def oracle(name: str) -> Path:
    """The file of this name, from ``PDFLOW_ORACLES`` or beside the checkout; a test without it is skipped."""
    beside = Path(__file__).parents[2] / "shared" / "oracles"
    file = Path(os.environ.get("PDFLOW_ORACLES", beside)) / name
    if not file.exists():
        pytest.skip(f"{name} is not compared with: neither PDFLOW_ORACLES nor ../shared/oracles has it")
    return file
