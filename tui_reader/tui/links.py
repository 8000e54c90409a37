"""Open links from the screen: outside, in the suspended terminal, or on the clipboard."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from textual.screen import Screen

from tui_reader.errors import OpenError, ReaderError
from tui_reader.library import Library
from tui_reader.library.links import Link
from tui_reader.models import Article
from tui_reader.tui.desk import Desk
from tui_reader.tui.screens.dialogs import ShowLink

Say = Callable[[str], None]


class Links:
    """Opens and copies links; every outcome is told by one line."""

    def __init__(self, screen: Screen[None], desk: Desk, say: Say) -> None:
        self.screen = screen
        self.desk = desk
        self.say = say

    @property
    def library(self) -> Library:
        """Who checks links and knows the browser."""
        return self.desk.library

    async def open(self, article: Article) -> bool:
        """Open one article; whether it was handed to something that shows it."""
        try:
            link = self.library.link(article.url)
            if link.launch is None:
                self._show(link.url)
                return False
            await self._launch(link)
        except ReaderError as error:
            self.say(f"Not opened: {error}")
            return False
        self.say(f"Opened {link.host}")
        return True

    async def open_all(self, articles: Sequence[Article]) -> int:
        """Open several, one after the other; how many were opened."""
        if not self._show_links(articles):
            opened = [article for article in articles if await self.open(article)]
            if len(opened) == len(articles):
                self.say(f"Opened {len(opened)} articles")
            else:
                self.say(f"Opened {len(opened)} of {len(articles)} articles; the others can't be")
            return len(opened)
        return 0

    def _show_links(self, articles: Sequence[Article]) -> bool:
        """Show and copy all links at once, if nothing here opens them; whether that is so."""
        links = self._checked(articles)
        if not links or any(link.launch for link in links):
            return False
        self._show("\n".join(link.url for link in links))
        return True

    def _checked(self, articles: Sequence[Article]) -> list[Link]:
        """The links that may be opened; one that must not be is told when it is tried."""
        links = []
        for article in articles:
            with suppress(ReaderError):
                links.append(self.library.link(article.url))
        return links

    def _show(self, urls: str) -> None:
        self.screen.app.copy_to_clipboard(urls)
        self.screen.app.push_screen(ShowLink(urls))

    def copy(self, article: Article) -> None:
        """Put a link on the terminal's clipboard, and show it whole."""
        try:
            link = self.library.link(article.url)
        except ReaderError as error:
            self.say(f"Not copied: {error}")
            return
        self.screen.app.copy_to_clipboard(link.url)
        self.say(f"Sent to the terminal's clipboard: {link.url}")

    def copy_all(self, articles: Sequence[Article]) -> None:
        """Put the links that may be opened on the terminal's clipboard, a line each."""
        links = self._checked(articles)
        self.screen.app.copy_to_clipboard("\n".join(link.url for link in links))
        self.say(f"Sent {len(links)} links to the terminal's clipboard")

    async def _launch(self, link: Link) -> None:
        self.say(f"Opening {link.host} …")
        if link.launch is not None and link.launch.in_terminal:
            failure = ""
            with self.screen.app.suspend():
                try:  # an error inside `suspend` would leave the terminal as it is
                    self.library.launch(link)
                except OpenError as error:
                    failure = str(error)
            if failure:
                raise OpenError(failure)
        else:
            await asyncio.to_thread(self.library.launch, link)
