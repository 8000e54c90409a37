"""The feeds to start with are a list that may be added as it is."""

from pathlib import Path

from tui_reader.sources import add_feeds
from tui_reader.starter import starter_feeds


def test_all_of_them_can_be_added(tmp_path: Path) -> None:
    """Each has an address and a name that no other has, a category and a language."""
    feeds = starter_feeds()
    added = add_feeds(tmp_path / "sources.toml", tmp_path, [feed[:3] for feed in feeds])
    assert [(one.url, one.name, one.category) for one in added.sources] == [f[:3] for f in feeds]
    assert all(all(feed) for feed in feeds)
    assert len({feed.url for feed in feeds}) == len(feeds)


def test_there_is_something_for_many(tmp_path: Path) -> None:
    """Several languages, and Google News with headlines, topics and a search."""
    feeds = starter_feeds()
    assert len(feeds) >= 12
    assert len({feed.language for feed in feeds}) >= 5
    google = [feed.url for feed in feeds if feed.url.startswith("https://news.google.com/rss")]
    for form in ("rss?", "/topic/", "/search?q="):
        assert any(form in url for url in google)
    assert all(feed.url.startswith("https://") for feed in feeds)
