"""Doubts have codes, lines and words in English and Spanish, and never a name or an address."""

import pickle
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tests.exchange.attendance import sheets as s
from tests.exchange.attendance.sheets import merged, read

import pdflow.exchange.attendance
from pdflow.exchange.attendance import AttendanceError, Doubt, DoubtCode, SheetLine
from pdflow.exchange.attendance.doubts import DoubtList

LOCALE = Path(pdflow.exchange.attendance.__file__).parent / "locale"
FOLDERS = {language: LOCALE / language / "LC_MESSAGES" for language in ("en", "es")}


def texts(language: str) -> dict[str, list[str]]:
    source = read_po(BytesIO((FOLDERS[language] / "pdflow.po").read_bytes()), abort_invalid=True)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: [message.string]
        if isinstance(message.string, str)
        else list(message.string)
        for message in source
        if message.id
    }


@pytest.mark.parametrize("language", FOLDERS)
def test_every_code_has_words_and_every_text_a_code(language: str) -> None:
    found = texts(language)
    assert found.keys() == {f"doubt_code.{code}" for code in DoubtCode} | {"sheet_lines.PLACE", "unmatched.NEAR"}
    assert all(each and not each.endswith(".") for forms in found.values() for each in forms)


def test_both_languages_have_the_same_places() -> None:
    english, spanish = texts("en"), texts("es")
    for code, forms in english.items():
        assert [re.findall(r"\{\w+\}", form) for form in forms] == [
            re.findall(r"\{\w+\}", form) for form in spanish[code]
        ]


@pytest.mark.parametrize("language", FOLDERS)
def test_the_catalogues_are_compiled(language: str) -> None:
    compiled = read_mo(BytesIO((FOLDERS[language] / "pdflow.mo").read_bytes()))
    sources = texts(language)
    for message in compiled:
        if message.id:
            name = message.id if isinstance(message.id, str) else message.id[0]
            assert ([message.string] if isinstance(message.string, str) else list(message.string)) == sources[name]
    assert len([message for message in compiled if message.id]) == len(sources)


def test_a_doubt_names_its_lines_in_both_languages() -> None:
    doubt = Doubt(
        DoubtCode.MERGED_BY_NAME, "a.csv", (SheetLine("a.csv", 7), SheetLine("b.csv", 2), SheetLine("a.csv", 3))
    )
    assert str(doubt) == "a.csv, lines 3, 7; b.csv, line 2: taken for one person by the name alone"
    assert doubt.text("es-MX") == (
        "a.csv, líneas 3, 7; b.csv, línea 2: se toma por una sola persona solo por el nombre"
    )
    assert doubt.text("xx") == str(doubt)
    equal = Doubt(DoubtCode.EQUAL_ROWS, "a.csv", (SheetLine("a.csv", 3),), {"count": 2})
    assert equal.text("es") == "a.csv, línea 3: 2 filas son iguales a otra y se cuentan una vez"


def test_of_many_lines_the_first_are_named() -> None:
    doubt = Doubt(DoubtCode.EQUAL_ROWS, "a.csv", tuple(SheetLine("a.csv", n) for n in range(1, 31)), {"count": 29})
    assert "19, 20 (+10): 29 rows" in str(doubt)


def test_the_first_thousand_doubts_are_kept_and_the_others_counted() -> None:
    header = s.ZOOM.partition("\n")[0]
    report = read(f"{header}\n" + s.ZOOM.splitlines()[1] + "\n" + "Somebody,,--,--,--,No,\n" * 1_200)
    assert (len(report.doubts), report.more_doubts) == (1000, 200)
    assert report.doubts[0].lines == (SheetLine("sheet.csv", 3),)
    with pytest.raises(AttendanceError) as caught:
        read(f"{header}\n" + "Somebody,,--,--,--,No,\n" * 1_200)
    assert (len(caught.value.problems), caught.value.more) == (1000, 201)
    assert len(str(caught.value)) == 2000


def test_errors_and_doubts_can_be_pickled() -> None:
    with pytest.raises(AttendanceError) as caught:
        read("")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.problems, copy.more, str(copy)) == (caught.value.problems, 0, str(caught.value))
    found = merged(s.ZOOM, s.utf16(s.TEAMS))
    assert pickle.loads(pickle.dumps(found)) == found
    kept = DoubtList(found.doubts, 3)
    assert (kept.kept, kept.more) == ([*found.doubts], 3)


def test_an_error_says_its_problems_in_spanish_as_well() -> None:
    with pytest.raises(AttendanceError) as caught:
        read(s.EVENTBRITE)
    assert caught.value.text("es") == "sheet.csv: aquí consta quién se inscribió, no quién estuvo presente"


@pytest.mark.parametrize(
    "content", [s.ZOOM, s.utf16(s.TEAMS), s.ZOOM_WEBINAR, s.MEET, s.utf16(s.WEBEX), s.BIG_BLUE_BUTTON, s.SIGN_IN]
)
def test_no_repr_and_no_text_names_anybody(content: bytes | str) -> None:
    report = read(content)
    found = merged(content, who={"ana@example.org": "p-1"})
    written = " ".join(
        [repr(report), repr(found), *map(str, found.doubts), *(doubt.text("es") for doubt in found.doubts)]
    )
    for word in ("example.org", "Ana", "Ruiz", "Ode", "Park", "Mora", "Núñez"):
        assert word not in written
