"""The story pane: one story with its coverage, which the cursor can enter."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Unpack

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui_reader.models import NO_RULES, OutletRules, Story
from tui_reader.tui.widgets.ages import Clock
from tui_reader.tui.widgets.coverage import folded
from tui_reader.tui.widgets.laid_lines import AHEAD, LaidLines
from tui_reader.tui.widgets.line_view import Identity, LineView
from tui_reader.tui.widgets.page import LOOKS, Page
from tui_reader.tui.widgets.story_lines import WIDEST, notice_lines, story_lines
from tui_reader.tui.widgets.text_lines import Line

Source = Callable[[int], Iterator[Line]]
"""The lines of what is on show, for a width."""


class StoryPane(LineView, can_focus=True, inherit_bindings=False):
    """Shows a story, a notice or nothing. It binds no keys itself.

    Down and up walk the articles of the coverage, and beyond them scroll the text. Every change
    of `article` is told (`ArticleHighlighted`); another story is not, its owner knows of it.
    """

    article: reactive[int] = reactive(-1, repaint=False, init=False)
    """The article under the cursor; -1 where none is."""

    class ArticleHighlighted(Message):
        """Posted when the reader moved to another article."""

        def __init__(self, story_pane: "StoryPane", index: int) -> None:
            super().__init__()
            self.story_pane = story_pane
            self.index = index

        @property
        def control(self) -> "StoryPane":
            """The pane."""
            return self.story_pane

    class ArticleOpened(Message):
        """Posted when an article was chosen, by key or by mouse."""

        def __init__(self, story_pane: "StoryPane", index: int) -> None:
            super().__init__()
            self.story_pane = story_pane
            self.index = index

        @property
        def control(self) -> "StoryPane":
            """The pane."""
            return self.story_pane

    def __init__(self, *, clock: Clock, **identity: Unpack[Identity]) -> None:
        super().__init__(**identity)
        self._clock = clock
        self._story: Story | None = None
        self._source: Source | None = None
        self._title = ""
        self.look = LOOKS[0]
        """How stories are looked at: one of `LOOKS`."""
        self._folded = 0
        self._laid = LaidLines()
        self._laid_out = 0
        """The width for which that was done."""

    # What the owner tells --------------------------------------------------------------------

    @property
    def story(self) -> Story | None:
        """The story on show."""
        return self._story

    def set_heading(self, text: str) -> None:
        """Put a text over the lines, and what look the story has if it is not the usual one."""
        self._title = text
        usual = self._story is None or self.look == LOOKS[0]
        super().set_heading(text if usual else f"{text} · {self.look}")

    def next_look(self) -> None:
        """Look at the story otherwise; the cursor stays on its article."""
        self.look = LOOKS[(LOOKS.index(self.look) + 1) % len(LOOKS)]
        if self._story:
            self.set_heading(self._title)
            self._lay_out()
            self.jump_to(0)
            if self.article >= 0:
                self._reveal(self.article)
            self.refresh()

    def show_story(
        self, story: Story, *, host_of: Callable[[str], str], rules: OutletRules = NO_RULES
    ) -> None:
        """Show a story from its top; the one already on show stays where it is.

        `host_of` gives the host of an address as the reader should see it, or ""; `rules` say
        which outlets come first, and which are folded away.
        """
        again = self._story is not None and self._story.id == story.id
        article, top = (self.article, self.scroll_offset.y) if again else (-1, 0)
        self._story = story
        self.set_heading(self._title)
        page = partial(Page, host_of=host_of, rules=rules)

        def lines(width: int) -> Iterator[Line]:
            here = page(width=width, now=self._clock(), look=self.look)
            self._folded = folded(story, here) if self.look == LOOKS[0] else 0
            return story_lines(story, here)

        self._show(lines, article, top)

    def reveal_texts(self) -> None:
        """Scroll to what is below the coverage: the rule stands above it."""
        for number, line in self._laid.each():
            if any(part == "rule" for _, part in line.spans):
                self.jump_to(number)
                return

    def show_text(self, title: str, paragraphs: Sequence[str]) -> None:
        """Show a notice."""
        self._story = None
        self.set_heading(self._title)
        self._show(lambda width: notice_lines(title, paragraphs, width))

    def clear(self) -> None:
        """Show nothing."""
        self._story = None
        self.set_heading(self._title)
        self._show(None)

    def _show(self, source: Source | None, article: int = -1, top: int = 0) -> None:
        self._source = source
        shown = len(self._laid) if self.scroll_offset.y == top == 0 else None
        self._lay_out()
        if article < 0 and self.has_focus:
            article = self._laid.first
        self.set_reactive(StoryPane.article, self.validate_article(article))
        self.jump_to(top)
        if shown is None:
            self.refresh()
        else:  # what is blank before and after need not be drawn again
            self.refresh_lines(0, min(self.height, max(shown, len(self._laid))))

    # Lines -----------------------------------------------------------------------------------

    @property
    def articles(self) -> int:
        """The number of articles on show, with what else can be opened, earlier stories last."""
        story = self._story
        return len(story.links) + len(story.earlier) if story else 0

    def _lay_out(self) -> None:
        """Start over with the lines, for the width as it is."""
        self._laid_out = self.text_width
        self._laid = LaidLines(told=self.set_height)
        if self._source is not None and self._laid_out > 0:
            coming = self._source(self._laid_out)
            shown = self.articles - self._folded
            self._laid = LaidLines(coming, articles=shown, told=self.set_height)
        self._laid.make(self.height + AHEAD)

    @property
    def text_width(self) -> int:
        """The cells of a line of text: a margin at both sides, and never too wide to read."""
        return min(WIDEST, self.width - 1)

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        if number >= len(self._laid):
            return self.draw(y)
        line = self._laid.lines[number]
        cursor = line.article == self.article >= 0
        edge = self.bar if cursor else (" ", "bar")
        return self.draw(y, (edge, *line.spans), cursor=cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        wanted = round(new_value) + 2 * self.height
        if wanted > len(self._laid):
            self._laid.make(wanted + AHEAD)

    # The cursor ------------------------------------------------------------------------------

    def validate_article(self, index: int) -> int:
        return max(-1, min(index, self.articles - 1))

    def watch_article(self, old: int, new: int) -> None:
        self._refresh_article(old)
        self._refresh_article(new)
        if new >= 0:
            self._reveal(new)
            self.post_message(self.ArticleHighlighted(self, new))

    def _refresh_article(self, index: int) -> None:
        first, last = self._laid.of(index)
        if first >= 0:
            self.refresh_lines(first, last - first + 1)

    def _reveal(self, index: int) -> None:
        """Scroll as little as needed to show the article; with the first one, the headline."""
        first, last = self._laid.of(index)
        top = self.scroll_offset.y
        if first < 0:  # it is folded away
            return
        if first < top or index == self._laid.first:
            self.jump_to(0 if index == self._laid.first else first)
        if last >= self.scroll_offset.y + self.height:
            self.jump_to(min(first, last - self.height + 1))
        self.place_cursor(first)

    def _in_sight(self) -> list[int]:
        """The articles that begin in sight."""
        top = self.scroll_offset.y
        shown = range(top, top + self.height)
        return [article for article, (first, _) in self._laid.extent.items() if first in shown]

    def _scroll(self, lines: int) -> bool:
        """Scroll; False where there is no further to go."""
        top = self.scroll_offset.y
        self.jump_to(top + lines)
        return self.scroll_offset.y != top

    def page_down(self) -> bool:
        """Go one screen down, less two lines; False if the end was in sight already."""
        return self._scroll(max(1, self.height - 2))

    def page_up(self) -> bool:
        """Go one screen up, less two lines; False if at the top already."""
        return self._scroll(-max(1, self.height - 2))

    # Handlers and actions --------------------------------------------------------------------

    def on_resize(self) -> None:
        """Text of another width: the same words at the top."""
        if self.text_width != self._laid_out:
            letters = sum(line.letters for line in self._laid.lines[: self.scroll_offset.y])
            self._lay_out()
            self.jump_to(self._laid.line_of(letters))
            if self.has_focus:  # before this, it had no lines to enter: it was not shown
                self.on_focus()

    def on_focus(self) -> None:
        self.enter()

    def enter(self) -> None:
        """The cursor enters at the first article in sight; nothing scrolls below a mouse."""
        if self.article < 0 and (seen := self._in_sight()):
            self.set_reactive(StoryPane.article, seen[0])
            self.post_message(self.ArticleHighlighted(self, seen[0]))
        if self.article >= 0:
            self.place_cursor(self._laid.of(self.article)[0])

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= number < len(self._laid) and (index := self._laid.lines[number].article) >= 0:
            if event.chain == 1:
                self.article = index
            elif event.chain == 2:  # the first click may have scrolled: it said which article
                self.action_open()

    def action_cursor_down(self) -> None:
        after = self._laid.beside(self.article, 1)
        _, last = self._laid.of(after)
        if last >= self.scroll_offset.y:
            self.article = after
        else:
            self._scroll(1)

    def action_cursor_up(self) -> None:
        first, _ = self._laid.of(self.article)
        before = self._laid.beside(self.article, -1)
        if before >= 0 and first >= self.scroll_offset.y:
            self.article = before
        elif self.article < 0 and (seen := self._in_sight()):
            self.article = seen[-1]
        else:
            self._scroll(-1)

    def action_page_down(self) -> None:
        self.page_down()

    def action_page_up(self) -> None:
        self.page_up()

    def action_half_page_down(self) -> None:
        self._scroll(max(1, self.height // 2))

    def action_half_page_up(self) -> None:
        self._scroll(-max(1, self.height // 2))

    def action_first(self) -> None:
        self.article = self._laid.first
        self.jump_to(0)

    def action_last(self) -> None:
        self._laid.make(None)
        self.jump_to(len(self._laid))

    def action_open(self) -> None:
        if self.article >= 0:
            self.post_message(self.ArticleOpened(self, self.article))
