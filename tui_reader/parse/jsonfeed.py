"""JSON Feed 1.0 and 1.1 → entries. What is missing, or of another type, a field does not have."""

import json
from typing import Any

from tui_reader.errors import ParseError
from tui_reader.models import Enclosure
from tui_reader.parse.entries import Entry, FeedFacts
from tui_reader.parse.limits import MAX_ENTRIES

_CONTENTS = ("content_html", "content_text")


def read_json(text: str) -> FeedFacts:
    """Return what a JSON feed says; raise ParseError for JSON that is none."""
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
    try:
        feed, _ = decoder.raw_decode(text.lstrip())
    except json.JSONDecodeError as error:
        raise ParseError(f"JSON, line {error.lineno}: not well-formed") from error
    except RecursionError as error:
        raise ParseError("JSON: nested too deeply") from error
    items = _dicts(feed, "items")
    if not _is_feed(feed, items):
        raise ParseError("JSON, but not a feed")
    authors = _authors(feed)
    return FeedFacts(
        title=_text(feed, "title"),
        site=_text(feed, "home_page_url"),
        entries=tuple(_entry(item, authors) for item in items[:MAX_ENTRIES]),
    )


def _is_feed(feed: Any, items: list[dict[str, Any]]) -> bool:
    """Whether it says so, or has what only feeds have."""
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return False
    return "jsonfeed" in _text(feed, "version") or any(
        _text(item, name) for item in items for name in _CONTENTS
    )


def _entry(item: dict[str, Any], feed_authors: tuple[str, ...]) -> Entry:
    """Return one entry; it has the authors of the feed where it names none."""
    html, text = (_text(item, name) for name in _CONTENTS)
    files = _dicts(item, "attachments")
    images = (_text(item, "image"), _text(item, "banner_image"))
    return Entry(
        id=_text(item, "id"),
        title=_text(item, "title"),
        link=_text(item, "url") or _text(item, "external_url"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        authors=_authors(item) or feed_authors,
        summary=_text(item, "summary"),
        content=html or text,
        categories=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        enclosures=tuple(Enclosure(_text(one, "url"), _text(one, "mime_type")) for one in files),
        images=images,
        is_plain_title=True,
        is_plain_summary=True,
        is_plain_content=not html,
    )


def _authors(found: dict[str, Any]) -> tuple[str, ...]:
    """Return the names in `authors`, or in the `author` of version 1.0."""
    one = found.get("author")
    people = [*_dicts(found, "authors"), *([one] if isinstance(one, dict) else [])]
    return tuple(name for person in people if (name := _text(person, "name")))


def _text(found: dict[str, Any], key: str) -> str:
    """Return a text, or a number as one; without halves of characters, which JSON can spell."""
    value = found.get(key)
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "ignore").decode()


def _list(found: Any, key: str) -> list[Any]:
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, list) else []


def _dicts(found: Any, key: str) -> list[dict[str, Any]]:
    return [one for one in _list(found, key) if isinstance(one, dict)]
