"""A session in parts: nobody loses minutes, whichever part first has them and whenever a sheet is corrected."""

import pytest
from tests.coordination.world import ANA, CY, World, begun, scheduled
from tests.engagement import stories as s

from pdflow.engagement import DeliverTraining, Presence
from pdflow.participation.state import latest_attendance


def sheet(name: str, hour: int, continues: str | None = None, *, day: int = 10, **minutes: int) -> DeliverTraining:
    presences = tuple(Presence(person, present) for person, present in minutes.items())
    header = s.lee(day, hour)
    return DeliverTraining(header, delivery=name, session="s1", held=180, there=presences, continues=continues)


def there(world: World, stream: str) -> int:
    found = latest_attendance(world.participation(stream), "s1")
    assert found is not None
    return found[1].there


MORNING = sheet("d1", 12, ana=180, bob=180)
AFTERNOON = sheet("d2", 17, "d1", ana=120, cy=120)
CORRECTED = sheet("d1b", 13, ana=170, bob=180, cy=180)
TOO_LATE = sheet("d1b", 8, day=11, ana=170, bob=180, cy=180)


@pytest.mark.parametrize(
    "sheets",
    [
        [MORNING, CORRECTED, AFTERNOON],
        [MORNING, CORRECTED, sheet("d2", 17, "d1b", ana=120, cy=120)],
        [MORNING, AFTERNOON, TOO_LATE],
        [MORNING, sheet("d2a", 17, "d1", ana=120, cy=60), TOO_LATE, AFTERNOON],
        [sheet("d1", 12, ana=180, cy=170), AFTERNOON, TOO_LATE],
    ],
)
@pytest.mark.parametrize("relay_is_up", [True, False])
def test_each_part_counts_once_with_its_last_sheet(sheets: list[DeliverTraining], relay_is_up: bool) -> None:
    world = scheduled(begun()).catch_up()
    for command in sheets:
        world.ask("eng", command)
        if relay_is_up:
            world.catch_up()
    world.catch_up()
    assert (there(world, ANA), there(world, CY)) == (290, 300)
