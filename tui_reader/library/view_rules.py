"""What the reader wants done with new stories of a view: their texts fetched, a word said."""

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING

from tui_reader.models import Story, View

if TYPE_CHECKING:
    from tui_reader.library import Library

MOST = 200
"""Stories of a view that are looked through, in its order."""


class NewStories:
    """The stories that were first seen since a refresh began, by the views that ask for them."""

    def __init__(self, library: "Library", since: dt.datetime) -> None:
        self.library = library
        self.since = since.replace(microsecond=0)
        self.views = tuple(view for view in library.shapes.views if view.full_text or view.notify)

    def with_texts(self) -> list[Story]:
        """Those whose texts are wanted."""
        found = (self._of(view.name) for view in self.views if view.full_text)
        return list({story.id: story for stories in found for story in stories}.values())

    def lines(self) -> list[str]:
        """A line for each view that has something new to tell."""
        counts = [(view.name, len(self._of(view.name))) for view in self.views if view.notify]
        return [f"{name}: {count:,} new" for name, count in counts if count]

    def _of(self, name: str) -> list[Story]:
        numbers = islice(self.library.numbers(View("saved", name)), MOST)
        stories = self.library.stories(numbers)
        return [story for story in stories if story.first_seen >= self.since]
