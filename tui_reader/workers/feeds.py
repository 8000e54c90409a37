"""The parent's side of reading feeds: bodies go to worker processes, from a loop of asyncio."""

import asyncio
import json
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import NamedTuple, Self

from tui_reader.errors import ParseError, ReaderError
from tui_reader.models import Briefing, Candidate, FullText
from tui_reader.records import FileStamp, Loaded, briefing_from, full_text_from
from tui_reader.workers.pool import SECONDS_PER_FEED, child_command, loaded, reason_of_death

MAX_READERS = 4


class FeedJob(NamedTuple):
    """A body, and what has to be known to read it."""

    body: bytes
    url: str
    """The address that answered."""
    content_type: str = ""
    name: str = ""
    """What the reader calls the source; "" for what the feed calls itself."""
    folder: str = ""
    """Where its briefing files go; "" for a look, which keeps nothing."""
    root: int = 0
    """The number of the source in the index."""


class FeedReading(NamedTuple):
    """What became of a body."""

    title: str = ""
    site: str = ""
    ttl: int = 0
    entries: int = 0
    """How many entries the feed has."""
    written: tuple[Loaded, ...] = ()
    """The briefings that are new or have changed, where a folder was given."""
    briefings: tuple[Briefing, ...] = ()
    """All of them, where none was."""
    problem: str = ""
    """Why it could not be used."""
    candidates: tuple[Candidate, ...] = ()
    """The feeds that it names, where it is a page and no folder was given."""


class OpmlFound(NamedTuple):
    """What a list of feeds holds."""

    feeds: tuple[tuple[str, str, str], ...]
    """Address, title and category of each."""
    skipped: tuple[tuple[str, str], ...]
    merged: int


class FeedReaders:
    """Worker processes, started when they are first needed and replaced when they die."""

    def __init__(self, count: int | None = None) -> None:
        self._idle: asyncio.LifoQueue[_Reader] = asyncio.LifoQueue()
        self._all = [_Reader() for _ in range(count or min(MAX_READERS, os.cpu_count() or 1))]
        for reader in self._all:
            self._idle.put_nowait(reader)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for reader in self._all:
            await reader.end()

    async def read(self, job: FeedJob) -> FeedReading:
        """Have a body read by the next reader that is free; its death is a problem of the body."""
        facts = job._asdict() | {"body": None, "task": "keep" if job.folder else "look"}
        payload = await self._ask(facts, job.body)
        return _reading(payload, keeps=bool(job.folder))

    async def read_opml(self, body: bytes) -> OpmlFound:
        """Have a list of feeds read; raises ParseError where there is none in it."""
        found = json.loads(await self._ask({"task": "opml"}, body))
        if "problem" in found:
            raise ParseError(found["problem"])
        return OpmlFound(
            feeds=tuple(tuple(feed) for feed in found["feeds"]),
            skipped=tuple(tuple(one) for one in found["skipped"]),
            merged=found["merged"],
        )

    async def read_page(self, body: bytes, url: str, content_type: str = "") -> FullText:
        """Have the text of an article found in its page; raises ParseError where there is none."""
        facts: dict[str, object] = {"task": "page", "url": url, "content_type": content_type}
        found = json.loads(await self._ask(facts, body))
        if "problem" in found:
            raise ParseError(found["problem"])
        return full_text_from(found)

    async def _ask(self, facts: dict[str, object], body: bytes) -> bytes:
        reader = await self._idle.get()
        try:
            return await reader.ask(facts, body)
        finally:
            self._idle.put_nowait(reader)


class _Reader:
    """One worker process."""

    def __init__(self) -> None:
        self.process: Process | None = None

    async def ask(self, facts: dict[str, object], body: bytes) -> bytes:
        """Ask, and wait for the answer; a request that is given up ends the process with it."""
        is_whole = False
        try:
            payload = await self._exchange(facts, body)
            is_whole = True
        except (asyncio.IncompleteReadError, ConnectionError):
            return json.dumps({"problem": await self._bury()}).encode()
        finally:
            if not is_whole:
                await self.end()
        return payload

    async def _exchange(self, facts: dict[str, object], body: bytes) -> bytes:
        if self.process is None:
            self.process = await _start()
        assert self.process.stdin is not None  # noqa: S101
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdin.write(json.dumps(facts | {"size": len(body)}).encode() + b"\n")
        self.process.stdin.write(body)
        await self.process.stdin.drain()
        size = int(await self.process.stdout.readuntil(b"\n"))
        return await self.process.stdout.readexactly(size)

    async def _bury(self) -> str:
        """Wait for the end of a process that is dying; why it did."""
        assert self.process is not None  # noqa: S101
        return reason_of_death(await self.process.wait(), SECONDS_PER_FEED)

    async def end(self) -> None:
        """Stop the process, if there is one."""
        process, self.process = self.process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()
            if process.stdin is not None:
                process.stdin.close()


async def _start() -> Process:
    try:
        return await asyncio.create_subprocess_exec(
            *child_command("tui_reader.workers.feed_child:main"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )
    except OSError as error:
        raise ReaderError(f"feeds can't be read: no process for it: {error.strerror}") from error


def _reading(payload: bytes, *, keeps: bool) -> FeedReading:
    """The lines of an answer as a value."""
    first, *lines = payload.split(b"\n")
    about = json.loads(first)
    if keeps:
        pairs = zip(lines[::2], lines[1::2], strict=True)
        return FeedReading(**about, written=tuple(_loaded(*pair) for pair in pairs))
    briefings = tuple(briefing_from(json.loads(line)) for line in lines)
    candidates = tuple(Candidate(*named) for named in about.pop("candidates", ()))
    return FeedReading(**about, briefings=briefings, candidates=candidates)


def _loaded(header: bytes, content: bytes) -> Loaded:
    """The two lines of a briefing that was written."""
    facts = json.loads(header)
    return loaded(FileStamp(*facts.pop("stamp")), facts, content)
