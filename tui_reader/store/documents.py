"""The words of stories, for looking them up: filled after the stories are on the screen.

To take a story apart into words costs more than to list it; so whoever writes the index puts
new and changed stories into `unsearched`, and `SearchTable` works that off in small pieces.
"""

import json
import sqlite3
from collections.abc import Iterable

from tui_reader.models import Briefing, distinct
from tui_reader.query.words import joined
from tui_reader.records import briefing_from

MAX_TEXT = 20_000
"""Characters of a text that are taken apart: what is longer repeats its words."""

Words = tuple[str, str, str, str]
"""Headlines, outlets, tags and text, each as words with a blank between."""


def words_of(headline: str, briefings: Iterable[Briefing], tags: Iterable[str] = ()) -> Words:
    """What can be looked for in a story; `tags` are those of the reader."""
    told = list(briefings)
    articles = [article for briefing in told for article in briefing.articles]
    titles = [headline, *(one.title for one in told), *(one.headline for one in articles)]
    texts = [text for one in told for text in (one.summary, one.text[:MAX_TEXT]) if text]
    return (
        joined(distinct(titles)),
        joined(distinct(article.outlet for article in articles)),
        joined(distinct((*(tag for one in told for tag in one.tags), *tags))),
        joined(tuple(texts)),
    )


class SearchTable:
    """Puts the words of stories into the index; inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def catch_up(self, most: int) -> list[int]:
        """Take the words of so many stories, the youngest first; the numbers of these."""
        waiting = self.database.execute(
            "SELECT story, headline, own_tags FROM unsearched JOIN stories ON id = story"
            " ORDER BY story DESC LIMIT ?",
            (most,),
        ).fetchall()
        for story, headline, tags in waiting:
            contents = self.database.execute(
                "SELECT content FROM briefings WHERE story = ? ORDER BY id", (story,)
            )
            words = words_of(
                headline,
                [briefing_from(json.loads(content)) for (content,) in contents],
                json.loads(tags),
            )
            self.database.execute("DELETE FROM search WHERE rowid = ?", (story,))
            self.database.execute(
                "INSERT INTO search (rowid, headlines, outlets, tags, text) VALUES (?, ?, ?, ?, ?)",
                (story, *words),
            )
        self.database.executemany(
            "DELETE FROM unsearched WHERE story = ?", [(story,) for story, *_ in waiting]
        )
        return [story for story, *_ in waiting]
