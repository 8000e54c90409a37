"""What the keys do to read offline: fetch the texts of articles, and show them."""

import asyncio
from collections.abc import Sequence
from functools import partial
from threading import Event

from textual import work

from tui_reader.errors import ReaderError
from tui_reader.library import FORBIDDEN
from tui_reader.models import Story
from tui_reader.tui import words
from tui_reader.tui.screens.shaping import ShapingScreen


class FullTextScreen(ShapingScreen):
    """Fetches the texts of articles, one round at a time; `esc` stops it."""

    stopping_texts: Event | None = None
    """Set to stop the round that is under way; None where there is none."""

    async def action_full_text(self) -> None:
        if self.library.offline:
            self.say(FORBIDDEN)
        elif self.stopping_texts is not None:
            self.say("Texts are being fetched already; esc stops that")
        elif self.first_selected is not None:
            stories = [await self.desk.story(number) for number in self.picked()]
            self.end_selection()
            self.fetch_texts(stories, "")
        else:
            await self.catch_up()
            if story := self.story_pane.story:
                self.fetch_texts([story], url_of(story, self.story_pane.article))

    @work(group="texts")
    async def fetch_texts(self, stories: Sequence[Story], url: str) -> None:
        """Fetch, with a word on what is going on, and show what came."""
        stop = self.stopping_texts = Event()
        self.say(words.fetching_texts(stories, url), lasting=True)
        fetch = partial(self.library.fetch_texts, stories, url, stop=stop)
        try:
            done = await asyncio.to_thread(fetch)
        except ReaderError as error:
            self.say(str(error))
            return
        finally:
            stop.set()  # this may itself be ended
            self.stopping_texts = None
        self.take_words()
        self.desk.at_hand.clear()
        await self.draw_story()
        shown = self.story_pane.story
        if len(stories) == 1 and done.failed:
            self.say(f"No text: {done.failed[0].problem}")
            return
        self.say(words.texts(done))
        if len(stories) == 1 and shown and shown.id == stories[0].id:
            self.story_pane.reveal_texts()

    def stop_texts(self) -> bool:
        """Stop the round that is under way; whether there was one."""
        if self.stopping_texts is None:
            return False
        self.stopping_texts.set()
        return True

    def action_offline(self) -> None:
        super().action_offline()
        if self.library.offline:
            self.stop_texts()


def url_of(story: Story, index: int) -> str:
    """The link of the article under the cursor, of the first one where none is."""
    articles = story.articles
    return articles[index].url if 0 <= index < len(articles) else story.url
