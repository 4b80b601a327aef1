"""Reports in Spanish: every text is translated, every translation is used, and the catalogues are compiled."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from matplotlib.text import Text
from tests.simulation.example_run import CALENDAR, ROSTER, RunYear, rows, start

import pdflow.simulation
from pdflow.language.locale_formats import ByLocale
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.report.charts import coach_load, first_follow_up, people_by_phase, practice_in_use
from pdflow.simulation.report.chronicle import chronicle
from pdflow.simulation.report.console import as_text, throughput
from pdflow.simulation.report.document_folder import write_documents
from pdflow.simulation.report.summary import opening, tables
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.simulation.world.closed_days import calendar_of

HERE = Path(pdflow.simulation.__file__).parent
EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = {language: HERE / "locale" / language / "LC_MESSAGES" for language in ("en", "es")}


def messages(language: str) -> dict[str, Message]:
    source = read_po(BytesIO((FOLDERS[language] / "pdflow.po").read_bytes()), abort_invalid=True)
    return {key(message): message for message in source if message.id}


def key(message: Message) -> str:
    """The English text by which it is found: that of the singular."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


SPANISH, ENGLISH = messages("es"), messages("en")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Run:
    file = tmp_path_factory.mktemp("few") / "events.sqlite"
    return simulate(cast_of(ROSTER, 16, 2), file, weeks=26, world=Commissioned)


def texts(run: Run, language: str) -> Iterator[str]:
    """Yield every text of a year's tables, sentences and charts."""
    translate = Translator(language)
    yield from (opening(run, translate), throughput(run, translate))
    for table in (chronicle(run, translate), *tables(run, translate)):
        yield from (table.title, *table.head, table.note)
        yield from (cell for row in table.rows for cell in row)
    for draw in (people_by_phase, coach_load, first_follow_up, practice_in_use):
        yield from (str(found.get_text()) for found in draw(run, translate).findobj(Text))


def test_nothing_of_ours_reads_the_same_in_both_languages(few: Run) -> None:
    names = {*few.cast.sites.values(), *few.cast.coaches}
    english, spanish = ({*texts(few, language)} for language in ("en", "es"))
    same = {text for text in english & spanish if re.search(r"[^\W\d]{2}", text)}
    assert same - names - {"Coach", "coaching", "Coaching"} == set()


def test_every_translated_text_is_in_the_code() -> None:
    literals = {
        node.value
        for page in (*HERE.rglob("*.py"), EXAMPLES / "exports_of_a_year.py")
        for node in ast.walk(ast.parse(page.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert SPANISH.keys() - literals == set()


def test_what_has_a_plural_in_english_has_one_in_spanish() -> None:
    assert {text for text, message in SPANISH.items() if message.pluralizable} == ENGLISH.keys()


@pytest.mark.parametrize("language", FOLDERS)
def test_the_catalogue_is_compiled(language: str) -> None:
    compiled = read_mo(BytesIO((FOLDERS[language] / "pdflow.mo").read_bytes()))
    known = {key(message): forms(message) for message in compiled if message.id}
    assert known == {text: forms(message) for text, message in messages(language).items()}


@pytest.mark.parametrize("catalogue", [ENGLISH, SPANISH])
def test_a_translation_has_the_placeholders_of_its_text(catalogue: dict[str, Message]) -> None:
    for english, message in catalogue.items():
        for form in forms(message):
            assert {*re.findall(r"{(\w+)}", form)} | {"count"} == {*re.findall(r"{(\w+)}", english)} | {"count"}


@pytest.mark.parametrize(
    ("language", "one", "four"), [("en", "1 coach", "4 coaches"), ("es", "1 persona", "4 personas")]
)
def test_a_number_has_its_plural_form(language: str, one: str, four: str) -> None:
    text = "{count} coach" if language == "en" else "{count} person"
    assert [Translator(language)(text, count=number) for number in (1, 4)] == [one, four]


def test_days_and_numbers_have_the_formats_of_the_reader(few: Run) -> None:
    plain, by_locale = Translator("es"), Translator("es", ByLocale())
    assert "26 semanas desde el 2026-08-17" in opening(few, plain)
    assert "26 semanas desde el 17 ago 2026" in opening(few, by_locale)
    assert by_locale("{count} person", count=12345) == "12.345 personas"
    assert (plain.share(0.946), by_locale.share(0.946)) == ("95%", "95\u00a0%")
    assert chronicle(few, by_locale).rows[0][0] == "30 mar 2026"


def test_the_language_of_the_report_changes_no_event(run_year: RunYear, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = start(out, "--participants", 16, "--coaches", 2, "--weeks", 3, "--language", "es")
    printed, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (0, "Año escolar: semana 3 de 3\n")
    assert printed.startswith("16 personas (")
    assert '<html lang="es">' in (out / "documents" / "index.html").read_text(encoding="utf-8")
    english = run_year(cast=cast_of(ROSTER, 16, 2), weeks=3, calendar=calendar_of(CALENDAR, 3), world=Commissioned)
    assert rows(out / "cohort.sqlite") == rows(english.file)


def test_the_index_of_the_documents_is_in_the_readers_language(few: Run, tmp_path: Path) -> None:
    page = write_documents(few, tmp_path, Translator("es")).read_text(encoding="utf-8")
    assert "<h1>Documentos del año</h1>" in page
    assert "a mitad de año</a>" in page
    assert "at mid-year" not in page


def test_a_table_too_wide_for_the_terminal_is_wrapped_not_cut(few: Run) -> None:
    for table in tables(few, Translator("es")):
        printed = as_text(table, 90)
        assert max(map(len, printed.splitlines()[1:])) <= max(90, len(printed.splitlines()[0]))
        words = {word for row in table.rows for word in " ".join(row).split() if len(word) < 20}
        assert words <= {*printed.split()}
