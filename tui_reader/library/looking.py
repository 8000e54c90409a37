"""Look at a feed before it is kept: what an address leads to, and what is in it."""

import asyncio
from typing import NamedTuple

from tui_reader.errors import FetchError, NotFoundError, ParseError
from tui_reader.fetch import Client, Fetched, fetch, open_client
from tui_reader.models import Briefing, Candidate
from tui_reader.parse.discover import well_known
from tui_reader.sources import feed_address, with_login_of
from tui_reader.urls import checked_url, host_of, typed_address, without_user
from tui_reader.workers.feeds import FeedJob, FeedReaders, FeedReading, OpmlFound


class Found(NamedTuple):
    """What an address leads to: a feed, or a page that names some."""

    candidates: tuple[Candidate, ...]
    """Which feeds there are; the first is the one that was looked at."""
    preview: "Preview"
    page: str = ""
    """The page that names them; "" where the address was a feed's own."""


class Preview(NamedTuple):
    """A feed that was looked at and not kept."""

    url: str
    title: str
    site: str
    briefings: tuple[Briefing, ...]
    """All that it has, in its order."""


def look_at(address: str) -> Found:
    """Find the feed at an address, or the feeds that its page names, and read the first.

    Raises FetchError, UrlError, ParseError or NotFoundError, with what to do next.
    """
    return asyncio.run(_look_at(with_scheme(address)))


def preview(url: str, *, named_by: str = "") -> Preview:
    """Read one feed without keeping anything; `named_by` is the page where it was found, if any.

    Raises FetchError, UrlError or ParseError.
    """
    return asyncio.run(_preview(url, named_by))


def read_opml(content: bytes) -> OpmlFound:
    """Read a list of feeds. Raises ParseError where there is none in it."""
    return asyncio.run(_read_opml(content))


async def _read_opml(content: bytes) -> OpmlFound:
    async with FeedReaders(1) as readers:
        return await readers.read_opml(content)


def with_scheme(address: str) -> str:
    """The address of the web that is meant by one as people type it; UrlError if there is none."""
    address = typed_address(address)
    checked_url(without_user(address))
    return address


async def _preview(url: str, named_by: str) -> Preview:
    async with open_client() as client, FeedReaders(1) as readers:
        fetched = await fetch(client, url, named_by=named_by)
        return _previewed(url, await _read(readers, fetched))


async def _look_at(address: str) -> Found:
    async with open_client() as client, FeedReaders(1) as readers:
        fetched = await fetch(client, address)
        reading = await _read(readers, fetched)
        if not reading.problem:
            url = with_login_of(feed_address(address), fetched.moved_to or address)
            candidate = Candidate(url=url, title=reading.title, type="")
            return Found((candidate,), _previewed(url, reading))
        candidates = reading.candidates
        if not candidates:
            return await _well_known(client, readers, fetched, reading.problem)
        first = candidates[0]
        reading = await _read(readers, await fetch(client, first.url, named_by=fetched.url))
        return Found(candidates, _previewed(first.url, reading), page=fetched.url)


async def _well_known(client: Client, readers: FeedReaders, page: Fetched, problem: str) -> Found:
    """The first feed at one of the places where sites have them."""
    for url in well_known(page.url):
        try:
            fetched = await fetch(client, url, named_by=page.url)
        except FetchError:
            continue
        reading = await _read(readers, fetched)
        if not reading.problem:
            candidate = Candidate(url=url, title=reading.title, type="")
            return Found((candidate,), _previewed(url, reading))
    where = host_of(page.url)
    raise NotFoundError(f"{where}: {problem}, and no feed was found there; name its own address")


async def _read(readers: FeedReaders, fetched: Fetched) -> FeedReading:
    return await readers.read(
        FeedJob(body=fetched.body, url=fetched.url, content_type=fetched.content_type)
    )


def _previewed(url: str, reading: FeedReading) -> Preview:
    if reading.problem:
        raise ParseError(f"{host_of(without_user(url))}: {reading.problem}")
    return Preview(url=url, title=reading.title, site=reading.site, briefings=reading.briefings)
