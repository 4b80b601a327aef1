"""The pages."""

from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms import people
from lms.programme import TEXTS, desk, store
from lms.schema_forms import CommandForm
from lms.tasks import TaskList
from lms.visit import Visit
from pdflow import Refused, Role, participation as p
from pdflow.contrib.django import project, queries
from pdflow.contrib.django.history import history_of
from pdflow.contrib.django.models import Obligation, Participation
from pdflow.errors import CommandIdReused, DecodeError, FieldError
from pdflow.language import name_of
from pdflow.projections import ObligationEntry

KINDS = ("possible", "not_yet", "other_phase", "for_others")
PAGE = 10
"""Rows on a page of a list of the director."""


@require_GET
def home(request):
    """What the user owes this week, and the participations that they have a part in."""
    user, at, names, language = request.user, datetime.now(UTC), people.names(), get_language()
    roles = [Role.COORDINATOR] if user.role == Role.COORDINATOR else []
    rows = queries.week(user.person, at, project.calendar(), roles)
    mine = Q(person=user.person) | Q(coach=user.person) | Q(manager=user.person)
    running = queries.live(Participation).filter(mine, phase__in=map(str, p.LIVE)).order_by("person")
    context = {
        "today": at,
        "tasks": TaskList(user, at, names, language).of_rows(rows),
        "participations": [_summary(row, names, language) for row in running],
    }
    return render(request, "home.html", context)


def _summary(row, names, language):
    return {
        "stream": row.stream,
        "person": name_of(names, row.person),
        "site": name_of(names, row.site),
        "phase": TEXTS.label(f"phase.{row.phase}", language),
        "since": row.since,
        "coach": name_of(names, row.coach) if row.coach else "",
        "paused_until": row.paused_until,
        "last_contact": row.last_contact,
    }


@require_GET
def everybody(request):
    """What anybody owes, the most urgent first, a page at a time: for the director."""
    if request.user.role != Role.COORDINATOR:
        raise PermissionDenied
    names, language = people.names(), get_language()
    last, site = request.GET.get("after"), request.GET.get("site") or None
    before = queries.entries_of(ObligationEntry, queries.live(Obligation).filter(pk=last) if last else [])
    found = queries.directors_list(after=before[0] if before else None, site=site)
    *rows, more = [*found[: PAGE + 1], *[None] * (PAGE + 1)][: PAGE + 1]
    rows = [row for row in rows if row]
    context = {
        "tasks": TaskList(request.user, datetime.now(UTC), names, language).of_rows(rows),
        "is_first": not before,
        "next": rows[-1].pk if more else None,
        "count": queries.directors_list(site=site).count(),
        "sites": people.sites(),
        "site": site,
    }
    return render(request, "everybody.html", context)


@require_GET
def participations(request):
    """Every participation, site by site, a page at a time: for the director."""
    if request.user.role != Role.COORDINATOR:
        raise PermissionDenied
    names, language, everyone = people.names(), get_language(), queries.live(Participation)
    site, phase = request.GET.get("site", ""), request.GET.get("phase", "")
    asked = {name: value for name, value in {"site": site, "phase": phase}.items() if value}
    found = everyone.filter(**asked).order_by("site", "stream")
    last = everyone.filter(stream=request.GET.get("after", "")).first()
    later = Q(site__gt=last.site) | Q(site=last.site, stream__gt=last.stream) if last else Q()
    rows = [*found.filter(later)[: PAGE + 1]]
    context = {
        "participations": [_summary(row, names, language) for row in rows[:PAGE]],
        "is_first": last is None,
        "next": rows[PAGE - 1].stream if len(rows) > PAGE else None,
        "count": found.count(),
        "sites": people.sites(),
        "phases": [(str(each), TEXTS.label(f"phase.{each}", language)) for each in p.Phase if each != p.NOTHING],
        "site": site,
        "phase": phase,
    }
    return render(request, "participations.html", context)


@require_GET
def participation(request, stream):
    """Where somebody is, what is due, and what the user may do."""
    visit = Visit.of(request.user, stream)
    options = visit.options()
    kinds = {kind: [each for each in options.values() if each.kind == kind] for kind in KINDS}
    tasks = [(task, options[task.command].kind == "possible") for task in visit.tasks()]
    return render(request, "participation.html", {"visit": visit, "tasks": tasks, **kinds})


@require_http_methods(["GET", "POST"])
def command(request, stream, name):
    """The form of a command; sent, it is carried out, or the page says why not and what helps."""
    visit = Visit.of(request.user, stream)
    options = visit.options()
    if name not in options:
        raise Http404
    form = CommandForm(visit.schema(name), request.POST or None, visit.present(name), request.GET.dict())
    obstacles = options[name].obstacles
    if request.method == "POST" and form.is_valid():
        try:
            command = desk.codec.command_from_dict(form.values(), form.header(visit.actor))
            desk.carry_out(stream, command)
        except Refused as refused:
            possible = {each.name for each in options.values() if each.kind == "possible"}
            obstacles = visit.obstacles(refused.reasons, possible, form.words())
        except (CommandIdReused, DecodeError, FieldError) as error:
            form.main.add_error(None, str(error))
        else:
            messages.success(request, _("Done: %(command)s.") % {"command": options[name].label})
            return redirect("participation", stream)
    context = {"visit": visit, "option": options[name], "form": form, "obstacles": obstacles}
    status = 200 if request.method == "GET" else 409 if obstacles else 422
    return render(request, "command.html", context, status=status)


@require_GET
def history(request, stream):
    """What happened, the latest first, as far as the user may read it."""
    visit = Visit.of(request.user, stream)
    reader = people.reader(visit.actor, visit.names, visit.language)
    lines = history_of(store.load(stream), [desk], reader, notes=True)
    return render(request, "history.html", {"visit": visit, "lines": lines[::-1], "reader": reader})
