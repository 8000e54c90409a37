"""Well-known feeds to begin with: nothing is added that was not chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

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
    Starter SelectionList { height: auto; max-height: 24; border: none; background: $surface; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Cancel", priority=True),
        Binding("enter", "take", "Add", priority=True),
        Binding("j", "move(1)", "Down", priority=True),
        Binding("k", "move(-1)", "Up", priority=True),
    ]

    def __init__(self, feeds: "Sequence[StarterFeed]") -> None:
        super().__init__()
        self.feeds = feeds

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = Content("Well-known feeds")
        box.border_subtitle = Content("space ticks · enter adds what is ticked · esc goes back")
        with box:
            yield SelectionList[int](
                *(
                    Selection(Content(f"{feed.name}  ({feed.language}, {feed.category})"), number)
                    for number, feed in enumerate(self.feeds)
                )
            )

    @property
    def list(self) -> SelectionList[int]:
        """The list."""
        found: SelectionList[int] = self.query_one(SelectionList)
        return found

    def action_move(self, step: int) -> None:
        """Go down or up."""
        if step > 0:
            self.list.action_cursor_down()
        else:
            self.list.action_cursor_up()

    def action_take(self) -> None:
        """Take what is ticked."""
        ticked = [self.feeds[number] for number in sorted(self.list.selected)]
        self.dismiss([(feed.url, feed.name, feed.category) for feed in ticked] or None)
