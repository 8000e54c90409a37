"""Any XML feed → its entries, by feedparser: in all the states of repair that feeds are in.

It is given bytes of ours alone, whose encoding is certain, and without what hurts it
(`guarded`). Its own cleaning of HTML stays off: it takes quadratic time, and we show no HTML.
`bozo`, its word for a feed that is not well-formed, means nothing to somebody who reads.
"""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

import feedparser  # type: ignore[import-untyped]

from tui_reader.errors import ParseError
from tui_reader.models import Enclosure
from tui_reader.parse.entries import Entry, FeedFacts
from tui_reader.parse.guarded import AT, for_feedparser
from tui_reader.parse.limits import MAX_ENTRIES
from tui_reader.parse.links import NO_BASE

DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"

_HTML = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_PLAIN = "text/plain"
_FAILURES = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RuntimeError, SAXException, TypeError, ValueError),
)
"""What leaves feedparser on input that somebody has made for it."""


def read_slowly(text: str) -> FeedFacts:
    """Return what a document says; raise ParseError where it says nothing.

    Links stay relative: feedparser would make addresses of all ids, too.
    """
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": NO_BASE}
    try:
        found = feedparser.parse(
            io.BytesIO((DECLARATION + for_feedparser(text)).encode()),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _FAILURES as error:
        raise ParseError("not a feed that can be read") from error
    feed = found["feed"]
    if not found["version"] and not found["entries"] and not _text(feed, "title"):
        raise ParseError("not a feed")
    is_atom = found["version"].startswith("atom")
    return FeedFacts(
        title=_text(feed, "title"),
        site=_page(feed),
        ttl=_text(feed, "ttl"),
        entries=tuple(_entry(one, is_atom=is_atom) for one in found["entries"][:MAX_ENTRIES]),
    )


def _entry(found: Any, *, is_atom: bool) -> Entry:
    """Return one entry."""
    content, content_type = _content(found)
    summary = _text(found, "summary")
    is_plain_summary = is_atom and bool(summary) and _type(found, "summary_detail") == _PLAIN
    return Entry(
        id=_text(found, "id"),
        title=_text(found, "title"),
        link=_page(found),
        published=_text(found, "published"),
        updated=_text(found, "updated"),
        authors=tuple(map(_name, _dicts(found, "authors"))),
        summary=summary or _text(found, "itunes_notes") or _text(found, "media_caption"),
        content=content,
        categories=tuple(
            _text(tag, "label") or _text(tag, "term") for tag in _dicts(found, "tags")
        ),
        comments=_text(found, "comments") or _page(found, "replies"),
        enclosures=tuple(_enclosures(found)),
        outlet=_text(_dict(found, "source"), "title"),
        images=tuple(_images(found)),
        is_plain_title=is_atom and _type(found, "title_detail") == _PLAIN,
        is_plain_summary=is_plain_summary,
        is_plain_content=is_atom and content_type == _PLAIN,
    )


def _content(found: Any) -> tuple[str, str]:
    """Return the first text that is not empty, and its type."""
    for one in _dicts(found, "content"):
        kind = _text(one, "type")
        if _text(one, "value") and (kind == _PLAIN or kind in _HTML):
            return _text(one, "value"), kind
    return "", ""


def _page(found: Any, relation: str = "alternate") -> str:
    """Return the last link to a page, as feedparser would, but never an empty one, nor the id."""
    links = [_href(link) for link in _links(found, relation) if _text(link, "type") in _HTML]
    return next(filter(None, reversed(links)), "")


def _href(link: Any) -> str:
    """Return where a link leads; an empty one leads to the base, and so nowhere."""
    href = _text(link, "href")
    return "" if href == NO_BASE else href


def _links(found: Any, relation: str) -> list[Any]:
    """Return the links that have a relation to the entry."""
    return [link for link in _dicts(found, "links") if _text(link, "rel") == relation]


def _enclosures(found: Any) -> Iterator[Enclosure]:
    """Yield the files that the entry brings along."""
    for link in _links(found, "enclosure"):
        yield Enclosure(_href(link), _text(link, "type"))


def _images(found: Any) -> Iterator[str]:
    """Yield the addresses of pictures, the best first."""
    for picture in _dicts(found, "media_thumbnail"):
        yield _text(picture, "url")
    for media in _dicts(found, "media_content"):
        if _text(media, "medium") == "image" or _text(media, "type").startswith("image/"):
            yield _text(media, "url")
    for enclosure in _enclosures(found):
        if enclosure.type.startswith("image/"):
            yield enclosure.url
    yield _text(_dict(found, "image"), "href")


def _name(person: Any) -> str:
    return (_text(person, "name") or _text(person, "email")).replace(AT, "@")


# feedparser's own dictionaries answer to aliases, some of which warn; these ask for what is there.


def _text(found: Any, key: str) -> str:
    value = dict.get(found, key)
    return value if isinstance(value, str) else ""


def _dict(found: Any, key: str) -> dict[str, Any]:
    value = dict.get(found, key)
    return value if isinstance(value, dict) else {}


def _dicts(found: Any, key: str) -> list[dict[str, Any]]:
    values = dict.get(found, key)
    return [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []


def _type(found: Any, key: str) -> str:
    return _text(_dict(found, key), "type")
