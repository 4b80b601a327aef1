"""What importing pdflow costs beyond its three dependencies, in a fresh interpreter whose bytecode is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASKED = """
import attrs, cattrs, transitions
from time import perf_counter
start = perf_counter()
import {module}
print(perf_counter() - start)
"""


@pytest.mark.parametrize("module", ["pdflow", "pdflow.participation"])
def test_import(benchmark: Any, module: str, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(tmp_path)

    def seconds() -> float:
        asked = [sys.executable, "-c", ASKED.format(module=module)]
        return float(subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout)

    seconds()
    benchmark.group = "import"
    benchmark.pedantic(seconds, rounds=1)
    benchmark.extra_info["seconds"] = min(seconds() for _ in range(15))
