"""What the configuration may say about the screen, and what it hears when it errs."""

from pathlib import Path

import pytest

from tests.tui.screen_harness import Reader, Shelf
from tui_reader.errors import ConfigError
from tui_reader.tui.app import ReaderApp
from tui_reader.tui.commands import COMMANDS, PRESETS, bindings, keys_in_use
from tui_reader.tui.screens.dialogs import shown_keys

NEWSBOAT = {
    "N": "toggle_read",
    "n": "next_unread",
    "p": "previous_unread",
    "o": "open",
    "C": "mark_view",
    "A": "mark_view",
    "r": "refresh",
    "q": "close",
    "Q": "leave",
    "?": "help",
}
"""What newsboat's own keys do, in our words."""


def pressed(shelf: Shelf) -> dict[str, str]:
    """The command of each key, with the configuration of a shelf."""
    with shelf.library() as library:
        keys = ReaderApp(library).keys
    return {key: command for command, found in keys.items() for key in found}


async def test_keys_can_be_changed(shelf: Shelf) -> None:
    """The new keys work, the old ones do not, and the help shows the new ones."""
    shelf.configure('[keys]\ntoggle_star = "f, x"\ndown = "ctrl+n"\n')
    async with shelf.reader() as reader:
        await reader.press("ctrl+n", "f")
        assert (reader.headline, reader.row.starred) == ("Story 01", True)
        await reader.press("j", "s")
        assert (reader.headline, reader.row.starred) == ("Story 01", True)
        await reader.press("x")
        assert not reader.row.starred
        await reader.press("?")
        await reader.rush(*"jjjjjjjjjjjjjj")
        assert "f x Star the story" in reader.words


async def test_a_key_can_be_taken_from_another_command(shelf: Shelf) -> None:
    """Who has it by default loses it; a command may be left without any."""
    shelf.configure('[keys]\ntoggle_star = "j"\nopen_all = ""\n')
    async with shelf.reader() as reader:
        await reader.press("j")
        assert (reader.headline, reader.row.starred) == ("Story 00", True)
        await reader.press("down", "O")
        assert (reader.headline, reader.over) == ("Story 01", "")


async def test_keys_that_textual_has_are_free_too(shelf: Shelf) -> None:
    """Its palette and its way out are commands of ours, and go where the reader puts them."""
    shelf.configure('[keys]\nup = "ctrl+p"\ndown = "ctrl+q"\npalette = "f2"\nleave = "ctrl+x"\n')
    async with shelf.reader() as reader:
        await reader.press("ctrl+q", "ctrl+q", "ctrl+p")
        assert (reader.headline, reader.over) == ("Story 01", "")
        await reader.press("f2")
        assert reader.over == "Palette"
        await reader.press("escape", "ctrl+c")
        assert "ctrl+x" in reader.toast
        await reader.press("a")
        await reader.pilot.press("ctrl+x")
        assert reader.app.return_code == 0


def test_the_keys_of_newsboat(shelf: Shelf) -> None:
    """Every command has one, none is there twice, and newsboat's own do what they do there."""
    shelf.configure('[keys]\npreset = "newsboat"\n')
    found = pressed(shelf)
    assert found.items() >= NEWSBOAT.items()
    assert set(found.values()) == {command.id for command in COMMANDS}


