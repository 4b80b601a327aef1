"""Validators of statements that are not ours: each says of every statement whether it is refused.

Where one is not installed, a test that asks it is skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Sequence

from tests.validators import NODE_MODULES, node_package, python_with

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
    return _verdicts([str(python_with("ralph-malph")), "-c", RALPH], {}, statements)


def refused_by_learning_locker(statements: Iterable[object]) -> list[str | None]:
    """What xapi-validation of Learning Locker finds wrong with each statement; None where it finds nothing."""
    node_package("@learninglocker/xapi-validation")
    return _verdicts(["node", "-e", LEARNING_LOCKER], {"NODE_PATH": str(NODE_MODULES)}, statements)


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
