"""The desk: carries commands out on stored streams, each at most once."""

from pdflow.desk.async_desk import AsyncDesk
from pdflow.desk.desk import Desk
from pdflow.desk.receipt import Receipt

__all__ = ["AsyncDesk", "Desk", "Receipt"]
