"""Who reads what: of every event by its fields; of a participation its manager, a successor, the pair, anybody."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import get_args, get_type_hints

import attrs
import pytest
from tests.documents.example_cadre import cadre_streams
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.participation.stories import Story, day, four_moves, in_coaching, kim, lee, observe, schedule, supported

from pdflow import (
    Audience,
    Command,
    Event,
    Level,
    Policy,
    cadre,
    engagement,
    participation,
    view,
)
from pdflow.audience import audiences, pair_of, personal
from pdflow.kernel.fields import PERSONAL, types_of
from pdflow.kernel.header import Header
from pdflow.kernel.messages import EVENTS
from pdflow.participation import (
    ActionStepAgreed,
    CloseCoaching,
    CoachingClosed,
    DropGrowthArea,
    FeedbackGiven,
    FeedbackKind,
    GiveFeedback,
    GrowthAreaDropped,
    GrowthAreaIdentified,
    ObservationRecorded,
    decider,
)

Part = tuple[str, Audience, bool]
GOLDEN = Path(__file__).parent / "golden" / "audiences.txt"
AGGREGATES = {aggregate.decider.name for aggregate in (participation, engagement, cadre)}
EVERY = {name: known.type for name, known in sorted(EVENTS.items()) if name.partition(".")[0] in AGGREGATES}
OURS = {name: kind for name, kind in EVERY.items() if name.startswith("participation.")}


ONCE = (Header, Policy)
"""Classes that many events hold: their parts, which have no marks of their own, are listed once."""


def readers(events: Iterable[type[Event]]) -> str:
    """Every event with its fields by reader, and the parts of those that have any; a star marks a note."""
    listed = [*((kind.__name__, parts_of(kind, Audience.ALL)) for kind in ONCE)]
    listed += [(event.name, parts_of(event, Audience.TEAM)) for event in events]
    return "\n".join(line for name, parts in listed for line in (name, *by_reader(parts))) + "\n"


def parts_of(kind: type, unmarked: Audience, whole: str = "", least: Audience = Audience.ALL) -> Iterator[Part]:
    """The path of each field of a class and of the parts of its value, who may read it, and whether it is a note.

    Args:
        kind: The class.
        unmarked: Who reads a field without a mark.
        whole: The path of the field whose value is of this class.
        least: Who reads the whole: nobody else reads a part.
    """
    for name, hint in types_of(kind).items():
        marks = getattr(hint, "__metadata__", ())
        own = next((mark for mark in marks if isinstance(mark, Audience)), unmarked)
        reads = own if own.may_read(least) else least
        yield f"{whole}{name}", reads, PERSONAL in marks
        for part in values_of(hint):
            if part not in ONCE:
                yield from parts_of(part, Audience.ALL, f"{whole}{name}.", reads)


def values_of(hint: object) -> list[type]:
    """The classes of values in a type."""
    if isinstance(hint, type) and attrs.has(hint):
        return [hint]
    return [found for inner in get_args(hint) for found in values_of(inner)]


def by_reader(parts: Iterable[Part]) -> Iterator[str]:
    listed = [*parts]
    for audience in Audience:
        if read := [f"{path}{'*' if note else ''}" for path, reads, note in listed if reads is audience]:
            yield f"    {audience}: {' '.join(read)}"


def test_who_may_read_each_field_is_as_it_was_agreed() -> None:
    """Where this fails, somebody reads more or less than before: look at the line, then put it in the file.

    ``python -m tests.test_audience`` does.
    """
    assert readers(EVERY.values()).splitlines() == GOLDEN.read_text().splitlines()


def test_what_a_view_shows_of_the_parts_of_a_field_is_what_is_listed() -> None:
    """Of every event that the stories of a year lead to, part by part, for each audience."""
    compared = 0
    for event in (*chain(*streams().values()), *engagement_year(), *chain(*cadre_streams().values())):
        listed = {path: reads for path, reads, _ in parts_of(type(event), Audience.TEAM)}
        for reader in Audience:
            shown = {path for path in paths(view(event, reader)) if not path.startswith(("header.", "policy."))}
            compared += len(shown)
            assert all(reader.may_read(listed[path]) for path in shown)
            assert shown >= {path for path, reads in listed.items() if "." not in path and reader.may_read(reads)}
    assert compared > 5_000


def paths(values: object, whole: str = "") -> Iterator[str]:
    """The path of each value of a view, and of the parts of each object in it."""
    if isinstance(values, dict):
        for name, value in values.items():
            yield f"{whole}{name}"
            yield from paths(value, f"{whole}{name}.")
    elif isinstance(values, list):
        for each in values:
            yield from paths(each, whole)


def happened(*story: Command) -> dict[type[Event], Event]:
    """The last event of each type in a story."""
    state, shown = decider.state(), {}
    for command in story:
        for event in decider.decide(state, command):
            shown[type(event)] = event
            decider.fold([event], onto=state)
    return shown


def with_every_note() -> Story:
    """Observed with findings, debriefed, coached with a note, and the growth area dropped."""
    findings = observe(kim(8), "ob1", "ask", level=Level.PARTLY, struggles="answers her own questions")
    spoken = GiveFeedback(
        kim(8), feedback="f1", observation="ob1", kind=FeedbackKind.DEBRIEF, said="count aloud", reflection="I hurry"
    )
    area, session = in_coaching()[-2:]
    return [
        *supported(),
        findings,
        spoken,
        area,
        session,
        *four_moves(),
        schedule(kim(10, 11), "v1", day(17)),
        CloseCoaching(kim(10, 12), session="s1", minutes=45, note="she was moved"),
        DropGrowthArea(kim(11), growth_area="g1", reason="better one", note="pace comes first"),
    ]


HAPPENED = happened(*with_every_note())
SECRETS = (
    "answers her own",
    "count aloud",
    "hurry",
    "moved",
    "pace",
    "three seconds",
    "wait time",
    "a pause",
    "it opens",
    "PARTLY",
)


def test_a_manager_sees_that_an_observation_happened_and_how_long_but_not_what_was_seen() -> None:
    assert view(HAPPENED[ObservationRecorded], Audience.TEAM).keys() == {
        "header",
        "observation",
        "setting",
        "minutes",
        "visit",
        "observed_with",
        "request",
    }


def test_a_manager_sees_that_coaching_happened_and_how_long_but_nothing_of_it() -> None:
    shown = view(HAPPENED[CoachingClosed], Audience.TEAM)
    signed = {
        "id": HAPPENED[CoachingClosed].header.id,
        "by": {"person": "kim", "role": "COACH"},
        "at": "2026-09-11T12:00:00+00:00",
    }
    assert shown == {"header": signed, "session": "s1", "minutes": 45, "return_visit": "v1"}


@pytest.mark.parametrize("secret", SECRETS)
def test_the_managers_copy_of_a_whole_course_has_no_coaching_content(secret: str) -> None:
    managers = [view(event, Audience.TEAM) for event in HAPPENED.values()]
    pairs = [view(event, Audience.PAIR) for event in HAPPENED.values()]
    assert secret in str(pairs)
    assert secret not in str(managers)


def test_whoever_held_it_reads_all_of_it() -> None:
    event = HAPPENED[FeedbackGiven]
    shown = view(event, Audience.PAIR)
    assert (shown["said"], shown["reflection"]) == ("count aloud", "I hurry")
    assert shown.keys() == audiences(FeedbackGiven).keys()


@pytest.mark.parametrize("event", [GrowthAreaIdentified, ActionStepAgreed, ObservationRecorded, GrowthAreaDropped])
def test_a_successor_reads_growth_areas_steps_and_levels_without_the_former_pairs_notes(event: type[Event]) -> None:
    shown = view(HAPPENED[event], Audience.PAIR, notes=False)
    assert shown.keys() == audiences(event).keys() - set(personal(event))
    assert shown.keys() & {"practice", "statement", "focus", "reason"}


def test_somebody_on_the_engagement_reads_nothing_of_a_person() -> None:
    assert [view(event, Audience.ALL) for event in HAPPENED.values()] == [{}] * len(HAPPENED)


LEVELS = ("Level | None", "Focus", "Shown", "Review", "HomeStep", "Progress")


def test_levels_and_what_was_made_of_them_are_the_pairs() -> None:
    for event in OURS.values():
        hints = get_type_hints(event)
        for field, audience in audiences(event).items():
            if any(
                word in str(hints[field])
                for word in ("Level | None", "Focus", "Shown", "Review", "HomeStep", "Progress")
            ):
                assert audience is Audience.PAIR, f"{event.__name__}.{field}"


def test_a_note_is_free_text_at_the_top_level_of_its_event() -> None:
    for event in OURS.values():
        hints = get_type_hints(event)
        assert all(hints[note] == (str | None) for note in personal(event))


def test_who_reads_a_narrower_class_reads_the_wider_ones_too() -> None:
    for event in HAPPENED.values():
        all_of_it, team, pair = (view(event, reader).keys() for reader in (Audience.ALL, Audience.TEAM, Audience.PAIR))
        assert all_of_it <= team <= pair


def test_the_pair_of_a_record_is_the_participant_and_whoever_was_there() -> None:
    state = decider.fold(HAPPENED.values())
    assert pair_of(HAPPENED[ObservationRecorded], state) == {"ana", "kim"}
    together = attrs.evolve(HAPPENED[ObservationRecorded], observed_with=("pat",))
    assert pair_of(together, state) == {"ana", "kim", "pat"}
    handed_over = attrs.evolve(kim(40), by=lee(40).by)
    assert pair_of(attrs.evolve(HAPPENED[FeedbackGiven], header=handed_over), state) == {"ana", "lee"}


def test_what_is_kept_for_the_pair_is_read_by_the_pair_only() -> None:
    assert [reader for reader in Audience if reader.may_read(Audience.PAIR)] == [Audience.PAIR]
    assert [reader for reader in Audience if reader.may_read(Audience.TEAM)] == [Audience.TEAM, Audience.PAIR]
    assert all(reader.may_read(Audience.ALL) for reader in Audience)


if __name__ == "__main__":
    GOLDEN.write_text(readers(EVERY.values()))
