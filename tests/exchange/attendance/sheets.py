"""Made-up attendance reports of invented people, in the forms and languages in which software exports them."""

from codecs import BOM_UTF8, BOM_UTF16_LE
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pdflow.exchange.attendance import AttendanceReport, MergedAttendance, merge, read_attendance

CHICAGO = ZoneInfo("America/Chicago")
START = datetime(2026, 9, 14, 9, tzinfo=CHICAGO)
"""Two hours from nine o'clock on a Monday, whose number is above 12."""
WHO = {"ana@example.org": "ana", "ben@example.org": "ben", "Cy Mora": "cy"}


def read(content: bytes | str, source: str = "sheet.csv", **how: Any) -> AttendanceReport:
    """Read a report of the session at START, written in Chicago."""
    return read_attendance(content, source=source, **{"start": START, "minutes": 120, "zone": CHICAGO, **how})


def merged(*contents: bytes | str, who: Mapping[str, str] = WHO, how: Mapping[str, Any] = {}, **more: Any) -> Any:
    """Read reports and merge them."""
    reports = [read(content, f"{place}.csv", **how) for place, content in enumerate(contents, 1)]
    return merge(reports, who, **more)


def minutes(found: MergedAttendance) -> dict[str, int | None]:
    """The minutes of each person."""
    return {each.person: each.time.minutes for each in found.people}


def times(report: AttendanceReport) -> list[tuple[str, str, str]]:
    """The name of each row, with its times in Chicago."""
    written = [
        [moment and f"{moment.astimezone(CHICAGO):%H:%M:%S}" for moment in (row.joined, row.left)]
        for row in report.rows
    ]
    return [(row.name, begin or "", end or "") for row, (begin, end) in zip(report.rows, written, strict=True)]


def codes(found: Any) -> list[str]:
    """The codes of what is in doubt."""
    return [str(doubt.code) for doubt in found.doubts]


def utf16(text: str) -> bytes:
    """As Teams and Webex write it."""
    return BOM_UTF16_LE + text.replace("\n", "\r\n").encode("utf-16-le")


def utf8(text: str) -> bytes:
    """As Zoom and extensions of Meet write it."""
    return BOM_UTF8 + text.encode()


ZOOM = """\
Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent
Ana Ruiz,ana@example.org,09/14/2026 08:54:15 AM,09/14/2026 10:00:00 AM,66,No,Y
Ana Ruiz,ana@example.org,09/14/2026 10:10:00 AM,09/14/2026 11:00:30 AM,51,No,Y
"B (Ben Ode)",ben@example.org,09/14/2026 09:00:00 AM,09/14/2026 09:30:20 AM,31,Yes,Y
"""

