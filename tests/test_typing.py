"""A type checker sees what a host gets wrong: each mistake planted in ``typing/wrong.py``, and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLANTED = re.compile(r"  # type: ignore\[([a-z-]+)\]")


def test_every_planted_mistake_is_reported_and_nothing_else(tmp_path: Path) -> None:
    wrong = (ROOT / "tests/typing/wrong.py").read_text()
    planted = {(number, code) for number, line in enumerate(wrong.splitlines(), 1) for code in PLANTED.findall(line)}
    (tmp_path / "wrong.py").write_text(PLANTED.sub("", wrong))
    (tmp_path / "host.py").write_text((ROOT / "tests/typing/host.py").read_text())
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-pretty", "--no-error-summary", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    reported = re.findall(r"^(?:.*/)?wrong\.py:(\d+): error: .*\[([a-z-]+)\]$", checked.stdout, re.MULTILINE)
    assert {(int(number), code) for number, code in reported} == planted, checked.stdout + checked.stderr
    assert "host.py" not in checked.stdout
    assert len(planted) > 25
