"""Deciders are pickled by their place in a module, so that another process has the one of its own."""

import pickle
import subprocess
import sys
from typing import Any

import pytest
from tests.kernel import loans
from tests.lms import lms
from tests.participation.stories import enrolled

from pdflow import cadre, engagement, participation
from pdflow.kernel.decider import Decider

OURS = participation.decider.with_rights(lambda state, command, header: None)
HELD = (participation.decider, engagement.decider, cadre.decider, OURS, lms, loans.decider)


@pytest.mark.parametrize(
    "decider", HELD, ids=["participation", "engagement", "cadre", "own rights", "chapter", "loans"]
)
def test_a_decider_comes_back_as_the_one_that_its_module_holds(decider: Decider[Any]) -> None:
    assert pickle.loads(pickle.dumps(decider)) is decider


def test_a_decider_that_no_module_holds_is_not_pickled() -> None:
    with pytest.raises(pickle.PicklingError, match="this Decider is held by no module: give it a name in one"):
        pickle.dumps(participation.decider.with_rights(lambda state, command, header: None))


READ = """
import pickle, sys
decider, events = pickle.load(sys.stdin.buffer)
print(decider.fold(events).person)
"""


def test_another_process_folds_by_its_own_decider() -> None:
    [enrol, *_] = enrolled()
    events = participation.decider.decide(participation.decider.state(), enrol)
    sent = pickle.dumps((participation.decider, events))
    read = subprocess.run([sys.executable, "-c", READ], input=sent, capture_output=True, check=True)
    assert read.stdout.decode().split() == ["ana"]
