"""Refresh feeds: fetch what is due, have it read, take in what is new.

    sources ─due─▶ fetch ─200─▶ worker: parse, write files ─▶ marks, index
                     └304, same body─▶ nothing              └▶ feeds.db: what to ask next time

Everything runs in one loop of asyncio in the thread of the caller; parsing in worker processes,
writing to databases in a thread. In bulk a failure is a value: a feed that fails has a line, and
all others go on. What was there before a refresh is there after it, whatever happens.
"""

import asyncio
import datetime as dt
import json
import os
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tui_reader.config import Config
from tui_reader.errors import BusyError, FetchError, ReaderError
from tui_reader.fetch import Client, Fetched, Gate, Validators, fetch, open_client
from tui_reader.library.bounded import Unwaited
from tui_reader.library.feed_policy import after_answer, after_failure, after_nonsense, is_due
from tui_reader.library.loading import BATCH_FILES, Loader
from tui_reader.library.reach import Reach
from tui_reader.lock import Lock
from tui_reader.models import Source
from tui_reader.records import Loaded, identity
from tui_reader.store.feeds import Feeds, FeedState, feed_key
from tui_reader.urls import host_of, without_user
from tui_reader.workers.feeds import FeedJob, FeedReaders

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.fulltext import TextResult

NOT_MODIFIED = 304
AT_ONCE = 128
"""Feeds under way: those that wait for a busy host among them."""
BATCH_SECONDS = 0.2
"""How long results are gathered before they are written."""
NOTE_SECONDS = 5.0
"""How often in a long refresh it is noted what was reached so far."""

Due = tuple[Source, FeedState]
T = TypeVar("T")


class FeedResult(NamedTuple):
    """What became of one feed."""

    source: Source
    status: str
    """ "new", "unchanged" or "failed"."""
    written: int = 0
    """Briefing files that are new or have changed."""
    problem: str = ""
    moved_to: str = ""
    """Where it has moved for good."""


class RefreshProgress(NamedTuple):
    """How far a refresh has come."""

    done: int
    total: int
    hosts: tuple[str, ...] = ()
    """Those that are being asked."""
    of_texts: bool = False
    """Whether it is the texts of articles that are fetched now."""


class Refreshed(NamedTuple):
    """What a refresh brought."""

    asked: int = 0
    """How many feeds were due."""
    new: int = 0
    """Stories that were not there before."""
    joined: int = 0
    """New briefings that have become a part of other stories."""
    results: tuple[FeedResult, ...] = ()
    offline: bool = False
    stopped: bool = False
    texts: tuple["TextResult", ...] = ()
    """What became of the new articles whose texts were to be fetched, too."""
    noticed: tuple[str, ...] = ()
    """What is new in the views that ask to be told, a line each."""

    @property
    def written(self) -> int:
        """How many briefings are new or have changed: known to who builds no index, too."""
        return sum(one.written for one in self.results)

    @property
    def fresh(self) -> int:
        """How many feeds had something new."""
        return sum(1 for one in self.results if one.written)

    @property
    def failed(self) -> tuple[FeedResult, ...]:
        """The feeds that could not be refreshed."""
        return tuple(one for one in self.results if one.status == "failed")


class Plan(NamedTuple):
    """What to refresh, and how."""

    sources: Sequence[Source]
    roots: dict[Path, int]
    """The number in the index of each source, by path."""
    now: dt.datetime
    config: Config
    by_hand: bool = False
    """Whether the reader asked: then only a server's own Retry-After counts."""
    looked: dict[str, Fetched] = {}
    """What servers of new feeds have answered already, by address."""

    def due(self, feeds: Feeds) -> list[Due]:
        """The feeds to be asked, those of one host far from each other."""
        states = feeds.get(feed_key(source.path) for source in self.sources)
        insisted = self.by_hand and len(self.sources) == 1
        wanted = (
            (source, state)
            for source in self.sources
            if is_due(
                state := states[feed_key(source.path)],
                int(self.now.timestamp()),
                by_hand=self.by_hand,
                insisted=insisted,
            )
        )
        return list(spread(wanted))


