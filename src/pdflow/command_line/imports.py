"""``pdflow import``: what other systems give, as commands to look at or to carry out."""

from __future__ import annotations

from argparse import ArgumentParser

from pdflow.command_line import import_attendance, import_closed_days, import_roster


def add_arguments(parser: ArgumentParser) -> None:
    """Add the forms, each with its own arguments."""
    forms = parser.add_subparsers(metavar="FORM", required=True)
    for name, form in (
        ("roster", import_roster),
        ("attendance", import_attendance),
        ("closed-days", import_closed_days),
    ):
        form.add_arguments(forms.add_parser(name, help=form.ABOUT, description=form.ABOUT))
