"""Validators of statements that are not ours: each says of every statement whether it is refused.

Where one is not installed, a test that asks it is skipped. CI has both.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence

import pytest

RALPH = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement
for line in sys.stdin:
    try:
        BaseXapiStatement.model_validate(json.loads(line))
    except ValueError as error:
        print(json.dumps(str(error)[:300]))
    else:
        print("null")
"""
LEARNING_LOCKER = """
const validate = require('@learninglocker/xapi-validation').default;
const lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n');
for (const line of lines) {
  const found = validate(JSON.parse(line), ['statement']);
  console.log(JSON.stringify(found.length ? String(found[0]).slice(0, 300) : null));
}
"""


def refused_by_ralph(statements: Iterable[object]) -> list[str | None]:
    """What the model of ralph-malph finds wrong with each statement; None where it finds nothing."""
    python = os.environ.get("PDFLOW_RALPH_PYTHON")
    if not python:
        pytest.skip("ralph-malph is not asked: PDFLOW_RALPH_PYTHON names no Python that has it")
    return _verdicts([python, "-c", RALPH], {}, statements)


def refused_by_learning_locker(statements: Iterable[object]) -> list[str | None]:
    """What xapi-validation of Learning Locker finds wrong with each statement; None where it finds nothing."""
    modules, node = os.environ.get("PDFLOW_XAPI_VALIDATION"), shutil.which("node")
    if not modules or node is None:
        pytest.skip("xapi-validation is not asked: PDFLOW_XAPI_VALIDATION names no node_modules that has it")
    return _verdicts([node, "-e", LEARNING_LOCKER], {"NODE_PATH": modules}, statements)


VALIDATORS = {"ralph": refused_by_ralph, "learning locker": refused_by_learning_locker}


def _verdicts(line: Sequence[str], environment: dict[str, str], statements: Iterable[object]) -> list[str | None]:
    texts = [json.dumps(statement) for statement in statements]
    asked = subprocess.run(
        line, input="\n".join(texts), env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )
    assert asked.returncode == 0, asked.stderr
    verdicts: list[str | None] = [json.loads(each) for each in asked.stdout.splitlines()]
    assert len(verdicts) == len(texts)
    return verdicts
