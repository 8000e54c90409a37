"""Dates as people and programs write them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.parse.dates import YEARS, dates_of, read_date

DAY = dt.date(2026, 1, 8)


def _at(hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    """A moment of that day, UTC."""
    return dt.datetime(2026, 1, 8, hour, minute, second, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-01-08", "2026/1/8", "2026.01.08", "20260108", " 2026-1-8 ", "8 Jan 2026"),
        *(
            "Jan 8, 2026",
            "Thu, 08 Jan 2026",
            "jeu, 8 jan 2026",
            "2026-01-08 25:61",
            "2026-01-08T24:00:00Z",
        ),
    ],
)
def test_a_day(text: str) -> None:
    """No time of day, or none that exists: the moment is unknown."""
    assert read_date(text) == (DAY, None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-08T10:00:00Z", _at(10)),
        ("2026-01-08T10:00:00", _at(10)),
        ("2026-01-08 10:00", _at(10)),
        ("2026-01-08 9:05", _at(9, 5)),
        ("2026-01-08 10:00:00 +0800", _at(2)),
        ("2026-01-08T10:00:00.123+01:00", _at(9)),
        ("2026-01-08T10:00:00-05", _at(15)),
        ("2026/1/8 14:33:00", _at(14, 33)),
        ("20260108T100001Z", _at(10, 0, 1)),
        ("2026-01-08 10:00:00 UTC", _at(10)),
        ("Thu, 08 Jan 2026 10:00:00 GMT", _at(10)),
        ("Thu, 08 Jan 2026 10:00:00 +01:00", _at(9)),
        ("Thu, 08 Jan 2026 10:00:00 -0330", _at(13, 30)),
        ("08 Jan 2026 10:00 EST", _at(15)),
        ("1767866400", _at(10)),
        ("1767866400000", _at(10)),
    ],
)
def test_a_moment(text: str, moment: dt.datetime) -> None:
    """A time of day without zone is UTC."""
    assert read_date(text) == (DAY, moment)


def test_the_day_is_the_one_that_is_written() -> None:
    """Even where it is another one in UTC."""
    day, moment = read_date("2026-01-08T00:30:00+02:00")
    assert (day, moment) == (DAY, dt.datetime(2026, 1, 7, 22, 30, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "10:30", "2026", "2026-01", "2026-02-30", "2026-13-01", "0001-01-01"),
        *("1989-12-31", "2101-01-01", "1767", "0000000000", "9999999999", "12345678901234"),
        *("mer, 8 enero", "2026-01-080", "2026-01/08", "٢٠٢٦-٠١", "9" * 5000),
    ],
)
def test_nonsense(text: str) -> None:
    """Nothing is better than a wrong day."""
    assert read_date(text) == (None, None)


@settings(deadline=None)  # a busy machine is no failure
@given(text=st.text(max_size=70) | st.from_regex(r"[0-9:+TZ /.-]{0,30}"))
def test_nothing_is_raised_and_years_are_bounded(text: str) -> None:
    """Whatever the text; a moment is always aware and within a day of its day."""
    day, moment = read_date(text)
    assert day is None or day.year in YEARS
    if moment is not None:
        assert day is not None
        assert moment.utcoffset() == dt.timedelta(0)
        assert abs(moment.date() - day) <= dt.timedelta(days=1)


def test_the_moment_may_stand_under_another_key() -> None:
    """Unless it is of another day."""
    assert dates_of({"date": "2026-01-08", "pubdate": "2026-01-08T10:00Z"}) == (DAY, _at(10))
    assert dates_of({"date": "2026-01-08", "pubdate": "2026-03-01T10:00Z"}) == (DAY, None)
    assert dates_of({"date": "nonsense", "publishdate": "2026-01-08"}) == (DAY, None)


def test_the_last_change_is_the_last_resort() -> None:
    """It counts only where nothing else gives a day."""
    assert dates_of({"date": "2026-01-08", "lastmod": "2026-01-08T10:00Z"}) == (DAY, None)
    assert dates_of({"lastmod": "2026-01-08T10:00Z"}) == (DAY, _at(10))
    assert dates_of({"date": ["2026-01-08"]}) == (None, None)
