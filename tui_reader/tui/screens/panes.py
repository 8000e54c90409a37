"""The three panes: which of them are shown, which one has the focus, and how the cursor moves."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from tui_reader.models import Row
from tui_reader.tui.arrangement import SHARE_STEP, SHARES, arrangement
from tui_reader.tui.desk import Desk
from tui_reader.tui.place import Place
from tui_reader.tui.widgets.sources_pane import SourcesPane
from tui_reader.tui.widgets.status_line import StatusLine
from tui_reader.tui.widgets.story_list import StoryList
from tui_reader.tui.widgets.story_pane import StoryPane

Pane = SourcesPane | StoryList | StoryPane


class PanesScreen(Screen[None]):
    """A screen with the three panes and the status line, and all movement in and between them."""

    DEFAULT_CSS = """
    PanesScreen {
        layout: vertical;
        & > #panes { height: 1fr; layout: horizontal; }
        & #reading { width: 1fr; layout: horizontal; }
        & SourcesPane { width: 25; }
        & StoryPane { width: 1fr; height: 1fr; }
        &.-wide StoryList, &.-wide StoryPane { border-left: solid $border-blurred; }
        &.-stacked #reading { layout: vertical; }
        &.-narrow SourcesPane { width: 100%; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        config = desk.library.config
        self.setting = config.layout
        self.sources_shown = config.sources_pane
        self.share = 46
        clock = desk.library.clock
        self.sources = SourcesPane(id="sources")
        self.stories = StoryList(clock=clock, id="stories")
        self.story_pane = StoryPane(clock=clock, id="story")
        self.reading = Container(id="reading")
        self.status = StatusLine(id="status")

    def compose(self) -> ComposeResult:
        self.lay_out()  # before the first paint: changes of classes are dear when all is mounted
        with Container(id="panes"):
            yield self.sources
            with self.reading:
                yield self.stories
                yield self.story_pane
        yield self.status

    # Where the reader is ---------------------------------------------------------------------

    @property
    def here(self) -> Place:
        """Where the reader is."""
        story = self.story_pane.story
        identity = story.id if story else ""
        look = self.story_pane.look
        return Place(self.desk.view, identity, self.share, self.sources_shown, look)

    def arrange_as(self, place: Place) -> None:
        """Have the panes, and the look of a story, as they were."""
        self.share, self.sources_shown = place.share, place.sources
        self.story_pane.look = place.look

    # Where the panes stand -------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane that has the focus; the list if none has."""
        focused = self.focused
        return focused if isinstance(focused, Pane) else self.stories

    @property
    def arranged(self) -> str:
        """ "wide", "stacked" or "narrow"."""
        return arrangement(self.setting, self.app.size.width)

    @property
    def story_visible(self) -> bool:
        """Whether the reader can see the story."""
        return self.arranged != "narrow" or self.pane is self.story_pane

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus, and show it if it was folded away."""
        pane.display = True
        self.set_focus(pane)
        self.lay_out()

    def lay_out(self) -> None:
        """Show the panes that there is room for."""
        how, pane = self.arranged, self.pane
        for name in ("wide", "stacked", "narrow"):
            self.set_class(name == how, f"-{name}")
        narrow = how == "narrow"
        self.sources.display = pane is self.sources or (how == "wide" and self.sources_shown)
        self.stories.display = pane is self.stories or not narrow
        self.story_pane.display = pane is self.story_pane or not narrow
        self.reading.display = not narrow or pane is not self.sources
        share = "100%" if narrow else f"{self.share}%"
        self.stories.styles.width = share if how == "wide" else "100%"
        self.stories.styles.height = share if how == "stacked" else "100%"

    def on_resize(self) -> None:
        self.lay_out()

    def action_sources(self) -> None:
        self.sources_shown = not self.sources.display
        if self.sources_shown:
            self.go_to(self.sources)
        else:
            self.go_to(self.stories)

    def action_narrower(self) -> None:
        self.resize_list(-SHARE_STEP)

    def action_wider(self) -> None:
        self.resize_list(SHARE_STEP)

    def resize_list(self, step: int) -> None:
        """Give the list more or less room."""
        if self.share + step in SHARES:
            self.share += step
            self.lay_out()

    def action_next_pane(self) -> None:
        self.step_pane(1)

    def action_previous_pane(self) -> None:
        self.step_pane(-1)

    def step_pane(self, step: int) -> None:
        """Go to the next pane, round and round."""
        panes: list[Pane] = [self.sources, self.stories, self.story_pane]
        self.go_to(panes[(panes.index(self.pane) + step) % len(panes)])

    # The cursor ------------------------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The row under the cursor of the list."""
        return self.stories.current

    def action_down(self) -> None:
        self.pane.action_cursor_down()

    def action_up(self) -> None:
        self.pane.action_cursor_up()

    def action_first(self) -> None:
        self.pane.action_first()

    def action_last(self) -> None:
        self.pane.action_last()

    def action_page_down(self) -> None:
        self.pane.action_page_down()

    def action_page_up(self) -> None:
        self.pane.action_page_up()

    def action_half_page_down(self) -> None:
        self.pane.action_half_page_down()

    def action_half_page_up(self) -> None:
        self.pane.action_half_page_up()

    def action_fold(self) -> None:
        self.sources.toggle_fold()
