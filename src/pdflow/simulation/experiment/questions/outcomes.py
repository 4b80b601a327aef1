"""Questions about people: who completes the year, what is left a year later, and on which campus and tier."""

from __future__ import annotations

from pdflow.people import Tier
from pdflow.simulation.experiment.answer import Answer, Panel, Words
from pdflow.simulation.experiment.estimates import CONFIDENCE
from pdflow.simulation.experiment.quantities import COMPLETED, EFFECT, EFFECT_AFTER, Quantity, Unit
from pdflow.simulation.experiment.questions.overview import mean_of, overview, points_of, says, values_of
from pdflow.simulation.experiment.results import Replication, Results


def completion(results: Results, confidence: float = CONFIDENCE) -> Answer:
    """Say how many people complete the year's work."""
    return overview(results, "How many complete the year's work", (COMPLETED,), confidence)


def year_after(results: Results, confidence: float = CONFIDENCE) -> Answer:
    """Say what is left of the effect a year after the end of the year, with nobody supported in between."""
    kept = Quantity("Kept a year after support", Unit.SHARE, _kept)
    return overview(results, "What is left a year after support ends", (EFFECT, EFFECT_AFTER, kept), confidence)


def _kept(year: Replication) -> float | None:
    return year.group.gain_after / year.group.gain if year.group.gain > 0 else None


def by_tier(results: Results, alternative: str, quantity: Quantity = EFFECT, confidence: float = CONFIDENCE) -> Answer:
    """Say what a quantity comes to in each tier of one alternative."""

    def label(tier: Tier) -> Words:
        return lambda translate: translate.label(tier)

    return _groups(results, alternative, quantity, {tier.value: label(tier) for tier in Tier}, "tier", confidence)


def by_site(results: Results, alternative: str, quantity: Quantity = EFFECT, confidence: float = CONFIDENCE) -> Answer:
    """Say what a quantity comes to on each campus of one alternative, by where people begin the year."""
    cast = results.design.alternatives[alternative].cast
    labels = {site: _site(site, cast.sites.get(site, site)) for site in dict.fromkeys(seat.site for seat in cast.seats)}
    return _groups(results, alternative, quantity, labels, "site", confidence)


def _groups(
    results: Results, alternative: str, quantity: Quantity, labels: dict[str, Words], by: str, confidence: float
) -> Answer:
    years = {group: results.of(alternative, **{by: group}) for group in labels}
    found = {group: mean_of(values_of(each, quantity), confidence) for group, each in years.items()}
    text = {"tier": "{name}, by tier", "site": "{name}, by campus"}[by]
    return Answer(
        says(text, name=alternative), (Panel(quantity.title, quantity.unit, points_of(labels, found)),), confidence
    )


def _site(site: str, name: str) -> Words:
    return lambda translate: translate.names(site) or name
