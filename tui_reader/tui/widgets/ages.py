"""How long ago, in as few cells as possible."""

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Gives the present moment: aware, in the reader's time zone."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SOON = dt.timedelta(hours=1)
"""Clocks differ: a piece from the next few minutes is new, one from tomorrow has a date."""


def age(when: dt.datetime, now: dt.datetime) -> str:
    """How old something is: "now", "5m", "2h", "3d", then its day."""
    seconds = (now - when).total_seconds()
    if seconds >= 7 * 86_400 or seconds < -_SOON.total_seconds():
        return day(when, now)
    if seconds < 60:
        return "now"
    if seconds < 3_600:
        return f"{seconds // 60:.0f}m"
    if seconds < 86_400:
        return f"{seconds // 3_600:.0f}h"
    return f"{seconds // 86_400:.0f}d"


def day(when: dt.datetime, now: dt.datetime, *, year: bool = False) -> str:
    """The day in the time zone of `now`: "8 Jan", with the year if asked or if it is another."""
    here = local(when, now)
    text = f"{here.day} {_MONTHS[here.month - 1]}"
    return f"{text} {here.year}" if year or here.year != now.year else text


def local(when: dt.datetime, now: dt.datetime) -> dt.datetime:
    """A moment in the time zone of `now`."""
    try:
        return when.astimezone(now.tzinfo)
    except OverflowError:  # the first or last hours of the calendar
        return when
