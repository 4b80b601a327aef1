"""The decider: commands, events, guards and one lifecycle table. It knows nothing of professional development."""
