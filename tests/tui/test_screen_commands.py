"""Every command, by every one of its keys."""

from pathlib import Path

import pytest

from tests.tui import arranging_checks, marking_checks, shaping_checks
from tests.tui.command_checks import CHECKS, checks
from tests.tui.screen_harness import Reader, Shelf, links
from tui_reader.tui.commands import COMMANDS

SIZE = (120, 20)
"""So low that all panes have to scroll: nine stories are in sight."""
TOP = {"sources": 0, "stories": 0, "story": (0, 0)}

Place = int | tuple[int, int]

MOVES: dict[str, dict[str, tuple[Place, Place]]] = {
    "down": {"sources": (0, 1), "stories": (0, 1), "story": ((0, 0), (1, 0))},
    "up": {"sources": (1, 0), "stories": (5, 4), "story": ((1, 0), (0, 0))},
    "first": {"sources": (4, 0), "stories": (20, 0), "story": ((3, 5), (0, 0))},
    "last": {"sources": (0, 14), "stories": (0, 29), "story": ((0, 0), (0, 9))},
    "page_down": {"sources": (0, 14), "stories": (0, 8), "story": ((0, 0), (0, 9))},
    "page_up": {"sources": (14, 0), "stories": (20, 12), "story": ((0, 9), (0, 0))},
    "half_page_down": {"sources": (0, 10), "stories": (0, 4), "story": ((0, 0), (0, 9))},
    "half_page_up": {"sources": (14, 5), "stories": (20, 16), "story": ((0, 9), (0, 0))},
}
"""Where each command leads from where, in each pane; in the story: article and first line."""

LEAVING = {"close", "leave"}
"""Commands that end the program, and have a test of their own."""


def test_no_command_is_left_out() -> None:
    """All of the table is checked below."""
    assert arranging_checks
    assert marking_checks
    assert shaping_checks
    assert {command.id for command in COMMANDS} == MOVES.keys() | CHECKS.keys() | LEAVING


@pytest.mark.parametrize("group", sorted({command.group for command in COMMANDS}))
async def test_every_key_does_what_its_command_says(group: str, shelf: Shelf, opened: Path) -> None:
    """One after the other, each from the first story of the list."""
    async with shelf.reader(SIZE) as reader:
        for command in COMMANDS:
            if command.group == group and command.id in CHECKS:
                for key in command.keys:
                    await to_the_top(reader)
                    await CHECKS[command.id](reader, key, opened)


@pytest.mark.parametrize("pane", TOP)
async def test_moving_is_the_same_in_every_pane(pane: str, shelf: Shelf) -> None:
    """Each key of each move, from where and to where the table says."""
    async with shelf.reader(SIZE) as reader:
        await to_the_top(reader)
        reader.main.go_to(reader.main.query_one(f"#{pane}"))  # type: ignore[arg-type]
        for command in COMMANDS:
            for key in command.keys if command.id in MOVES else ():
                start, end = MOVES[command.id][pane]
                put(reader, pane, start)
                await reader.press(key)
                assert (command.id, key, place(reader, pane)) == (command.id, key, end)


@pytest.mark.parametrize("key", ["q", "Q", "ctrl+q"])
async def test_leaving(key: str, shelf: Shelf) -> None:
    """The program ends with success."""
    async with shelf.reader(SIZE) as reader:
        await reader.pilot.press(key)
        assert reader.app.return_code == 0


async def to_the_top(reader: Reader) -> None:
    """Put the cursor on the first story, with the story shown."""
    reader.main.go_to(reader.main.stories)
    reader.main.stories.cursor = 0
    await reader.settled()
    await reader.until(lambda: reader.main.story_pane.story)


def put(reader: Reader, pane: str, where: Place) -> None:
    """Put the cursor of a pane there."""
    if isinstance(where, tuple):
        article, top = where
        story = reader.main.story_pane
        story.article = article
        story.jump_to(top)
    else:
        view = reader.main.sources if pane == "sources" else reader.main.stories
        view.cursor = where


def place(reader: Reader, pane: str) -> Place:
    """Where the cursor of a pane is."""
    story = reader.main.story_pane
    if pane == "story":
        return story.article, story.scroll_offset.y
    return reader.main.sources.cursor if pane == "sources" else reader.main.stories.cursor


