"""Look at a feed before it is kept: what an address leads to, and what is in it."""

import asyncio
from threading import Event
from typing import NamedTuple

from tui_reader.errors import FetchError, NotFoundError, ParseError
from tui_reader.fetch import Client, Fetched, fetch, open_client
from tui_reader.library.bounded import run_bounded
from tui_reader.library.choosing import is_address
from tui_reader.models import Briefing, Candidate
from tui_reader.parse.discover import well_known
from tui_reader.sources import feed_address, with_login_of
from tui_reader.urls import checked_url, host_of, typed_address, without_user
from tui_reader.workers.feeds import FeedJob, FeedReaders, FeedReading, OpmlFound

LOOK_SECONDS = 30.0
"""For one look, be it at many places: who waits for it is a person."""
AT_ONCE = 2
"""Places of a site that are asked at a time: as many as for a refresh."""


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
    fetched: Fetched
    """What its server answered: who keeps the feed need not ask again."""


def look_at(address: str, stop: Event | None = None) -> Found:
    """Find the feed at an address, or the feeds that its page names, and read the first.

    Raises FetchError, UrlError, ParseError or NotFoundError, with what to do next; FetchError
    soon after `stop` is set.
    """
    try:
        return run_bounded(_look_at(with_scheme(address)), LOOK_SECONDS, stop or Event())
    except FetchError as error:
        if is_address(address) or error.status or error.offline or error.unresolved:
            raise
        plain = without_user(f"http://{address.strip()}")
        raise FetchError(f"{error}; try {plain}") from error


def preview(url: str, *, named_by: str = "", stop: Event | None = None) -> Preview:
    """Read one feed without keeping anything; `named_by` is the page where it was found, if any.

    Raises FetchError, UrlError or ParseError; FetchError soon after `stop` is set.
    """
    return run_bounded(_preview(url, named_by), LOOK_SECONDS, stop or Event())


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
        return _previewed(url, fetched, await _read(readers, fetched))


async def _look_at(address: str) -> Found:
    async with open_client() as client, FeedReaders(1) as readers:
        fetched = await fetch(client, address)
        reading = await _read(readers, fetched)
        if not reading.problem:
            url = with_login_of(feed_address(address), fetched.moved_to or address)
            candidate = Candidate(url=url, title=reading.title, type="")
            return Found((candidate,), _previewed(url, fetched, reading))
        candidates = reading.candidates
        if not candidates:
            return await _well_known(client, readers, fetched, reading.problem)
        first = candidates[0]
        chosen = await fetch(client, first.url, named_by=fetched.url)
        shown = _previewed(first.url, chosen, await _read(readers, chosen))
        return Found(candidates, shown, page=fetched.url)


async def _well_known(client: Client, readers: FeedReaders, page: Fetched, problem: str) -> Found:
    """The first feed at one of the places where sites have them."""
    places = well_known(page.url)
    for first in range(0, len(places), AT_ONCE):
        asked = (_feed_at(client, readers, url, page) for url in places[first : first + AT_ONCE])
        for found in await asyncio.gather(*asked):
            if found:
                return found
    where = host_of(page.url)
    raise NotFoundError(f"{where}: {problem}, and no feed was found there; name its own address")


async def _feed_at(client: Client, readers: FeedReaders, url: str, page: Fetched) -> Found | None:
    """The feed at one of these places, if there is one."""
    try:
        fetched = await fetch(client, url, named_by=page.url)
    except FetchError:
        return None
    reading = await _read(readers, fetched)
    if reading.problem:
        return None
    candidate = Candidate(url=url, title=reading.title, type="")
    return Found((candidate,), _previewed(url, fetched, reading))


async def _read(readers: FeedReaders, fetched: Fetched) -> FeedReading:
    return await readers.read(
        FeedJob(body=fetched.body, url=fetched.url, content_type=fetched.content_type)
    )


def _previewed(url: str, fetched: Fetched, reading: FeedReading) -> Preview:
    """What is shown of a feed that will be asked for at this address, if it is kept."""
    if reading.problem:
        raise ParseError(f"{host_of(without_user(url))}: {reading.problem}")
    moved_to = "" if fetched.moved_to == without_user(url) else fetched.moved_to
    return Preview(
        url=url,
        title=reading.title,
        site=reading.site,
        briefings=reading.briefings,
        fetched=fetched._replace(moved_to=moved_to),
    )
