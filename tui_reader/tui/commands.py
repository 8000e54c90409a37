"""The one table of commands: bindings, palette, help, README and tests are made from it.

A command is an action of the main screen (`action_<id>`); its keys may be changed by the table
`[keys]` of config.toml, one by one or by a preset.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

from tui_reader.config import Config, config_error, key_error

if TYPE_CHECKING:  # what reads views.toml is imported when there is one
    from tui_reader.shapes import SavedView


class Command(NamedTuple):
    """Something the reader can ask for."""

    id: str
    keys: tuple[str, ...]
    help: str
    """One sentence without its full stop: what happens."""
    group: str


def _command(group: str, id_: str, keys: str, help_: str) -> Command:
    return Command(id=id_, keys=tuple(keys.split()), help=help_, group=group)


COMMANDS: tuple[Command, ...] = (
    _command("Move", "down", "j down", "Go down: to the next story, view or article"),
    _command("Move", "up", "k up", "Go up"),
    _command("Move", "first", "g home", "Go to the first"),
    _command("Move", "last", "G end", "Go to the last"),
    _command("Move", "page_down", "ctrl+f pagedown", "Go one page down"),
    _command("Move", "page_up", "ctrl+b pageup", "Go one page up"),
    _command("Move", "half_page_down", "ctrl+d", "Go half a page down"),
    _command("Move", "half_page_up", "ctrl+u", "Go half a page up"),
    _command("Move", "onward", "space", "Scroll the story, then go to the next unread one"),
    _command("Move", "next_unread", "n", "Go to the next unread story"),
    _command("Move", "previous_unread", "p N", "Go to the previous unread story"),
    _command("Move", "enter", "enter l right", "Go into the story; there: open the article"),
    _command("Move", "back", "escape h left", "Go back; in the list: stop what is going on"),
    _command("Move", "close", "q", "Go back; in the list: leave the program"),
    _command("Move", "next_pane", "tab", "Go to the next pane"),
    _command("Move", "previous_pane", "shift+tab", "Go to the previous pane"),
    _command("Open", "open", "o", "Open the article in the browser"),
    _command("Open", "open_outlet", "1 2 3 4 5 6 7 8 9", "Open the article of that outlet"),
    _command("Open", "open_all", "O", "Open all articles of the story; asks if there are many"),
    _command("Open", "full_text", "f", "Fetch the text of the article, to read here and offline"),
    _command("Open", "copy", "y", "Copy the link of the article"),
    _command("Open", "look", "L", "Look at the story otherwise: coverage, timeline, compare"),
    _command("Open", "why", "w", "Show why the articles of the story are together"),
    _command("Find", "search", "/", "Search as you type; n and N walk the answer, esc ends it"),
    _command("Find", "save_view", "S", "Keep the search as a view of yours"),
    _command("Mark", "toggle_read", "m", "Mark the story read, or unread again"),
    _command("Mark", "toggle_star", "s", "Star the story, or take its star away"),
    _command("Mark", "tag", "t", "Give the story a tag, or take one away"),
    _command("Mark", "hide", "d", "Hide the story from all views; from Hidden by hand: show it"),
    _command("Mark", "select", "v", "Select stories from here to the cursor, to act on them"),
    _command(
        "Mark", "export", "E", "Export the story, or the selected ones, to a folder or a file"
    ),
    _command("Mark", "mark_view", "A", "Mark all stories of this view read; asks if many"),
    _command("Mark", "mark_above", "[", "Mark all stories above this one read"),
    _command("Mark", "mark_below", "]", "Mark all stories below this one read"),
    _command("Mark", "mute", "M", "Mute an outlet, a source, or any search"),
    _command("Mark", "take_out", "x", "Take what does not belong there out of the story"),
    _command("Mark", "join", "+", "Join the story to another, or the selected ones"),
    _command("Mark", "undo", "u", "Undo the last change"),
    _command("Mark", "redo", "ctrl+r", "Do again what was undone"),
    _command("Library", "refresh", "r", "Refresh the feeds of this view; look at the folders"),
    _command("Library", "refresh_all", "R", "Refresh all feeds; look at the folders"),
    _command("Library", "offline", "ctrl+n", "Forbid the network, or allow it again"),
    _command("Library", "add", "a", "Add a feed, a site or a folder to the library"),
    _command("Library", "starter", "F", "Choose from well-known feeds"),
    _command("Library", "import", "i", "Import feeds from an OPML file"),
    _command("Library", "rename", "e", "Rename the source, or the view of yours"),
    _command("Library", "move", "c", "Put the source into a category"),
    _command("Library", "remove", "D", "Remove the source, your view, or what mutes; marks stay"),
    _command("Screen", "sources", "b", "Show or fold away the sources"),
    _command("Screen", "fold", "z", "Fold or unfold the section of the sources"),
    _command("Screen", "narrower", "<", "Make the list smaller"),
    _command("Screen", "wider", ">", "Make the list larger"),
    _command("Screen", "statistics", "%", "Show what arrives, what is read, and what never is"),
    _command("Screen", "outlets", "&", "Show the outlets: who is first, alone, with whom"),
    _command("Screen", "help", "? f1", "Show the keys"),
    _command("Screen", "palette", "ctrl+p", "Find a command by name"),
    _command("Screen", "leave", "Q ctrl+q", "Leave the program"),
)

PRESETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    "newsboat": {
        "toggle_read": "N m",
        "previous_unread": "p",
        "mark_view": "A C",
        "open": "o",
        "open_all": "ctrl+o",
        "onward": "space",
        "page_up": "b ctrl+b pageup",
        "sources": "ctrl+s",
        "refresh": "r",
        "refresh_all": "R ctrl+r",
        "redo": "ctrl+y",
    },
}
"""newsboat's own keys where it has them (its `n p o N A C r R q Q ?` mean the same here)."""

