"""How often servers are asked: how many at a time, and when again after a failure."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from tui_reader.urls import host_of

AT_A_TIME = 32
"""Requests in all: enough to hide the slow servers, few enough for a router at home."""

PER_HOST = 2
"""Requests to one host: what browsers of the polite age allowed themselves."""

FIRST_DELAY = 5 * 60
LAST_DELAY = 24 * 60 * 60
SPREAD = 1 / 4
"""By how much of it a delay may grow, so that feeds that failed together part."""


class Gate:
    """Lets few requests pass at a time, and fewer to one host; who came first passes first.

    Who waits for a busy host takes no place from those who want to go to others.
    """

    def __init__(self, at_a_time: int = AT_A_TIME, per_host: int = PER_HOST) -> None:
        self._all = asyncio.Semaphore(at_a_time)
        self._per_host = per_host
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def passing(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of the URL may be asked, and be counted while asking."""
        host = self._hosts.setdefault(host_of(url), asyncio.Semaphore(self._per_host))
        async with host, self._all:
            yield


def retry_delay(failures: int, retry_after: int, chance: Callable[[], float]) -> int:
    """Return after how many seconds to ask again what failed `failures` times in a row.

    Five minutes at first, then twice as long each time, up to a day; never earlier than the
    server has asked for. `chance` gives numbers from 0 to 1, as `random.random` does.
    """
    doublings = min(max(failures - 1, 0), 16)
    delay = min(FIRST_DELAY * 2**doublings, LAST_DELAY / (1 + SPREAD))
    return max(retry_after, int(delay * (1 + SPREAD * chance())))