@checks("onward")
async def check_onward(reader: Reader, key: str, _: Path) -> None:
    """The story's next page, and at its end the next unread story."""
    await reader.press(key)
    assert (reader.headline, reader.main.story_pane.scroll_offset.y) == ("Story 00", 9)
    await reader.press(key)
    assert (reader.headline, reader.main.story_pane.scroll_offset.y) == ("Story 01", 0)


@checks("next_unread")
async def check_next_unread(reader: Reader, key: str, _: Path) -> None:
    """What is read is passed; after the last comes the first."""
    await reader.press("j", "m", "k", key)
    assert reader.headline == "Story 02"
    await reader.press("G", key)
    assert reader.headline == "Story 00"
    await reader.press("j", "m")


@checks("previous_unread")
async def check_previous_unread(reader: Reader, key: str, _: Path) -> None:
    """The same upwards; before the first comes the last."""
    await reader.press("j", "m", "j", key)
    assert reader.headline == "Story 00"
    await reader.press(key)
    assert reader.headline == "Story 29"
    await reader.press("g", "j", "m")


@checks("enter")
async def check_enter(reader: Reader, key: str, opened: Path) -> None:
    """From the views into the list, from there into the story, and there out into the world."""
    before = links(opened)
    reader.main.go_to(reader.main.sources)
    await reader.press("j", "j", key)
    assert (reader.focus, reader.title) == ("stories", "All · 30 stories")
    await reader.press(key)
    assert reader.focus == "story"
    assert links(opened) == before
    await reader.press(key)
    assert links(opened) == [*before, "https://outlet1.example/00"]
    await reader.choose("Unread")
    await reader.press("g", "m")


@checks("back")
async def check_back(reader: Reader, key: str, _: Path) -> None:
    """From the story and from the views to the list, where it ends."""
    for start in ("enter", "shift+tab"):
        await reader.press(start)
        assert reader.focus != "stories"
        await reader.press(key)
        assert reader.focus == "stories"
    await reader.press(key)
    assert (reader.focus, reader.app.return_code) == ("stories", None)


@checks("next_pane")
async def check_next_pane(reader: Reader, key: str, _: Path) -> None:
    """Sources, stories, story, and round."""
    seen = [reader.focus]
    for _nth in range(3):
        await reader.press(key)
        seen.append(reader.focus)
    assert seen == ["stories", "story", "sources", "stories"]


@checks("previous_pane")
async def check_previous_pane(reader: Reader, key: str, _: Path) -> None:
    """The other way round."""
    seen = [reader.focus]
    for _nth in range(3):
        await reader.press(key)
        seen.append(reader.focus)
    assert seen == ["stories", "sources", "story", "stories"]


@checks("open")
async def check_open(reader: Reader, key: str, opened: Path) -> None:
    """From the list the first article; in the story the one under the cursor."""
    await reader.press(key)
    assert links(opened)[-1] == "https://outlet1.example/00"
    await reader.press("enter", "j", "j", key)
    assert links(opened)[-1] == "https://outlet3.example/00"
    assert reader.said == "Opened outlet3.example"


@checks("open_outlet")
async def check_open_outlet(reader: Reader, key: str, opened: Path) -> None:
    """The article with that number, from the list and from the story."""
    before = len(links(opened))
    await reader.press(key, "enter", key)
    assert links(opened)[before:] == [f"https://outlet{key}.example/00"] * 2


@checks("open_all")
async def check_open_all(reader: Reader, key: str, opened: Path) -> None:
    """All of a story of two."""
    before = len(links(opened))
    await reader.press("j", key)
    assert links(opened)[before:] == ["https://tidewater.example/1", "https://nwire.example/1"]


@checks("full_text")
async def check_full_text(reader: Reader, key: str, _: Path) -> None:
    """Where the network is forbidden it says so, and does nothing."""
    reader.main.library.offline = True
    await reader.press(key)
    assert "The network is off" in reader.said
    reader.main.library.offline = False


@checks("copy")
async def check_copy(reader: Reader, key: str, _: Path) -> None:
    """The link goes to the clipboard, and is told."""
    await reader.press("j", "enter", "j", key)
    assert reader.app.clipboard == "https://nwire.example/1"
    assert reader.said == "Sent to the terminal's clipboard: https://nwire.example/1"


@checks("statistics")
async def check_statistics(reader: Reader, key: str, _: Path) -> None:
    """On a screen of their own."""
    await reader.press(key)
    assert reader.over == "StatisticsScreen"
    await reader.press("escape")


