"""The links of Google News → the addresses of the articles, as far as they can be known.

A link carries the id of an article: Base64 of a few fields, of which the fourth is the address.
Since 2024 that is a number of Google's own, and only a service that is nowhere described tells
what it stands for: one asks for the page of the link, which has a signature and a time, and gives
these back with the id. Nothing here speaks to anybody: what is to be asked is put together, what
was answered is read. Whoever asks has to do without an answer any day.
"""

import json
import re
from base64 import urlsafe_b64decode
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from tui_reader.errors import UrlError
from tui_reader.urls import checked_url

HOST = "news.google.com"
SERVICE = f"https://{HOST}/_/DotsSplashUi/data/batchexecute"
_CALL = "Fbv4je"
"""What the service calls this question."""

_ID = re.compile(r"/(?:rss/)?(?:articles|read)/([A-Za-z0-9_-]{20,4000})=*\Z")
_SIGNATURE = re.compile(r'data-n-a-sg="([A-Za-z0-9_-]{1,200})"')
_TIME = re.compile(r'data-n-a-ts="([0-9]{1,20})"')
_PAGE = ["X", "X", ["X", "X"], None, None, 1, 1, "US:en", None, 1, *[None] * 5, 0, 1]
_SETTINGS = [_PAGE, "X", "X", 1, [1, 1, 1], 1, 1, None, 0, 0, None, 0]
"""What is asked besides: nothing of it says anything of the reader."""


class Question(NamedTuple):
    """What has to be posted to learn the address of an article."""

    url: str
    form: bytes


def article_id(url: str) -> str:
    """Return the id in the link of an article of Google News; "" for any other address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    found = _ID.search(parts.path) if parts.hostname == HOST else None
    return found[1] if found else ""


def written_address(article: str) -> str:
    """Return the address that an id of the old kind carries; "" for one of the new."""
    with suppress(ValueError, IndexError, UrlError):
        data = urlsafe_b64decode(article + "=" * (-len(article) % 4))
        start = data.index(b"\x22") + 1
        length, start = data[start], start + 1
        if length > 127:
            length, start = (length & 127) | data[start] << 7, start + 1
        return checked_url(data[start : start + length].decode("ascii"))
    return ""


def question(article: str, page: str) -> Question | None:
    """Return what to ask about an article, with what its page gives; None where it gives nothing.

    The page is that of the link itself.
    """
    signature, time = _SIGNATURE.search(page), _TIME.search(page)
    if signature is None or time is None:
        return None
    asked = json.dumps(["garturlreq", _SETTINGS, article, int(time[1]), signature[1]])
    calls = json.dumps([[[_CALL, asked]]])
    return Question(SERVICE, urlencode({"f.req": calls}).encode())


def answered_address(answer: str) -> str:
    """Return the address that the service answers; "" where it says none."""
    with suppress(ValueError, RecursionError, UrlError):
        start = answer.index("[[")
        for row in _lists(json.JSONDecoder().raw_decode(answer, start)[0]):
            if row[:2] == ["wrb.fr", _CALL] and len(row) > 2 and isinstance(row[2], str):
                said = json.loads(row[2])
                if isinstance(said, list) and len(said) > 1 and isinstance(said[1], str):
                    return checked_url(said[1])
    return ""


def _lists(value: Any) -> list[list[Any]]:
    return [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
