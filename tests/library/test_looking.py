"""A look at an address takes a bounded time, and ends when nobody waits for it any more."""

import socket
import time
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError, Event, Timer
from typing import Any

import pytest

from tests.fetch.server import Exchange, answer, feed, silent
from tests.library.station import Station, rss
from tui_reader.errors import FetchError, NotFoundError
from tui_reader.library import looking
from tui_reader.library.looking import look_at, preview

SOON = 1.0
"""Seconds within which something has ended that was stopped, on a busy machine."""


def test_a_look_can_be_stopped(station: Station) -> None:
    """Whatever the server does."""
    station.server.pages["/slow"] = silent
    stop = Event()
    Timer(0.2, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(FetchError, match="stopped"):
        look_at(station.server.url("/slow"), stop)
    assert time.monotonic() - begun < SOON


def test_a_look_has_an_end(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many seconds in all, not for each address."""
    monkeypatch.setattr(looking, "LOOK_SECONDS", 0.3)
    station.server.pages["/slow"] = silent
    with pytest.raises(FetchError, match=r"no answer within 0\.3 s"):
        preview(station.server.url("/slow"))


def test_a_server_without_tls_is_told_how_to_be_asked(station: Station) -> None:
    """Who types no scheme means the one that is safe; some servers have only the other."""
    typed = station.server.url("/isle").removeprefix("http://")
    with pytest.raises(FetchError, match=f"; try http://{typed}$"):
        look_at(typed)
    with pytest.raises(FetchError, match=r"TLS as we do$"):
        look_at(f"https://{typed}")


def test_a_host_that_nobody_knows_is_not_waited_for(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system looks for it in a thread, which can't be stopped and need not be."""
    released = Event()

    def slow(*_: Any, **__: Any) -> list[Any]:
        released.wait(20)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    url = "http://nowhere.example/"
    station.paths.sources_file.write_text(f'[[feed]]\nurl = "{url}"\nname = "a"\n', "utf-8")
    with station.library() as library:
        for wait in (partial(look_at, url), lambda stop: library.refresh(stop=stop)):
            stop = Event()
            Timer(0.2, stop.set).start()
            begun = time.monotonic()
            with suppress(FetchError):
                wait(stop)
            assert time.monotonic() - begun < SOON
    released.set()


def test_the_usual_places_are_asked_two_at_a_time(station: Station) -> None:
    """And the first that has a feed is taken, in the order in which sites have them."""
    station.server.pages["/"] = answer(b"<!doctype html><p>Hello", content_type="text/html")

    both = Barrier(2)

    def meets(title: str, exchange: Exchange) -> None:
        with suppress(BrokenBarrierError):
            both.wait(5)
            feed(rss("Tide", title=title))(exchange)

    station.server.pages["/feed.xml"] = partial(meets, "First")
    station.server.pages["/rss.xml"] = partial(meets, "Second")
    found = look_at(station.server.url("/"))
    assert found.preview.title == "First"


def test_where_no_place_has_a_feed_it_is_told(station: Station) -> None:
    """With what to do next."""
    station.server.pages["/"] = answer(b"<!doctype html><p>Hello", content_type="text/html")
    with pytest.raises(NotFoundError, match="no feed was found there; name its own address"):
        look_at(station.server.url("/"))
