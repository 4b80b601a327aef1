"""Attendance reports of sessions, as meeting software exports them, and the delivery that follows from them."""

from pdflow.exchange.attendance.attendees import Identify, SheetAttendee
from pdflow.exchange.attendance.clock_times import DateOrder
from pdflow.exchange.attendance.counted_time import CountedTime
from pdflow.exchange.attendance.delivery import DeliveryCorrection, deliver, redeliver
from pdflow.exchange.attendance.doubts import AttendanceError, Doubt, DoubtCode, SheetLine
from pdflow.exchange.attendance.merged import MergedAttendance, PersonAttendance, UnmatchedAttendance, merge
from pdflow.exchange.attendance.reader import read_attendance
from pdflow.exchange.attendance.report import AttendanceReport, AttendanceRow, RowEvidence, SheetRole

__all__ = [
    "AttendanceError",
    "AttendanceReport",
    "AttendanceRow",
    "CountedTime",
    "DateOrder",
    "DeliveryCorrection",
    "Doubt",
    "DoubtCode",
    "Identify",
    "MergedAttendance",
    "PersonAttendance",
    "RowEvidence",
    "SheetAttendee",
    "SheetLine",
    "SheetRole",
    "UnmatchedAttendance",
    "deliver",
    "merge",
    "read_attendance",
    "redeliver",
]
