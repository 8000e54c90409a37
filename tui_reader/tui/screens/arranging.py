"""What the keys do with a story as such: why it is one, what does not belong there, what does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from tui_reader.models import Article, Story
from tui_reader.tui import words
from tui_reader.tui.screens.fulltext import FullTextScreen

if TYPE_CHECKING:
    from tui_reader.library.why import Reason


LOOKING = {
    "coverage": "Coverage: who reports",
    "timeline": "Timeline: who came first, and when the others followed",
    "compare": "Compare: bold is what only one of them says",
}


class ArrangingScreen(FullTextScreen):
    """Explains stories, takes briefings out of them, and joins them."""

    def action_look(self) -> None:
        self.story_pane.next_look()
        self.save_place()
        self.say(LOOKING[self.story_pane.look])

    @work(group="open", exclusive=True)
    async def action_why(self) -> None:
        from tui_reader.tui.screens.why import WhyScreen

        await self.catch_up()
        if (story := self.story_pane.story) is None:
            return
        reasons = await self.desk.read(self.library.why, story.number)
        screen = WhyScreen(reasons, self.told_of(story, reasons))
        if identity := await self.app.push_screen_wait(screen):
            await self.rearrange(self.library.arranger.take_out, identity)

    @work(group="mark")
    async def action_take_out(self) -> None:
        await self.catch_up()
        if (story := self.story_pane.story) is None:
            return
        reasons = await self.desk.read(self.library.why, story.number)
        arranger = self.library.arranger
        if len(story.articles) < 2 and len(reasons) < 2:
            self.say("There is nothing else in this story")
        elif self.pane is not self.story_pane:
            self.say("enter, and go to what does not belong there; w says why it is there")
        elif told := self.told_of(story, reasons):
            await self.rearrange(arranger.cut, told, story.articles[self.story_pane.article])
        else:
            self.say("Go to an article of the coverage: x takes it out of the story")

    def told_of(self, story: Story, reasons: "tuple[Reason, ...]") -> str:
        """The briefing that tells of the article under the cursor, the last to join; or ""."""
        index = self.story_pane.article
        if self.pane is not self.story_pane or not 0 <= index < len(story.articles):
            return ""
        here = story.articles[index]
        told = (
            reason.id
            for reason in reversed(reasons)
            if any(one.url == here.url and _is_of(one, here) for one in reason.briefing.articles)
        )
        return next(told, "")

    async def rearrange(self, do: Callable[..., str], *what: object) -> None:
        """Have stories arranged otherwise, and show it."""
        async with self.marking:
            done = await self.desk.write(do, *what)
            self.end_selection()
            self.toast(f"{done} · u undoes it")
            await self.update_list()
        self.take_words()

    @work(group="mark")
    async def action_join(self) -> None:
        numbers = list(self.picked())
        if not numbers:
            return
        if len(numbers) == 1:
            numbers += await self.chosen_near(numbers[0])
        if len(numbers) < 2:
            return
        stories = [await self.desk.story(number) for number in numbers]
        await self.rearrange(self.library.arranger.join, [story.id for story in stories])

    async def chosen_near(self, number: int) -> list[int]:
        """The story that the reader chooses out of those near one; none is as good as one."""
        from tui_reader.tui.screens.choosing import Choose

        rows = await self.desk.read(self.library.near, number)
        if not rows:
            self.say("Nothing is near this story; v selects stories, and + joins those")
            return []
        lines = [words.row_line(row) for row in rows]
        place = await self.app.push_screen_wait(Choose("Join the story to which other?", lines))
        return [] if place is None else [rows[place].number]


def _is_of(one: Article, other: Article) -> bool:
    """Whether two articles with the same link, or with none, are one."""
    return bool(one.url) or one.headline == other.headline
