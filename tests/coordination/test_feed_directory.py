"""A directory that learns from the feed names streams as its host likes."""

from tests.coordination.world import SECRET, World, begun

from pdflow.coordination import FeedDirectory


def test_a_host_may_name_the_streams() -> None:
    directory = FeedDirectory(SECRET, naming=lambda engagement, person: f"{person}@{engagement}")
    assert begun(World(directory=directory)).catch_up().streams() == ["eng", "ana@eng", "bob@eng"]
