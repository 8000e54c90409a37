"""Short ways to fetch one address in a test."""

from collections.abc import Callable

import httpx
import pytest

from tui_reader.errors import FetchError
from tui_reader.fetch import Fetched, Limits, Validators, fetch, open_client

NOTHING = Validators()
SMALL = Limits(seconds=5, connect=5, size=100_000)
"""Limits that no honest answer of the tests meets, and an endless one meets soon."""

Handler = Callable[[httpx.Request], httpx.Response]


async def fetched(
    url: str,
    validators: Validators = NOTHING,
    *,
    handler: Handler | None = None,
    named_by: str = "",
    limits: Limits = SMALL,
) -> Fetched:
    """Fetch an address with a client of its own; `handler` stands for all servers there are."""
    async with open_client(handler and httpx.MockTransport(handler)) as client:
        return await fetch(client, url, validators, named_by=named_by, limits=limits)


async def failure(
    url: str,
    validators: Validators = NOTHING,
    *,
    handler: Handler | None = None,
    named_by: str = "",
    limits: Limits = SMALL,
) -> FetchError:
    """The error with which a fetch ends: its text is one line."""
    with pytest.raises(FetchError) as caught:
        await fetched(url, validators, handler=handler, named_by=named_by, limits=limits)
    assert str(caught.value)
    assert str(caught.value).isprintable()
    return caught.value
