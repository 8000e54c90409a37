"""`refresh --full-text`: the bag is filled before a journey."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.fetch.server import Server, answer, feed, serve
from tests.library.articles import served
from tests.library.station import Item, rss


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with a feed of three entries, and the pages of two."""
    with serve() as server:
        titles = ("Ferry", "Lamp", "Tide")
        items = [Item(one, link=server.url(f"/{one}"), hours=n) for n, one in enumerate(titles)]
        server.pages |= {"/isle": feed(rss(*items)), "/Tide": answer(status=403)}
        server.pages |= {f"/{title}": served(title) for title in titles[:2]}
        yield server


def test_the_texts_of_a_view_are_fetched(tui: Desk, server: Server, tmp_path: Path) -> None:
    """Starred ones where no other is named; what is there already is not fetched again."""
    tui("add", server.url("/isle"))
    assert "No new texts" in tui("refresh", "--full-text").err
    tui("mark", tui.ids()["Lamp"], "--starred")
    said = tui("refresh", "--full-text", "--view", "starred")
    assert said.code == 0
    assert "Fetched 1 text\n" in said.err
    said = tui("refresh", "--full-text", "--view", "all", "--limit", "2", "--json")
    assert said.code == 0
    said = tui("refresh", "--full-text", "--view", "all")
    assert said.code == 3
    assert "tui-reader: Tide: " in said.err
    assert "No new texts · 2 there already · 1 problem" in said.err
    shown = tui("show", tui.ids()["Lamp"]).out
    assert "Lamp is what the whole isle speaks of" in shown


def test_the_counts_are_there_for_programs(tui: Desk, server: Server) -> None:
    """In one stable form."""
    tui("add", server.url("/isle"))
    said = tui("refresh", "--full-text", "--view", "all", "--json")
    assert said.code == 3
    texts = json.loads(said.out)["texts"]
    assert (texts["new"], texts["known"], texts["offline"]) == (2, 0, False)
    assert [(one["headline"], one["url"]) for one in texts["failed"]] == [
        ("Tide", server.url("/Tide"))
    ]


def test_a_view_alone_is_no_wish(tui: Desk) -> None:
    """It would do nothing without `--full-text`; an unknown view is told."""
    assert tui("refresh", "--view", "all").code == 2
    assert tui("refresh", "--full-text", "--view", "starry").code == 1


def test_offline_nothing_is_fetched(tui: Desk, server: Server) -> None:
    """And that is no success."""
    tui("add", server.url("/isle"))
    assert tui("refresh", "--full-text", "--offline").code == 1
    assert tui("refresh", "--full-text", "--view", "all", "--offline").code == 1