class Refresher:
    """One refresh of many feeds."""

    def __init__(
        self,
        feeds: Feeds,
        loader: Loader | None,
        plan: Plan,
        told: Callable[[RefreshProgress], None],
        stop: Event,
    ) -> None:
        """`loader` takes in what was written; None where another instance does that."""
        self.feeds = feeds
        self.loader = loader
        self.plan = plan
        self.told = told
        self.stop = stop
        self.now = int(plan.now.timestamp())
        self.due = plan.due(feeds)
        self.gate = Gate()
        self.hosts: Counter[str] = Counter()
        self.results: list[FeedResult] = []
        self.new = 0
        self.articles: list[tuple[str, str]] = []
        """What is new of feeds whose texts are fetched, too: their address, and the record."""
        self.reach = Reach(len(self.due))
        self.told_time = 0
        """The latest time that a server says it is."""
        self._databases = ThreadPoolExecutor(1)
        self._written: list[Loaded] = []
        self._states: list[tuple[Source, FeedState]] = []
        self._noted = time.monotonic()

    def run(self) -> Refreshed:
        """Refresh all that is due; returns when everything is on the disk."""
        if self.due:
            self._tell()
            try:
                with self._databases:
                    asyncio.run(self._refresh())
            except* ReaderError as group:  # a database that can't be written
                raise group.exceptions[0] from None
        return Refreshed(
            asked=len(self.due),
            new=self.new,
            results=tuple(one for one in self.results if not (self.reach.offline and one.problem)),
            offline=self.reach.offline,
            stopped=self.stop.is_set() and not self.reach.offline,
        )

    # The pipeline ----------------------------------------------------------------------------

    async def _refresh(self) -> None:
        """Work through the feeds, writing what comes of them from time to time."""
        asyncio.get_running_loop().set_default_executor(Unwaited())  # looks up host names
        pending = iter(self.due)
        async with open_client() as client, FeedReaders() as readers, asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._work(pending, client, readers))
                for _ in range(min(AT_ONCE, len(self.due)))
            ]
            while not all(task.done() for task in tasks):
                await asyncio.wait(tasks, timeout=BATCH_SECONDS)
                if self.stop.is_set() or self.reach.offline:
                    for task in tasks:
                        task.cancel()
                await self._write()
        await self._write(at_end=True)

    async def _work(self, pending: Iterator[Due], client: Client, readers: FeedReaders) -> None:
        """Take one feed after the other."""
        for source, state in pending:
            result, after = await self._one(source, state, client, readers)
            self.results.append(result)
            self._states.append((source, after))
            self._tell()

    def _tell(self) -> None:
        """How far it has come, and who is being asked."""
        hosts = tuple(sorted(self.hosts))
        self.told(RefreshProgress(done=len(self.results), total=len(self.due), hosts=hosts))

    async def _one(
        self, source: Source, state: FeedState, client: Client, readers: FeedReaders
    ) -> tuple[FeedResult, FeedState]:
        """Fetch one feed and have it read; what became of it, and what is known of it now."""
        if not source.path.exists():  # what was fetched once is gone
            state = state._replace(etag="", modified="", digest="")
        try:
            fetched = await self._fetch(source, state, client)
        except FetchError as error:
            self.reach.ends(source, error)
            failed = after_failure(state, error, self.now, random.random)
            return FeedResult(source, "failed", problem=str(error)), failed
        self.reach.ends(source)
        self.told_time = max(self.told_time, fetched.date)
        is_known = fetched.status == NOT_MODIFIED
        digest = state.digest if is_known else blake2b(fetched.body, digest_size=16).hexdigest()
        every = source.every or self.plan.config.refresh_every
        if digest == state.digest:
            after = after_answer(state, fetched, digest, self.now, every)
            return FeedResult(source, "unchanged", moved_to=fetched.moved_to), after
        reading = await readers.read(self._job(source, fetched))
        if reading.problem:
            failed = after_nonsense(state, reading.problem, self.now, random.random)
            return FeedResult(source, "failed", problem=reading.problem), failed
        self._written += reading.written
        if source.full_text:
            self.articles += [(source.url, one.content) for one in reading.written]
        state = state._replace(title=reading.title, site=reading.site, ttl=reading.ttl)
        after = after_answer(state, fetched, digest, self.now, every)
        written = len(reading.written)
        status = "new" if written else "unchanged"
        return FeedResult(source, status, written, moved_to=fetched.moved_to), after

    async def _fetch(self, source: Source, state: FeedState, client: Client) -> Fetched:
        """One conditional GET, when its host has time for us; none after a look at a new feed."""
        if not source.path.exists() and (looked := self.plan.looked.pop(source.url, None)):
            return looked
        async with self.gate.passing(source.url):
            host = host_of(without_user(source.url))
            self.hosts[host] += 1
            self.reach.begins(source)
            self._tell()
            try:
                return await fetch(client, source.url, Validators(state.etag, state.modified))
            finally:
                self.hosts -= Counter([host])

    def _job(self, source: Source, fetched: Fetched) -> FeedJob:
        """What a worker has to know."""
        return FeedJob(
            body=fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            name=source.name,
            folder=str(source.path),
            root=self.plan.roots.get(source.path, 0),
        )

    # Writing ---------------------------------------------------------------------------------

    async def _write(self, *, at_end: bool = False) -> None:
        """Take in what was written; from time to time, and at the end, note what was reached."""
        written, self._written = self._written, []
        for start in range(0, len(written), BATCH_FILES):
            if self.loader is not None:
                batch = written[start : start + BATCH_FILES]
                self.new += await self._in_thread(self.loader.take, batch)
        if at_end or time.monotonic() - self._noted > NOTE_SECONDS:
            self._noted = time.monotonic()
            await self._in_thread(self._note)

    async def _in_thread(self, write: Callable[..., T], *what: object) -> T:
        """Write to the databases in their thread: it is waited for, whatever happens."""
        return await asyncio.get_running_loop().run_in_executor(self._databases, write, *what)

    def _note(self) -> None:
        """Note the states, after the files that they speak of are safe on the disk."""
        noted, self._states = self._states, []
        if self.reach.offline:
            noted = [(source, state) for source, state in noted if not state.reason]
        if not noted:
            return
        os.sync()
        self.feeds.put(state for _, state in noted)
        if self.loader is not None:
            self.loader.note_failing({str(one.path): state.failing for one, state in noted})


