"""Columns of attendance reports, known by the words of their headers in the languages that were seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from unicodedata import normalize


class SheetColumn(StrEnum):
    """What a column holds."""

    NAME = "NAME"
    FIRST_NAME = "FIRST_NAME"
    LAST_NAME = "LAST_NAME"
    EMAIL = "EMAIL"
    REGISTERED_EMAIL = "REGISTERED_EMAIL"
    ID = "ID"
    JOIN = "JOIN"
    LEAVE = "LEAVE"
    FIRST_JOIN = "FIRST_JOIN"
    LAST_LEAVE = "LAST_LEAVE"
    DURATION = "DURATION"
    """With its units in the cell: 1h 7s."""
    MINUTES = "MINUTES"
    TOTAL = "TOTAL"
    """Of all stays, with its units in the cell."""
    TOTAL_MINUTES = "TOTAL_MINUTES"
    ROLE = "ROLE"
    IS_MODERATOR = "IS_MODERATOR"
    IN_WAITING_ROOM = "IN_WAITING_ROOM"
    ATTENDED = "ATTENDED"
    ACTION = "ACTION"
    TIMESTAMP = "TIMESTAMP"
    MEETING = "MEETING"
    """Something of the meeting as a whole, which stands above the people."""
    ORDER = "ORDER"
    """Something of a ticket: who bought one, not who was there."""


_WORDS: Final[Mapping[SheetColumn, str]] = {
    SheetColumn.NAME: """
        name (original name) | user name (original name) | user name | name | full name | attendee name | display name
        | participant | participant name | nameofattendee | nombre (nombre original) | nombre | nombre completo
        | nombre de usuario (nombre original) | nombre de usuario | nombre y apellidos | participante
        | nome (nome original) | nome | nome completo | nom (nom original) | nom (nom d'origine) | nom | nom complet
        | name (originalname) | name (ursprünglicher name) | vollständiger name | imię i nazwisko | pełna nazwa
        | naam""",
    SheetColumn.FIRST_NAME: "first name | given name | primer nombre | nombre de pila | prénom | vorname",
    SheetColumn.LAST_NAME: """
        last name | surname | family name | apellido | apellidos | sobrenome | nom de famille | nachname""",
    SheetColumn.EMAIL: """
        email | user email | e-mail | e-mail address | email address | attendee email | correo electrónico | correo
        | e-mail del usuario | correo electrónico del usuario | e-mail do usuário | endereço de e-mail
        | adresse e-mail | adresse e-mail de l'utilisateur | courriel | e-mail-adresse | benutzer-e-mail
        | adres e-mail""",
    SheetColumn.REGISTERED_EMAIL: "registration email | correo electrónico de registro | email de registro",
    SheetColumn.ID: """
        participant id (upn) | participant id | participantid | username | staff id | employee id
        | id del participante (upn) | id de participante (upn) | id do participante (upn) | id du participant (upn)
        | teilnehmer-id (upn) | identyfikator uczestnika (upn)""",
    SheetColumn.JOIN: """
        join time | join | joined | joined at | time in | sign in | arrival | hora para unirse | hora de entrada
        | hora de unión | hora de llegada | entrada | ingressar na hora | horário de entrada | hora de ingresso
        | heure d'arrivée | heure de connexion | beitrittszeit | beitreten | beitritt | ora di ingresso
        | tijd van deelname | godzina dołączenia""",
    SheetColumn.LEAVE: """
        leave time | leave | left | left at | time out | sign out | departure | hora para salir | hora de salida
        | salida | hora de saída | horário de saída | heure de départ | heure de déconnexion | austrittszeit
        | verlassenszeit | verlassen | ora di uscita | tijd van vertrek | godzina opuszczenia""",
    SheetColumn.FIRST_JOIN: """
        first join | time joined | attendeefirstjointime | first seen | primera entrada | primera unión
        | primeira entrada | primeiro ingresso | première connexion | première participation | erster beitritt
        | pierwsze dołączenie""",
    SheetColumn.LAST_LEAVE: """
        last leave | time exited | attendeelastleavetime | última salida | última saída | dernière sortie
        | dernier départ | letztes verlassen | ostatnie opuszczenie""",
    SheetColumn.DURATION: """
        duration | attendance duration | time in call | duración | duração | durée | dauer | durata | duur
        | czas trwania""",
    SheetColumn.MINUTES: """
        duration (minutes) | duration (min) | minutes | min | time in session (minutes) | duración (minutos)
        | tiempo en la sesión (minutos) | minutos | duração (minutos) | durée (minutes) | dauer (minuten)
        | minuten""",
    SheetColumn.TOTAL: """
        in-meeting duration | attendeetotaltimeinsession | duración en la reunión | duración de la reunión
        | duração na reunião | duração da reunião | durée de la réunion | durée en réunion
        | dauer der besprechung | czas trwania spotkania""",
    SheetColumn.TOTAL_MINUTES: """
        total duration (minutes) | duración total (minutos) | duração total (minutos) | durée totale (minutes)
        | gesamtdauer (minuten)""",
    SheetColumn.ROLE: "role | attendee role | attendeerole | rol | função | papel | rôle | rolle | ruolo | rola",
    SheetColumn.IS_MODERATOR: "moderator | moderador | modérateur",
    SheetColumn.IN_WAITING_ROOM: """
        in waiting room | en sala de espera | na sala de espera | salle d'attente | dans la salle d'attente
        | im warteraum""",
    SheetColumn.ATTENDED: "attended | asistió | participou | a participé | teilgenommen",
    SheetColumn.ACTION: """
        user action | action | acción del usuario | acción | ação do usuário | atividade
        | action de l'utilisateur | benutzeraktion""",
    SheetColumn.TIMESTAMP: """
        timestamp | utc event timestamp | utceventtimestamp | marca de tiempo | fecha y hora
        | carimbo de data/hora | horodatage | zeitstempel""",
    SheetColumn.MEETING: """
        topic | meeting id | webinar id | tema | id de reunión | id de la reunión | id da reunião | thema""",
    SheetColumn.ORDER: "order # | order no. | order id | order date | ticket type",
}
_COLUMN_OF: Final = {" ".join(word.split()): column for column, words in _WORDS.items() for word in words.split("|")}
UTC_WORDS: Final = frozenset(
    {"attendeefirstjointime", "attendeelastleavetime", "utc event timestamp", "utceventtimestamp"}
)
"""Headers whose times are in UTC although they do not end in "(UTC)"."""
_AT_THE_END: Final = re.compile(r"\s*(?:\(utc\)|:)$")


def header_word(cell: str) -> str:
    """A header without what differs between exports: its case, its kinds of blanks and of apostrophes."""
    return " ".join(normalize("NFKC", cell).replace("\u2019", "'").casefold().split())


def column_of(cell: str) -> SheetColumn | None:
    """The column of a header; None where it is none that is read."""
    return _COLUMN_OF.get(_AT_THE_END.sub("", header_word(cell)))


def is_utc(cell: str) -> bool:
    """Whether the times below a header are in UTC."""
    word = header_word(cell)
    return word.endswith("(utc)") or word in UTC_WORDS
