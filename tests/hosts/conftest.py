"""The hosts of the examples, each at work on a port of its own."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

DJANGO_HOST = Path(__file__).parents[2] / "examples" / "django_host"
PASSWORD = "learning-together"
sys.path.insert(0, str(DJANGO_HOST.with_name("fastapi_host")))


def manage(*arguments: str, database: str) -> subprocess.Popen[str]:
    """Begin a command of the Django host's manage.py, in which every warning is an error."""
    environment = {**os.environ, "DATABASE_URL": database, "PYTHONWARNINGS": "error"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=DJANGO_HOST,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def managed(*arguments: str, database: str) -> str:
    """What a command prints that ends well."""
    process = manage(*arguments, database=database)
    printed, _ = process.communicate(timeout=300)
    assert process.returncode == 0, printed
    return printed


@pytest.fixture(scope="session")
def django_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the Django host, with its demo, on SQLite."""
    database = f"sqlite:///{tmp_path_factory.mktemp('django_host') / 'lms.sqlite3'}"
    managed("demo", database=database)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = manage("runserver", str(port), "--noreload", "--verbosity", "0", database=database)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.communicate()


def _wait_for(port: int, server: subprocess.Popen[str]) -> None:
    until = monotonic() + 60
    while monotonic() < until and server.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    server.kill()
    pytest.fail(server.communicate()[0])


@pytest.fixture(scope="session")
def login(django_host: str) -> Callable[..., "Client"]:
    """Gives somebody's browser, in which they are logged in."""
    return cache(lambda username, language="en": Client(django_host, language).log_in(username))


class Fields(HTMLParser):
    """What a browser would send of the forms of a page that nobody has filled in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str | list[str]] = {}
        self._select = self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "select":
            self._select = found["name"]
        elif tag == "option" and ("selected" in found or self._select not in self.values):
            self.values[self._select] = found["value"]
        elif tag == "textarea":
            self._text = found["name"]
            self.values[self._text] = ""
        elif found.get("type") == "checkbox":
            chosen = self.values.get(found["name"], [])
            self.values[found["name"]] = [*chosen, *([found.get("value", "on")] if "checked" in found else [])]
        elif tag == "input":
            self.values[found["name"]] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += data.removeprefix("\n")


class Client:
    """Somebody's browser, without its window."""

    def __init__(self, host: str, language: str = "en") -> None:
        self.host, self.status, self.page = host, 0, ""
        self.cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.cookies))
        self._headers = {"Accept-Language": language}

    def get(self, path: str) -> str:
        """The page at a path."""
        return self._open(Request(self.host + path, headers=self._headers))

    def post(self, path: str, **fields: object) -> str:
        """The page after a form was sent."""
        data = urlencode(fields, doseq=True).encode()
        return self._open(Request(self.host + path, data, self._headers))

    def fill_in(self, path: str, **fields: object) -> str:
        """The page after the form at a path was filled in and sent."""
        return self.post(path, **{**Fields(self.get(path)).values, **fields})

    def log_in(self, username: str) -> "Client":
        self.fill_in("/login/", username=username, password=PASSWORD)
        return self

    @property
    def text(self) -> str:
        """The text of the page."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page))

    def _open(self, request: Request) -> str:
        try:
            with self._opener.open(request, timeout=60) as answer:
                self.status, self.address, self.page = answer.status, answer.url, answer.read().decode()
        except HTTPError as error:
            with error:
                self.status, self.address, self.page = error.code, error.url, error.read().decode()
        return self.page
