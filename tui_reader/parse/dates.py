"""Dates as people and programs write them → a day and, where it is given, a moment.

Pure: "10:30" and "yesterday" mean nothing here, as nothing may depend on the time of reading.
"""

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_tz

from tui_reader.parse.limits import MAX_DATE_CHARS
from tui_reader.parse.yaml_events import Value

When = tuple[dt.date | None, dt.datetime | None]
"""The day as it was written, and the moment in UTC; None for what is not given."""

YEARS = range(1990, 2101)
"""There is no news on the web from before; years after are misread numbers."""

_KEYS = ("date", "published", "publishdate", "published_at", "date_published", "pubdate")
_LAST_KEYS = ("lastmod", "updated", "date_modified")
_NUMERIC = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)[T\s]*(.*)", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})()(\d\d)(\d\d)(?!\d)T?(.*)", re.DOTALL)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_CLOCK = re.compile(
    r"(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(?:([+-])(\d\d):?(\d\d)?|Z|UTC|GMT)?",
    re.IGNORECASE,
)
_COLON_IN_ZONE = re.compile(r"([+-]\d\d):(\d\d)$")


def read_date(text: str) -> When:
    """Return day and moment of a text; a time without zone is UTC; nonsense gives (None, None)."""
    text = text.strip()
    if len(text) > MAX_DATE_CHARS:
        return None, None
    if parts := _NUMERIC.match(text) or _COMPACT.match(text):
        day = _day(int(parts[1]), int(parts[3]), int(parts[4]))
        return day, _moment(day, parts[5]) if day else None
    if parts := _EPOCH.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(parts[1]), dt.UTC)
        return (moment.date(), moment) if moment.year in YEARS else (None, None)
    return _read_mail_date(text)


def dates_of(header: Mapping[str, Value]) -> When:
    """Return the first day that the header gives, and the first moment on or about that day."""
    found = [read_date(text) for text in _texts(header, _KEYS)]
    day = next((day for day, _ in found if day), None)
    moment = next((moment for _, moment in found if moment), None)
    if day is None:
        found = [read_date(text) for text in _texts(header, _LAST_KEYS)]
        return next(((day, moment) for day, moment in found if day), (None, None))
    if moment is not None and abs(moment.date() - day) > dt.timedelta(days=1):
        moment = None  # two keys that contradict each other: the first one counts
    return day, moment


def _texts(header: Mapping[str, Value], keys: tuple[str, ...]) -> list[str]:
    """Return the strings that stand under the keys."""
    return [value for key in keys if isinstance(value := header.get(key), str)]


def _day(year: int, month: int, day: int) -> dt.date | None:
    """Return the day if the calendar has it."""
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _moment(day: dt.date, clock: str) -> dt.datetime | None:
    """Return the moment on that day; None where no time of day is given, or none that exists."""
    parts = _CLOCK.fullmatch(clock.strip())
    if parts is None:
        return None
    offset = dt.timedelta(hours=int(parts[5] or 0), minutes=int(parts[6] or 0))
    try:
        time = dt.time(int(parts[1]), int(parts[2]), int(parts[3] or 0))
        zone = dt.timezone(-offset if parts[4] == "-" else offset)
    except ValueError:
        return None
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def _read_mail_date(text: str) -> When:
    """Read the form of RFC 822 ("Thu, 08 Jan 2026 10:00:00 GMT") and its relatives."""
    has_time = ":" in text
    # email.utils wants a time of day, and passes over a zone with a colon in it.
    text = _COLON_IN_ZONE.sub(r"\1\2", text) if has_time else f"{text} 00:00"
    try:
        parts = parsedate_tz(text)
    except (ValueError, TypeError, IndexError):
        return None, None
    day = _day(*parts[:3]) if parts else None
    if parts is None or day is None or not has_time:
        return day, None
    sign, minutes = "-" if (parts[9] or 0) < 0 else "+", abs(parts[9] or 0) // 60
    clock = f"{parts[3]:02}:{parts[4]:02}:{parts[5]:02}{sign}{minutes // 60:02}{minutes % 60:02}"
    return day, _moment(day, clock)
