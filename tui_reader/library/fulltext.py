"""Fetch the texts of articles, to be read offline: from their pages, and only when asked for.

    stories ─▶ the page of the first article that can be had ─▶ worker: the text ─▶ pages

As politely as feeds are fetched, and as carefully: what a stranger has linked to leads into no
private network. In bulk a failure is a value.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Event
from typing import NamedTuple

from tui_reader.errors import FetchError, ParseError, ReaderError
from tui_reader.fetch import Client, Gate, Limits, fetch, open_client
from tui_reader.google_links import article_id
from tui_reader.library.bounded import Unwaited
from tui_reader.library.pages import Pages
from tui_reader.library.resolving import SILENT, real_address
from tui_reader.models import FullText, Source, Story
from tui_reader.parse.limits import MAX_ARTICLE_BYTES
from tui_reader.parse.page import MISSING, can_read_pages
from tui_reader.records import briefing_from
from tui_reader.urls import host_of, is_openable, without_user
from tui_reader.workers.feeds import FeedReaders

PAGE = Limits(size=MAX_ARTICLE_BYTES)
AT_ONCE = 16
"""Articles under way: those that wait for a busy host among them."""
READERS = 2
MAX_TRIES = 3
"""Articles of one story that are tried, one after the other: some outlets let nobody read."""
MAX_NEW = 100
"""New articles of one feed whose texts one refresh fetches: a new feed may have a thousand."""
MAX_UNTOLD = 3
"""So often an aggregator may keep silent about an address in one round: then it is left alone."""
LOOK_SECONDS = 0.1
"""How often it is looked whether to stop."""

ANYBODY = "https://1.1.1.1/"
"""Stands for who wrote the files of a folder: somebody in the public network, for all we know."""


class Wanted(NamedTuple):
    """A story whose text is to be fetched."""

    headline: str
    urls: tuple[str, ...]
    """The links of its articles: the first that can be had will do."""
    named_by: str = ANYBODY
    """The address of the feed that named them."""


class TextResult(NamedTuple):
    """What became of one story."""

    headline: str
    url: str
    """The link of the article that was fetched, or of the first one."""
    status: str
    """ "new", "known", "renewed" or "failed"."""
    problem: str = ""


class TextProgress(NamedTuple):
    """How far it has come."""

    done: int
    total: int
    hosts: tuple[str, ...] = ()
    """Those that are being asked."""


class Texts(NamedTuple):
    """What a round of fetching brought."""

    results: tuple[TextResult, ...] = ()
    offline: bool = False
    stopped: bool = False

    def count(self, status: str) -> int:
        """How many stories came out like this."""
        return sum(1 for one in self.results if one.status == status)

    @property
    def failed(self) -> tuple[TextResult, ...]:
        """The stories whose text could not be had."""
        return tuple(one for one in self.results if one.status == "failed")


def wanted_of(story: Story, sources: Sequence[Source], url: str = "") -> Wanted:
    """What to fetch for a story: one of its articles, or the first that can be had."""
    urls = [url] if url else [*(article.url for article in story.articles), story.url]
    feeds = (one.url for one in sources if one.url and one.name in story.sources)
    openable = tuple(dict.fromkeys(one for one in urls if is_openable(one)))
    return Wanted(story.headline, openable, without_user(next(feeds, ANYBODY)))


def wanted_from(articles: Iterable[tuple[str, str]]) -> list[Wanted]:
    """What to fetch for what is new in feeds: of each feed the first `MAX_NEW`.

    Each is the address of a feed, and the record of a briefing of it.
    """
    wanted: dict[str, list[Wanted]] = {}
    for feed, content in articles:
        briefing = briefing_from(json.loads(content))
        links = (briefing.link, *(article.url for article in briefing.articles))
        urls = tuple(dict.fromkeys(link for link in links if is_openable(link)))
        wanted.setdefault(feed, []).append(Wanted(briefing.title, urls, without_user(feed)))
    return [one for each in wanted.values() for one in each[:MAX_NEW] if one.urls]


class TextFetcher:
    """Fetches the texts of some stories, once."""

    def __init__(
        self, pages: Pages, told: Callable[[TextProgress], None], stop: Event, *, again: bool
    ) -> None:
        """`again` fetches what is kept already anew."""
        self.pages = pages
        self.told = told
        self.stop = stop
        self.again = again
        self.gate = Gate()
        self.results: list[TextResult] = []
        self.total = 0
        self.offline = False
        self.untold = 0
        """How many addresses an aggregator has not told."""

    def fetch(self, wanted: Iterable[Wanted]) -> Texts:
        """Fetch them all; returns when everything is kept. Raises ReaderError without the extra."""
        stories = list(wanted)
        self.total = len(stories)
        if stories and not can_read_pages():
            raise ReaderError(MISSING)
        if stories:
            try:
                asyncio.run(self._fetch_all(stories))
            except* ReaderError as group:  # a disk that can't be written
                raise group.exceptions[0] from None
        stopped = self.stop.is_set() and not self.offline
        return Texts(tuple(self.results), offline=self.offline, stopped=stopped)

    async def _fetch_all(self, stories: list[Wanted]) -> None:
        """Work through the stories until there is none left, or a reason to stop."""
        asyncio.get_running_loop().set_default_executor(Unwaited())  # looks up host names
        pending = iter(stories)
        count = min(AT_ONCE, len(stories))
        async with (
            open_client() as client,
            FeedReaders(READERS) as readers,
            asyncio.TaskGroup() as group,
        ):
            tasks = [group.create_task(self._work(pending, client, readers)) for _ in range(count)]
            while not all(task.done() for task in tasks):
                await asyncio.wait(tasks, timeout=LOOK_SECONDS)
                if self.stop.is_set() or self.offline:
                    for task in tasks:
                        task.cancel()

    async def _work(self, pending: Iterator[Wanted], client: Client, readers: FeedReaders) -> None:
        """Take one story after the other."""
        for wanted in pending:
            self.told(TextProgress(len(self.results), self.total, (_host(wanted),)))
            self.results.append(await self._story(wanted, client, readers))

    async def _story(self, wanted: Wanted, client: Client, readers: FeedReaders) -> TextResult:
        """Fetch the first article of a story that can be had; why the first can't, if none can."""
        known = self.pages.of(wanted.urls)
        if known and not self.again:
            return TextResult(wanted.headline, known[0].url, "known")
        problem = "" if wanted.urls else "it has no link that can be opened"
        for url in wanted.urls[:MAX_TRIES]:
            try:
                self.pages.keep(await self._text(url, wanted.named_by, client, readers))
            except (FetchError, ParseError) as error:
                self.offline = isinstance(error, FetchError) and error.offline
                problem = problem or str(error)
            else:
                return TextResult(wanted.headline, url, "renewed" if known else "new")
        return TextResult(wanted.headline, "".join(wanted.urls[:1]), "failed", problem)

    async def _text(
        self, url: str, named_by: str, client: Client, readers: FeedReaders
    ) -> FullText:
        """The text of one article, as its page has it."""
        address = await self._address(url, client)
        async with self.gate.passing(address):
            fetched = await fetch(client, address, named_by=named_by, limits=PAGE)
        text = await readers.read_page(fetched.body, fetched.url, fetched.content_type)
        return text._replace(url=url)

    async def _address(self, url: str, client: Client) -> str:
        """Where a link leads; what an aggregator has said is kept, as it is asked but once.

        After it has kept silent some times it is left alone in this round.
        """
        if not article_id(url):
            return url
        if known := self.pages.get(url):
            return known.address
        async with self.gate.passing(url):
            if self.untold >= MAX_UNTOLD:
                raise FetchError(SILENT)
            try:
                address = await real_address(client, url)
            except FetchError:
                self.untold += 1
                raise
        self.pages.keep(FullText(url=url, address=address))
        return address


def _host(wanted: Wanted) -> str:
    return host_of(wanted.urls[0]) if wanted.urls else ""
