"""What the host keeps itself: the people with their names, and the sites. Events hold their ids only."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models

from pdflow import Role
from pdflow.language import label

ROLES = [(str(role), label(role)) for role in Role]


def new_person():
    """A new opaque id of a person."""
    return str(uuid4())


class User(AbstractUser):
    """Somebody with an account; ``person`` is who they are in events, and says nothing about them."""

    person = models.CharField(max_length=200, unique=True, default=new_person)
    role = models.CharField(max_length=20, choices=ROLES, default=Role.PARTICIPANT)

    def __str__(self):
        return self.get_full_name() or self.person


class Site(models.Model):
    """A school, by the id that events hold."""

    id = models.CharField(max_length=200, primary_key=True)
    name = models.CharField(max_length=200)

    def __str__(self):
        return self.name
