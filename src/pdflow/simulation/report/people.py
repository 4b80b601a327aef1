"""People at the end of the year: their phase by campus, and what they lack for completion."""

from __future__ import annotations

from collections import Counter
from typing import Final
from uuid import UUID

from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.participation import Complete, Participation, Phase, decider
from pdflow.simulation.cohort import Run
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.journal import PAUSED

STATUSES: Final = (*(phase.value for phase in Phase), PAUSED)


def status_label(status: str, translate: Translator) -> str:
    """Return the label of a phase, or of a leave."""
    return translate("On leave") if status == PAUSED else translate.label(Phase(status))


def people_by_site(run: Run, translate: Translator) -> ReportTable:
    """Count people by campus and status at the end of the year."""
    people = run.cohort.people
    counts = Counter((person.state.site or person.seat.site, person.status) for person in people)
    statuses = [status for status in STATUSES if any(status == found for _, found in counts)]
    names = {site: run.cast.sites.get(site, site) for site in run.cohort.sites}
    rows = [(name, *(str(counts[site, status]) for status in statuses)) for site, name in names.items()]
    total = (translate("All"), *(str(sum(person.status == status for person in people)) for status in statuses))
    head = (translate("Site"), *(status_label(status, translate) for status in statuses))
    return ReportTable(translate("Who is where at the end of the year"), head, (*rows, total))


def missing_for_completion(run: Run, translate: Translator) -> ReportTable:
    """Count the reasons why live participations cannot be completed, most frequent first."""
    live = [person for person in run.cohort.people if is_live(person)]
    counts: Counter[str] = Counter()
    examples: dict[str, tuple[Reason, Participation]] = {}
    for person in live:
        for reason in decider.why_not(person.state, Complete(closing_header(person))):
            counts[reason.code] += 1
            examples.setdefault(reason.code, (reason, person.state))
    rows = tuple((str(times), _explained(*examples[code], translate)) for code, times in counts.most_common())
    title = translate("What stands between the one who is still in it and completion", count=len(live))
    return ReportTable(title, (translate("People"), translate("Why not, for example")), rows)


def _explained(reason: Reason, state: Participation, translate: Translator) -> str:
    return translate.explain([reason], state)[0]


def closing_header(person: SimulatedPerson) -> Header:
    """Make the header of a hypothetical command at the end of the year."""
    return Header(UUID(int=0), person.coach, person.world.year.at(person.now))