_KEY = re.compile(r"((ctrl|shift|alt|super|meta)\+)*([a-z][a-z0-9_]*|[!-~])")


def keys_in_use(config: Config, path: Path) -> dict[str, tuple[str, ...]]:
    """The keys of each command, after the configuration has had its say.

    Raises ConfigError, about the file at `path`, for an unknown command, for a key that can't be
    one, and for a key that two commands want.
    """
    keys = {command.id: command.keys for command in COMMANDS}
    for name, value in {**PRESETS[config.preset], **config.keys}.items():
        if name not in keys:
            raise key_error(path, "keys", name, list(keys))
        keys[name] = tuple(re.split(r"[,\s]+", value.strip(", \t")))
        for key in keys[name]:
            if key and not _KEY.fullmatch(key):
                reason = f"has {key!r}, which is no key; say for example j, G, f5 or ctrl+d"
                raise config_error(path, f"keys.{name}", reason)
    _no_key_twice(config, path, keys)
    return keys


def _no_key_twice(config: Config, path: Path, keys: dict[str, tuple[str, ...]]) -> None:
    """A key that the user gives to a command is taken from the command that has it by default."""
    chosen = {key: name for name in config.keys for key in keys[name]}
    for name in config.keys:
        for key in keys[name]:
            if chosen[key] != name:
                reason = f"has {key!r}, which {chosen[key]} has too"
                raise config_error(path, f"keys.{name}", reason)
    for name in keys.keys() - config.keys.keys():
        keys[name] = tuple(key for key in keys[name] if key not in chosen)


def bindings(keys: Mapping[str, tuple[str, ...]]) -> list[Binding]:
    """The bindings of the main screen; the nth key of `open_outlet` opens the nth outlet."""
    return [
        Binding(
            key,
            f"open_outlet({nth})" if command.id == "open_outlet" else command.id,
            command.help,
            show=False,
        )
        for command in COMMANDS
        for nth, key in enumerate(keys[command.id], start=1)
        if key
    ]


def view_bindings(
    keys: Mapping[str, tuple[str, ...]], views: "Sequence[SavedView]"
) -> tuple[list[Binding], list[str]]:
    """The bindings of the reader's own views, and what is wrong with the keys of the others."""
    found: list[Binding] = []
    wrong: list[str] = []
    for nth, view in enumerate(views):
        if complaint := key_complaint(keys, views[:nth], view.key):
            wrong.append(f"views.toml: the view {view.name} {complaint}")
        elif view.key:
            found.append(Binding(view.key, f"open_saved({view.name!r})", view.name, show=False))
    return found, wrong


def key_complaint(
    keys: Mapping[str, tuple[str, ...]], views: "Sequence[SavedView]", key: str
) -> str:
    """Why a view can't have this key beside the commands and these views; "" if it can."""
    if not key:
        return ""
    if not _KEY.fullmatch(key):
        return f"has {key!r}, which is no key; say for example f5, w or ctrl+t"
    owners = [name for name, theirs in keys.items() if key in theirs]
    owners += [f"the view {view.name}" for view in views if view.key == key]
    return f"has {key!r}, which {owners[0]} has too" if owners else ""
