"""Opening links: outside, or not at all and then told why; and copying them."""

import os
from pathlib import Path

import pytest

from tests.tui.screen_harness import NARROW, STACKED, Reader, Shelf, links


def browser(folder: Path, script: str) -> str:
    """A browser that does what a shell script says."""
    program = folder / "odd-browser"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


async def test_opening_marks_a_story_read(shelf: Shelf, opened: Path) -> None:
    """At once, with the counts; it is nothing that `u` would undo."""
    async with shelf.reader() as reader:
        await reader.press("o")
        assert links(opened) == ["https://outlet1.example/00"]
        assert (reader.row.read, reader.count("Unread")) == (True, "29")
        await reader.press("u")
        assert reader.said == "Nothing to undo"


async def test_opening_need_not_mark(shelf: Shelf, opened: Path) -> None:
    """The configuration may say so."""
    async with shelf.reader(read_on_open=False) as reader:
        await reader.press("o", "2", "j", "O")
        assert len(links(opened)) == 4
        assert reader.count("Unread") == "30"


@pytest.mark.parametrize("key", ["o", "2", "y", "O"])
async def test_a_quick_reader_opens_what_the_cursor_is_on(
    key: str, shelf: Shelf, opened: Path
) -> None:
    """Even where the story has not been drawn yet."""
    async with shelf.reader() as reader:
        await reader.rush("j", key)
        assert reader.headline == "Story 01"
        found = {*links(opened), reader.app.clipboard} - {""}
        assert (
            found
            == {
                "o": {"https://tidewater.example/1"},
                "2": {"https://nwire.example/1"},
                "y": {"https://tidewater.example/1"},
                "O": {"https://tidewater.example/1", "https://nwire.example/1"},
            }[key]
        )


async def test_many_are_opened_only_after_a_question(shelf: Shelf, opened: Path) -> None:
    """No opens none, yes opens all."""
    async with shelf.reader() as reader:
        for no in ("n", "escape", "q"):
            await reader.press("O")
            assert reader.over == "Question"
            assert "Open 12 articles in the browser?" in reader.text
            await reader.press(no)
        assert links(opened) == []
        assert not reader.row.read
        await reader.press("O", "y")
        assert links(opened) == [f"https://outlet{nth}.example/00" for nth in range(1, 13)]
        assert (reader.said, reader.row.read) == ("Opened 12 articles", True)


async def test_how_many_are_many_can_be_configured(shelf: Shelf, opened: Path) -> None:
    """As many as the cap are opened at once, one more are asked for."""
    async with shelf.reader(open_cap=2) as reader:
        await reader.press("j", "O")
        assert len(links(opened)) == 2
    async with shelf.reader(open_cap=1) as reader:
        await reader.press("j", "O")
        assert reader.over == "Question"
        await reader.press("enter")
        assert len(links(opened)) == 4


async def test_without_a_browser_the_link_is_shown_whole(own_shelf: Shelf) -> None:
    """And copied; the story has not been read by that."""
    url = "https://tidewater.example/" + "a-long-way/" * 30 + "end?a=1&b=[2]"
    own_shelf.write("Ferry", articles=(("Ferry", "Tidewater Post", url),))
    for size in (STACKED, NARROW, (120, 40)):
        async with own_shelf.reader(size) as reader:
            await reader.press("o")
            assert reader.over == "ShowLink"
            copied = reader.app.clipboard
            assert copied.startswith(url[:300])
            assert copied in "".join(line.strip() for line in reader.lines)
            assert "terminal's clipboard" in reader.words
            await reader.press("escape")
            assert reader.over == ""
            assert not reader.row.read


