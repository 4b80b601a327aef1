"""The admin: events and histories of streams, to read and never to change, each reader as far as they may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import attrs
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy as _

from pdflow.contrib.django import project
from pdflow.contrib.django.history import history_of
from pdflow.contrib.django.models import (
    Drift,
    Learning,
    Obligation,
    Participation,
    Refusal,
    StoredCheckpoint,
    StoredEvent,
    Stream,
)
from pdflow.contrib.django.queries import entries_of, live
from pdflow.contrib.django.store import DjangoStore
from pdflow.contrib.django.texts import ReaderWords, moment
from pdflow.documents import Reader
from pdflow.language import SHIPPED
from pdflow.projections import RefusalEntry

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin
HISTORY: Final = "pdflow_history"
"""The name of the address of a stream's history."""
CODES: Final = {"phase": "phase", "role": "role", "code": "obligation", "cause": "drift", "command": "command"}
"""The columns of read models that hold codes, and the group of each code's label."""


def reader_of(request: HttpRequest) -> Reader:
    """Who reads: the project says it of the user, and the request in which language."""
    language = SHIPPED.language_of(get_language() or "en")
    return attrs.evolve(project.reader_of(request.user), language=language)


def may_read_notes(request: HttpRequest) -> bool:
    """Whether the user was given the permission ``pdflow.read_notes``; to be a superuser is not enough."""
    granted = Permission.objects.filter(content_type__app_label="pdflow", codename="read_notes")
    user = request.user.pk
    return request.user.is_active and granted.filter(Q(user=user) | Q(group__user=user)).exists()


class ReadOnlyAdmin(ModelAdmin):
    """Shows rows and changes none, whoever asks; by default those of the database with the events."""

    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """The rows in the database with the events."""
        return super().get_queryset(request).using(project.database())

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a row by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes a row by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes a row by hand."""
        return False


def column(name: str, title: Any, value: Callable[[Any], object]) -> Callable[[Any], object]:
    """A column of a list, with a title of its own."""

    def show(row: Any) -> object:
        return value(row)

    show.__name__ = name
    return admin.display(description=title)(show)


@admin.register(StoredEvent)
class EventAdmin(ReadOnlyAdmin):
    """The events of all streams, the last first; each leads to the history of its stream."""

    list_display_links = None
    list_filter = ("role",)
    search_fields = ("stream__exact", "actor__exact", "command_id__exact")
    search_help_text = _("The whole name of a stream, or the whole id of a person or a command")
    ordering = ("-position",)
    fields = ("position", "stream", "version", "type", "actor", "role", "occurred_at", "recorded_at", "command_id")

    def get_list_display(self, request: HttpRequest) -> Any:
        """What happened, through whom and when, in the words of whoever asks."""
        words = ReaderWords(reader_of(request))
        return (
            "position",
            column("stream", _("stream"), _history_link),
            "version",
            column("what", _("what"), lambda event: words.event(event.type)),
            column("by", _("by"), words.actor),
            column("when", _("when"), lambda event: moment(event.occurred_at)),
            "recorded_at",
        )

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the list, and that of the history of one stream."""
        history = path("history/<path:stream>/", self.admin_site.admin_view(self.history), name=HISTORY)
        return [history, *super().get_urls()]

    def history(self, request: HttpRequest, stream: str) -> HttpResponse:
        """The page of one stream's history."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        store = DjangoStore(project.database())
        rows, reader = store.load(stream), reader_of(request)
        if not rows:
            raise Http404
        lines = history_of(rows, project.desks_of(store), reader, notes=may_read_notes(request))
        context = {
            **self.admin_site.each_context(request),
            "title": reader.name(stream),
            "opts": self.opts,
            "lines": [(line, moment(line.occurred_at), moment(line.recorded_at)) for line in lines],
        }
        return TemplateResponse(request, "admin/pdflow/history.html", context)


def _history_link(event: StoredEvent) -> str:
    return format_html('<a href="{}">{}</a>', reverse(f"admin:{HISTORY}", args=[event.stream]), event.stream)


@admin.register(StoredCheckpoint)
class CheckpointAdmin(ReadOnlyAdmin):
    """How far each reader of the feed has come."""

    list_display = ("reader", "state", "position", "as_of")


@admin.register(Refusal)
class RefusalAdmin(ReadOnlyAdmin):
    """Refused attempts, the latest first, each reason in words."""

    list_display_links = None
    list_filter = ("command",)
    search_fields = ("stream__exact", "actor__exact", "code__exact")
    search_help_text = _("The whole name of a stream, or the whole id of a person or a reason")
    ordering = ("-at", "attempt", "number")

    def get_list_display(self, request: HttpRequest) -> Any:
        """Who attempted what, and why it was refused, in the words of whoever asks."""
        words = ReaderWords(reader_of(request))
        return (
            column("when", _("when"), lambda refusal: moment(refusal.at)),
            "stream",
            column("by", _("by"), words.actor),
            column("command", _("command"), lambda refusal: words.code("command", refusal.command)),
            column("why", _("why"), lambda refusal: words.refusal(_entry(refusal))),
        )


def _entry(refusal: Any) -> RefusalEntry:
    [entry] = entries_of(RefusalEntry, [refusal])
    return entry


@admin.register(Participation, Obligation, Drift, Learning, Stream)
class EntryAdmin(ReadOnlyAdmin):
    """The live rows of a read model; those of a rebuild are not listed."""

    list_display_links = None
    search_fields = ("stream__exact",)
    search_help_text = _("The whole name of a stream")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """The live rows in the database with the events."""
        return live(self.model, using=project.database())

    def get_list_display(self, request: HttpRequest) -> Any:
        """Every column but those of the table's own making; codes in the words of whoever asks."""
        words = ReaderWords(reader_of(request))
        return [_entry_column(field, words) for field in attrs.fields(self.model.entry)]

    def get_ordering(self, request: HttpRequest) -> Any:
        """By the key of the entry."""
        return [field.name for field in attrs.fields(self.model.entry) if field.metadata]


def _entry_column(field: Any, words: ReaderWords) -> Any:
    if field.name not in CODES:
        return field.name
    return column(field.name, _(field.name), lambda row: words.code(CODES[field.name], getattr(row, field.name)))
