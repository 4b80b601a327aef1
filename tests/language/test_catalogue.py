"""Explanations of refusals: by reader, by language, and with a host's own texts."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import attrs
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from tests.language.stories import kim, seen, supported

from pdflow import (
    Actor,
    Header,
    Reason,
    Refused,
    Role,
    participation,
)
from pdflow.kernel.guards import fact
from pdflow.language import (
    Catalogue,
    Explanation,
    explain,
    label,
)
from pdflow.participation import BeginSupport, Participation, decider

OBSERVE = Reason(
    "coaching.too_few_observations", {"needed": 1, "have": 0}, "RecordObservation", BeginSupport.right.roles
)


def why(reason: Reason, language: str = "en", texts: Catalogue | None = None) -> str:
    [explanation] = (texts or Catalogue()).explain([reason], language)
    return explanation.why


def test_a_reason_is_one_sentence_on_what_is_missing_and_one_on_what_helps() -> None:
    assert explain([OBSERVE]) == (
        Explanation(
            "coaching.too_few_observations",
            "One observation is needed before coaching in this cycle, and there is none yet.",
            "What helps: record an observation (someone on the support team or the coordinator).",
        ),
    )


def test_the_same_reason_reads_in_spanish() -> None:
    [explanation] = explain([OBSERVE], "es")
    assert str(explanation) == (
        "Antes del coaching se necesita una observación en este ciclo y todavía no hay ninguna. "
        "Para avanzar: registrar una observación (alguien del equipo de apoyo o la coordinación)."
    )


@pytest.mark.parametrize(
    ("language", "needed", "expected"),
    [
        ("en", 1, "One observation is needed before coaching in this cycle, and there is none yet."),
        ("en", 3, "3 observations are needed before coaching in this cycle; so far: 2."),
        ("es", 1, "Antes del coaching se necesita una observación en este ciclo y todavía no hay ninguna."),
        ("es", 3, "Antes del coaching se necesitan 3 observaciones en este ciclo; hasta ahora: 2."),
    ],
)
def test_one_and_several_read_differently(language: str, needed: int, expected: str) -> None:
    assert why(Reason(OBSERVE.code, {"needed": needed, "have": needed - 1}), language) == expected


def test_several_names_read_as_several() -> None:
    assert why(Reason("step.open", {"steps": ("st-1",)})) == "The action step “st-1” is still open."
    assert (
        why(Reason("step.open", {"steps": ("a", "b", "c")})) == "These action steps are still open: “a”, “b” and “c”."
    )
    assert why(Reason("step.open", {"steps": ["a", "b"]}), "es") == "Estos pasos de acción siguen abiertos: «a» y «b»."


def test_a_refusal_is_explained_whole_and_in_its_order() -> None:
    story = supported()
    with pytest.raises(Refused) as refused:
        decider.decide(story.state, participation.OpenCoaching(kim(3), session="s-1", growth_area="g-1"))
    explained = explain(refused.value, "es")
    assert [each.code for each in explained] == [reason.code for reason in refused.value.reasons]
    assert explained == explain(refused.value.reasons, "es")
    assert explain(()) == ()


def test_one_reason_alone_is_explained_like_several() -> None:
    assert explain(OBSERVE) == explain([OBSERVE])
    assert explain(OBSERVE, "es", reader=Role.COACH) == explain((OBSERVE,), "es", reader=Role.COACH)


@pytest.mark.parametrize(
    ("role", "meant"),
    [
        ("coordinator", "COORDINATOR"),
        ("Co-ordinator ", "COORDINATOR"),
        ("COORDNATOR", "COORDINATOR"),
        ("coach", "COACH"),
    ],
)
def test_a_role_given_in_other_letters_is_named_with_the_one_that_was_meant(role: str, meant: str) -> None:
    reason = Reason("right.role", {"has": role, "needs": (Role.COORDINATOR,)})
    assert why(reason) == (
        f"It was asked in the role “{role}”, which does not exist; did you mean {meant}? "
        "This can be done by the coordinator."
    )
    assert why(reason, "es") == (
        f"Se solicitó con la función «{role}», que no existe; ¿quiso decir {meant}? Puede hacerlo la coordinación."
    )


def test_a_role_in_lower_case_is_refused_and_explained() -> None:
    story = supported()
    asked_by = Header(uuid4(), Actor("cora", "coordinator"), story.state.cycles[-1] + timedelta(days=3))
    reasons = decider.why_not(story.state, participation.AssignTeam(asked_by, team=()))
    assert str(explain(reasons)[0]).endswith("What helps: write the role as COORDINATOR.")
    assert "did you mean COORDINATOR?" in str(explain(reasons)[0])
    assert "¿quiso decir COORDINATOR?" in str(explain(reasons, "es")[0])


def test_a_role_that_is_known_or_like_none_is_only_named() -> None:
    chef, peer = (Reason("right.role", {"has": role, "needs": (Role.COORDINATOR,)}) for role in ("chef", Role.PEER))
    assert why(chef) == "Only the coordinator can do this; it was asked in the role of chef."
    assert why(peer) == "Only the coordinator can do this; it was asked in the role of colleague."
    assert [each.helps for each in explain([chef, peer])] == ["What helps: ask the coordinator."] * 2


def test_a_role_of_the_host_is_meant_where_it_would_be_allowed_and_known_where_it_has_a_text() -> None:
    substitute = Reason("right.role", {"has": "substitute", "needs": ("SUBSTITUTE",)})
    assert "did you mean SUBSTITUTE?" in why(substitute)
    ours = Catalogue({"en": {"role.coach": "mentor"}})
    mentor = Reason("right.role", {"has": "coach", "needs": (Role.COORDINATOR,)})
    assert why(mentor, texts=ours) == "Only the coordinator can do this; it was asked in the role of mentor."


def test_what_a_reader_can_do_is_addressed_to_them() -> None:
    [coach], [participant] = (explain([OBSERVE], reader=reader) for reader in (Role.COACH, Role.PARTICIPANT))
    assert coach.helps == "What you can do: record an observation."
    assert participant.helps == "What helps: record an observation (someone on the support team or the coordinator)."
    [coach] = explain([OBSERVE], "es", reader="COACH")
    assert coach.helps == "Lo que usted puede hacer: registrar una observación."


def test_a_form_that_needs_another_word_is_anybodys_to_mend() -> None:
    [explanation] = explain([Reason("pause.no_return_date")], reader=Role.MANAGER)
    assert explanation.helps == "What helps: give one of these days."


def test_who_can_help_leaves_out_the_system_unless_it_is_alone() -> None:
    [both] = explain([Reason("x", {}, "Enrol", (Role.COORDINATOR, Role.SYSTEM))])
    [alone] = explain([Reason("x", {}, "Enrol", (Role.SYSTEM,))])
    assert both.helps == "What helps: enroll a participant (the coordinator)."
    assert alone.helps == "What helps: enroll a participant (the system)."


@pytest.mark.parametrize("language", ["fr", "", "xx-YY", "../en", "en-US", "en_US.UTF-8"])
def test_an_unknown_language_is_read_as_english(language: str) -> None:
    assert explain([OBSERVE], language) == explain([OBSERVE], "en")
    assert label("role.COACH", language) == "Coach"


@pytest.mark.parametrize("language", ["ES", "es-MX", "es_US", "es_419"])
def test_a_region_reads_in_its_language(language: str) -> None:
    assert explain([OBSERVE], language) == explain([OBSERVE], "es")


def test_an_unknown_code_is_written_as_it_is_with_its_parameters() -> None:
    reason = Reason("ours.no_substitute", {"day": date(2026, 9, 1), "rooms": ("a", "b"), "level": None}, "FindOne")
    [explanation] = explain([reason])
    assert explanation.why == "ours.no_substitute (day 2026-09-01, rooms a and b, level —)"
    assert explanation.helps == "What helps: FindOne."
    assert [str(each) for each in explain([Reason("ours.bare")])] == ["ours.bare"]
    assert label("role.CHEF") == "role.CHEF"
    assert label("") == ""


def test_a_parameter_that_is_missing_becomes_an_ellipsis() -> None:
    assert why(Reason("outcome.before_baseline", {"on": date(2026, 9, 8)})) == (
        "The reading is dated 2026-09-08, earlier than the baseline of …."
    )
    assert why(Reason("right.role", {})) == "Only … can do this; it was asked in the role of …."


class Season(StrEnum):
    FALL = "FALL"


EAST = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        (date(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1, 8, 5, 59, tzinfo=UTC), "2026-09-01 08:05"),
        (datetime(2026, 9, 1, 23, 30, tzinfo=EAST), "2026-09-01 23:30"),
        (("a",), "a"),
        (("a", "b", "c"), "a, b and c"),
        ((), "—"),
        (None, "—"),
        (True, "yes"),
        (0, "0"),
        (2.0, "2"),
        (2.5, "2.5"),
        (2 + 1 / 3, "2.333"),
        (float("inf"), "inf"),
        (participation.Phase.SUPPORT, "implementation support"),
        ((participation.CoachingMove.MODEL, participation.CoachingMove.STEPS), "seeing a model and naming the steps"),
        (Season.FALL, "FALL"),
        (SimpleNamespace(x="{y}"), "namespace(x='{y}')"),
    ],
)
def test_a_parameter_reads_as_a_person_would_write_it(value: object, reads: str) -> None:
    texts = Catalogue({"en": {"ours.rule": "It is {value}."}})
    assert why(Reason("ours.rule", {"value": value, "y": 1}), texts=texts) == f"It is {reads}."


def test_a_share_reads_as_a_percentage_where_the_text_says_so() -> None:
    texts = Catalogue({"en": {"ours.rule": "{have:percent} of {needed:percent}, {needed}"}})
    reason = Reason("ours.rule", {"have": 0.29, "needed": 0.825})
    assert why(reason, texts=texts) == "29% of 82.5%, 0.825"


def test_attendance_says_whether_it_can_still_be_reached() -> None:
    short = {"cycle": 1, "have": 0.5, "needed": 0.8}
    sentences = [why(Reason("training.attendance_short", {**short, "reachable": still})) for still in (True, False)]
    assert sentences == [
        "Attendance in cycle 1 is 50% of the planned time so far, and 80% is needed; this can still be reached.",
        "Attendance in cycle 1 is 50% of the planned time, and 80% is needed; this can no longer be reached in the "
        "sessions planned.",
    ]


def test_attendance_that_nobody_planned_or_recorded_is_not_called_out_of_reach() -> None:
    short = {"no_session": True, "cycle": 2, "have": 0.0, "needed": 0.8, "reachable": False}
    [explanation] = explain([Reason("training.attendance_short", short)])
    assert str(explanation) == (
        "No training session is planned or on record in cycle 2 yet. "
        "What helps: record attendance at the training, or plan its sessions."
    )
    assert "makes_up" not in str(explain([Reason("training.attendance_short", {**short, "no_session": False})]))


def test_what_is_the_coachs_or_the_coordinators_names_both() -> None:
    reason = Reason("coaching.not_the_coach", {"needs": (Role.COACH, Role.COORDINATOR), "coach": "kim"})
    assert why(reason) == "This is for the coach or the coordinator to do."
    assert why(reason, "es") == "Esto le corresponde a quien da el coaching o la coordinación."


@pytest.mark.parametrize("code", ["growth_area.no_evidence", "step.no_evidence"])
def test_evidence_that_is_unknown_may_be_of_a_closed_cycle(code: str) -> None:
    [explanation] = explain([Reason(code, {"unknown": ("o-2",)})])
    assert str(explanation) == (
        "There is no evidence “o-2” here. What helps: check the name; records of earlier cycles can no longer be used."
    )


def test_a_round_without_training_is_not_said_to_have_had_one() -> None:
    begun = {"cycle": 2, "begun": date(2027, 1, 11), "earliest": date(2027, 2, 8)}
    assert why(Reason("cycle.too_soon", begun)) == (
        "Cycle 2 began on 2027-01-11 and no training in it is on record; the next cycle begins on 2027-02-08 at the "
        "earliest."
    )


def test_a_rationale_names_the_part_that_is_missing() -> None:
    [explanation] = explain([Reason("growth_area.no_rationale", {"missing": ("considered",)})])
    assert str(explanation) == (
        "The rationale of the growth area is not complete; missing: what else was considered. "
        "What helps: write down what else was considered."
    )


def test_reasons_that_went_through_json_read_the_same() -> None:
    whole = Reason("participation.not_in_phase", {"phase": participation.Phase.ENROLLED, "asked_in": ("SUPPORT",)})
    plain = Reason("participation.not_in_phase", {"phase": "ENROLLED", "asked_in": ["SUPPORT"]})
    assert why(whole, "es") == why(plain, "es")
    assert "«inscripción»" in why(plain, "es")


def test_things_are_called_as_on_a_button() -> None:
    assert label("command.RecordObservation") == "Record an observation"
    assert label("event.participation.coaching_opened", "es") == "Inicio de la sesión de coaching"
    assert label(Role.COACH, "es") == "Coach"
    assert label(participation.CoachingMove.MODEL) == label("coaching_move.MODEL") == "Seeing a model"


def test_a_host_overrides_a_text_and_keeps_the_others() -> None:
    ours = Catalogue({"en": {OBSERVE.code: "Nobody was in the classroom yet.", "role.COACH": "mentor"}})
    assert why(OBSERVE, texts=ours) == "Nobody was in the classroom yet."
    assert ours.label(Role.COACH) == "Mentor"
    assert ours.label(Role.PEER) == label(Role.PEER)
    assert why(OBSERVE, "es", ours) == why(OBSERVE, "es")
    assert label(Role.COACH) == "Coach"


def test_a_hosts_text_comes_before_every_shipped_one_of_its_code() -> None:
    ours = Catalogue({"en": {"coaching.not_the_coach": "Ask your coach."}})
    assert why(Reason("coaching.not_the_coach", {"coach": None}), texts=ours) == "Ask your coach."


def test_a_host_speaks_of_its_own_rule() -> None:
    @fact("ours.no_substitute", remedy="PlanSession")
    def no_substitute(state: Participation) -> dict[str, object]:
        return {"day": date(2026, 9, 8)}

    ours = Catalogue(
        {
            "en": {"ours.no_substitute": "Nobody teaches the class on {day}."},
            "es-US": {
                "ours.no_substitute": "Nadie da la clase el {day}.",
                "helps ours.no_substitute": "buscar suplente",
            },
        }
    )
    reasons = decider.with_rights(None, no_substitute).why_not(supported().state, seen("ob-1", 3))
    [english], [regional], [spanish] = (ours.explain(reasons, language) for language in ("en", "es-US", "es"))
    assert (
        str(english) == "Nobody teaches the class on 2026-09-08. What helps: plan a training session (the coordinator)."
    )
    assert str(regional) == "Nadie da la clase el 2026-09-08. Para avanzar: buscar suplente (la coordinación)."
    assert spanish.why == english.why, "what is lacking in Spanish is read in English"


def test_a_host_brings_a_language_of_its_own(tmp_path: Path) -> None:
    german = Catalog(locale="de")
    german.add((OBSERVE.code, OBSERVE.code), ("Eine Beobachtung fehlt.", "{needed} Beobachtungen fehlen."))
    german.add("coaching.not_the_coach", "Das macht {coach}.")
    german.add("coaching.not_the_coach", "Das macht der Coach; es gibt noch keinen.", context="not coach")
    _compile(german, tmp_path / "de")
    ours = Catalogue(folders=[tmp_path])
    assert ours.languages == ("de", "en", "es")
    assert why(OBSERVE, "de-AT", ours) == "Eine Beobachtung fehlt."
    assert why(attrs.evolve(OBSERVE, parameters={"needed": 2, "have": 0}), "de", ours) == "2 Beobachtungen fehlen."
    assert why(Reason("coaching.not_the_coach", {"coach": None}), "de", ours) == (
        "Das macht der Coach; es gibt noch keinen."
    )
    assert why(Reason("session.unknown", {"session": "d"}), "de", ours) == "The session “d” is not in the plan."


def test_of_two_folders_the_first_to_know_a_code_answers(tmp_path: Path) -> None:
    for name, text in (("district", "Ask the district."), ("school", "Ask the office.")):
        texts = Catalog(locale="en")
        texts.add("pause.no_return_date", text)
        _compile(texts, tmp_path / name / "en")
    ours = Catalogue(folders=[tmp_path / "school", tmp_path / "district"])
    assert why(Reason("pause.no_return_date"), texts=ours) == "Ask the office."


def test_a_folder_without_texts_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no"):
        Catalogue(folders=[tmp_path])


def test_the_languages_shipped_are_listed() -> None:
    assert Catalogue().languages == ("en", "es")


def _compile(catalog: Catalog, folder: Path) -> None:
    (folder / "LC_MESSAGES").mkdir(parents=True)
    with (folder / "LC_MESSAGES" / "pdflow.mo").open("wb") as stored:
        write_mo(stored, catalog)
