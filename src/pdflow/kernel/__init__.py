"""The decider: commands, events, rules and one lifecycle table. It knows nothing of professional development."""
