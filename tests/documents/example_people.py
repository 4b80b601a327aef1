"""The people of the example year."""

from datetime import datetime

from tests.participation.stories import day

AT: datetime = day(167, 12)
"""The moment at which the documents are made: 15 February 2027."""
PEOPLE = {
    "ana": ("North", "kim"), "ben": ("North", "kim"), "cleo": ("North", "kim"), "dan": ("North", "kim"),
    "eli": ("South", "joe"), "fay": ("North", "kim"), "gus": ("South", "joe"), "hana": ("South", "joe"),
    "ida": ("South", "joe"), "jon": ("South", "joe"), "kai": ("South", "joe"), "lou": ("Harbour", None),
}  # fmt: skip
"""Everybody with their site and coach."""
NAMES = {
    "ana": "Ana Ruiz", "ben": "Ben Okafor", "cleo": "Cleo Martin", "dan": "Dan Whitfield", "eli": "Eli Navarro",
    "fay": "Fay Lindqvist", "gus": "Gus Moreau", "hana": "Hana Sato", "ida": "Ida Brandt", "jon": "Jon Abara",
    "kai": "Kai Mendes", "lou": "Lou Castellanos-Whitmore", "kim": "Kim Adler", "joe": "Joe Pereira",
    "lee": "Lee Thornton", "pat": "Pat Quinn", "eve": "Eve Salgado", "tom": "Tom Hale", "ola": "Ola Nyström",
    "payer": "Maria Keane", "office": "Programme office", "rosa": "Rosa Vance",
}  # fmt: skip
