"""The host programs under examples/: they need the dependency group ``hosts``, and their tests skip without it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "fastapi_host"))
