"""What a page with forms costs: the schema of a command in a reader's language, with what a person's state offers."""

from typing import Any

from tests.benchmarks.story import before

from pdflow.participation import CloseGrowthArea, decider
from pdflow.schemas import choices, command_schema, with_choices


def test_form_with_choices(benchmark: Any) -> None:
    """One form, offered to the coach."""
    state, command = before(CloseGrowthArea)

    def form() -> dict[str, Any]:
        offered = choices(decider, state, "ScheduleVisit", command.header, language="es", names={"kim": "Kim Sandoval"})
        return with_choices(command_schema(decider, "ScheduleVisit", language="es", header=False), offered)

    benchmark.group = "looking ahead"
    assert benchmark(form)["properties"]["minutes"]["title"] == "Minutos"
