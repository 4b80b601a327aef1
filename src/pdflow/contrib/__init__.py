"""Contributions: pdflow inside the frameworks that hosts are built with, a package for each."""
