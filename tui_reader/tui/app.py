"""The app: theme, the last guard before the terminal, and the main screen."""

import asyncio
import os
import signal
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingsMap
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from tui_reader.config import config_error
from tui_reader.errors import ReaderError
from tui_reader.library import Library
from tui_reader.tui.commands import COMMANDS, keys_in_use
from tui_reader.tui.desk import Desk
from tui_reader.tui.screens.main import RESTART, MainScreen
from tui_reader.tui.sink import SinkFilter
from tui_reader.tui.theme import THEMES, theme_name

__all__ = ["RESTART", "ReaderApp"]


SIGNALLED = 128
"""The exit code of a program that a signal has ended is this and the signal's number."""


class ReaderApp(App[str]):
    """The terminal news reader; what it returns is to be told when it starts again."""

    TITLE = "tui-reader"
    ENABLE_COMMAND_PALETTE = False  # it is one of our commands, with a key as the reader likes
    ALLOW_SELECT = False

    def __init__(self, library: Library) -> None:
        """Raises ConfigError for keys or a theme that the configuration has wrong."""
        no_color = bool(os.environ.get("NO_COLOR"))
        theme = theme_name("ansi" if no_color else library.config.theme)
        super().__init__(ansi_color=theme.startswith("ansi"))
        for own in THEMES:
            self.register_theme(own)
        config_file = library.paths.config_file
        if theme not in self.available_themes:
            known = ", ".join(sorted({"dark", "light", "ansi", *self.available_themes}))
            raise config_error(config_file, "theme", f"is unknown; known are {known}")
        self.keys = keys_in_use(library.config, config_file)
        self._bindings = BindingsMap(leaving(self.keys["leave"]))
        self.library = library
        self.sink = SinkFilter()
        # Before anything is styled: setting `theme` later would style everything twice.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Whoever asks us to end by a signal gets the terminal back as it was."""
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for sign in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(sign, partial(self.exit, return_code=SIGNALLED + sign))

    def exit(self, *result: Any, **how: Any) -> None:
        """Leave; what runs beside the screen stops while Textual waits for its own thread."""
        if self.screen_stack and isinstance(screen := self.screen_stack[0], MainScreen):
            screen.background.stop()
        super().exit(*result, **how)

    def on_key(self, event: events.Key) -> None:
        """A key on its way to the commands; one typed in haste may belong to the search line."""
        if isinstance(self.screen, MainScreen) and self.screen.types(event):
            event.prevent_default()

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(Desk(self.library), self.keys)

    def get_line_filters(self) -> Sequence[LineFilter]:
        inner = super().get_line_filters()
        if inner != self.sink.inner:
            self.sink = SinkFilter(inner)
        return [self.sink]

    def _handle_exception(self, error: Exception) -> None:
        """What a person can act on is told, whoever met it; all else is a bug, and ends the app."""
        reason = error.error if isinstance(error, WorkerFailed) else error
        screen = self.screen_stack[0] if self.screen_stack else None
        if isinstance(reason, ReaderError) and isinstance(screen, MainScreen):
            screen.say(str(reason))
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """A bug ends the app with a traceback, but without the values: they quote what is read."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        report = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(report)))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette has the same commands as the keys, and nothing else."""
        for command in COMMANDS:
            if command.group != "Move" and command.id not in {"open_outlet", "palette"}:
                name = command.id.replace("_", " ").capitalize()
                run = partial(self.run_action, command.id, screen)
                yield SystemCommand(name, command.help, run)


def leaving(keys: Iterable[str]) -> list[Binding]:
    """Bindings that work in dialogs too, in place of Textual's; ctrl+c tells how one leaves."""
    return [
        Binding("ctrl+c", "help_quit", show=False, system=True),
        *(Binding(key, "quit", show=False, priority=True) for key in keys if "ctrl+" in key),
    ]
