"""What the headers of an answer say, and what we ask with; pure: the clock is passed in."""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from tui_reader.errors import FetchError

DAY = 86_400
"""Seconds; no server keeps us away for longer."""

MAX_VALIDATOR = 1_000
"""Characters: what is longer marks no version, and would be kept and sent for nothing."""

MAX_DATE = 60
"""Characters; the longest form that HTTP knows has 33."""

Headers = Mapping[str, str]
"""Names in lower case → values, each byte as the character of its number (Latin-1)."""

_LISTS = frozenset({"cache-control", "content-encoding"})
"""Headers whose lines, if there are many, belong together; of others the first one counts."""

_SENDABLE = re.compile(r"[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?")
"""What may be the value of a header: whatever else it is would be refused, or split it."""

_SECONDS = re.compile(r"[0-9]{1,9}")
_MAX_AGE = re.compile(r'max-age\s*=\s*"?([0-9]{1,9})', re.IGNORECASE)
_NOT_FRESH = re.compile(r"\bno-(?:cache|store)\b", re.IGNORECASE)
_PASSING = frozenset({408, 425, 429})
"""Refusals that are about the moment, as are those from 500 to 599."""


class Validators(NamedTuple):
    """By what a server knows its own version again: exactly as it gave them."""

    etag: str = ""
    modified: str = ""


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers of an answer by name."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name not in headers:
            headers[name] = value
        elif name in _LISTS:
            headers[name] += f", {value}"
    return headers


def validators_of(headers: Headers) -> Validators:
    """Return what the answer can be known by; "" for what can't be sent back."""
    given = (headers.get(name, "") for name in ("etag", "last-modified"))
    return Validators(*(value if _is_sendable(value) else "" for value in given))


def questions(validators: Validators) -> list[tuple[bytes, bytes]]:
    """Return the headers that ask whether there is another version."""
    names = (b"If-None-Match", b"If-Modified-Since")
    pairs = zip(names, validators, strict=True)
    return [(name, value.encode("latin-1")) for name, value in pairs if _is_sendable(value)]


def wait_of(headers: Headers, now: float) -> int:
    """Return for how many seconds the answer stays fresh: those that it has spent in a cache off.

    Where it must not be kept, or does not say, they are 0.
    """
    control = headers.get("cache-control", "")
    if _NOT_FRESH.search(control):
        return 0
    if stated := _MAX_AGE.search(control):
        fresh: float = int(stated[1])
    elif expires := _moment(headers.get("expires", "")):
        fresh = expires - (_moment(headers.get("date", "")) or now)
    else:
        return 0
    return _at_most_a_day(fresh - _seconds(headers.get("age", "")))


def date_of(headers: Headers) -> int:
    """Return the time at which it was answered, in seconds since 1970; 0 where it does not say."""
    return max(0, int(_moment(headers.get("date", "")) or 0))


def retry_after_of(headers: Headers, now: float) -> int:
    """Return the seconds that the server wants to be left alone, said as such or as a date."""
    text = headers.get("retry-after", "")
    if until := _moment(text):
        return _at_most_a_day(until - (_moment(headers.get("date", "")) or now))
    return _at_most_a_day(_seconds(text))


def refusal(status: int, headers: Headers, now: float) -> FetchError:
    """Return the error for a status that brings no feed, in our words, not the server's."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    return FetchError(
        f"the server answers {status}{phrase}",
        status=status,
        retry_after=retry_after_of(headers, now) if status in {429, 503} else 0,
        temporary=status in _PASSING or 500 <= status < 600,
    )


def _is_sendable(value: str) -> bool:
    return len(value) <= MAX_VALIDATOR and _SENDABLE.fullmatch(value) is not None


def _seconds(text: str) -> int:
    """The number that a text consists of; 0 where it is none."""
    return int(text) if _SECONDS.fullmatch(text) else 0


def _at_most_a_day(seconds: float) -> int:
    return max(0, min(DAY, int(seconds)))


def _moment(text: str) -> float | None:
    """A date of HTTP as seconds since 1970; None for anything else."""
    from calendar import timegm
    from email.utils import parsedate_tz

    if len(text) > MAX_DATE:
        return None
    try:
        parts = parsedate_tz(text)
        return None if parts is None else timegm(parts[:6]) - (parts[9] or 0)
    except (ValueError, TypeError, IndexError, OverflowError):  # no two versions raise the same
        return None
