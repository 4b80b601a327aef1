"""Routes: the shortest sequence of commands to a command or a phase.

- ``route``: ``route_to`` and the ``Route`` it answers with
- ``search``: the search for the shortest route, by real decisions on copies of the state
- ``attempts``: each command tried by whoever may issue it
- ``replay``: the legs found carried out anew, without those not needed
- ``path``: the goals, attempts, legs and positions of a search
- ``participation``, ``engagement``, ``cadre``: who may act in each, and what a command has to wait for
"""
