"""A small app around the widgets, with keys of its own, and invented news to show in it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.filter import LineFilter
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.models import Article, Briefing, Row, Story, View, ViewCount
from tui_reader.tui.sink import SinkFilter
from tui_reader.tui.theme import THEMES, theme_name
from tui_reader.tui.widgets.sources_pane import SourcesPane
from tui_reader.tui.widgets.status_line import StatusLine
from tui_reader.tui.widgets.story_list import StoryList
from tui_reader.tui.widgets.story_pane import StoryPane

NOW = dt.datetime(2026, 3, 14, 15, 0, tzinfo=dt.UTC)
"""The moment of all tests."""

KEYS = {
    "j": "cursor_down",
    "k": "cursor_up",
    "f": "page_down",
    "b": "page_up",
    "d": "half_page_down",
    "u": "half_page_up",
    "g": "first",
    "G": "last",
    "enter": "open",
}


def clock() -> dt.datetime:
    """Time stands still."""
    return NOW


class Harness(App[None]):
    """Shows the widgets it is given; keys go to the focused one, messages are kept."""

    BINDINGS = [Binding(key, f"forward('{action}')") for key, action in KEYS.items()]
    CSS = "Screen { layout: vertical; }"

    def __init__(self, *widgets: Widget, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.shown = widgets
        self.messages: list[Message] = []
        self.sink_filter = SinkFilter()
        for theme in THEMES:
            self.register_theme(theme)

    def get_line_filters(self) -> list[LineFilter]:
        return [self.sink_filter, *super().get_line_filters()]

    def on_mount(self) -> None:
        self.theme = theme_name("ansi" if self.ansi_color else "dark")

    def compose(self) -> ComposeResult:
        yield from self.shown

    def action_forward(self, name: str) -> None:
        """Do what the key means in the focused widget."""
        if self.focused is not None:
            getattr(self.focused, f"action_{name}")()

    def keep(self, message: Message) -> None:
        """Remember a message."""
        self.messages.append(message)

    on_story_list_moved = on_story_list_opened = on_story_list_rows_wanted = keep
    on_sources_pane_moved = on_sources_pane_chosen = keep
    on_story_pane_article_highlighted = on_story_pane_article_opened = keep

    def kept(self, kind: type[Any]) -> list[Any]:
        """The messages of one kind so far."""
        return [message for message in self.messages if isinstance(message, kind)]


class Desk(Harness):
    """The three panes and the status line, as a reader sees them; also to be looked at by hand."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-middling"), (110, "-wide")]
    CSS = """
    #panes { layout: horizontal; height: 1fr; }
    SourcesPane { width: 24; }
    StoryList, StoryPane { width: 1fr; }
    .-wide StoryList, .-wide StoryPane {
        border-left: solid $border-blurred;
    }
    .-middling { SourcesPane { display: none; } #panes { layout: vertical; } }
    .-narrow SourcesPane, .-narrow StoryPane { display: none; }
    """

    def __init__(self, total: int = 128, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.total = total
        self.sources = SourcesPane()
        self.stories = StoryList(clock=clock)
        self.pane = StoryPane(clock=clock)
        self.status = StatusLine()

    def compose(self) -> ComposeResult:
        with Container(id="panes"):
            yield self.sources
            yield self.stories
            yield self.pane
        yield self.status

    def on_mount(self) -> None:
        self.sources.set_heading("Views")
        self.stories.set_heading(f"Unread · {self.total} stories")
        self.pane.set_heading("Story")
        self.sources.show(view_counts())
        self.sources.select(View(kind="unread"))
        self.stories.show(self.total, 1, 0, rows(0, 60))
        self.pane.show_story(harbour_story(), host_of=host_of)
        self.status.say("Marked “Ferry timetable returns” as read · u undoes")
        self.status.facts("128 unread · 4 sources · 12:04")
        self.stories.focus()

    def on_story_list_rows_wanted(self, message: Message) -> None:
        """Answer as a library would."""
        assert isinstance(message, StoryList.RowsWanted)
        message.story_list.put(message.start, rows(message.start, message.end))


def lines_of(widget: Widget) -> list[str]:
    """The visible lines of a widget, as text."""
    return [strip.text for strip in strips_of(widget)]


def strips_of(widget: Widget) -> list[Strip]:
    """The visible lines of a widget, as its line API gives them."""
    height = widget.scrollable_content_region.height
    return [widget.render_line(y) for y in range(height)]


def host_of(url: str) -> str:
    """The host of an address, well enough for tests."""
    return url.split("/")[2].removeprefix("www.") if "//" in url else ""


HEADLINES = (
    "Harbour board approves the long-delayed northern breakwater after a night of talks",
    "Ferry timetable returns to normal",
    "Three observatories report the same faint signal from a dwarf galaxy",
    "Regional parliament votes on the water price cap",
    "東京の新しい図書館が開館、初日に一万人が来場した",
    "A quiet year for the stork population, census finds",
    "Chess: Okonkwo draws first blood in the candidates' final",
    "Bakers’ union and millers settle – bread prices to stay “as they are”",
)
OUTLETS = (
    "The Tidewater Post",
    "Northern Wire",
    "Le Phare",
    "Kanal 8",
    "港湾日報",
    "Estuary Times",
    "Lantern",
)


def row(index: int, **changes: Any) -> Row:
    """An invented row, another one for each index."""
    fields: dict[str, Any] = {
        "number": index,
        "headline": HEADLINES[index % len(HEADLINES)],
        "outlets": OUTLETS[: 1 + index * 5 % 7],
        "when": NOW - dt.timedelta(minutes=7 * 3 ** min(index % 9, 8)),
        "read": index % 8 in (1, 5, 6),
        "starred": index % 5 == 2,
        "joined": 2 if index % 8 == 6 else 0,
    }
    return Row(**fields | changes)


def rows(start: int, stop: int) -> list[Row]:
    """Invented rows."""
    return [row(index) for index in range(start, stop)]


def view_counts(tags: int = 40) -> list[ViewCount]:
    """Invented views with their numbers."""
    fixed = [("unread", 128, 128), ("today", 60, 41), ("all", 4210, 128), ("starred", 7, 0)]
    named = [
        ("source", "World", 900, 61),
        ("source", "Harbour and coast", 120, 0),
        ("source", "Science", 340, 12),
        ("category", "politics", 80, 9),
        ("category", "sea", 12, 3),
        *(("tag", f"tag-{number}", 3, number % 3) for number in range(tags)),
    ]
    return [
        *(ViewCount(view=View(kind=k), total=t, unread=u) for k, t, u in fixed),
        ViewCount(view=View(kind="problems"), total=2, unread=0),
        *(ViewCount(view=View(kind=k, name=n), total=t, unread=u) for k, n, t, u in named),
    ]


TEXT = """\
The board voted five to two for the breakwater that three earlier boards had put off. Work \
begins in May, as soon as the last of the spring storms is over, and will take two summers.

What is planned:

• a mole of 640 metres, with a path for walkers on top of it
• a second basin for the fishing boats, which have shared theirs with the ferries since the \
quay was closed
• no marina

> We have waited for so long that my father's boat is now a flower bed, said one of the \
skippers after the vote.

The money comes from the region, the state and a fund for harbours; how much each of them pays \
is to be settled before the first stone is laid."""


def story(**changes: Any) -> Story:
    """An invented story of one article."""
    article = Article(headline="A headline", outlet="Lantern", url="https://lantern.example/a")
    briefing = Briefing(key="k", title="A headline", articles=(article,))
    fields: dict[str, Any] = {
        "id": "s1",
        "number": 1,
        "headline": "A headline",
        "briefings": (briefing,),
        "articles": (article,),
        "when": NOW - dt.timedelta(hours=2),
        "first_seen": NOW,
        "updated": None,
        "read": False,
        "starred": False,
        "new_outlets": (),
        "sources": ("World",),
    }
    return Story(**fields | changes)


def harbour_story(text: str = TEXT) -> Story:
    """An invented story of five outlets with a text."""
    told = (
        ("Harbour board approves the long-delayed northern breakwater after a night of talks", 2),
        ("Breakwater: five votes for, two against, and a walkout", 3),
        ("Le port du nord aura enfin sa digue, après vingt ans de reports", 5),
        ("北港の防波堤、ようやく承認 工事は五月に開始へ", 6),
        ("What the new mole means for the ferries", 30),
    )
    names = ("The Tidewater Post", "Northern Wire", "Le Phare", "港湾日報", "Estuary Times")
    articles = tuple(
        Article(
            headline=headline,
            outlet=name,
            url=f"https://www.{place}.example/{place}",
            published=NOW - dt.timedelta(hours=hours),
        )
        for (headline, hours), name, place in zip(
            told, names, ("tidewater", "nwire", "lephare", "kowan", "estuary"), strict=True
        )
    )
    briefing = Briefing(
        key="harbour",
        title=told[0][0],
        summary="A vote of five to two ends twenty years of waiting.",
        text=text,
        categories=("Coast",),
        tags=("harbour", "breakwater", "ferries"),
        articles=articles,
    )
    return story(
        id="harbour",
        headline=told[0][0],
        briefings=(briefing,),
        articles=articles,
        new_outlets=("Estuary Times",),
    )


def widths(strips: Iterable[Strip]) -> set[int]:
    """The measured widths of some lines."""
    return {Strip(list(strip)).cell_length for strip in strips}


if __name__ == "__main__":
    Desk().run()