async def test_the_keys_of_newsboat_work(shelf: Shelf) -> None:
    """In the program too, with a key of one's own on top."""
    shelf.configure('[keys]\npreset = "newsboat"\ntoggle_star = "ctrl+e"\n')
    async with shelf.reader() as reader:
        await reader.press("N", "ctrl+e", "n", "N")
        assert reader.headline == "Story 01"
        assert (reader.count("Unread"), reader.count("Starred")) == ("28", "1")


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_stands_for_two_commands(preset: str, shelf: Shelf) -> None:
    """In any of the sets that we offer, each key is named as Textual names it, too."""
    shelf.configure(f'[keys]\npreset = "{preset}"\n')
    with shelf.library() as library:
        keys = keys_in_use(library.config, shelf.paths.config_file)
    every = [key for found in keys.values() for key in found]
    assert sorted(every) == sorted(set(every))
    assert len(bindings(keys)) == len(every)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "drak"\n', ["config.toml", "1", "theme", "dark"]),
        ('\n[keys]\ntoggle_strar = "x"\n', ["config.toml", "3", "toggle_strar", "toggle_star"]),
        ('[keys]\ndown = "ctrl-x"\n', ["config.toml", "2", "keys.down", "'ctrl-x'"]),
        ('[keys]\ndown = "x"\nup = "x"\n', ["config.toml", "'x'", "down", "up"]),
        ('[keys]\npreset = "emacs"\n', ["config.toml", "2", "keys.preset", "newsboat"]),
        ("[keys]\ndown = 5\n", ["config.toml", "2", "down"]),
        ("thme = 1\n", ["config.toml", "1", "thme", "theme"]),
    ],
)
def test_what_is_wrong_is_told(text: str, words: list[str], shelf: Shelf) -> None:
    """One line with the file, the line in it, the name and the nearest that there is."""
    shelf.configure(text)
    with pytest.raises(ConfigError) as caught, shelf.library() as library:
        ReaderApp(library)
    message = str(caught.value)
    assert "\n" not in message
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "nord", "textual-light"])
async def test_themes(theme: str, shelf: Shelf) -> None:
    """Ours and Textual's."""
    shelf.configure(f'theme = "{theme}"\n')
    async with shelf.reader() as reader:
        await reader.press("j", "s", "enter", "?")
        assert "Keys" in reader.text
        await reader.press("escape")
        assert reader.app.is_running


async def test_without_colours(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves neither ours nor Textual's, on no screen of the program."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with shelf.reader() as reader:
        for keys in (["j", "s", "enter"], ["?"], ["escape", "a"], ["escape", "O"], ["n", "ctrl+p"]):
            await reader.press(*keys)
            assert colours(reader) == {"default"}, keys


async def test_sixteen_colours(shelf: Shelf) -> None:
    """The terminal's own, on every screen of the program."""
    shelf.configure('theme = "ansi"\n')
    async with shelf.reader() as reader:
        for keys in (["j", "s", "enter"], ["?"], ["escape", "a"], ["escape", "O"], ["n", "ctrl+p"]):
            await reader.press(*keys)
            assert not any(name.startswith("#") for name in colours(reader)), keys


def colours(reader: Reader) -> set[str]:
    """The colours of all that is drawn, as they go to the terminal."""
    screen = reader.app.screen
    below = [one for one in reader.app.screen_stack if one is not screen]
    styles = [
        segment.style
        for one in [*below, screen]
        for strip in one._compositor.render_strips()
        for segment in strip
        if segment.style
    ]
    return {color.name for s in styles for color in (s.color, s.bgcolor) if color is not None}


@pytest.mark.parametrize("layout", ["wide", "stacked", "narrow"])
async def test_the_layout_can_be_fixed(layout: str, shelf: Shelf) -> None:
    """Whatever the size of the terminal."""
    for size in ((120, 40), (60, 20)):
        async with shelf.reader(size, layout=layout) as reader:
            assert reader.main.has_class(f"-{layout}")
            await reader.press("g", "j", "enter", "tab", "tab", "tab")
            assert reader.headline == "Story 01"


async def test_the_sources_can_be_away_at_the_start(shelf: Shelf, home: Path) -> None:
    """And shown when they are asked for."""
    shelf.configure("sources_pane = false\n")
    async with shelf.reader() as reader:
        assert not reader.main.sources.display
        await reader.press("b")
        assert (reader.main.sources.display, reader.focus) == (True, "sources")


def test_keys_are_written_as_one_writes_them() -> None:
    """Names of keys are for files, not for people."""
    assert shown_keys(("1", "2", "9")) == "1–9"
    assert shown_keys(("j", "down")) == "j ↓"
    assert shown_keys(("escape", "pageup", "ctrl+b")) == "esc pgup ctrl+b"
