"""The dialogs: adding a folder, the keys, the palette."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.tui.screen_harness import NARROW, STACKED, Reader, Shelf, clock, reading
from tui_reader.library import Library
from tui_reader.paths import Paths
from tui_reader.sources import load_sources
from tui_reader.tui.app import RESTART
from tui_reader.tui.commands import COMMANDS


@pytest.fixture
def paths(home: Path) -> Paths:
    """The paths of a program that is started for the first time."""
    return Paths(config=home / "config", data=home / "data", cache=home / "cache")


async def type_in(reader: Reader, text: str) -> None:
    """Type a line in the dialog."""
    reader.app.screen.query_one(Input).value = text
    await reader.press("enter")


async def test_the_first_start_shows_the_samples(paths: Paths) -> None:
    """With a word of welcome, and what to do next."""
    with Library.open(paths, clock=clock) as library:
        async with reading(library) as reader:
            await reader.loaded()
            assert "These stories and outlets are invented" in reader.words
            assert "add a feed, a site or a folder" in reader.words
            assert reader.main.stories.count == 12


async def test_a_folder_is_added(paths: Paths, own_shelf: Shelf) -> None:
    """What is none is refused, with the reason; then the program starts again, with the library."""
    own_shelf.write("Ferry")
    note = own_shelf.folder / "ferry.md"
    with Library.open(paths, clock=clock) as library:
        async with reading(library) as reader:
            await reader.press("a")
            for wrong in ("", "/no/such/folder", "~nobody/x", "a\0b", "[bold]x[/"):
                await type_in(reader, wrong)
                assert reader.over == "AddSource", wrong
                failure = reader.app.screen.query_one("#failure")
                await reader.until(lambda: str(failure.render()).strip())  # noqa: B023
            assert load_sources(paths.sources_file, paths.briefings) == ()
            await type_in(reader, f"  {own_shelf.folder}  ")
            assert reader.app.return_code == RESTART
    assert note.exists()
    with Library.open(paths, clock=clock) as library:
        assert [source.path for source in library.sources] == [own_shelf.folder]
        async with reading(library) as reader:
            await reader.loaded()
            assert reader.listed == ["Ferry"]
            assert "invented" not in reader.text


async def test_keys_are_letters_in_a_dialog(paths: Paths) -> None:
    """What is typed there is no command: not even `q`."""
    with Library.open(paths, clock=clock) as library:
        async with reading(library) as reader:
            await reader.press("a", *"qQm?sA1")
            assert reader.app.screen.query_one(Input).value == "qQm?sA1"
            await reader.press("escape")
            assert (reader.over, reader.app.return_code) == ("", None)


@pytest.mark.parametrize("size", [(120, 80), STACKED, NARROW])
async def test_the_help_has_every_command(size: tuple[int, int], shelf: Shelf) -> None:
    """With its keys, whatever the size: what does not fit can be scrolled to."""
    async with shelf.reader(size) as reader:
        await reader.press("?")
        seen = reader.words
        for _ in range(0 if size[1] > 50 else 6):
            await reader.rush(*"jjjjjjjjjj")
            seen += " " + reader.words
        for command in COMMANDS:
            if command.help not in seen:
                assert size == NARROW, command.help  # where it is wrapped
        assert "1–9" in seen
        for key in ("escape", "q", "?", "f1", "enter"):
            await reader.press(key)
            assert reader.over == "", key
            await reader.press("?")
            assert reader.over == "Help"


async def test_the_palette_has_the_commands_and_nothing_else(shelf: Shelf) -> None:
    """All but those of moving, which nobody looks for by name."""
    async with shelf.reader() as reader:
        await reader.press("ctrl+p")
        options = reader.app.screen.query_one(OptionList)
        await reader.until(lambda: options.option_count)
        await reader.pilot.pause()
        expected = [c for c in COMMANDS if c.group != "Move"]
        assert options.option_count == len(expected) - 2  # the palette itself, and 1–9
        texts = [str(option.prompt) for option in options.options]
        for command in expected:
            found = any(command.help in text for text in texts)
            assert found == (command.id not in {"palette", "open_outlet"}), command.id


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("star", lambda reader: reader.row.starred),
        ("mark view", lambda reader: reader.count("Unread") == ""),
        ("add", lambda reader: reader.over == "AddSource"),
        ("help", lambda reader: reader.over == "Help"),
        ("refresh", lambda reader: reader.said.startswith("No new stories")),
    ],
)
async def test_the_palette_runs_commands(typed: str, result: object, shelf: Shelf) -> None:
    """By a part of the name, and enter."""
    assert callable(result)
    async with shelf.reader() as reader:
        await reader.press("ctrl+p", *typed.replace(" ", "_"))
        reader.app.screen.query_one(Input).value = typed
        options = reader.app.screen.query_one(OptionList)
        await reader.until(lambda: options.option_count and options.option_count < 5)
        await reader.press("enter")
        if reader.over == "Palette":
            await reader.press("enter")
        await reader.until(lambda: result(reader))


async def test_the_palette_leaves(shelf: Shelf) -> None:
    """By name, too."""
    async with shelf.reader() as reader:
        await reader.press("ctrl+p", *"leave")
        options = reader.app.screen.query_one(OptionList)
        await reader.until(lambda: options.option_count == 1)
        await reader.pilot.press("enter")
        if reader.app.is_running and reader.over == "Palette":
            await reader.pilot.press("enter")
        await reader.until(lambda: reader.app.return_code == 0)


@pytest.mark.parametrize(
    ("keys", "title", "first"),
    [
        ("", "Keys in the list", "Move"),
        ("enter", "Keys in the story", "Open"),
        ("shift+tab", "Keys in the sources", "Library"),
    ],
)
async def test_the_help_begins_with_the_keys_of_where_one_is(
    keys: str, title: str, first: str, shelf: Shelf
) -> None:
    """Those of the story in the story, those of sources among the sources."""
    async with shelf.reader(STACKED) as reader:
        await reader.press(*keys.split(), "?")
        assert title in reader.words
        lines = [line.strip(" │") for line in reader.lines]
        assert next(line for line in lines if line in {"Move", "Open", "Library"}) == first
