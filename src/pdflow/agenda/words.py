"""Words for obligations: what is owed, and which step, session, visit or outcome it is about."""

from __future__ import annotations

from pdflow.agenda.obligations.obligation import Obligation
from pdflow.errors import shortened
from pdflow.kernel.records import Aggregate
from pdflow.language import ENGLISH, SHIPPED, Catalogue, Names, name_of


def describe_obligation(
    owed: Obligation,
    state: Aggregate,
    language: str = ENGLISH,
    *,
    reader: str | None = None,
    names: Names | None = None,
    texts: Catalogue = SHIPPED,
) -> str:
    """What is owed, in words: Action step to be reviewed: “count to three”.

    Args:
        owed: The obligation.
        state: The state in which it is owed, for what its records say.
        language: A tag such as ``es``, or a list as browsers send it.
        reader: The role of whoever reads; the participant and the coach read what is for the pair.
        names: The host's names by id, of people, sites, groups and sessions.
        texts: The catalogue, for a host's own texts and formats.
    """
    label, subject = texts.label(f"obligation.{owed.code}", language), owed.kind.subject
    if owed.about is None:
        return label
    if subject == "name":
        return shortened(f"{label}: {name_of(names, owed.about)}")
    if state.describe(owed.about, subject) is None:
        return label
    return f"{label}: {texts.describe(state, owed.about, language, kind=subject, reader=reader, names=names)}"
