"""A Django app (extra ``django``): put ``"pdflow.contrib.django"`` into ``INSTALLED_APPS`` and migrate.

- ``store``: the event store on a database of the project, in the project's own transactions
- ``bookmarks``: how far a reader of the feed has come
- ``models``, ``columns``: the tables, and their columns
- ``admin``: what is stored, to read and never to change, each reader as far as they may
- ``readers``: who a user of the project is to pdflow
- ``checks``: what ``manage.py check`` says of the settings
- ``management``: commands of ``manage.py``
"""

from pdflow.errors import MissingExtra

try:
    import django as django
except ImportError as error:
    raise MissingExtra("django", "django") from error
