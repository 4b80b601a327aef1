"""Type checkers see what a host gets wrong: each mistake planted in ``typing/wrong.py``, and nothing else."""

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

ROOT = Path(__file__).parent.parent
TYPING = ROOT / "tests" / "typing"
PLANTED = re.compile(r"  # type: ignore\[([a-z-]+)\]")
BASEDPYRIGHT = Path(sys.executable).with_name("basedpyright")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A host's files, in which nothing is ignored."""
    for page in ("host.py", "agenda.py"):
        copy(TYPING / page, tmp_path)
    (tmp_path / "wrong.py").write_text(PLANTED.sub("", (TYPING / "wrong.py").read_text()))
    return tmp_path


def planted() -> dict[int, str]:
    """The line of each planted mistake, and mypy's code for it."""
    lines = enumerate((TYPING / "wrong.py").read_text().splitlines(), 1)
    return {number: found[1] for number, line in lines if (found := PLANTED.search(line))}


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False).stdout


def test_mypy_reports_every_planted_mistake_and_nothing_else(folder: Path) -> None:
    output = run(sys.executable, "-m", "mypy", "--no-pretty", "--no-error-summary", folder)
    reported = re.findall(r"^(?:.*/)?(\w+)\.py:(\d+): error: .*\[([a-z-]+)\]$", output, re.MULTILINE)
    assert {(page, int(number), code) for page, number, code in reported} == {
        ("wrong", number, code) for number, code in planted().items()
    }, output


@pytest.mark.skipif(not BASEDPYRIGHT.exists(), reason="basedpyright is not installed: make check does, and runs this")
def test_basedpyright_reports_every_planted_mistake_and_nothing_else(folder: Path) -> None:
    output = run(BASEDPYRIGHT, "--outputjson", "--level", "error", "--pythonpath", sys.executable, ".", cwd=folder)
    found = json.loads(output)["generalDiagnostics"]
    reported = {(Path(each["file"]).stem, each["range"]["start"]["line"] + 1) for each in found}
    assert reported == {("wrong", number) for number in planted()}, output


def test_mistakes_of_every_kind_are_planted() -> None:
    assert len(planted()) > 35
