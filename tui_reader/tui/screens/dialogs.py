"""Small screens that come over the main one: a question, a line to type, the keys."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tui_reader.errors import ReaderError
from tui_reader.query import FIELDS
from tui_reader.tui.commands import COMMANDS

TERMS = {
    "ferry": "a word, or its beginning",
    '"late again"': "exactly these words, one after the other",
    "-toll": "not that; goes with every term",
}
"""What a search may say, beside the fields."""

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


class AskLine(ModalScreen[str | None]):
    """Asks for one line of text."""

    DEFAULT_CSS = DIALOG_CSS.format(name="AskLine") + "AskLine Input { margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(
        self,
        title: str,
        text: str,
        example: str = "",
        value: str = "",
        offered: Iterable[str] = (),
    ) -> None:
        """`example` stands in the line while it is empty, `value` is there to be changed.

        What is `offered` completes what is typed.
        """
        super().__init__()
        self.heading = title
        self.text = text
        self.example = example
        self.value = value
        self.offered = SuggestFromList(offered, case_sensitive=False)

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = Content(self.heading)
        box.border_subtitle = Content("enter goes on · esc goes back")
        with box:
            yield Static(self.text, markup=False)
            yield Input(self.value, placeholder=self.example, suggester=self.offered, compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class Field(NamedTuple):
    """A line of a form."""

    label: str
    value: str = ""
    example: str = ""
    offered: tuple[str, ...] = ()


class AskForm(ModalScreen[bool]):
    """Asks for several lines at once; what can't be taken is told, and the lines stay."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="AskForm")
        + """
    AskForm Input { margin-bottom: 1; }
    AskForm #failure { color: $error; height: auto; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Cancel"),
        Binding("down", "app.focus_next", "Next line"),
        Binding("up", "app.focus_previous", "Line before"),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], take: Callable[..., Awaitable[None]]
    ) -> None:
        """`take` does something with the lines, in their order; ReaderError says why not."""
        super().__init__()
        self.heading = title
        self.fields = fields
        self.take = take

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = Content(self.heading)
        box.border_subtitle = Content("tab next line · enter goes on · esc goes back")
        with box:
            for field in self.fields:
                yield Static(field.label, markup=False)
                offered = SuggestFromList(field.offered, case_sensitive=False)
                yield Input(field.value, placeholder=field.example, suggester=offered, compact=True)
            yield Static("", id="failure", markup=False)

    def on_mount(self) -> None:
        for line in self.query(Input):
            line.cursor_blink = False

    @on(Input.Submitted)
    @work(group="take", exclusive=True)
    async def submit(self) -> None:
        """Have the lines taken, all of them."""
        try:
            await self.take(*(line.value.strip() for line in self.query(Input)))
        except ReaderError as error:
            self.query_one("#failure", Static).update(str(error))
        else:
            self.dismiss(True)


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


FIRST_GROUPS = {"sources": ("Library", "Move"), "story": ("Open", "Move")}
"""The groups of commands that are most wanted in a pane; in the list all stand as they are."""
PANES = {"sources": "the sources", "stories": "the list", "story": "the story"}


class Help(ModalScreen[None]):
    """The keys, as they are now; those of where one is come first."""

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

    def __init__(self, keys: Mapping[str, tuple[str, ...]], pane: str) -> None:
        super().__init__()
        self.keys = keys
        self.pane = pane

    def compose(self) -> ComposeResult:
        box = VerticalScroll(Static(self.table(), markup=False), classes="dialog")
        box.border_title = Content(f"Keys in {PANES[self.pane]}")
        box.border_subtitle = Content("j k scroll · esc closes")
        yield box

    def table(self) -> Content:
        """One line a command, below the heading of its group."""
        parts: list[str | tuple[str, str]] = []
        group = ""
        first = FIRST_GROUPS.get(self.pane, ())
        places = {name: place for place, name in enumerate(first)}
        for command in sorted(COMMANDS, key=lambda one: places.get(one.group, len(first))):
            if command.group != group:
                parts.append((f"{'' if not group else chr(10)}{command.group}\n", "bold"))
                group = command.group
            parts.append((f"  {shown_keys(self.keys[command.id]):<16}", "$accent"))
            parts.append(f"{command.help}\n")
        parts.append(("\nWhat a search may say\n", "bold"))
        for term, meaning in (*TERMS.items(), *((f"{name}:", FIELDS[name]) for name in FIELDS)):
            parts += [(f"  {term:<16}", "$accent"), f"{meaning}\n"]
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
