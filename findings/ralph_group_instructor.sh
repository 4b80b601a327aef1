#!/bin/sh
# The statement model of ralph-malph 5.1.0 refuses a Group as context.instructor.
#
# xAPI lets an instructor be an Agent or a Group: a course that two people lead has a Group.
#
# Seen with Python 3.11:
#   instructor an agent:             accepted
#   instructor an identified group:  refused
#   instructor an anonymous group:   refused
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ralph-malph==5.1.0
"$folder/venv/bin/python" - <<'PYTHON'
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement


def account(name):
    return {"account": {"homePage": "https://example.org", "name": name}}


def verdict(instructor):
    statement = {
        "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
        "actor": account("ana"),
        "verb": {"id": "http://adlnet.gov/expapi/verbs/attended"},
        "object": {"id": "https://example.org/sessions/1"},
        "context": {"instructor": instructor},
        "timestamp": "2026-09-01T08:00:00Z",
    }
    try:
        BaseXapiStatement.model_validate(statement)
    except ValidationError:
        return "refused"
    return "accepted"


agents = [{"objectType": "Agent", **account(name)} for name in ("kim", "lee")]
found = {
    "an agent": verdict(account("kim")),
    "an identified group": verdict({"objectType": "Group", **account("trainers"), "member": agents}),
    "an anonymous group": verdict({"objectType": "Group", "member": agents}),
}
for instructor, said in found.items():
    print(f"instructor {instructor + ':':22}{said}")
assert [*found.values()] == ["accepted", "refused", "refused"]
PYTHON
