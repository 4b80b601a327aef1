"""The documents of a year: made from a file of events, as a folder of pages with an index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Final

import attrs

from pdflow import documents as made
from pdflow.audience import Audience
from pdflow.documents.render.html import to_html
from pdflow.kernel.messages import Event
from pdflow.people import COMMISSIONER, COORDINATOR, PersonId
from pdflow.simulation.engagement.commissioned import NAME, Commissioned
from pdflow.simulation.run import Run
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.simulation.world.translation import ENGLISH, Speaker
from pdflow.storage.codec import Codec
from pdflow.storage.sqlite import SqliteStore

Histories = Mapping[str, Sequence[Event[Any]]]
PROGRAMME: Final = "For those who run it"
COACHES: Final = "For the coaches: a week at mid-year"
MOST: Final = 8
"""Coaches whose lists are printed."""
TRAINERS: Final = "For those who train"
CADRE: Final = "The trainers' own readiness"
PERSON: Final = "One person's year"
MIDDLE: Final = "at mid-year"
END: Final = "at the end of the year"

GENERATOR: Final = '<meta name="generator" content="pdflow">'
INDEX: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="generator" content="pdflow">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }}
h2 {{ font-size: 1.1rem; margin: 1.5rem 0 0.3rem }}
ul {{ margin: 0; padding-left: 1.2rem }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{about}</p>
{groups}
</body>
</html>
"""


@attrs.frozen
class Paper:
    """A document to be written: its file, for whom its copy is, and how it is made."""

    group: str
    file: str
    make: Callable[[], made.Document]
    reader: Audience = Audience.ALL
    person: PersonId | None = None
    about: str = ""
    """What tells it from others of its kind: when, or of whom."""


def write(run: Run, folder: Path, say: Speaker = ENGLISH) -> Path:
    """Write every document of a commissioned year into a folder, in place of the pages a former index there links."""
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / "index.html"
    written = defaultdict[str, list[tuple[str, str]]](list)
    for former in _linked(index):
        (folder / former).unlink(missing_ok=True)
    for paper in papers(histories(run.file), run.cohort.year, run.cast.coaches):
        page = paper.make().for_reader(
            paper.reader, paper.person, names=run.cast.sites, language=say.language, formats=say.formats
        )
        (folder / paper.file).write_text(to_html(page), encoding="utf-8")
        title = f"{page.title}, {say(paper.about)}" if paper.about else page.title
        written[paper.group].append((paper.file, title))
    index.write_text(_index(run, written, say), encoding="utf-8")
    return index


def _linked(index: Path) -> list[str]:
    """The pages that an index of ours links."""
    page = index.read_text(encoding="utf-8") if index.exists() else ""
    return re.findall(r'href="([\w-]+\.html)"', page) if GENERATOR in page else []


def histories(file: Path) -> Histories:
    """The events of every stream in a file."""
    codecs = {decider.name: Codec(decider) for decider in Commissioned.aggregates}
    told: defaultdict[str, list[Event[Any]]] = defaultdict(list)
    with SqliteStore(file) as store:
        after = 0
        while rows := store.feed(after=after):
            for row in rows:
                told[row.stream].append(codecs[row.type.partition(".")[0]].from_row(row))
            after = rows[-1].position
    return told


def papers(told: Histories, year: SchoolYear, coaches: Sequence[PersonId]) -> Iterator[Paper]:
    """Everything there is to write, each when it is asked for."""
    effort = told[f"engagement-{NAME}"]
    people = {stream: events for stream, events in told.items() if stream.startswith("participation-")}
    yield from for_the_programme(effort, people, year)
    yield from for_coaches(people, year, coaches)
    yield from for_trainers(effort)
    yield from of_the_cadre({name: events for name, events in told.items() if name.startswith("cadre-")})
    stream, longest = max(people.items(), key=lambda told: len(told[1]))
    person = stream.removeprefix("participation-")
    yield Paper(PERSON, "record-of-one.html", lambda: made.person_record(longest), Audience.PAIR, person, person)


