"""How many requests pass at a time, in which order, and when a failure is tried again."""

import asyncio
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.server import Server, answer
from tui_reader.fetch import Gate, fetch, open_client, retry_delay
from tui_reader.urls import host_of

DAY = 86_400


class Street:
    """Requests that stay under way until they are told to end."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.under_way: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.ends: dict[str, asyncio.Event] = {}

    async def send(self, *urls: str) -> None:
        """Let these requests come to the gate, in this order."""
        for url in urls:
            self.ends[url] = asyncio.Event()
            self.tasks[url] = asyncio.create_task(self._ask(url))
        await self.settle()

    async def end(self, *urls: str) -> None:
        """Let these requests end, and others pass."""
        for url in urls:
            self.ends[url].set()
        await self.settle()

    async def settle(self) -> None:
        """Let everything happen that can."""
        for _ in range(100):
            await asyncio.sleep(0)

    async def _ask(self, url: str) -> None:
        async with self.gate.passing(url):
            self.under_way.append(url)
            await self.ends[url].wait()
            self.under_way.remove(url)


def urls(host: str, count: int) -> list[str]:
    """Addresses of feeds of one host."""
    return [f"http://{host}/{number}" for number in range(count)]


async def test_two_requests_to_one_host() -> None:
    """The host is the same under all its ports and spellings; who came first passes first."""
    street = Street(Gate())
    same = ["http://a.example/1", "https://A.example:8443/2", "http://u:p@www.a.example/3"]
    await street.send(*same, *urls("a.example", 1))
    assert street.under_way == same[:2]
    await street.end(same[1])
    assert street.under_way == [same[0], same[2]]
    await street.end(*same, "http://a.example/0")
    assert street.under_way == []


async def test_thirty_two_requests_in_all() -> None:
    """The others wait, and pass in the order in which they came."""
    street = Street(Gate())
    all_of_them = [f"http://{number}.example/" for number in range(40)]
    await street.send(*all_of_them)
    assert street.under_way == all_of_them[:32]
    await street.end(all_of_them[7], all_of_them[30])
    assert street.under_way[-2:] == all_of_them[32:34]
    await street.end(*all_of_them)
    assert all(task.done() for task in street.tasks.values())


async def test_a_busy_host_holds_up_nobody_else() -> None:
    """Who waits for it takes none of the places of all."""
    street = Street(Gate(at_a_time=3, per_host=1))
    await street.send(*urls("busy.example", 20), "http://b.example/", "http://c.example/")
    assert street.under_way == ["http://busy.example/0", "http://b.example/", "http://c.example/"]
    await street.end(*street.tasks)
    assert all(task.done() for task in street.tasks.values())


async def test_giving_up_makes_room() -> None:
    """While waiting for a host, while waiting for a place, and while asking."""
    street = Street(Gate(at_a_time=2, per_host=1))
    first, second = urls("a.example", 2)
    await street.send(first, second, "http://b.example/", "http://c.example/", "http://d.example/")
    for url in (second, "http://c.example/", first):
        street.tasks[url].cancel()
    await street.settle()
    assert street.tasks[first].cancelled()
    assert "http://d.example/" in street.under_way
    await street.send(*urls("a.example", 1))
    await street.end("http://b.example/", "http://d.example/")
    assert street.under_way[-1] == first


async def test_no_more_than_allowed_ever_pass() -> None:
    """Many feeds of few hosts, ending in any order, all of them served."""
    gate, chance = Gate(at_a_time=5, per_host=2), random.Random(7)  # noqa: S311
    under_way: Counter[str] = Counter()
    served = []

    async def ask(url: str) -> None:
        async with gate.passing(url):
            under_way[host_of(url)] += 1
            assert under_way.total() <= 5
            assert max(under_way.values()) <= 2
            for _ in range(chance.randrange(5)):
                await asyncio.sleep(0)
            under_way[host_of(url)] -= 1
            served.append(url)

    wanted = [url for host in "abcd" for url in urls(host, 30)]
    await asyncio.gather(*map(ask, wanted))
    assert sorted(served) == sorted(wanted)


async def test_a_server_sees_two_requests_at_a_time(server: Server) -> None:
    """The gate and the fetch together, against a real server."""
    server.pages["/"] = answer(b"<rss/>")
    gate = Gate()

    async with open_client() as client:

        async def ask() -> None:
            async with gate.passing(server.url()):
                await fetch(client, server.url())

        await asyncio.gather(*(ask() for _ in range(20)))
    assert len(server.asked) == 20
    assert server.at_once <= 2
    assert server.connections <= 2


@pytest.mark.parametrize(
    ("failures", "soonest", "latest"),
    [
        (0, 300, 375),
        (1, 300, 375),
        (2, 600, 750),
        (3, 1200, 1500),
        (8, 38_400, 48_000),
        (9, 69_120, DAY),
        (10**9, 69_120, DAY),
    ],
)
def test_delays_double_up_to_a_day(failures: int, soonest: int, latest: int) -> None:
    """Between the two, chance decides."""
    assert retry_delay(failures, 0, lambda: 0.0) == soonest
    assert retry_delay(failures, 0, lambda: 1.0) == latest


def test_a_server_that_names_a_time_is_obeyed() -> None:
    """Retry-After counts where it is longer, and does not shorten anything."""
    assert retry_delay(1, 7200, lambda: 1.0) == 7200
    assert retry_delay(5, 60, lambda: 0.0) == 4800


@given(st.integers(0, 50), st.integers(0, DAY), st.floats(0, 1))
def test_delays_stay_within_bounds(failures: int, retry_after: int, chance: float) -> None:
    """Never sooner than asked, never later than a day, never sooner after one failure more."""
    delay = retry_delay(failures, retry_after, lambda: chance)
    assert max(300, retry_after) <= delay <= DAY
    assert delay <= retry_delay(failures + 1, retry_after, lambda: chance)
