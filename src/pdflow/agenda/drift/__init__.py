"""Drift: practice slides back because what was agreed was not followed through (follow-through article).

It is computed from state, never set by hand: its causes in a participation and in an engagement, and what ended it.
"""
