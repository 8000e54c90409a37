"""What the reader did: written at once, undone in one step."""

from collections.abc import Callable, Sequence
from functools import partial
from threading import RLock
from typing import Any, NamedTuple

from tui_reader.errors import ReadOnlyError
from tui_reader.library.history import History
from tui_reader.library.opening import Stores
from tui_reader.models import Mark
from tui_reader.store.views import Views


class Change(NamedTuple):
    """Something the reader did, with what it takes to undo it."""

    label: str
    """What was done, as a sentence without its full stop: "Marked 12 stories read"."""
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]

    def undone(self, now: dict[str, Mark]) -> list[Mark]:
        """The marks as they are `now`, but for what this change has changed."""
        marks = []
        for before, after in zip(self.before, self.after, strict=True):
            pairs = zip(Mark._fields, before, after, strict=True)
            changed: dict[str, Any] = {name: was for name, was, became in pairs if was != became}
            marks.append(now.get(before.key, before)._replace(**changed))
        return marks


class Marker:
    """Writes marks to both databases and keeps the history."""

    def __init__(self, stores: Stores, views: Views, writing: RLock, history: History) -> None:
        self.stores = stores
        self.views = views
        self.writing = writing
        self.history = history

    def read(self, numbers: Sequence[int], *, read: bool, undoable: bool = True) -> Change:
        """Mark stories read (with the outlets they have now) or unread."""
        word = "read" if read else "unread"
        return self._change(
            numbers,
            lambda mark, outlets: mark._replace(
                read=read, outlets=outlets if read else mark.outlets
            ),
            f"Marked {{}} {word}",
            undoable=undoable,
        )

    def star(self, numbers: Sequence[int], *, starred: bool) -> Change:
        """Star stories, or take their stars away."""
        word = "Starred" if starred else "Unstarred"
        return self._change(
            numbers,
            lambda mark, _: mark._replace(starred=starred),
            f"{word} {{}}",
            undoable=True,
        )

    def undo(self, change: Change) -> None:
        """Take a change back; what has changed otherwise since then stays as it is."""
        with self.writing:
            now = self.stores.marks.get(mark.key for mark in change.before)
            self._write(change.undone(now))

    def _change(
        self,
        numbers: Sequence[int],
        new: Callable[[Mark, tuple[str, ...]], Mark],
        label: str,
        *,
        undoable: bool,
    ) -> Change:
        with self.writing:
            outlets = dict(self.views.identities(numbers))
            before = self.stores.marks.get(outlets)
            before |= self.stores.index.copied(key for key in outlets if key not in before)
            after = {key: new(mark, outlets[key]) for key, mark in before.items()}
            touched = [key for key, mark in after.items() if mark != before[key]]
            self._write([after[key] for key in touched])
        done = label.format(_stories(len(touched)))
        change = Change(
            label=done,
            before=tuple(before[key] for key in touched),
            after=tuple(after[key] for key in touched),
        )
        if undoable and touched:
            self.history.note(change.label, partial(self.undo, change))
        return change

    def _write(self, marks: Sequence[Mark]) -> None:
        """First the marks, then the copy of them in the index, then what is kept for good."""
        if not self.stores.saves:
            raise ReadOnlyError("another tui-reader is running and does the saving; use that one")
        if not marks:
            return
        change = self.stores.marks.put(marks)
        self.stores.index.apply(marks, change)
        self.stores.marks.drop(mark.key for mark in marks if not mark.starred)
        self.stores.keep(mark.key for mark in marks if mark.starred)


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count:,} stories"
