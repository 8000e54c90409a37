"""The bottom line: what just happened, where we are, and how far a refresh has come."""

from typing import Unpack

from textual.strip import Strip

from tui_reader.tui.widgets.cells import cut, measure
from tui_reader.tui.widgets.line_view import Identity, LineView, Span

EIGHTHS = " ▏▎▍▌▋▊▉"
BAR = 20
"""Cells of the progress bar, where there is room."""


class StatusLine(LineView, can_focus=False):
    """A message at the left, facts at the right; while something runs, its progress."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        border: none;
        overflow-y: hidden;
        background: $surface;
    }
    """

    def __init__(self, **identity: Unpack[Identity]) -> None:
        super().__init__(**identity)
        self._message = ""
        self._lasting = False
        self._facts = ""
        self._progress: tuple[int, int, str] | None = None

    def say(self, text: str, *, lasting: bool = False) -> None:
        """Show a message, in place of the last one; `lasting` is what goes on being true."""
        self._message, self._lasting = text, lasting
        self.refresh()

    def forget(self) -> None:
        """Something has changed: what was told before may be true no more."""
        if not self._lasting:
            self.say("")

    def facts(self, text: str) -> None:
        """Show facts at the right edge."""
        self._facts = text
        self.refresh()

    def progress(self, done: int, total: int, label: str) -> None:
        """Show how far something is, in place of the message; of an unknown total: only what."""
        self._progress = done, total, label
        self.refresh()

    def end_progress(self) -> None:
        """Show the message again."""
        self._progress = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if y:
            return self.draw(y)
        left = [(" ", "text"), *self._left()]
        used = sum(measure(text) for text, _ in left)
        room = self.width - used - 2
        if room < 1:
            return self.draw(y, left)
        facts, cells = _leading(self._facts, room)
        return self.draw(y, [*left, (" " * (room - cells + 2) + facts, "muted")])

    def _left(self) -> list[Span]:
        if self._progress is None:
            return [(cut(self._message, self.width - 1)[0], "text")]
        done, total, label = self._progress
        if total <= 0:
            return [(cut(label, self.width - 1)[0], "text")]
        done = max(0, min(done, total))
        cells = max(4, min(BAR, self.width // 4))
        full, rest = divmod(done * cells * 8 // total, 8)
        filled = "█" * full + (EIGHTHS[rest] if rest else "")
        return [
            (cut(label, self.width // 2)[0] + " ", "text"),
            (filled, "accent"),
            ("░" * (cells - len(filled)), "rule"),
            (f" {done:,}/{total:,}", "muted"),
        ]


def _leading(facts: str, room: int) -> tuple[str, int]:
    """As many facts, from the first on, as fit into `room` cells; and how many they take."""
    while (cells := measure(facts)) > room:
        facts = facts.rpartition(" · ")[0]
    return facts, cells
