"""What the reader did: written at once, undone in one step."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import RLock
from typing import Any, NamedTuple

from tui_reader.errors import ReadOnlyError, UsageError
from tui_reader.library.history import History, Step
from tui_reader.library.opening import Stores
from tui_reader.models import Mark, distinct
from tui_reader.parse import clean
from tui_reader.store.members import identities
from tui_reader.store.views import Views

MARKS = "marks"
"""The step that writes fields of marks."""
MAX_TAG = 60
"""Characters of a tag."""


class Change(NamedTuple):
    """Something the reader did."""

    label: str
    """What was done, as a sentence without its full stop: "Marked 12 stories read"."""
    back: str
    """What undoing it brings back: "Unread again: 12 stories"."""
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]

    @property
    def steps(self) -> tuple[Step, Step]:
        """How it is taken back, and how it is done again: only by the fields that it changed.

        What has changed otherwise since then stays as it is.
        """
        pairs = list(zip(self.before, self.after, strict=True))
        back, forth = {}, {}
        for place, name in enumerate(Mark._fields):
            changed = [(old, new) for old, new in pairs if old[place] != new[place]]
            if changed:
                keys = [old.key for old, _ in changed]
                back[name] = keys, [old[place] for old, _ in changed]
                forth[name] = keys, [new[place] for _, new in changed]
        return Step(MARKS, {"fields": back}), Step(MARKS, {"fields": forth})


class Wish(NamedTuple):
    """What is to become of marks, and how it is told; `{}` stands for "3 stories"."""

    new: Callable[[Mark, tuple[str, ...]], Mark]
    """Makes a mark of the one that was, and of the outlets of its story."""
    done: str
    back: str


def read(*, read: bool) -> Wish:
    """Read, with the outlets that the story has now; or unread."""
    return Wish(
        lambda mark, outlets: mark._replace(read=read, outlets=outlets if read else mark.outlets),
        "Marked {} read" if read else "Marked {} unread",
        "Unread again: {}" if read else "Read again: {}",
    )


def starred(*, starred: bool) -> Wish:
    """With a star, or without."""
    return Wish(
        lambda mark, _: mark._replace(starred=starred),
        "Starred {}" if starred else "Unstarred {}",
        "Unstarred again: {}" if starred else "Starred again: {}",
    )


def hidden(*, hidden: bool) -> Wish:
    """Out of all views, or back in them."""
    return Wish(
        lambda mark, _: mark._replace(hidden=hidden),
        "Hid {}" if hidden else "No longer hidden: {}",
        "Shown again: {}" if hidden else "Hidden again: {}",
    )


def tagged(tag: str, *, tagged: bool) -> Wish:
    """With a tag of the reader's, or without it. UsageError where it can't be one."""
    name = clean(tag, MAX_TAG).strip().lstrip("#")
    if not name:
        raise UsageError("a tag needs a letter")
    shown = name.replace("{", "{{").replace("}", "}}")
    return Wish(
        lambda mark, _: mark._replace(
            tags=distinct((*mark.tags, name))
            if tagged
            else tuple(one for one in mark.tags if one != name)
        ),
        f"Tagged {{}} #{shown}" if tagged else f"Took #{shown} from {{}}",
        f"Without #{shown} again: {{}}" if tagged else f"Tagged #{shown} again: {{}}",
    )


class Marker:
    """Writes marks to both databases, and into the history."""

    def __init__(self, stores: Stores, views: Views, writing: RLock, history: History) -> None:
        self.stores = stores
        self.views = views
        self.writing = writing
        self.history = history
        history.able[MARKS] = self.set

    def mark(self, numbers: Sequence[int], wish: Wish, *, undoable: bool = True) -> Change:
        """Make of the marks of some stories what is wished."""
        with self.writing:
            told = identities(self.views, numbers)
            outlets = {key: names for _, key, names in told}
            before = self.stores.marks.get(outlets)
            before |= self.stores.index.copied(key for key in outlets if key not in before)
            after = {key: wish.new(mark, outlets[key]) for key, mark in before.items()}
            touched = [key for key, mark in after.items() if mark != before[key]]
            changed = set(touched)
            stories = _stories(len({story for story, key, _ in told if key in changed}))
            change = Change(
                label=wish.done.format(stories),
                back=wish.back.format(stories),
                before=tuple(before[key] for key in touched),
                after=tuple(after[key] for key in touched),
            )
            with self.stores.history.together():
                copy = self._save(change.after)
                if undoable and touched:
                    self.history.note(change.label, change.back, *change.steps)
            copy()
        return change

    def set(self, fields: Mapping[str, tuple[Sequence[str], Sequence[Any]]]) -> Callable[[], None]:
        """Give fields of marks these values: of each field the keys, and the value for each.

        Returns what has to be done once that is safe on the disk.
        """
        changes: dict[str, dict[str, Any]] = {}
        for name, (keys, values) in fields.items():
            for key, value in zip(keys, values, strict=True):
                is_names = isinstance(value, list)  # JSON knows no tuples
                changes.setdefault(key, {})[name] = tuple(value) if is_names else value
        now = self.stores.marks.get(changes)
        return self._save([mark._replace(**changes[key]) for key, mark in now.items()])

    def _save(self, marks: Sequence[Mark]) -> Callable[[], None]:
        """Write the marks; returns what copies them into the index, once they are safe.

        What is derived from a mark must never be written before it: it would not be mended.
        """
        if not self.stores.saves:
            raise ReadOnlyError("another tui-reader is running and does the saving; use that one")
        if not marks:
            return lambda: None
        return partial(self._copy, marks, self.stores.marks.put(marks))

    def _copy(self, marks: Sequence[Mark], change: int) -> None:
        """Copy marks into the index, and keep for good what is starred."""
        self.stores.index.apply(marks, change)
        self.stores.marks.drop(mark.key for mark in marks if not mark.starred)
        self.stores.keep(mark.key for mark in marks if mark.starred)


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count:,} stories"
