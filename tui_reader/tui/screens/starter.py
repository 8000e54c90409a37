"""Well-known feeds to begin with: nothing is added that was not chosen."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui_reader.tui.screens.dialogs import DIALOG_CSS

if TYPE_CHECKING:
    from tui_reader.starter import StarterFeed

Chosen = tuple[str, str, str]
"""Address, name and category."""


class Starter(ModalScreen[list[Chosen] | None]):
    """A list to tick."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="Starter")
        + """
    Starter OptionList {
        height: auto; max-height: 70vh; background: $surface;
        &, &:focus { border: none; padding: 0; }
        &:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Cancel", priority=True),
        Binding("enter", "take", "Add", priority=True),
        Binding("space", "tick", "Tick", priority=True),
        Binding("j", "move(1)", "Down", priority=True),
        Binding("k", "move(-1)", "Up", priority=True),
    ]

    def __init__(self, feeds: "Sequence[StarterFeed]", known: Collection[str] = ()) -> None:
        """`known` are the addresses of those that are there already."""
        super().__init__()
        self.feeds = feeds
        self.known = known
        self.ticked: set[int] = set()

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = Content("Well-known feeds")
        box.border_subtitle = Content("space ticks · enter adds what is ticked · esc goes back")
        with box:
            yield OptionList(
                *(
                    Option(self.line(number), disabled=feed.url in self.known)
                    for number, feed in enumerate(self.feeds)
                ),
                markup=False,
            )

    @property
    def list(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    def line(self, number: int) -> Content:
        """One feed; whether it is ticked is told by a letter, for there may be no colours."""
        feed = self.feeds[number]
        what = f"{feed.name}  ({feed.language}, {feed.category})"
        if feed.url in self.known:
            return Content(f"    {what} · in the library")
        return Content(f"[{'x' if number in self.ticked else ' '}] {what}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click ticks as well."""
        self.tick(event.option_index)

    def action_tick(self) -> None:
        """Tick the feed under the cursor, or take its tick away."""
        if self.list.highlighted is not None:
            self.tick(self.list.highlighted)

    def tick(self, number: int) -> None:
        """Tick a feed, or take its tick away."""
        self.ticked ^= {number}
        self.list.replace_option_prompt_at_index(number, self.line(number))

    def action_move(self, step: int) -> None:
        """Go down or up."""
        if step > 0:
            self.list.action_cursor_down()
        else:
            self.list.action_cursor_up()

    def action_take(self) -> None:
        """Take what is ticked."""
        ticked = [self.feeds[number] for number in sorted(self.ticked)]
        self.dismiss([(feed.url, feed.name, feed.category) for feed in ticked] or None)