def for_the_programme(effort: Sequence[Event[Any]], people: Histories, year: SchoolYear) -> Iterator[Paper]:
    """What was asked, what it came to, and where things stand at the end and stood in the middle."""
    calendar, middle, end = year.working, middle_of(year), year.at(year.days * 24 * 60 - 1)
    until = {stream: events_by(events, middle) for stream, events in people.items()}
    engagement = {f"engagement-{NAME}": events_by(effort, middle)}

    def paper(name: str, make: Callable[[], made.Document], about: str = "") -> Paper:
        return Paper(PROGRAMME, f"{name}.html", make, Audience.TEAM, about=about)

    def sheet(who: PersonId) -> made.Document:
        in_roles = (COORDINATOR, COMMISSIONER)
        return made.week_sheet(who, until, middle, calendar, engagements=engagement, roles=in_roles)

    yield paper("workshop-request", lambda: made.workshop_request(effort))
    yield paper("commissioning-brief", lambda: made.commissioning_brief(effort))
    yield paper("year-at-a-glance", lambda: made.year_at_a_glance(effort, people, calendar=calendar))
    yield paper("progress-at-mid-year", lambda: made.progress_board(until, middle, calendar), MIDDLE)
    yield paper("progress-at-the-end", lambda: made.progress_board(people, end, calendar), END)
    yield paper("caseload-at-mid-year", lambda: made.caseload(until, middle), MIDDLE)
    yield paper("drift-at-mid-year", lambda: made.drift_report(until, middle, calendar, engagements=engagement), MIDDLE)
    yield paper("week-of-the-coordinator", partial(sheet, "coordinator"), "coordinator")
    yield paper("impact", lambda: made.impact_report(effort, people))
    yield paper("dosage", lambda: made.dosage(people))


def middle_of(year: SchoolYear) -> datetime:
    """The first moment of an ordinary week in the middle of the year: not the one in which school begins again."""
    week = min(year.weeks // 2 + 2, year.weeks - 1)
    return year.at(year.workday(7 * week) * 24 * 60)


def for_coaches(people: Histories, year: SchoolYear, coaches: Sequence[PersonId]) -> Iterator[Paper]:
    """Each coach's list for a week, as it lay before them in the middle of the year."""
    middle = middle_of(year)
    until = {stream: events_by(events, middle) for stream, events in people.items()}
    for coach in coaches[:MOST]:
        make = partial(made.week_sheet, coach, until, middle, year.working)
        yield Paper(COACHES, f"week-of-{coach}.html", make, Audience.PAIR, coach, coach)


def for_trainers(effort: Sequence[Event[Any]]) -> Iterator[Paper]:
    """What the training was made of, and what followed it."""
    each: dict[str, Callable[[Sequence[Event[Any]]], made.Document]] = {
        "attendance-roster": made.attendance_roster,
        "training-activities": made.training_activities,
        "critical-elements": made.critical_elements_of_training,
        "cofacilitation": made.cofacilitation_checklist,
        "logistics": made.logistics_checklist,
        "success-checklist": made.success_checklist,
        "cadre-timeline": made.cadre_timeline,
        "follow-up-plan": made.follow_up_plan,
        "follow-up-continuum": made.follow_up_continuum,
        "electronic-tools": made.electronic_tools,
    }
    for name, make in each.items():
        yield Paper(TRAINERS, f"{name}.html", partial(make, effort), Audience.TEAM)


def of_the_cadre(members: Histories) -> Iterator[Paper]:
    """Who taught what back to whom, and what was said of it."""
    yield Paper(CADRE, "teach-back-sessions.html", lambda: made.teach_back_sessions(members), Audience.TEAM)
    for stream, events in members.items():
        person = stream.removeprefix("cadre-")
        if any(event.name == "cadre.teach_back_held" for event in events):
            make = partial(made.teach_back_critique, events)
            yield Paper(CADRE, f"critique-of-{person}.html", make, Audience.PAIR, person, person)


def events_by(events: Sequence[Event[Any]], moment: datetime) -> list[Event[Any]]:
    """What had happened by a moment."""
    return [event for event in events if event.header.at <= moment]


def _index(run: Run, written: Mapping[str, list[tuple[str, str]]], say: Speaker) -> str:
    groups = "\n".join(_group(say(name), links) for name, links in written.items())
    people = say("{count} person", count=len(run.cast.seats))
    weeks = say("{count} week from {start}", count=run.cohort.year.weeks, start=run.cohort.year.start)
    about = say("{people}, {weeks}, made from {file}.", people=people, weeks=weeks, file=run.file.name)
    title = say("Documents of the year")
    return INDEX.format(language=say.language, title=escape(title), about=escape(about), groups=groups)


def _group(name: str, links: Sequence[tuple[str, str]]) -> str:
    items = "\n".join(f'<li><a href="{escape(file)}">{escape(title)}</a></li>' for file, title in links)
    return f"<h2>{escape(name)}</h2>\n<ul>\n{items}\n</ul>"
