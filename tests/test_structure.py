"""The house rules that a machine can see: names, sizes, faces and the words of the code."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "pdflow"

SAME_NAME = {
    "AdoptPolicy": "a command of each aggregate, and aggregates never import each other",
    "PolicyAdopted": "its event",
    "RecordVoided": "the event of VoidRecord",
    "Reopen": "a command of each aggregate that can end",
    "RequirementWaived": "the event of Waive",
    "VoidRecord": "a command of each aggregate",
    "Waive": "a command of each aggregate with requirements",
}
"""Class names that more than one room may define, and why."""

NAMED_BY_DJANGO = {"Command", "Meta", "Migration"}
"""Class names by which Django finds a command, a model's options and a migration; a file of its own has each."""

LONG = {
    "__init__.py": "a face: one name a line",
    "codegen.py": "one generated function after the other, and what they share",
    "decider.py": "everything that may be asked of an aggregate",
    "feed_directory.py": "one answer after the other, and what it learns of each event",
    "policy.py": "one field of the policy after the other",
    "state.py": "one field of the state after the other",
}
"""Files of more than 250 lines, by name, and why."""

GERUNDS = {"coaching", "commissioning", "briefing", "decoding", "learning", "testing", "training"}
"""Words in -ing that are nouns of the field, or of ours."""

FACES = {
    "agenda",
    "cadre",
    "coordination",
    "credit",
    "desk",
    "documents",
    "engagement",
    "history",
    "language",
    "participation",
}
"""Rooms of which other rooms see the face only, the package itself or one of DOORS."""

DOORS = {
    "pdflow.cadre.examples": "plausible examples of its commands",
    "pdflow.documents.page": "the parts of which other rooms make pages of their own",
    "pdflow.documents.render.html": "needs the extra documents",
    "pdflow.engagement.examples": "plausible examples of its commands",
    "pdflow.language.locale_formats": "needs the extra locale",
    "pdflow.participation.examples": "plausible examples of its commands",
}
"""Modules inside a room that other rooms may import by their own name, and why."""

PRIVATE_WORDS = re.compile(r"\b(told|said|silence|so already)\b")
SAID_BY_SOMEBODY = re.compile(
    r"said: (str|PairNote|TeamNote)|\bsaid=|\.said\b|\"said\"|what (was|somebody) said"
    r"|Seen and said|a silence one can count"
)
"""The domain's own use: what somebody said, in feedback or of a partnership, is a field of that name."""
BARE_SEED_NUMBER = re.compile(r"\((?:[^()\n]*\b)?00[0-4]\b[^()\n]*\)")


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in sorted(SOURCE.rglob("*.py"))}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def packages() -> list[str]:
    return [module_of(path) for path in trees() if path.name == "__init__.py"]


def named_by_django(path: Path, node: ast.ClassDef) -> bool:
    return "django" in path.relative_to(SOURCE).parts and node.name in NAMED_BY_DJANGO


def imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def test_no_class_name_is_defined_in_two_rooms() -> None:
    rooms = defaultdict(set)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not named_by_django(path, node):
                rooms[node.name].add(room_of(path))
    assert {name: found for name, found in rooms.items() if len(found) > 1}.keys() == SAME_NAME.keys()


def test_no_class_name_is_defined_twice_in_a_room() -> None:
    where = defaultdict(list)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not named_by_django(path, node):
                where[room_of(path), node.name].append(path.name)
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


def test_no_file_is_longer_than_250_lines_without_a_reason() -> None:
    lines = {path: path.read_text().count("\n") for path in trees()}
    assert [str(path) for path, count in lines.items() if count > 250 and path.name not in LONG] == []


def test_files_and_folders_are_nouns() -> None:
    names = {part.removesuffix(".py") for path in trees() for part in path.relative_to(SOURCE).parts}
    words = {word for name in names for word in name.split("_")}
    assert {name.rpartition("_")[2] for name in names if name.endswith("ing")} - GERUNDS == set()
    assert words & {"util", "utils", "helper", "helpers", "manager", "base", "common", "misc", "data"} == set()


@pytest.mark.parametrize("package", packages())
def test_a_face_is_complete_and_sorted(package: str) -> None:
    """Everything a face imports from its own files is in ``__all__``, in the order in which ruff sorts it."""
    path = SOURCE.parent.joinpath(*package.split(".")) / "__init__.py"
    imported = {name for module, name in imports(trees()[path]) if module.startswith(f"{package}.")}
    module = importlib.import_module(package)
    listed = getattr(module, "__all__", [])
    assert imported <= {*listed}, sorted(imported - {*listed})
    assert [*listed] == sorted(listed, key=lambda name: (not name.isupper(), not name[:1].isupper(), name))
    assert all(hasattr(module, name) for name in listed)


def test_other_rooms_see_faces_only() -> None:
    inside = [
        (module_of(path), module)
        for path, tree in trees().items()
        for module, _ in imports(tree)
        if module.startswith("pdflow.")
        and (room := module.split(".")[1]) in FACES - {room_of(path)}
        and module not in {f"pdflow.{room}", *DOORS}
        and path != SOURCE / "__init__.py"
    ]
    assert inside == []


def test_nothing_inside_imports_the_front_door() -> None:
    rooms = {room_of(path) for path in trees()}
    upward = [
        (module_of(path), name)
        for path, tree in trees().items()
        for module, name in imports(tree)
        if module == "pdflow" and name not in rooms and path != SOURCE / "__init__.py"
    ]
    assert upward == []


def test_private_words_are_the_domains_own() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in trees()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PRIVATE_WORDS.search(SAID_BY_SOMEBODY.sub("", line))
    ]
    assert found == []


def test_sources_go_by_their_names() -> None:
    pages = [*trees(), ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in pages
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if BARE_SEED_NUMBER.search(line) and "," not in line.partition("00")[0][-2:]
    ]
    assert found == []