ZOOM_WITH_MEETING = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 345,Talk in every lesson,09/14/2026 08:50:00 AM,09/14/2026 11:05:00 AM,lee@example.org,135,2
,
Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,Recording disclaimer response,In waiting room
Ana Ruiz,ana@example.org,14/09/2026 08:50,14/09/2026 08:59,9,No,,Yes
Ana Ruiz,ana@example.org,14/09/2026 08:59,14/09/2026 11:00,121,No,OK,No
"""

ZOOM_UNIQUE = """\
Name (Original Name),User Email,Total Duration (Minutes),Guest
Ana Ruiz,ana@example.org,131,No
Ben Ode,ben@example.org,31,Yes
"""

ZOOM_WEBINAR = """\
Attendee Report,
Report Generated:,"Sep 14, 2026 13:00:00"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes)
Talk in every lesson,812 345,"Sep 14, 2026 08:50:00",130
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest
Yes,Lee Park,lee@example.org,"Sep 14, 2026 08:50:00","Sep 14, 2026 11:00:00",130,No
Panelist Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest
Yes,Kim Sol,kim@example.org,"Sep 14, 2026 08:55:00","Sep 14, 2026 11:00:00",125,No
Attendee Details,
Attended,User Name (Original Name),Last Name,Email,What do you teach?,Join Time,Leave Time,Time in Session (minutes)
Yes,Ana,Ruiz,ana@example.org,Reading,"Sep 14, 2026 09:00:10","Sep 14, 2026 11:00:00",120
No,Dee,Vale,dee@example.org,Maths,--,--,--
"""

ZOOM_HEADERS = {
    "es": "Nombre (nombre original),E-mail del usuario,Hora para unirse,Hora para salir,Duración (minutos)",
    "es, newer": "Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,Duración (minutos)",
    "pt": "Nome (nome original),E-mail,Ingressar na hora,Hora de saída,Duração (minutos)",
    "de": "Name (ursprünglicher Name),E-Mail,Beitrittszeit,Austrittszeit,Dauer (Minuten)",
    "fr": "Nom (nom original),Adresse e-mail,Heure d\u2019arrivée,Heure de départ,Durée (minutes)",
}

TEAMS_LIST = """\
Full Name\tUser Action\tTimestamp
Ana Ruiz\tJoined before\t9/14/2026, 8:58:00 AM
"Ode, Ben"\tJoined\t9/14/2026, 9:10:00 AM
"Ode, Ben"\tLeft\t9/14/2026, 9:40:00 AM
Lee Park\tJoined before\t9/14/2026, 8:58:00 AM
Ana Ruiz\tLeft\t9/14/2026, 10:30:00 AM
"""

TEAMS_2021 = """\
Meeting Summary
Total Number of Participants\t2
Meeting Title\tTalk in every lesson
Meeting Start Time\t9/14/2026, 8:50:00 AM

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
Ana Ruiz\t9/14/2026, 8:50:00 AM\t9/14/2026, 9:19:22 AM\t29m 22s\tana@example.org\tPresenter\taruiz@example.org
Ana Ruiz\t9/14/2026, 9:30:00 AM\t9/14/2026, 11:00:00 AM\t1h 30m\t\tPresenter\taruiz@example.org
Gil Ito (Guest)\t9/14/2026, 9:00:00 AM\t9/14/2026, 10:00:07 AM\t1h 7s\t\tAttendee\t
"""

TEAMS = """\
1. Summary
Meeting title\t"Talk in
every lesson"
Attended participants\t3
Start time\t9/14/26, 8:50:00 AM
End time\t9/14/26, 11:00:07 AM
Meeting duration\t2h 10m 7s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Lee Park\t9/14/26, 8:50:00 AM\t9/14/26, 11:00:07 AM\t2h 10m 7s\tlee@example.org\tlee@example.org\tOrganizer
Ana Ruiz\t9/14/26, 8:50:00 AM\t9/14/26, 11:00:00 AM\t2h\tana@example.org\taruiz@example.org\tPresenter
Cy Mora (External)\t9/14/26, 9:00:00 AM\t9/14/26, 9:30:00 AM\t30m\t\t\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Lee Park\t9/14/26, 8:50:00 AM\t9/14/26, 11:00:07 AM\t2h 10m 7s\tlee@example.org\tOrganizer
Ana Ruiz\t9/14/26, 8:50:00 AM\t9/14/26, 9:50:00 AM\t1h\tana@example.org\tPresenter
Ana Ruiz\t9/14/26, 10:00:00 AM\t9/14/26, 11:00:00 AM\t1h\tana@example.org\tPresenter
Cy Mora (External)\t9/14/26, 9:00:00 AM\t9/14/26, 9:30:00 AM\t30m\t\tPresenter

