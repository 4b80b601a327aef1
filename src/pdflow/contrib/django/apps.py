"""The app, as Django installs it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PdflowConfig(AppConfig):
    """Professional development as a workflow: its tables, admin, checks and commands."""

    name = "pdflow.contrib.django"
    label = "pdflow"
    verbose_name = _("Professional development")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        import_module(f"{self.name}.checks")
