"""A cohort through a school year, by the real guards. Run one with ``pdflow.simulation.run`` (extra: simulation)."""