4. Meeting Engagement
Name\tEngagement Type\tTime
Ana Ruiz\tUnmuted\t9/14/26, 10:01:00 AM
"""

TEAMS_HEADERS = {
    "pt": (
        "Nome\tPrimeira Entrada\tÚltima Saída\tDuração da Reunião\tEmail\tID do participante (UPN)\tFunção",
        "Nome\tHorário de Entrada\tHorário de Saída\tDuração\tEmail\tFunção",
        "1h 30m",
    ),
    "de": (
        "Name\tErster Beitritt\tLetztes Verlassen\tDauer der Besprechung\tE-Mail\tTeilnehmer-ID (UPN)\tRolle",
        "Name\tBeitreten\tVerlassen\tDauer\tE-Mail\tRolle",
        "1 Std. 30 Min.",
    ),
    "es": (
        "Nombre\tPrimera entrada\tÚltima salida\tDuración en la reunión\tCorreo electrónico\tId. del participante\tRol",
        "Nombre\tHora de unión\tHora de salida\tDuración\tCorreo electrónico\tRol",
        "1 h 30 min",
    ),
    "fr": (
        "Nom\tPremière connexion\tDernier départ\tDurée de la réunion\tE-mail\tID du participant (UPN)\tRôle",
        "Nom\tHeure d'arrivée\tHeure de départ\tDurée\tE-mail\tRôle",
        "1 h 30 min",
    ),
    "pl": (
        "Imię i nazwisko\tPierwsze dołączenie\tOstatnie opuszczenie\tCzas trwania spotkania\tAdres e-mail\tRola",
        "Imię i nazwisko\tGodzina dołączenia\tGodzina opuszczenia\tCzas trwania\tAdres e-mail\tRola",
        "1 godz. 30 min",
    ),
}

TEAMS_LIVE = """\
Session Id,Participant Id,Full Name,UserAgent,UTC Event Timestamp,Action,Role
s-1,p-1,Ana Ruiz,Web,9/14/2026 2:05:00 PM,Joined,Attendee
s-1,p-1,Ana Ruiz,Web,9/14/2026 3:05:00 PM,Left,Attendee
"""

TEAMS_WEBINAR = """\
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRegistration Email\tRole
Ana\t9/14/2026, 9:00:00 AM\t9/14/2026, 10:00:00 AM\t1h\tguest-7@tenant.example\tana@example.org\tAttendee
"""

MEET = """\
First name,Last name,Email,Duration,Time joined,Time exited
Ana,Ruiz,ana@example.org,1 hr 2 min,8:55 AM,10:30 AM
Ben,Ode,,58 min,9:00 AM,9:58 AM
"""

MEET_EXTENSION = """\
"Name","Email","Mon 7","Mon 14"
"Ana Ruiz","ana@example.org","no","yes"

"Name","Email","Join time","Leave time","Duration"
"Ana Ruiz","ana@example.org","9:00:12","10:02:00","1h 1m 48s"
"Dee Vale","dee@example.org","","",""
"""

WEBEX = (
    "Display Name\tAttendee Email\tJoin Time\tLeave Time\tAttendance Duration\tRole\n"
    '"Lee Park"\tlee@example.org\t"=""2026-09-14 08:50:00"""\t"=""2026-09-14 12:11:00"""\t201 mins\tHost\n'
    '"Ana Ruiz"\tana@example.org\t"=""2026-09-14 09:00:00"""\t"=""2026-09-14 10:00:00"""\t60 mins\tAttendee\n'
)

BIG_BLUE_BUTTON = """\
"Name","Moderator","Activity Score","Talk Time","Webcam Time","Messages","Join","Left","Duration"
"Lee "the coach" Park","true","","00:10:00","","3","9/14/2026, 8:50:00 AM","9/14/2026, 11:00:00 AM","02:10:00"
"Ana Ruiz","false","5.0","00:01:00","","1","9/14/2026, 9:00:00 AM","9/14/2026, 10:00:00 AM","01:50:00"
"Anonymous","false","","","","","","","00:00:00"
"""

COLLABORATE = """\
NameOfAttendee, Username, AttendeeRole, AttendeeFirstJoinTime, AttendeeLastLeaveTime, AttendeeTotalTimeInSession
Ana Ruiz, aruiz, Participant, 2026-09-14 14:00:00, 2026-09-14 15:30:00, 01:15:00
"""

EVENTBRITE = """\
Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status
7001,2026-09-01 10:00:00,Ana,Ruiz,ana@example.org,1,General,Attending
"""

SIGN_IN = """\
Nombre y apellidos;Correo electrónico;Firma
1. Ana Ruiz;ana@example.org;
2. Mora, Cy;;x
3. Núñez, Noé;;x
"""


def stay(name: str, email: str, begin: float, end: float) -> str:
    """A row of Zoom's, from so many minutes after the start to so many."""
    first, last = (START + timedelta(minutes=minutes) for minutes in (begin, end))
    return f"{name},{email},{first:%m/%d/%Y %I:%M:%S %p},{last:%m/%d/%Y %I:%M:%S %p}\n"


def zoom(*rows: str) -> str:
    """A report of Zoom's with these rows."""
    return "Name (Original Name),User Email,Join Time,Leave Time\n" + "".join(rows)
