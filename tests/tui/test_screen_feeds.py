"""Feeds on the screen: added with a preview, refreshed with progress, changed with a way back."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.fetch.server import Exchange, answer, feed, redirect
from tests.library.station import Item, Station, rss
from tests.tui.feeds_harness import at_rest, reader_of, type_in
from tests.tui.screen_harness import NARROW, Reader, links, reading
from tui_reader.library import Library
from tui_reader.sources import load_sources
from tui_reader.tui.app import RESTART


def said(reader: Reader, toast: str) -> bool:
    """Whether this was the last word."""
    return reader.toast == toast


async def test_a_new_feed_is_fetched_at_the_start(station: Station) -> None:
    """It was added by a command, and nobody has fetched it yet."""
    async with reader_of(station) as reader:
        await reader.until(lambda: reader.listed == ["Ferry", "Lamp"])
        assert "refreshed" in reader.text


async def test_a_refresh_says_what_it_brought_and_keeps_the_cursor(fetched: Station) -> None:
    """New stories come in above, and the cursor stays on its own."""
    async with reader_of(fetched) as reader:
        await reader.press("j")
        assert reader.headline == "Lamp"
        fetched.publish("isle", "Flood", Item("Ferry", hours=2), Item("Lamp", hours=3))
        await reader.press("R")
        await reader.until(lambda: reader.said == "1 new story from 1 of 1 feed")
        assert reader.listed == ["Flood", "Ferry", "Lamp"]
        assert reader.headline == "Lamp"
        await reader.press("R")
        await reader.until(lambda: reader.said == "No new stories from 1 feed")


async def test_r_refreshes_what_is_open(fetched: Station) -> None:
    """The feed whose view it is; else all."""
    fetched.subscribe("vale")
    async with reader_of(fetched) as reader:
        fetched.requests()
        await reader.choose("vale")
        await reader.press("r")
        await reader.until(lambda: reader.said == "No new stories from 1 feed")
        assert fetched.requests() == ["vale"]
        await reader.choose("All")
        await reader.press("r")
        await reader.until(lambda: reader.said == "No new stories from 2 feeds")
        assert sorted(fetched.requests()) == ["isle", "vale"]


async def test_progress_is_shown_and_escape_stops_it(fetched: Station) -> None:
    """With how many of how many, and which host; what came is kept."""
    fetched.subscribe(*(f"slow{number}" for number in range(6)))

    def slow(exchange: Exchange) -> None:
        exchange.wait(3)
        feed(rss(f"Story {exchange.asked.target}"))(exchange)

    async with reader_of(fetched) as reader:
        for number in range(6):
            fetched.server.pages[f"/slow{number}"] = slow
        await reader.press("R")
        await reader.until(lambda: "/7" in reader.text and "127.0.0.1" in reader.text)
        assert "esc stops" in reader.text
        await reader.press("escape")
        await reader.until(lambda: "stopped after" in reader.said)
        assert {"Ferry", "Lamp"} <= set(reader.listed)


async def test_a_feed_is_added_with_a_look_at_it(fetched: Station) -> None:
    """Its newest headlines are shown; it is kept under the name that was typed, and fetched."""
    async with reader_of(fetched) as reader:
        await reader.press("a")
        await type_in(reader, "#address", fetched.server.url("/vale"))
        await reader.until(lambda: "• Tide" in reader.text)
        assert "1 entry" in reader.text
        assert "Name vale" in reader.words
        assert "Category none" in reader.words
        assert reader.app.screen.query_one("#name", Input).value == "vale"
        assert len(load_sources(fetched.paths.sources_file, fetched.paths.briefings)) == 1
        reader.app.screen.query_one("#category", Input).value = "Coast"
        await type_in(reader, "#name", "Vale Radio")
        await reader.until(lambda: "Tide" in reader.listed)
        assert "Vale Radio" in reader.text
        assert reader.count("Coast") == "1"
        await reader.press("u")
        await reader.until(lambda: "Tide" not in reader.listed)
        assert reader.toast == "Removed Vale Radio again"


async def test_what_an_added_feed_brought_is_told(fetched: Station) -> None:
    """Whoever looks at the files meanwhile; and its server is asked once."""
    fetched.publish("vale", *(f"Tide {number}" for number in range(40)))
    async with reader_of(fetched) as reader:
        fetched.requests()
        await reader.press("a")
        await type_in(reader, "#address", fetched.server.url("/vale"))
        await reader.until(lambda: "40 entries" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: reader.said == "40 new stories from 1 of 1 feed")
        assert fetched.requests() == ["vale"]


async def test_a_site_offers_its_feeds(fetched: Station) -> None:
    """One after the other, by the arrow keys."""
    fetched.server.pages["/"] = answer(
        b"<!doctype html><html><head>"
        b'<link rel="alternate" type="application/rss+xml" title="All" href="/vale">'
        b'<link rel="alternate" type="application/rss+xml" title="Boats" href="/boats">'
        b"</head><body>Hello</body></html>",
        content_type="text/html",
    )
    fetched.publish("boats", "Regatta")
    async with reader_of(fetched) as reader:
        await reader.press("a")
        await type_in(reader, "#address", fetched.server.url("/"))
        await reader.until(lambda: "feed 1 of 2" in reader.text and "• Tide" in reader.text)
        await reader.press("down")
        await reader.until(lambda: "feed 2 of 2" in reader.text and "• Regatta" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: "Regatta" in reader.listed)


@pytest.mark.parametrize("typed", ["a" * 300, "a\0b", "~" + "a" * 300, "./" + "a" * 300])
async def test_anything_can_be_typed_for_an_address(fetched: Station, typed: str) -> None:
    """What can be no path, because it is too long or has a zero in it, is no crash."""
    async with reader_of(fetched) as reader:
        await reader.press("a")
        reader.app.screen.query_one("#address", Input).value = typed
        await type_in(reader, "#address", typed)
        await reader.until(lambda: reader.app.screen.query_one("#failure").display)
        assert reader.over == "AddSource"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/none", "404"), ("/text", "no feed was found"), ("/isle", "is there already")],
)
async def test_what_can_not_be_added_is_told(fetched: Station, path: str, reason: str) -> None:
    """In the dialog, which stays."""
    fetched.server.pages["/text"] = answer(b"just text")
    async with reader_of(fetched) as reader:
        await reader.press("a")
        await type_in(reader, "#address", fetched.server.url(path))
        await reader.until(lambda: reason in reader.words or "• Ferry" in reader.text)
        if path == "/isle":
            await reader.press("enter")
        await reader.until(lambda: reason in reader.words)
        assert reader.over == "AddSource"
        await reader.press("escape", "escape")
        assert reader.over == ""


async def test_a_source_is_renamed_moved_and_removed(fetched: Station) -> None:
    """And all of it undone, step by step, with the marks that it had."""
    fetched.subscribe("vale")
    async with reader_of(fetched) as reader:
        await reader.choose("isle")
        await reader.press("m", "e")
        await type_in(reader, "Input", "Observer")
        await reader.until(lambda: "Observer" in reader.text)
        await reader.choose("Observer")
        await reader.press("c")
        await type_in(reader, "Input", "Coast")
        await reader.until(lambda: reader.count("Coast") == "1")
        await reader.choose("Observer")
        await reader.press("D")
        await reader.until(lambda: "Observer" not in "".join(reader.drawn("sources")))
        assert reader.toast == "Removed Observer · u undoes it"
        for back in (
            "Observer is back",
            "Moved Observer back out of its category",
            "Observer is called isle again",
        ):
            await reader.press("u")
            await reader.until(partial(said, reader, back))
            await at_rest(reader)
        await reader.until(lambda: reader.count("isle") == "1")


async def test_a_change_that_is_none_is_told_as_none(fetched: Station) -> None:
    """And not as what was done before it; there is nothing to undo in it either."""
    async with reader_of(fetched) as reader:
        await reader.press("m", "e")
        assert reader.said.endswith("in the sources pane first (tab)")
        await reader.press("b", "e")
        assert reader.said.endswith("in the sources pane first (b shows it)")
        await reader.press("b", "e")
        assert reader.said.endswith("in the sources pane first")
        await reader.choose("isle")
        for key in ("e", "c"):
            await reader.press(key, "enter")
            await reader.until(lambda: reader.said == "Nothing to change: it is so already")
            reader.main.say("")
        assert reader.toast == ""


async def test_the_last_source_gone_means_the_samples(fetched: Station) -> None:
    """The program starts again."""
    async with reader_of(fetched) as reader:
        await reader.choose("isle")
        await reader.press("D")
        await reader.until(lambda: reader.app.return_code == RESTART)
        assert reader.app.return_value == "Removed isle · u undoes it"
    async with reader_of(fetched) as reader:
        assert reader.main.library.samples
        assert "your library is empty" in reader.words
        await reader.press("D")
        await reader.until(lambda: "no part of the library" in reader.said)
        assert "by name" not in reader.said
        await reader.press("u")
        await reader.until(lambda: reader.app.return_code == RESTART)
    paths = fetched.paths
    assert [source.name for source in load_sources(paths.sources_file, paths.briefings)] == ["isle"]


async def test_a_failing_feed_says_why(fetched: Station) -> None:
    """In the sources pane, at the bottom when the cursor is on it, and among the problems."""
    fetched.server.pages["/isle"] = answer(status=404)
    async with reader_of(fetched) as reader:
        await reader.press("R")
        await reader.until(lambda: reader.said.endswith("1 problem"))
        assert any("! isle" in line for line in reader.drawn("sources"))
        await reader.choose("! isle")
        reader.main.say("")
        reader.main.go_to(reader.main.sources)
        await reader.press("k", "j")
        assert "isle: " in reader.said
        assert "404" in reader.said
        await reader.choose("Problems")
        assert "404" in reader.text
        assert reader.listed != []


async def test_feeds_that_have_moved_are_told(fetched: Station) -> None:
    """With their new addresses; where they are many, not all of them."""
    names = [f"feed{number}" for number in range(6)]
    fetched.subscribe(*names)
    for name in names:
        fetched.publish(f"new-{name}", name)
        fetched.server.pages[f"/{name}"] = redirect(fetched.server.url(f"/new-{name}"), 301)
    async with reader_of(fetched) as reader:
        await reader.until(lambda: "… and 2 more of that kind" in reader.toast)
        assert reader.toast.count("has moved for good, to http://127.0.0.1") == 4


async def test_the_network_can_be_forbidden(fetched: Station) -> None:
    """And nothing is fetched until it is allowed again."""
    async with reader_of(fetched) as reader:
        fetched.requests()
        await reader.press("ctrl+n", "R")
        assert reader.said.startswith("The network is off")
        assert "network off" in reader.text
        await at_rest(reader)
        assert fetched.requests() == []
        await reader.press("a")
        await type_in(reader, "#address", fetched.server.url("/vale"))
        await reader.until(lambda: "The network is off" in reader.words)
        assert fetched.requests() == []
        await reader.press("escape", "ctrl+n", "R")
        await reader.until(lambda: reader.said == "No new stories from 1 feed")


async def test_a_feed_is_opened_once(station: Station) -> None:
    """By its address, without being kept."""
    async with reader_of(station, station.server.url("/vale")) as reader:
        await reader.until(lambda: reader.listed == ["Tide"])
    assert len(load_sources(station.paths.sources_file, station.paths.briefings)) == 1


async def test_well_known_feeds_are_offered(fetched: Station) -> None:
    """Only what is ticked is added."""
    async with reader_of(fetched) as reader:
        reader.app.library.offline = True
        await reader.press("F")
        assert reader.over == "Starter"
        assert reader.app.screen.query_one(OptionList).option_count >= 12
        await reader.press("j", "space", "enter")
        await reader.until(lambda: reader.toast.startswith("Added "))
        assert len(load_sources(fetched.paths.sources_file, fetched.paths.briefings)) == 2
        reader.app.library.offline = False
        fetched.requests()
        await reader.press("F")
        assert reader.words.count("· in the library") == 1
        await reader.press("space")
        assert reader.text.count("[x]") == 1
        await reader.press("space")
        assert "[x]" not in reader.text
        await reader.press("enter")
        assert reader.over == ""
        await at_rest(reader)
        assert fetched.requests() == []


async def test_all_well_known_feeds_can_be_seen_on_a_small_screen(station: Station) -> None:
    """The list scrolls with its cursor."""
    with Library.open(station.paths, clock=station.clock) as library:
        async with reading(library, NARROW) as reader:
            await reader.press("F", "k")
            await reader.until(lambda: "[ ] Nature" in reader.text)


async def test_opml_is_imported(fetched: Station, tmp_path: Path) -> None:
    """What is there already stays as it is; what is none is told."""
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Coast">'
        f'<outline text="Vale" xmlUrl="{fetched.server.url("/vale")}"/>'
        f'<outline text="Isle" xmlUrl="{fetched.server.url("/isle")}"/>'
        '<outline text="Fetch" xmlUrl="|~/fetch.py"/></outline></body></opml>',
        encoding="utf-8",
    )
    async with reader_of(fetched) as reader:
        await reader.press("i")
        await type_in(reader, "Input", str(opml))
        await reader.until(lambda: "Added 1 feed · 1 there already · 1 skipped" in reader.toast)
        await reader.press("R")
        await reader.until(lambda: "Tide" in reader.listed)


async def test_an_edit_of_sources_toml_is_taken_over(fetched: Station) -> None:
    """While the program runs."""
    async with reader_of(fetched) as reader:
        fetched.subscribe("vale")
        await reader.until(lambda: any("vale" in line for line in reader.drawn("sources")))
        await reader.press("R")
        await reader.until(lambda: "Tide" in reader.listed)


async def test_a_refresh_of_somebody_else_is_noticed(fetched: Station) -> None:
    """Such as one from cron."""
    async with reader_of(fetched) as reader:
        fetched.publish("isle", "Flood")
        await asyncio.to_thread(fetched.refresh)
        await reader.until(lambda: "Flood" in reader.listed)


async def test_a_refresh_of_somebody_else_is_noticed_in_the_first_session(station: Station) -> None:
    """Nothing had ever been refreshed when it began."""
    async with reader_of(station) as reader:
        await reader.until(lambda: "Ferry" in reader.listed)
        station.publish("isle", "Flood")
        await asyncio.to_thread(station.refresh)
        await reader.until(lambda: "Flood" in reader.listed)


async def test_what_comes_with_an_entry_can_be_opened(station: Station, opened: Path) -> None:
    """A podcast and the comments, numbered after the articles; all articles are only those."""
    station.server.pages["/isle"] = answer(
        b'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>I</title>'
        b"<item><title>Ferry</title><link>https://isle.example/ferry</link>"
        b"<dc:creator>Mara Quill</dc:creator>"
        b"<comments>https://talk.example/ferry</comments>"
        b'<enclosure url="https://pod.example/ferry.mp3" type="audio/mpeg" length="1"/>'
        b"</item></channel></rss>"
    )
    async with reader_of(station) as reader:
        await reader.until(lambda: "2 audio/mpeg · pod.example" in reader.story_words)
        assert "3 Comments · talk.example" in reader.story_words
        assert "by Mara Quill" in reader.story_words
        await reader.press("2", "3", "O")
        await reader.until(lambda: len(links(opened)) == 3)
    assert links(opened) == [
        "https://pod.example/ferry.mp3",
        "https://talk.example/ferry",
        "https://isle.example/ferry",
    ]
