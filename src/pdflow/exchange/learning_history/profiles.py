"""The profiles of systems that keep learning histories; ``docs/learning-history.md`` says of each what is lost."""

from __future__ import annotations

from typing import Final

from pdflow.exchange.learning_history.profile import FileColumn, FileProfile
from pdflow.exchange.learning_history.record import CompletionStatus as Status

_COMPLETED_ONLY: Final = {Status.COMPLETED: ""}
_COMPLETION: Final = ("user_id", "activity_id", "completion_date")

TOTARA: Final = FileProfile(
    code="TOTARA",
    source="Totara",
    columns=(
        FileColumn("username", "user_id", matched=True),
        FileColumn("courseshortname", "activity_title"),
        FileColumn("courseidnumber", "activity_id", matched=True),
        FileColumn("completiondate", "completion_date"),
        FileColumn("grade", "score"),
    ),
    statuses=_COMPLETED_ONLY,
    needs=_COMPLETION,
)
"""Course completions; the date's form and the delimiter are chosen at the upload."""

IOMAD: Final = FileProfile(
    code="IOMAD",
    source="IOMAD",
    columns=(
        FileColumn("username", "user_id", matched=True),
        FileColumn("courseid", "activity_id", matched=True),
        FileColumn("timeenrolled", "start_date"),
        FileColumn("timestarted", "start_date"),
        FileColumn("timecompleted", "completion_date"),
    ),
    statuses=_COMPLETED_ONLY,
    needs=_COMPLETION,
)

MOODLE_IMPORT_COMPLETION: Final = FileProfile(
    code="MOODLE_IMPORT_COMPLETION",
    source="Moodle import completion",
    columns=(
        FileColumn("userid", "user_id", matched=True),
        FileColumn("course", "activity_id", matched=True),
        FileColumn("timecompleted", "completion_date"),
        FileColumn("timestarted", "start_date"),
    ),
    statuses=_COMPLETED_ONLY,
    needs=_COMPLETION,
)
"""The plug-in tool_import_completion: Moodle itself imports no completions. The date's form is chosen at the upload."""

LEARNUPON: Final = FileProfile(
    code="LEARNUPON",
    source="LearnUpon",
    columns=(
        FileColumn("Login ID", "user_id", matched=True),
        FileColumn("Course Name", "activity_title", matched=True),
        FileColumn("Enrollment Created Date", "start_date"),
        FileColumn("Enrollment Started Date", "start_date"),
        FileColumn("Enrollment Completed Date", "completion_date"),
        FileColumn("Enrollment Score", "score"),
        FileColumn("Enrollment Status", "status"),
    ),
    statuses={
        Status.COMPLETED: "completed",
        Status.IN_PROGRESS: "in progress",
        Status.NOT_ATTENDED: "not started",
    },
    needs=("user_id", "activity_title"),
    date_format="%d/%m/%Y",
    unverified=("Enrollment Status",),
)
"""Every column has to be there, a blank one too."""

CORNERSTONE: Final = FileProfile(
    code="CORNERSTONE",
    source="Cornerstone Edge",
    columns=(
        FileColumn("User ID", "user_id", matched=True),
        FileColumn("Training Title", "activity_title", matched=True),
        FileColumn("Start Date/Time", "start_date"),
        FileColumn("Completion Date", "completion_date"),
        FileColumn("Transcript Status", "status"),
        FileColumn("Training Hours", "clock_hours"),
        FileColumn("Credits", "credits"),
        FileColumn("Provider", "provider_name"),
    ),
    statuses={
        Status.COMPLETED: "Completed",
        Status.IN_PROGRESS: "Registered",
        Status.WITHDRAWN: "Withdrawn",
    },
    needs=("user_id", "activity_title", "start_date"),
    unverified=("Completion Date", "Training Hours", "Credits", "Provider"),
)
"""External training; the host maps the headings, and says the date's form, in the configuration of the load."""

SUCCESSFACTORS_CONNECTOR: Final = FileProfile(
    code="SUCCESSFACTORS_CONNECTOR",
    source="SAP SuccessFactors",
    columns=(
        FileColumn("STUDENT_ID", "user_id", matched=True),
        FileColumn("COMPONENT_ID", "activity_id", matched=True),
        FileColumn("TITLE", "activity_title"),
        FileColumn("COMPLETION_DATE", "completion_date"),
        FileColumn("TOTAL_HOURS", "clock_hours"),
        FileColumn("CREDIT_HOURS", "credits"),
        FileColumn("INSTRUCTOR_NAME", "instructor_id"),
        FileColumn("COMMENTS", "record_id"),
    ),
    statuses=_COMPLETED_ONLY,
    needs=_COMPLETION,
    delimiter="|",
    row_end="!##!\r\n",
    quotes=False,
    unverified=(
        *("STUDENT_ID", "COMPONENT_ID", "TITLE", "COMPLETION_DATE"),
        *("TOTAL_HOURS", "CREDIT_HOURS", "INSTRUCTOR_NAME", "COMMENTS"),
    ),
)
"""Text for a connector; which headings, the customer's connector workbook says."""

FILE_PROFILES: Final = {
    profile.code: profile
    for profile in (TOTARA, IOMAD, MOODLE_IMPORT_COMPLETION, LEARNUPON, CORNERSTONE, SUCCESSFACTORS_CONNECTOR)
}
"""Every profile that needs nothing of the host, by its code."""


def ce_broker(*, state: str, profession: str, subject_area: str, publishing_number: str = "") -> FileProfile:
    """The profile of a CE Broker roster with partial credit: positions, not headings. Save it as ``.xls``.

    The provider's tracking number is that of the records, without ``50-``; user ids are licence numbers.

    Args:
        state: Of the licences, such as ``FL``.
        profession: Its code there, such as ``RN``.
        subject_area: The code of the area that the hours are for.
        publishing_number: One that CE Broker gave; most providers have none.
    """
    return FileProfile(
        code="CE_BROKER",
        source="CE Broker",
        columns=(
            FileColumn("A", "provider_id", matched=True),
            FileColumn("B"),
            FileColumn("C", "activity_id", matched=True),
            FileColumn("D", text=publishing_number),
            FileColumn("E", "user_id", matched=True),
            FileColumn("F", "completion_date"),
            FileColumn("G", text=f"State={state}"),
            FileColumn("H", text=f"Profession={profession}"),
            FileColumn("I", text=subject_area),
            FileColumn("J", "clock_hours"),
        ),
        statuses=_COMPLETED_ONLY,
        needs=("provider_id", "activity_id", "user_id", "completion_date", "clock_hours"),
        date_format="%m/%d/%Y",
        has_header=False,
    )
