"""One polite, bounded, conditional GET; nothing else in this program speaks to the network.

    address ─addresses─▶ checked, without password ─client─▶ answer ─answers, body─▶ Fetched
                              ▲──────── redirect ────────────┘

Redirects are followed here and not by httpx, so that each address on the way is checked. Only
FetchError leaves `fetch`, with a reason for a person. Importing this is cheap: httpx is loaded
by the first fetch.
"""

import asyncio
import time
from typing import NamedTuple

from tui_reader.errors import FetchError
from tui_reader.fetch.addresses import Address, address_of, refuse_inner_address, target_of
from tui_reader.fetch.answers import (
    Validators,
    date_of,
    questions,
    refusal,
    validators_of,
    wait_of,
)
from tui_reader.fetch.body import read_body
from tui_reader.fetch.client import Answer, Client, open_client
from tui_reader.fetch.politeness import Gate, retry_delay

__all__ = [
    "Client",
    "Fetched",
    "Gate",
    "Limits",
    "Validators",
    "fetch",
    "open_client",
    "retry_delay",
]

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}

MAX_TYPE = 200
"""Characters of a content type; honest ones with a charset have 50."""


class Limits(NamedTuple):
    """What one fetch may take, redirects included."""

    seconds: float = 25
    """In all: a server that says one byte a second would else be listened to for ever."""
    connect: float = 10
    """Seconds for one connection: a machine that is there answers within one."""
    size: int = 10_000_000
    """Bytes, as they come and unpacked: five times the largest honest feed that we have seen."""
    redirects: int = 5


NO_VALIDATORS = Validators()
LIMITS = Limits()


class Fetched(NamedTuple):
    """What a server answered: a feed, or that it has not changed."""

    url: str
    """The address that answered in the end, without user name and password."""
    moved_to: str
    """Where only permanent redirects have led, likewise without user; "" where none has."""
    status: int
    """200, or 304 where nothing has changed."""
    body: bytes
    """Unpacked; empty for 304."""
    content_type: str
    """As the server says it, cut: not to be trusted."""
    validators: Validators
    """What to ask with next time."""
    wait: int
    """Seconds for which the server asks not to be asked again; a day at most, 0 for none."""
    date: int = 0
    """The time that the server says it is, in seconds since 1970; 0 where it does not."""


async def fetch(
    client: Client,
    url: str,
    validators: Validators = NO_VALIDATORS,
    *,
    named_by: str = "",
    limits: Limits = LIMITS,
    form: bytes = b"",
) -> Fetched:
    """Return what the address answers, or that it answers as it did when it gave the validators.

    `url` may carry `user:password@`, which only its own scheme, host and port get to see. If it
    was found in a page, `named_by` is the page's address: a public one leads into no private
    network. A `form` is posted, to that address alone. Raises FetchError.
    """
    from tui_reader.fetch.failures import our_errors

    with our_errors(limits.seconds, limits.connect):
        async with asyncio.timeout(limits.seconds):
            address = address_of(url)
            first = address_of(named_by).url if named_by else address.url
            return await _follow(client, first, address, validators, limits, form)


async def _follow(
    client: Client,
    first: str,
    address: Address,
    validators: Validators,
    limits: Limits,
    form: bytes,
) -> Fetched:
    """Ask the address, and where it sends us, until there is an answer."""
    url, permanent = address.url, True
    for redirects in range(limits.redirects + 1):
        if not client.proxy_for(url):
            await refuse_inner_address(first, url)
        headers = [*questions(validators), *address.password_for(url)]
        async with client.asking(url, headers, limits.connect, form) as answer:
            if answer.status not in REDIRECTS:
                found = await _fetched(url, answer, validators, limits.size)
                return found._replace(moved_to=url if redirects and permanent else "")
            if form:
                raise FetchError("redirected, and what was asked is for nobody else")
            permanent = permanent and answer.status in PERMANENT
            url = target_of(url, answer.headers.get("location", ""))
    raise FetchError(f"redirected more than {limits.redirects} times")


async def _fetched(url: str, answer: Answer, asked: Validators, size: int) -> Fetched:
    """The value of an answer that is no redirect; FetchError where it is neither 200 nor 304."""
    now = time.time()
    given = validators_of(answer.headers)
    if answer.status == 304:
        if not questions(asked):
            raise FetchError("the server answers 304 Not Modified, though we have nothing yet")
        given = Validators(etag=given.etag or asked.etag, modified=given.modified or asked.modified)
        await read_body(answer.chunks, {}, size)  # there is none; its headers are of the other one
        body = b""
    elif answer.status == 200:
        body = await read_body(answer.chunks, answer.headers, size)
    else:
        raise refusal(answer.status, answer.headers, now)
    return Fetched(
        url=url,
        moved_to="",
        status=answer.status,
        body=body,
        content_type=answer.headers.get("content-type", "")[:MAX_TYPE],
        validators=given,
        wait=wait_of(answer.headers, now),
        date=date_of(answer.headers),
    )
