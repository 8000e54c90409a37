"""A library of feeds, and the server that they come from."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.fetch.server import Exchange, Server, feed
from tests.library.shelf import ALL, APART, rows
from tui_reader.library import Library
from tui_reader.library.refreshing import Refreshed
from tui_reader.paths import Paths


class Item(NamedTuple):
    """An entry of a feed."""

    title: str
    link: str = ""
    guid: str = ""
    hours: int = 0
    """How long before the time of the tests it was published."""
    text: str = ""


NOW = dt.datetime(2026, 1, 9, 9, 0, tzinfo=dt.UTC)


def rss(*items: Item | str, title: str = "Isle Observer", more: str = "") -> bytes:
    """A feed as most are; an item that is only a title gets its link from that."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>{escape(title)}</title><link>https://isle.example/</link>{more}
{"".join(map(_item, items))}
</channel></rss>""".encode()


def _item(item: Item | str) -> str:
    item = Item(item) if isinstance(item, str) else item
    link = item.link or f"https://isle.example/{item.title.lower().replace(' ', '-')}"
    when = NOW - dt.timedelta(hours=item.hours)
    guid = f"<guid isPermaLink='false'>{escape(item.guid)}</guid>" if item.guid else ""
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(link)}</link>{guid}"
        f"<description>{escape(item.text)}</description>"
        f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
    )


class Station:
    """Feeds on a server, subscribed to by a library whose clock can be set."""

    def __init__(self, root: Path, server: Server) -> None:
        self.server = server
        self.now = NOW
        self.slip = dt.timedelta()
        """How far the clock of the program is ahead of that of the server."""
        self.paths = Paths(
            config=root / "home/config", data=root / "home/data", cache=root / "home/cache"
        )
        self.paths.config.mkdir(parents=True, mode=0o700)
        self.paths.config_file.write_text(APART, encoding="utf-8")

    def clock(self) -> dt.datetime:
        """The time, as it was set, and as the clock goes wrong."""
        return self.now + self.slip

    def later(self, **how_much: float) -> None:
        """Let time go by."""
        self.now += dt.timedelta(**how_much)

    def publish(self, name: str, *items: Item | str, etag: str = "", **facts: str) -> None:
        """Put a feed on the server, in place of what was there."""
        body = rss(*items, title=name, **facts)

        def behave(exchange: Exchange) -> None:
            feed(body, etag=etag, date=format_datetime(self.now, usegmt=True))(exchange)

        self.server.pages[f"/{name}"] = behave

    def subscribe(self, *names: str, **facts: object) -> None:
        """Add feeds of the server to the library, under their names."""
        lines = "".join(f"{key} = {value!r}\n" for key, value in facts.items())
        with self.paths.sources_file.open("a", encoding="utf-8") as file:
            for name in names:
                url = self.server.url(f"/{name}")
                file.write(f'[[feed]]\nurl = "{url}"\nname = "{name}"\n{lines}')

    @contextmanager
    def library(self, *targets: str) -> Iterator[Library]:
        """The library, open and looked at."""
        with Library.open(self.paths, folders=targets, clock=self.clock) as library:
            library.load()
            yield library

    def refresh(self, *only: str, by_hand: bool = True) -> Refreshed:
        """Refresh, as a command does, and close again."""
        with self.library() as library:
            return library.refresh(only, by_hand=by_hand)

    def requests(self) -> list[str]:
        """What the server was asked for since this was asked last."""
        asked = [one.target.strip("/") for one in self.server.asked]
        self.server.asked.clear()
        return asked

    def headlines(self) -> list[str]:
        """All stories of the library, in order."""
        with self.library() as library:
            return [row.headline for row in library.rows(ALL, library.numbers(ALL))]

    def files(self) -> list[Path]:
        """All briefing files that were written."""
        return sorted(self.paths.briefings.rglob("*.md"))


def statuses(refreshed: Refreshed) -> dict[str, str]:
    """What became of each feed."""
    return {one.source.name: one.problem or one.status for one in refreshed.results}


def marked(library: Library) -> Sequence[tuple[str, bool, bool]]:
    """Headline, read and starred of each story."""
    return [(row.headline, row.read, row.starred) for row in rows(library).values()]
