"""Vocabulary: the verbs, types of activity and recipes that statements use, by their public IRIs."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Verb(Enum):
    """What somebody did, as others already call it."""

    ABANDONED = "https://w3id.org/xapi/adl/verbs/abandoned"
    ATTENDED = "http://adlnet.gov/expapi/verbs/attended"
    COMMENTED = "http://adlnet.gov/expapi/verbs/commented"
    COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
    EXPERIENCED = "http://adlnet.gov/expapi/verbs/experienced"
    MENTORED = "http://id.tincanapi.com/verb/mentored"
    OBSERVED = "http://activitystrea.ms/schema/1.0/complete"
    """The verb by which the recipe of performance observations completes a checklist."""
    REGISTERED = "http://adlnet.gov/expapi/verbs/registered"
    SCORED = "http://adlnet.gov/expapi/verbs/scored"
    VOIDED = "http://adlnet.gov/expapi/verbs/voided"
    WAIVED = "https://w3id.org/xapi/adl/verbs/waived"

    @property
    def display(self) -> str:
        """The verb in English."""
        return "completed" if self is Verb.OBSERVED else self.name.lower()


class ActivityType(Enum):
    """What was done."""

    ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
    CHECKLIST = "http://id.tincanapi.com/activitytype/checklist"
    COURSE = "http://adlnet.gov/expapi/activities/course"
    MEETING = "http://adlnet.gov/expapi/activities/meeting"
    OBJECTIVE = "http://adlnet.gov/expapi/activities/objective"
    RECIPE = "http://id.tincanapi.com/activitytype/recipe"
    TUTOR_SESSION = "http://id.tincanapi.com/activitytype/tutor-session"


ATTENDANCE_RECIPE: Final = "http://id.tincanapi.com/recipe/attendance/base/0_0_1"
OBSERVATION_RECIPE: Final = "http://id.tincanapi.com/recipe/checklist/performance-observation/1"
