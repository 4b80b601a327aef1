"""Any file is read or refused with a typed error, also a report of which pieces are lost or replaced."""

from hypothesis import given, strategies as st
from tests.exchange.attendance import sheets as s
from tests.exchange.attendance.sheets import read

from pdflow.exchange.attendance import AttendanceError, AttendanceReport, merge

SHEETS = [value for name, value in vars(s).items() if name.isupper() and isinstance(value, str) and "\n" in value]
anything = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["0001-01-01 00:00", "12/31/9999 11:59 PM", "99999h", '"', '="', "\t", ",", "\n", "Name", "Left"]),
)


def read_or_refused(content: bytes | str) -> AttendanceReport | None:
    try:
        return read(content)
    except AttendanceError:
        return None


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_any_bytes_and_any_text_are_read_or_refused(content: bytes | str) -> None:
    read_or_refused(content)


@given(st.data())
def test_a_spoilt_report_is_read_or_refused_and_what_is_read_can_be_merged(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SHEETS))
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(begin + 30, len(text))))
        text = text[:begin] + data.draw(anything) + text[end:]
    report = read_or_refused(text)
    if report is not None:
        found = merge([report], s.WHO)
        assert all(0 <= (each.time.minutes or 0) <= 120 for each in (*found.people, *found.unmatched))
        assert {row.line for row in report.rows} == {line for each in found.people for line in each.lines} | {
            line for each in found.unmatched for line in each.attendee.lines
        } | {line for doubt in found.doubts if doubt.code in ("EQUAL_ROWS", "ENDED_ELSEWHERE") for line in doubt.lines}
