"""A test kit for hosts: specifications, the store contract, and histories of commands made by chance.

``spec`` is given / when / then, ``stores`` the tests of an event store, ``walks`` makes histories of commands,
``changes`` puts mistakes into them, and ``strategies`` draws both with Hypothesis.
"""
