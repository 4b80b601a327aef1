"""What ``manage.py`` can do for pdflow."""