@checks("outlets")
async def check_outlets(reader: Reader, key: str, _: Path) -> None:
    """On a screen of their own."""
    await reader.press(key)
    assert reader.over == "OutletsScreen"
    await reader.press("escape")


@checks("search")
async def check_search(reader: Reader, key: str, _: Path) -> None:
    """A line to type into, and the way back."""
    await reader.press(key)
    assert reader.app.focused is reader.main.search_line
    await reader.press("escape")
    assert reader.focus == "stories"


@checks("refresh")
async def check_refresh(reader: Reader, key: str, _: Path) -> None:
    """An answer comes although nothing has changed."""
    reader.main.say("")
    await reader.press(key)
    await reader.until(lambda: reader.said.startswith("No new stories"))


@checks("refresh_all")
async def check_refresh_all(reader: Reader, key: str, _: Path) -> None:
    """The same where there are only folders."""
    await check_refresh(reader, key, _)


@checks("offline")
async def check_offline(reader: Reader, key: str, _: Path) -> None:
    """The network is off, and on again."""
    await reader.press(key)
    assert reader.app.library.offline
    assert "network off" in reader.text
    await reader.press(key)
    assert not reader.app.library.offline
    assert "network off" not in reader.text


@checks("add")
async def check_add(reader: Reader, key: str, _: Path) -> None:
    """The question for an address or a folder, and the way back."""
    await check_dialog(reader, key, "AddSource")


@checks("starter")
async def check_starter(reader: Reader, key: str, _: Path) -> None:
    """The list of well-known feeds, of which none is taken."""
    await check_dialog(reader, key, "Starter")


@checks("import")
async def check_import(reader: Reader, key: str, _: Path) -> None:
    """The question for a file."""
    await check_dialog(reader, key, "AskLine")


async def check_dialog(reader: Reader, key: str, name: str) -> None:
    """A dialog comes, and goes without having changed anything."""
    before = reader.app.library.sources
    await reader.press(key)
    assert reader.over == name
    await reader.press("escape")
    assert (reader.over, reader.app.library.sources) == ("", before)


@checks("rename")
@checks("move")
@checks("remove")
async def check_source(reader: Reader, key: str, _: Path) -> None:
    """What was opened by name has no entry to change: `test_screen_feeds` does it with one."""
    await reader.press(key)
    assert reader.said.startswith("What was opened by name")


@checks("sources")
async def check_sources(reader: Reader, key: str, _: Path) -> None:
    """The sources go, and come back with the focus."""
    await reader.press(key)
    assert (reader.main.sources.display, reader.focus) == (False, "stories")
    await reader.press(key)
    assert (reader.main.sources.display, reader.focus) == (True, "sources")


@checks("fold")
async def check_fold(reader: Reader, key: str, _: Path) -> None:
    """The section that the cursor is in goes behind its heading, and comes back."""
    pane = reader.main.sources
    pane.cursor = 8
    await reader.press(key)
    assert "▸ Sources" in reader.text
    assert pane.entry == "source"
    await reader.press(key)
    assert "▾ Sources" in reader.text


@checks("narrower")
async def check_narrower(reader: Reader, key: str, _: Path) -> None:
    """The list is smaller, down to a limit."""
    before = reader.main.stories.size.width
    await reader.press(key)
    assert 1 < before - reader.main.stories.size.width < 10
    await reader.press(*[key] * 20)
    assert reader.main.stories.size.width > 15


@checks("wider")
async def check_wider(reader: Reader, key: str, _: Path) -> None:
    """The list is larger, up to a limit."""
    before = reader.main.stories.size.width
    await reader.press(key)
    assert 1 < reader.main.stories.size.width - before < 10
    await reader.press(*[key] * 20)
    assert reader.main.story_pane.size.width > 15


@checks("help")
async def check_help(reader: Reader, key: str, _: Path) -> None:
    """The keys, until escape."""
    await reader.press(key)
    assert reader.over == "Help"
    await reader.press("escape")
    assert reader.over == ""


@checks("palette")
async def check_palette(reader: Reader, key: str, _: Path) -> None:
    """The commands by name, until escape."""
    await reader.press(key)
    assert reader.over == "Palette"
    await reader.press("escape")
    assert reader.over == ""
