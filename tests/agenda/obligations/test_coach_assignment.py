"""Coach assignment: who needs a coach."""

from tests.agenda.participations import after, codes
from tests.participation.stories import (
    office,
)

from pdflow import (
    FULL,
    Role,
    Supporter,
    Tier,
)
from pdflow.participation import (
    AssignTeam,
    Enrol,
)


def test_somebody_in_the_general_tier_needs_no_coach() -> None:
    general = AssignTeam(office(1), team=(Supporter("lee", Role.FACILITATOR),), tier=Tier.GENERAL)
    assert "coach.name" not in codes(after(Enrol(office(0), person="ana", policy=FULL), general), 2)
