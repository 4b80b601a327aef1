"""The page about Django, walked as it stands: a new project, its files and commands, and what its shell is given."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALLING = ("python -m venv", ". .venv", "pip install")
ASKED_FOR = ("python manage.py shell", "python manage.py runserver")
"""The commands for which the page gives what is typed next, or that never end."""
AFTERWARDS = """
from uuid import uuid4
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

FORM = {"id": uuid4(), "at": timezone.localtime().isoformat()}
client = Client()
client.force_login(User.objects.get(username="lee"))


def page(address):
    answer = client.get(address, headers={"host": "localhost"})
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def transfer(site, stream="ana", language="en"):
    headers = {"host": "localhost", "accept-language": language}
    return client.post(f"/people/{stream}/transfer/", {**FORM, "site": site}, headers=headers)


assert "/history/ana/" in page("/admin/pdflow/storedevent/")
assert "North High" in page("/admin/pdflow/storedevent/history/ana/")
assert transfer("South High").json() == transfer("South High").json() == {"version": 2}
FORM["id"] = uuid4()
refused = transfer("South High", "nobody", language="es")
assert refused.status_code == 409, refused.content
print("why:", refused.json()["refused"])
"""


class Walk:
    """A folder in which the page's blocks are carried out, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        self.env |= {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SUPERUSER_PASSWORD": "for tests only"}

    def run(self, *arguments: str, typed: str = "") -> str:
        line = [sys.executable, *arguments]
        done = subprocess.run(line, cwd=self.folder, env=self.env, input=typed, capture_output=True, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def shell(self, block: str) -> str:
        return self.run("manage.py", "shell", typed=block)

    def carry_out(self, kind: str, block: str) -> None:
        if kind == "sh":
            for command in block.splitlines():
                self.command(command)
        elif block.startswith("# manage.py shell"):
            self.shell(block)
        else:
            file = self.folder / re.match(r"# (\S+)\n", block)[1]
            with file.open("a") as opened:
                opened.write(block)

    def command(self, command: str) -> None:
        if command.startswith((*INSTALLING, *ASKED_FOR)):
            return
        program, *arguments = command.replace("createsuperuser", "createsuperuser --noinput").split()
        self.run(*(["-m", "django"] if program == "django-admin" else []), *arguments)


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    return Walk(tmp_path)


def test_given_an_empty_folder_when_the_page_is_followed_then_all_of_it_works(walk: Walk) -> None:
    blocks = BLOCK.findall((ROOT / "docs" / "django.md").read_text())
    assert len(blocks) > 12
    for kind, block in blocks:
        walk.carry_out(kind, block)
    assert "why: ['La fase actual es" in walk.shell(AFTERWARDS)
