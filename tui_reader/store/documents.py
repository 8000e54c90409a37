"""The words of stories, for looking them up: filled after the stories are on the screen.

To take a story apart into words costs more than to list it; so whoever writes the index puts
new and changed stories into `unsearched`, and `SearchTable` works that off in small pieces.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable

from tui_reader.models import NO_RULES, Article, Briefing, OutletRules, distinct
from tui_reader.query.terms import PARTS
from tui_reader.query.words import joined
from tui_reader.records import briefing_from

MAX_TEXT = 20_000
"""Characters of a text that are taken apart: what is longer repeats its words."""

TEXT = 1 << PARTS.index("text")
"""The bit of `stories.parts` that says so."""
Texts = Callable[[Iterable[str]], Iterable[str]]
"""Gives the texts that are kept of the articles with these links."""

Words = tuple[str, str, str, str]
"""Headlines, outlets, tags and text, each as words with a blank between."""


def words_of(
    headline: str,
    briefings: Iterable[Briefing],
    tags: Iterable[str] = (),
    texts: Iterable[str] = (),
    outlets: OutletRules = NO_RULES,
) -> Words:
    """What can be looked for in a story; `tags` are those of the reader, `texts` what was kept.

    A renamed outlet is found by both names.
    """
    told = list(briefings)
    articles = [article for briefing in told for article in briefing.articles]
    titles = [headline, *(one.title for one in told), *(one.headline for one in articles)]
    told_texts = [text for one in told for text in (one.summary, one.text) if text]
    return (
        joined(distinct(titles)),
        joined(distinct((*(names := [one.outlet for one in articles]), *outlets.shown(names)))),
        joined(distinct((*(tag for one in told for tag in one.tags), *tags))),
        joined(tuple(text[:MAX_TEXT] for text in (*told_texts, *texts))),
    )


class SearchTable:
    """Puts the words of stories into the index; inside a transaction of the caller."""

    def __init__(
        self, database: sqlite3.Connection, texts: Texts, outlets: OutletRules = NO_RULES
    ) -> None:
        """`texts` gives what is kept beside the briefings of the articles with some links."""
        self.database = database
        self.texts = texts
        self.outlets = outlets

    def catch_up(self, most: int) -> list[int]:
        """Take the words of so many stories, the youngest first; the numbers of these."""
        waiting = self.database.execute(
            "SELECT story, headline, own_tags FROM unsearched JOIN stories ON id = story"
            " ORDER BY story DESC LIMIT ?",
            (most,),
        ).fetchall()
        for story, headline, tags in waiting:
            self._take(story, headline, json.loads(tags))
        self.database.executemany(
            "DELETE FROM unsearched WHERE story = ?", [(story,) for story, *_ in waiting]
        )
        return [story for story, *_ in waiting]

    def _take(self, story: int, headline: str, tags: list[str]) -> None:
        """Take the words of one story in place of those it had."""
        contents = self.database.execute(
            "SELECT content FROM briefings WHERE story = ? ORDER BY id", (story,)
        )
        briefings = [briefing_from(json.loads(content)) for (content,) in contents]
        texts = self.texts(distinct(link for one in briefings for link in _links(one)))
        if texts:
            self.database.execute(
                "UPDATE stories SET parts = parts | ? WHERE id = ?", (TEXT, story)
            )
        self.database.execute("DELETE FROM search WHERE rowid = ?", (story,))
        self.database.execute(
            "INSERT INTO search (rowid, headlines, outlets, tags, text) VALUES (?, ?, ?, ?, ?)",
            (story, *words_of(headline, briefings, tags, texts, self.outlets)),
        )
        self.database.execute(
            "UPDATE stories SET first_by = ?1 WHERE id = ?2 AND first_by <> ?1",
            (first_of(article for one in briefings for article in one.articles), story),
        )


def first_of(articles: Iterable[Article]) -> str:
    """The outlet that reported first; "" where fewer than two tell when, or two were first."""
    times: dict[str, float] = {}
    for article in articles:
        if article.outlet and article.published:
            time = article.published.timestamp()
            times[article.outlet] = min(time, times.get(article.outlet, time))
    first, *others = sorted(times, key=lambda name: times[name]) or [""]
    return first if others and times[first] < times[others[0]] else ""


def _links(briefing: Briefing) -> tuple[str, ...]:
    return (briefing.link, *(article.url for article in briefing.articles))
