"""Other people's programs, which check what pdflow makes: ``make validators`` installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("PDFLOW_VALIDATORS", Path(__file__).parents[1] / "build" / "validators"))
NODE_MODULES = FOLDER / "node_modules"


def node_package(name: str) -> Path:
    """The folder of a package for Node; the test is skipped where it is not installed."""
    package = NODE_MODULES / name
    if not package.is_dir() or shutil.which("node") is None:
        pytest.skip(f"needs Node with {name}: make validators")
    return package


def run_node(script: Path, package: str, given: str) -> str:
    """What a script for Node prints, which imports the package, when it is given a text."""
    node_package(package)
    environment = {**os.environ, "NODE_MODULES": str(NODE_MODULES)}
    found = subprocess.run(
        ["node", script], input=given, capture_output=True, text=True, check=True, timeout=120, env=environment
    )
    return found.stdout


def python_with(package: str) -> Path:
    """The Python that has a package, in an environment of its own; the test is skipped where there is none."""
    python = FOLDER / package / "bin" / "python"
    if not python.exists():
        pytest.skip(f"needs an environment with {package}: make validators")
    return python
