"""Feeds and entries in a few words, for tests."""

from typing import Any

from tui_reader.models import Briefing, Feed
from tui_reader.parse.feed import parse_feed

URL = "https://feed.example/news/feed.xml"
MORE = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
LINK = "<link>https://x.example/a</link>"


def feed(items: str, channel: str = "<title>Gull News</title>", **options: Any) -> Feed:
    """Return what an RSS feed with these items says."""
    text = f"<rss version='2.0' {MORE}><channel>{channel}{items}</channel></rss>"
    return parse_feed(text.encode(), **{"url": URL, **options})


def entry(elements: str, **options: Any) -> Briefing:
    """Return what an item with these elements becomes."""
    (briefing,) = feed(f"<item>{elements}</item>", **options).briefings
    return briefing
