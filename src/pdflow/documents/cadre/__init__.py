"""Cadre."""
