"""Connections are kept for the next feed of the same origin, and not for ever."""

import asyncio
from contextlib import ExitStack

import pytest

from tests.fetch.server import Server, answer, serve
from tui_reader.fetch import client as client_module
from tui_reader.fetch import fetch, open_client


def open_servers(stack: ExitStack, count: int) -> list[Server]:
    """Servers that each have a feed at `/`, and an origin of their own by their port."""
    servers = [stack.enter_context(serve()) for _ in range(count)]
    for server in servers:
        server.pages["/"] = answer(b"<rss/>")
    return servers


async def test_a_connection_serves_the_next_feed(server: Server) -> None:
    """One is opened, and no other."""
    server.pages["/"] = answer(b"<rss/>")
    async with open_client() as client:
        for _ in range(3):
            assert (await fetch(client, server.url())).body == b"<rss/>"
    assert server.connections == 1


async def test_only_the_last_origins_keep_their_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thousands of feeds must not mean thousands of open files."""
    monkeypatch.setattr(client_module, "MAX_LINES", 2)
    with ExitStack() as stack:
        servers = open_servers(stack, 3)
        async with open_client() as client:
            for number in (0, 1, 0, 2, 0, 2, 1):
                await fetch(client, servers[number].url())
        assert [server.connections for server in servers] == [1, 2, 1]


async def test_origins_that_are_being_asked_keep_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """More at a time than are kept: nobody's connection is closed while he listens."""
    monkeypatch.setattr(client_module, "MAX_LINES", 2)
    with ExitStack() as stack:
        servers = open_servers(stack, 12)
        async with open_client() as client:
            for _ in range(3):
                wanted = (fetch(client, one.url()) for one in [*servers, *servers])
                found = await asyncio.gather(*wanted)
                assert {one.body for one in found} == {b"<rss/>"}


async def test_closing_the_client_closes_all(server: Server) -> None:
    """The server sees its clients go."""
    server.pages["/"] = answer(b"<rss/>")
    async with open_client() as client:
        await fetch(client, server.url())
        assert server.open_connections() == 1
    async with asyncio.timeout(5):
        while server.open_connections():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