async def test_a_link_that_must_not_be_opened(own_shelf: Shelf, opened: Path) -> None:
    """Whatever it is asked by, it is refused with a reason; the others are opened."""
    articles = (
        ("Ferry", "Tidewater Post", "javascript:alert(1)"),
        ("Boats", "Northern Wire", "https://nwire.example/boats"),
        ("Mole", "Lantern", "file:///etc/passwd"),
    )
    own_shelf.write("Ferry", articles=articles)
    async with own_shelf.reader() as reader:
        for key, word in (("o", "Not opened"), ("1", "Not opened"), ("y", "Not copied")):
            await reader.press(key)
            assert reader.said.startswith(word), key
            assert "not a web address" in reader.said
        assert (links(opened), reader.app.clipboard, reader.row.read) == ([], "", False)
        await reader.press("O")
        assert links(opened) == ["https://nwire.example/boats"]
        assert reader.said == "Opened 1 of 3 articles; the others can't be"


async def test_a_number_too_high(shelf: Shelf, opened: Path) -> None:
    """It is told how many articles there are."""
    async with shelf.reader() as reader:
        await reader.press("j", "3")
        assert reader.said == "Nothing to open: this story has 2 articles"
        assert links(opened) == []


async def test_a_story_without_articles(own_shelf: Shelf, opened: Path) -> None:
    """Its own link is opened; where it has none, that is told."""
    own_shelf.write("Linked", 0, articles=(), body="Words.", link="https://blog.example/linked")
    own_shelf.write("Bare", 1, articles=(), body="Words.", link="")
    async with own_shelf.reader() as reader:
        await reader.press("o")
        assert links(opened) == ["https://blog.example/linked"]
        await reader.press("j", "o")
        assert reader.headline == "Bare"
        assert reader.said.startswith("Not opened: ")
        await reader.press("y")
        assert reader.said.startswith("Not copied: ")
        assert len(links(opened)) == 1


async def test_a_browser_that_fails_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """With its name and what to do; the story stays unread."""
    failing = browser(tmp_path, "exit 3")
    async with shelf.reader(browser=failing) as reader:
        await reader.press("o")
        assert reader.said.startswith("Not opened: odd-browser ended with status 3")
        assert not reader.row.read
    async with shelf.reader(browser="no-such-browser") as reader:
        await reader.press("o")
        assert reader.said.startswith("Not opened: no-such-browser is not installed")


async def test_a_browser_that_stays_open_holds_nobody_up(shelf: Shelf, tmp_path: Path) -> None:
    """The cursor moves while it is waited whether the browser fails."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    waiting = browser(tmp_path, f"read word < '{pipe}'")
    async with shelf.reader(browser=waiting) as reader:
        await reader.pilot.press("o", "j")
        assert reader.headline == "Story 01"
        assert reader.said == "Opening outlet1.example …"
        pipe.write_text("done\n", encoding="utf-8")
        await reader.settled()
        assert reader.said == "Opened outlet1.example"
        assert reader.marker("Story 00") == ""


async def test_tracking_is_not_copied(own_shelf: Shelf) -> None:
    """What follows the reader is taken off the link."""
    url = "https://tidewater.example/a?utm_source=feed&page=2"
    own_shelf.write("Ferry", articles=(("Ferry", "Tidewater Post", url),))
    async with own_shelf.reader() as reader:
        await reader.press("y")
        assert reader.app.clipboard == "https://tidewater.example/a?page=2"


async def test_a_problem_has_nothing_to_open(shelf: Shelf, opened: Path) -> None:
    """No key of opening or marking does anything to it, and none breaks."""
    async with shelf.reader() as reader:
        await reader.choose("Problems")
        await check_nothing_happens(reader)
    assert links(opened) == []


async def test_an_empty_list_has_nothing_to_open(own_shelf: Shelf, opened: Path) -> None:
    """Nor has an empty list."""
    async with own_shelf.reader() as reader:
        await check_nothing_happens(reader)
    assert links(opened) == []


async def check_nothing_happens(reader: Reader) -> None:
    """Press all that would open or mark something."""
    before = reader.title
    for key in ("o", "O", "1", "y", "m", "s", "n", "p", "space", "A", "enter", "o", "j", "k"):
        await reader.press(key)
        assert reader.over == "", key
    assert reader.app.clipboard == ""
    assert reader.title == before
