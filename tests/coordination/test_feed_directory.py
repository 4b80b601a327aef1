"""A directory that learns from the feed names streams as its host likes."""

from tests.coordination.world import ANA, SECRET, World, begun, scheduled
from tests.engagement import stories as s

from pdflow.coordination import FeedDirectory
from pdflow.participation import Enrol, Withdraw


def test_a_host_may_name_the_streams() -> None:
    directory = FeedDirectory(SECRET, naming=lambda engagement, person: f"{person}@{engagement}")
    assert begun(World(directory=directory)).catch_up().streams() == ["eng", "ana@eng", "bob@eng"]


def test_a_second_participation_does_not_take_the_place_of_one_that_goes_on() -> None:
    world = begun().catch_up().ask("participant-9", Enrol(s.office(6), person="ana", engagement="e1")).catch_up()
    scheduled(world).catch_up()
    assert world.participation(ANA).plans.keys()
    assert not world.participation("participant-9").plans
    world.ask(ANA, Withdraw(s.office(7), reason="left")).catch_up()
    world.ask("participant-10", Enrol(s.office(8), person="ana", engagement="e1")).catch_up()
    assert [*world.participation("participant-10").plans]
