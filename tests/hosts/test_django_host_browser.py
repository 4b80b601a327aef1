"""The Django host in a browser: by mouse, by keyboard alone, and looked through by axe-core."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from tests.hosts.conftest import PASSWORD
from tests.validators import node_package

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the dependency group hosts")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: install chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
CARMEN = "/people/participation-t-03/"
AUDIT = "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, django_host: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of somebody who has logged in, in a language, in a window of a width."""
    contexts = []

    def open_page(username: str | None = None, language: str = "en-US", width: int = 1100) -> Any:
        context = browser.new_context(
            base_url=django_host,
            locale=language,
            viewport={"width": width, "height": 800},
            timezone_id="America/Chicago",
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        if username is not None:
            page.fill("[name=username]", username)
            page.fill("[name=password]", PASSWORD)
            page.click("button.main")
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_given_a_coach_when_she_observes_a_lesson_then_it_is_in_the_history(open_page: Callable[..., Any]) -> None:
    page = open_page("coach")
    page.get_by_role("heading", name="My week").wait_for()
    page.get_by_role("main").get_by_role("listitem").get_by_role("link", name="Carmen Villalobos").click()
    page.get_by_role("heading", name="What you can do now").wait_for()
    page.locator(".buttons").get_by_role("link", name="Record an observation").click()
    page.get_by_label("Setting").fill("a lesson in the browser")
    page.get_by_label("Minutes").fill("40")
    page.get_by_label("Goal").first.select_option(index=1)
    page.get_by_label("Level").first.select_option(label="Partly in place")
    page.get_by_role("button", name="Record an observation").click()
    alert = page.get_by_role("alert")
    assert "An observation needs findings" in alert.inner_text()
    assert alert.evaluate("alert => alert === document.activeElement")
    assert page.get_by_label("Setting").input_value() == "a lesson in the browser"
    page.get_by_label("Strengths").fill("everybody spoke")
    page.get_by_role("button", name="Record an observation").click()
    assert page.get_by_role("status").inner_text() == "Done: Record an observation."
    page.get_by_role("link", name="History").click()
    assert "everybody spoke" in page.get_by_role("listitem").filter(has_text="a lesson in the browser").inner_text()


def test_given_a_participant_when_her_browser_is_spanish_then_she_works_in_spanish(
    open_page: Callable[..., Any],
) -> None:
    page = open_page("participant", "es-MX", width=390)
    page.get_by_role("heading", name="Mi semana").wait_for()
    page.get_by_role("main").get_by_role("listitem").get_by_role("link", name="Carmen Villalobos").click()
    page.get_by_role("link", name="Pedir apoyo").click()
    page.locator("textarea").first.fill("los primeros minutos de la clase")
    page.get_by_role("button", name="Pedir apoyo").click()
    assert page.get_by_role("status").inner_text() == "Hecho: Pedir apoyo."
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="What you can do now").wait_for()


def test_given_no_mouse_when_somebody_works_by_keyboard_then_they_get_from_the_login_to_a_priority(
    open_page: Callable[..., Any],
) -> None:
    page = open_page()
    press, write = page.keyboard.press, page.keyboard.type

    def go_to(name: str) -> None:
        """Press tab until an element of this name has the focus, which shows."""
        for _ in range(60):
            press("Tab")
            if page.evaluate("document.activeElement.innerText").strip() == name:
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        pytest.fail(f"no way to {name}")

    write("participant")
    press("Tab")
    write(PASSWORD)
    press("Enter")
    page.get_by_role("heading", name="My week").wait_for()
    press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the content"
    press("Enter")
    go_to("Carmen Villalobos")
    press("Enter")
    page.wait_for_url(f"**{CARMEN}")
    go_to("Set a priority")
    press("Enter")
    page.wait_for_url("**/SetPriority/")
    while page.evaluate("document.activeElement.name") != "statement":
        press("Tab")
    write("ask, and wait")
    go_to("Set a priority")
    press("Enter")
    assert page.get_by_role("status").inner_text() == "Done: Set a priority."


@pytest.mark.parametrize(("language", "width"), [("en-US", 1100), ("es-MX", 390)])
@pytest.mark.parametrize("username", [None, "coach", "director", "participant"])
def test_given_any_page_when_it_is_audited_then_nothing_serious_is_found(
    open_page: Callable[..., Any], username: str | None, language: str, width: int
) -> None:
    page = open_page(username, language, width)
    later = f"{date.today() + timedelta(days=9)}T10:00"  # noqa: DTZ011
    paths = ["/login/"] if username is None else ["/", CARMEN, f"{CARMEN}history/", f"{CARMEN}do/Complete/"]
    paths += ["/everybody/", "/people/", f"{CARMEN}do/AssignTeam/"] if username == "director" else []
    paths += [f"{CARMEN}do/{name}/" for name in ("RecordObservation", "HoldCheckIn")] if username == "coach" else []
    for path in paths:
        page.goto(path)
        audit(page)
    if username == "participant":
        page.goto(f"{CARMEN}do/RequestSupport/")
        page.locator("textarea").first.fill("ask")
        page.locator("[name=at]").fill(later)
        page.click("button.main")
        page.get_by_role("alert").wait_for()
        audit(page)


def audit(page: Any) -> None:
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    page.evaluate((node_package("axe-core") / "axe.min.js").read_text())
    found = [
        (each["id"], each["help"], [node["html"][:200] for node in each["nodes"]]) for each in page.evaluate(AUDIT)
    ]
    assert found == [], page.url
