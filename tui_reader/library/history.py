"""What can be undone, the last first; for one sitting."""

from collections.abc import Callable
from typing import NamedTuple

from tui_reader.errors import NotFoundError


class Undoable(NamedTuple):
    """Something that was done, and how it is taken back."""

    label: str
    """What was done, as a sentence without its full stop: "Marked 12 stories read"."""
    take_back: Callable[[], object]


class History:
    """Everything that was done and can be undone."""

    def __init__(self) -> None:
        self._done: list[Undoable] = []

    def note(self, label: str, take_back: Callable[[], object]) -> None:
        """Something was done."""
        self._done.append(Undoable(label, take_back))

    @property
    def last(self) -> str:
        """What was done last; "" before anything was."""
        return self._done[-1].label if self._done else ""

    def undo(self) -> str:
        """Take back what was done last; returns what that was. NotFoundError if there is nothing.

        What can't be taken back just now stays to be undone.
        """
        if not self._done:
            raise NotFoundError("Nothing to undo")
        self._done[-1].take_back()
        return self._done.pop().label
