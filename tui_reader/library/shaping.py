"""What the reader has made of the library: saved views, and what is muted."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tui_reader import shapes
from tui_reader.errors import ConfigError, UsageError
from tui_reader.library.history import History, Step
from tui_reader.shapes import Mute, SavedView, Shapes

KEEP, DROP, RENAME = "keep view", "drop view", "rename view"
MUTE, UNMUTE = "mute", "unmute"
"""The steps that the history may ask for."""

FOR_GOOD = "for good"
DURATIONS = (FOR_GOOD, "1d", "1w")
"""How long something may be muted, as it is offered; any number of days, weeks, months goes."""

_DURATION = re.compile(r"(\d{1,4})\s*([dwm])[a-z]*")
_DAYS = {"d": 1, "w": 7, "m": 30}


class ShapesFile:
    """`views.toml` as it is now: read again whenever it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_known = True
        """Whether the file could be read; while it can't, what it said before goes on."""
        self._stamp: tuple[int, int, int] | None = None
        self._shapes = Shapes()
        self._mistakes: list[str] = []

    def now(self) -> Shapes:
        """What the file says; where it is wrong, without that."""
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._shapes = shapes.load_sound_shapes(self.path)
                self.is_known = True
                self._mistakes += self._shapes.mistakes
            except ConfigError as error:
                self.is_known = False
                self._mistakes.append(str(error))
        return self._shapes

    def take_mistakes(self) -> list[str]:
        """What was found wrong since this was asked last."""
        mistakes, self._mistakes = self._mistakes, []
        return mistakes

    def _look(self) -> tuple[int, int, int] | None:
        """What tells one content of the file from another; None while there is no file."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


class Shaper:
    """Keeps searches as views, and mutes; each change can be undone."""

    def __init__(self, path: Path, history: History, judge: Callable[[], int]) -> None:
        """`judge` has the rules of the file obeyed, and says how many stories went or came."""
        self.path = path
        self.history = history
        self.judge = judge
        history.able |= {
            KEEP: lambda **view: shapes.add_view(path, SavedView(**view)),
            DROP: partial(shapes.remove_view, path),
            RENAME: partial(shapes.rename_view, path),
            MUTE: self._mute,
            UNMUTE: self._unmute,
        }

    def keep(self, view: SavedView) -> str:
        """Keep a search as a view; what was done. Raises ConfigError where the name is taken."""
        shapes.add_view(self.path, view)
        return self.history.note(
            f"Kept the view {view.name}",
            f"The view {view.name} is gone again",
            Step(DROP, {"name": view.name}),
            Step(KEEP, view._asdict()),
        )

    def drop(self, name: str) -> str:
        """Let go of a view; what was done."""
        view = shapes.remove_view(self.path, name)
        return self.history.note(
            f"Removed the view {name}",
            f"The view {name} is back",
            Step(KEEP, view._asdict()),
            Step(DROP, {"name": name}),
        )

    def rename(self, wanted: str, name: str) -> str:
        """Give a view another name; what was done."""
        shapes.rename_view(self.path, wanted, name)
        return self.history.note(
            f"Renamed {wanted}",
            f"{name} is called {wanted} again",
            Step(RENAME, {"wanted": name, "name": wanted}),
            Step(RENAME, {"wanted": wanted, "name": name}),
        )

    def mute(self, rule: Mute) -> int:
        """Mute what answers a query; how many stories went. Raises ConfigError for no query."""
        step = _step(rule)
        gone = self._mute(**step.arguments)
        back = Step(UNMUTE, {"query": rule.query})
        self.history.note(f"Muted {rule.query}", f"No longer muted: {rule.query}", back, step)
        return gone

    def unmute(self, query: str) -> str:
        """Let go of a rule; what was done. NotFoundError where there is none."""
        rule = shapes.remove_mute(self.path, query)
        self.judge()
        return self.history.note(
            f"No longer muted: {query}",
            f"Muted again: {query}",
            _step(rule),
            Step(UNMUTE, {"query": query}),
        )

    def _mute(self, query: str, until: str) -> int:
        day = dt.date.fromisoformat(until) if until else None
        shapes.add_mute(self.path, Mute(query, day))
        return self.judge()

    def _unmute(self, query: str) -> int:
        shapes.remove_mute(self.path, query)
        return self.judge()


def _step(rule: Mute) -> Step:
    """How a rule is made; JSON knows no days."""
    until = rule.until.isoformat() if rule.until else ""
    return Step(MUTE, {"query": rule.query, "until": until})


def holds(rule: Mute, today: dt.date) -> bool:
    """Whether a rule holds on a day."""
    return rule.until is None or today < rule.until


def day_after(duration: str, today: dt.date) -> dt.date | None:
    """The day on which "1w" from today is over; None for good. UsageError where it is neither."""
    wanted = duration.strip().lower()
    if wanted in {"", FOR_GOOD}:
        return None
    found = _DURATION.fullmatch(wanted)
    if not found or not int(found[1]):
        raise UsageError(f"{duration!r} is no time; say for example 1d, 2w, 3m or {FOR_GOOD}")
    return today + dt.timedelta(days=int(found[1]) * _DAYS[found[2]])
