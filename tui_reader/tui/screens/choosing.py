"""A question that is answered by choosing one of a few lines."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from tui_reader.tui.screens.dialogs import DIALOG_CSS


class Choose(ModalScreen[int | None]):
    """Ends with the place of the line that was chosen, or None."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="Choose")
        + """
    Choose OptionList { border: none; padding: 0; background: $surface; height: auto; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Cancel"),
        Binding("j", "move('down')", "Down"),
        Binding("k", "move('up')", "Up"),
    ]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.heading = title
        self.lines = lines

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = Content(self.heading)
        box.border_subtitle = Content("j k move · enter chooses · esc goes back")
        with box:
            yield OptionList(*(Content(line) for line in self.lines), markup=False)

    def action_move(self, way: str) -> None:
        """Go to the next line, or the one before."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if way == "down" else options.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)
