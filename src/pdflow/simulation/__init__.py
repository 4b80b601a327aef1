"""A simulated school year of a cohort, in which the real guards decide every command (extra: simulation).

Run one with ``pdflow.simulation.run.simulate``, many with ``pdflow.simulation.districts.simulate_districts``. Each part
imports only those before it:

- ``world``: calendar, parameters, cast, diaries, skill, streams, counts
- ``participant``: what one person does over the year
- ``coach``: weekly lists, and what coaches do about the obligations on them
- ``cohort``: everybody together
- ``run``: one year of it
- ``districts``: many cohorts in several processes
- ``engagement``: the engagement around a cohort, with its trainers
- ``report``: tables, charts and documents of a year
"""
