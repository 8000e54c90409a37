"""Add a source: type an address or a folder, see what is in it, then keep it."""

import asyncio
import re
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from tui_reader.errors import ReaderError
from tui_reader.library.choosing import is_there
from tui_reader.models import Source
from tui_reader.tui.screens.dialogs import DIALOG_CSS
from tui_reader.tui.words import counted

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.looking import Found, Preview

NEWEST = 6
"""Headlines of a preview."""

_FOLDER = re.compile(r"[./~\\]")
"""How the path of a folder begins; everything else is an address, unless it is there."""

ASK = "The address of a feed or of a site, or a folder with briefing files:"
LOOK = "enter looks at it · esc goes back"
KEEP = "enter keeps it · esc goes back"
KEEP_ONE = "enter keeps it · ↑ ↓ another feed of this site · esc goes back"


def is_path(typed: str) -> bool:
    """Whether this is meant as a path: it looks like one, or something is there."""
    return "\0" in typed or _FOLDER.match(typed) is not None or is_there(typed)


class AddSource(ModalScreen[Source | None]):
    """Looks at what was typed; a feed is shown before it is kept."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="AddSource")
        + """
    AddSource Input { margin-top: 1; }
    AddSource #failure { color: $error; height: auto; }
    AddSource #preview { height: auto; margin: 1 0; }
    AddSource .named { display: none; height: auto; }
    AddSource.-found .named { display: block; }
    AddSource .named Label { width: 11; color: $text-muted; }
    AddSource .named Input { width: 1fr; margin: 0; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", priority=True),
        Binding("up", "another(-1)", "Another feed", priority=True),
        Binding("down", "another(1)", "Another feed", priority=True),
    ]

    def __init__(self, library: "Library") -> None:
        super().__init__()
        self.library = library
        self.stopping = Event()
        """Set when nobody waits any more for the look under way."""
        self.found: Found | None = None
        self.preview: Preview | None = None
        self.choice = 0

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = Content("Add to the library")
        box.border_subtitle = Content(LOOK)
        with box:
            yield Static(ASK, markup=False)
            yield Input(
                placeholder="example.org, or ~/news/content/posts", id="address", compact=True
            )
            yield Static("", id="failure", markup=False)
            yield Static("", id="preview", markup=False)
            for line, example in (("name", ""), ("category", "none")):
                with Horizontal(classes="named"):
                    yield Label(line.capitalize(), markup=False)
                    yield Input(placeholder=example, id=line, compact=True)

    def on_mount(self) -> None:
        for line in self.query(Input):
            line.cursor_blink = False
        self.show("")
        self.tell("")
        self.query_one("#address", Input).focus()

    def on_unmount(self) -> None:
        self.stopping.set()

    # What was typed --------------------------------------------------------------------------

    @on(Input.Submitted, "#address")
    def look(self, event: Input.Submitted) -> None:
        """A folder is added at once, an address is looked at first."""
        typed = event.value.strip()
        if not typed:
            self.tell("Type an address, such as example.org, or a folder, such as ~/news")
        elif is_path(typed):
            self.add_folder(typed)
        else:
            self.look_at(typed)

    def add_folder(self, folder: str) -> None:
        """Keep a folder, or a single file."""
        try:
            self.dismiss(self.library.subscriptions.add_folder(folder))
        except ReaderError as error:
            self.tell(str(error))

    def begin_look(self) -> Event:
        """Another look is wanted, and not the one before; what stops it."""
        self.stopping.set()
        self.stopping = Event()
        return self.stopping

    @work(group="look", exclusive=True)
    async def look_at(self, address: str) -> None:
        """Find the feed and show what is in it."""
        self.tell("")
        self.show("Looking …")
        try:
            stop = self.begin_look()
            self.found = await asyncio.to_thread(self.library.look_at, address, stop)
        except ReaderError as error:
            self.show("")
            self.tell(str(error))
            return
        self.choice = 0
        self.show_feed(self.found.preview)

    @work(group="look", exclusive=True)
    async def action_another(self, step: int) -> None:
        """Look at another feed of the same site."""
        if self.found is None or len(self.found.candidates) < 2:
            return
        self.choice = (self.choice + step) % len(self.found.candidates)
        candidate = self.found.candidates[self.choice]
        self.tell("")
        self.show(f"Looking at {candidate.title or candidate.url} …")
        try:
            stop, page = self.begin_look(), self.found.page
            preview = await asyncio.to_thread(self.library.preview, candidate.url, page, stop)
        except ReaderError as error:
            self.preview = None
            self.show(self.place())
            self.tell(str(error))
            return
        self.show_feed(preview)

    # What was found --------------------------------------------------------------------------

    def show_feed(self, preview: "Preview") -> None:
        """The newest headlines, and lines for its name and its category."""
        self.preview = preview
        entries = counted(len(preview.briefings), "entry")
        facts = " · ".join(filter(None, [entries, self.place()]))
        headlines = [f"• {one.title}" for one in preview.briefings[:NEWEST]]
        self.show("\n".join([preview.title or preview.url, facts, *headlines]))
        self.add_class("-found")
        self.query_one("#name", Input).value = preview.title
        self.query_one("#name", Input).focus()
        keys = KEEP_ONE if self.place() else KEEP
        self.query_one(".dialog").border_subtitle = Content(keys)

    def place(self) -> str:
        """Which of the feeds of a site this is; "" where there is only one."""
        total = len(self.found.candidates) if self.found else 0
        return f"feed {self.choice + 1} of {total} of this site" if total > 1 else ""

    @on(Input.Submitted, "#name, #category")
    def keep(self) -> None:
        """Keep the feed on show."""
        if self.preview is None:
            return
        name, category = (self.query_one(f"#{one}", Input).value for one in ("name", "category"))
        url, title = self.preview.url, self.preview.title
        name = "" if name == title else name.strip()
        try:
            source = self.library.subscriptions.add_feed(url, name, category, title)
        except ReaderError as error:
            self.tell(str(error))
            return
        self.library.looked = {source.url: self.preview.fetched}
        self.dismiss(source)

    def action_back(self) -> None:
        """From what was found to the address, from there to where one was."""
        if self.preview is None:
            self.dismiss(None)
            return
        self.preview = self.found = None
        self.remove_class("-found")
        self.query_one(".dialog").border_subtitle = Content(LOOK)
        self.show("")
        self.tell("")
        self.query_one("#address", Input).focus()

    def show(self, text: str) -> None:
        """What was found so far."""
        self.say("#preview", text)

    def tell(self, failure: str) -> None:
        """Why it can't be kept."""
        self.say("#failure", failure)

    def say(self, where: str, text: str) -> None:
        """Put a text into its place, which is there only for a text."""
        place = self.query_one(where, Static)
        place.display = bool(text)
        place.update(Content(text))