def refresh(
    library: "Library",
    sources: Sequence[Source],
    *,
    by_hand: bool,
    told: Callable[[RefreshProgress], None],
    stop: Event,
) -> Refreshed:
    """Refresh these feeds of a library; one refresh at a time, whoever asks for it.

    Raises ReaderError if another one is under way, or if a database can't be written.
    """
    if library.offline or not sources:
        return Refreshed(offline=library.offline)
    stores, paths = library.begin(), library.paths
    lock = Lock(paths.cache / "refresh.lock")
    if not lock.take():
        raise BusyError("another tui-reader is refreshing the feeds; wait until it has ended")
    with ExitStack() as ending:
        ending.callback(lock.release)
        feeds = ending.enter_context(closing(Feeds(paths.feeds_file)))
        loader = Loader(stores, library.clock, library.writing) if stores.builds else None
        roots = loader.roots(library.sources) if loader else []
        numbers = {path: number for number, path in roots}
        plan = Plan(sources, numbers, library.clock(), library.config, by_hand, library.looked)
        library.begun = {one.path for one in sources if not one.path.exists()}
        ending.callback(setattr, library, "begun", frozenset())
        refresher = Refresher(feeds, loader, plan, told, stop)
        refreshed = refresher.run()
        joined = library.group(stop=stop)
        if refresher.articles or refreshed.new:
            refreshed = _obey_rules(library, refresher, refreshed)
        refreshed = refreshed._replace(new=max(0, refreshed.new - joined), joined=joined)
        _note_refresh(refreshed, paths.refreshed_file)
        if refresher.told_time:  # a clock that runs ahead would let go of everything
            library.expire(at_most=refresher.told_time)
    moves = [(one.source, one.moved_to) for one in refreshed.results if one.moved_to]
    library.notices += library.subscriptions.follow_redirects(moves)
    return refreshed


def _obey_rules(library: "Library", refresher: Refresher, refreshed: Refreshed) -> Refreshed:
    """Fetch the texts of what is new in some feeds and views, and say what is new in some views.

    That texts can't be had leaves the refresh what it is.
    """
    if refreshed.stopped or refreshed.offline:
        return refreshed
    from tui_reader.library.fulltext import TextFetcher, TextProgress, wanted_from, wanted_of
    from tui_reader.library.view_rules import NewStories

    def told(progress: TextProgress) -> None:
        refresher.told(RefreshProgress(*progress, of_texts=True))

    rules = NewStories(library, refresher.plan.now)
    if rules.views:
        library.make_searchable(refresher.stop)
    stories = rules.with_texts()
    wanted = wanted_from(refresher.articles)
    wanted += [wanted_of(story, library.sources, "") for story in stories]
    fetcher = TextFetcher(library.pages, told, refresher.stop, again=False)
    try:
        refreshed = refreshed._replace(texts=fetcher.fetch(wanted).results)
    except ReaderError as error:
        library.notices.append(str(error))
    told_by = [identity(json.loads(content)["key"]) for _, content in refresher.articles]
    library.search_anew([*told_by, *(story.id for story in stories)])
    return refreshed._replace(noticed=tuple(rules.lines()))


def _note_refresh(refreshed: Refreshed, file: Path) -> None:
    """Date the file that other instances watch."""
    if any(not one.problem for one in refreshed.results):
        with suppress(OSError):  # it only tells others that there may be something new
            file.touch(mode=0o600)


def spread(due: Iterable[Due]) -> Iterator[Due]:
    """The same feeds, by turns of their hosts: so few as possible wait for each other."""
    by_host: dict[str, deque[Due]] = {}
    for one in due:
        by_host.setdefault(host_of(without_user(one[0].url)), deque()).append(one)
    turns = deque(by_host.values())
    while turns:
        feeds = turns.popleft()
        yield feeds.popleft()
        if feeds:
            turns.append(feeds)
