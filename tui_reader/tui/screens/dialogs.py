"""Small screens that come over the main one: a question, a line to type, the keys."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.errors import NotFoundError, ReaderError
from tui_reader.tui.commands import COMMANDS

DIALOG_CSS = """
{name} {{ align: center middle; background: $background 60%; }}
{name} > .dialog {{
    width: 80; max-width: 95%; height: auto; max-height: 90%;
    padding: 1 2; background: $surface; border: round $accent;
    border-title-color: $accent; border-subtitle-color: $text-muted;
}}
"""


class Question(ModalScreen[bool]):
    """Asks whether to go on."""

    DEFAULT_CSS = DIALOG_CSS.format(name="Question")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "dismiss(True)", "Yes"),
        Binding("n,escape,q", "dismiss(False)", "No"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        box = Vertical(Static(self.text, markup=False), classes="dialog")
        box.border_subtitle = Content("y yes · n no")
        yield box


class AskFolder(ModalScreen[str | None]):
    """Asks for a folder, and asks again while it is none."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="AskFolder")
        + """
    AskFolder Input { margin-top: 1; }
    AskFolder #failure { color: $error; height: auto; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, add: Callable[[str], str]) -> None:
        """`add` takes what was typed and returns the name of the new source; it may refuse."""
        super().__init__()
        self.add = add

    def compose(self) -> ComposeResult:
        text = "The folder with your briefing files (.md .markdown .html .txt .json):"
        box = Vertical(classes="dialog")
        box.border_title = Content("Add a folder")
        box.border_subtitle = Content("enter adds it · esc goes back")
        with box:
            yield Static(text, markup=False)
            yield Input(placeholder="~/news/content/posts")
            yield Static("", id="failure", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        folder = event.value.strip()
        try:
            if not folder:
                raise NotFoundError("Type the path of a folder, such as ~/news")
            self.dismiss(self.add(folder))
        except ReaderError as error:
            self.query_one("#failure", Static).update(Content(str(error)))


class ShowLink(ModalScreen[None]):
    """A link where no browser is: copied, and shown whole, for eye and mouse."""

    DEFAULT_CSS = """
    ShowLink { align: center middle; background: $background 60%; }
    ShowLink > Static { width: 100%; padding: 1 0; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,o", "dismiss(None)", "Close"),
    ]

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def compose(self) -> ComposeResult:
        why = (
            "There is no browser here to open this with. It was sent to the terminal's clipboard;"
            " or set `browser` in config.toml, or $BROWSER. esc closes.\n\n"
        )
        yield Static(Content.assemble((why, "$text-muted"), self.url), markup=False)


class Help(ModalScreen[None]):
    """The keys, as they are now."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="Help")
        + """
    Help > .dialog { width: 86; max-width: 100%; max-height: 100%; padding: 0 2; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss(None)", "Close"),
        Binding("j", "scroll_keys(1)", "Down"),
        Binding("k", "scroll_keys(-1)", "Up"),
    ]

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        box = VerticalScroll(Static(self.table(), markup=False), classes="dialog")
        box.border_title = Content("Keys")
        box.border_subtitle = Content("j k scroll · esc closes")
        yield box

    def table(self) -> Content:
        """One line a command, below the heading of its group."""
        parts: list[str | tuple[str, str]] = []
        group = ""
        for command in COMMANDS:
            if command.group != group:
                parts.append((f"{'' if not group else chr(10)}{command.group}\n", "bold"))
                group = command.group
            parts.append((f"  {shown_keys(self.keys[command.id]):<16}", "$accent"))
            parts.append(f"{command.help}\n")
        return Content.assemble(*parts).rstrip()

    def action_scroll_keys(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)


class Palette(CommandPalette):
    """The commands by name: Textual's palette, with borders that every theme can draw."""

    DEFAULT_CSS = """
    Palette {
        & SearchIcon { display: none; }
        & #--input { border: hkey $border-blurred; }
        & CommandList { border-bottom: hkey $border-blurred; }
    }
    """


def shown_keys(keys: tuple[str, ...]) -> str:
    """Keys as one writes them: "1–9", "j ↓", "shift+tab"."""
    if keys[:1] == ("1",) and keys[-1:] == ("9",):
        return "1–9"
    names = {"escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "left": "←", "right": "→"}
    names |= {"up": "↑", "down": "↓"}
    return " ".join(names.get(key, key) for key in keys)
