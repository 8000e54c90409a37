"""The views one can choose, with their numbers: the fixed ones, the reader's, and the others."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from textual.message import Message

from tui_reader.models import BY_HAND, View, ViewCount
from tui_reader.tui.widgets.cells import cut
from tui_reader.tui.widgets.line_view import Identity, Span
from tui_reader.tui.widgets.virtual_list import VirtualList

FIXED = {
    "unread": "Unread",
    "today": "Today",
    "all": "All",
    "starred": "Starred",
    "alone": "Only one outlet",
    "missed": "Many, none of mine",
    "problems": "Problems",
}
SECTIONS = {
    "saved": "Views",
    "source": "Sources",
    "category": "Categories",
    "tag": "Tags",
    "muted": "Muted",
}
BY_TOTAL = ("starred", "problems", "muted")
"""Views that count their rows; the others count what is unread."""

BEYOND = "beyond"
"""Below the sources: there are more than the pane shows."""

Entry = ViewCount | str | None
"""A view; or the kind of the section whose heading it is, or `BEYOND`; or a gap, where no cursor
stays."""


class SourcesPane(VirtualList, can_focus=True, inherit_bindings=False):
    """One line a view; headings of sections fold; tags and what is muted are folded at first."""

    OPENING_CLICKS = 1

    class Moved(VirtualList.Moved):
        """Posted when the cursor moved to another entry."""

    class Chosen(Message):
        """Posted when a view was chosen."""

        def __init__(self, sources_pane: "SourcesPane", view: View) -> None:
            super().__init__()
            self.sources_pane = sources_pane
            self.view = view

        @property
        def control(self) -> "SourcesPane":
            """The pane."""
            return self.sources_pane

    def __init__(self, **identity: Unpack[Identity]) -> None:
        super().__init__(**identity)
        self._views: dict[str, list[ViewCount]] = {}
        self._beyond = 0
        self._entries: list[Entry] = []
        self._folded = {"tag", "muted"}
        self._view = View(kind="unread")
        self._sought: tuple[View, int] | None = None
        """A view that was selected before it has an entry, and where the cursor waits for it."""

    # What the owner tells --------------------------------------------------------------------

    def show(self, counts: Sequence[ViewCount], beyond: int = 0) -> None:
        """These are the views; the cursor stays on its entry, or else on its line.

        `beyond` is how many sources there are that have none.
        """
        self._views, self._beyond = {}, beyond
        for count in counts:
            self._views.setdefault(count.view.kind, []).append(count)
        if self._sought and self._sought[1] == self.cursor:
            self._seek(self._sought[0])
        else:
            self._rebuild()

    def select(self, view: View) -> None:
        """This view is on the screen: mark it, and put the cursor on it, once it has an entry."""
        self._view = view
        self._folded.discard(view.kind)
        self._seek(view)

    def toggle_fold(self) -> None:
        """Fold or unfold the section that the cursor is in."""
        entry = self.entry
        kind = entry.view.kind if isinstance(entry, ViewCount) else entry
        if kind in SECTIONS:
            self._folded ^= {kind}
            self._rebuild(kind)
            self.reveal(self.cursor)

    @property
    def entry(self) -> Entry:
        """The view under the cursor, or the kind of the section whose heading is."""
        return self._entries[self.cursor] if self._entries else None

    @property
    def is_beyond(self) -> bool:
        """Whether the cursor is where there are more sources than the pane shows."""
        return self.entry == BEYOND

    # The entries -----------------------------------------------------------------------------

    def _seek(self, view: View) -> None:
        """Put the cursor on a view; where it is not there yet, as soon as it is."""
        self._rebuild(view)
        self._sought = (view, self.cursor) if self._find(view) is None else None
        self.reveal(self.cursor)

    def _rebuild(self, target: View | str | None = None) -> None:
        """List the entries anew, with the cursor on `target`, or where it was."""
        if target is None and (entry := self.entry) is not None:
            target = entry.view if isinstance(entry, ViewCount) else entry
        self._entries = [*self._fixed(), *self._sections()]
        if self._entries[:1] == [None]:
            del self._entries[0]
        self.set_count(len(self._entries), self._find(target))

    def _fixed(self) -> Iterable[Entry]:
        for kind in FIXED:
            for count in self._views.get(kind, ()):
                if kind != "problems" or count.total:
                    yield count

    def _sections(self) -> Iterable[Entry]:
        for kind in SECTIONS:
            if kind in self._views:
                yield from (None, kind)
                if kind not in self._folded:
                    yield from self._views[kind]
                    if kind == "source" and self._beyond:
                        yield BEYOND

    def _find(self, target: View | str | None) -> int | None:
        for index, entry in enumerate(self._entries):
            if entry and target == (entry.view if isinstance(entry, ViewCount) else entry):
                return index
        return None

    def validate_cursor(self, index: int) -> int:
        """A gap is passed in the direction of the move."""
        index = super().validate_cursor(index)
        if self._entries and self._entries[index] is None:
            index += 1 if index >= self.cursor else -1
        return index

    def open(self) -> None:
        """Choose the view under the cursor; a heading folds."""
        entry = self.entry
        if isinstance(entry, ViewCount):
            self.post_message(self.Chosen(self, entry.view))
        elif entry is not None:
            self.toggle_fold()

    # Drawing ---------------------------------------------------------------------------------

    def row_line(self, index: int, line: int) -> list[Span]:
        entry = self._entries[index]
        if entry is None:
            return []
        if entry == BEYOND:
            return self._entry_line(f"  … and {self._beyond:,} more", "", "muted")
        if isinstance(entry, str):
            fold = "▸ " if entry in self._folded else "▾ "
            number = len(self._views[entry]) + (self._beyond if entry == "source" else 0)
            return self._entry_line(fold + SECTIONS[entry], f"{number:,}", "muted")
        view = entry.view
        number = entry.total if view.kind in BY_TOTAL else entry.unread
        part = "accent" if view == self._view else "text"
        shown = " ".join(filter(None, (entry.key, f"{number:,}" if number else "")))
        if entry.failing:
            return [("! ", "error"), *self._entry_line(view.name, shown, part, used=2)]
        name = "Hidden by hand" if view == View("muted", BY_HAND) else view.name
        return self._entry_line(FIXED.get(view.kind) or f"  {name}", shown, part)

    def _entry_line(self, name: str, number: str, part: str, *, used: int = 0) -> list[Span]:
        room = self.width - len(number) - used - 2
        text, cells = cut(name, room)
        return [(text + " " * (room - cells + 1), part), (number, "muted")]
