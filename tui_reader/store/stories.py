"""The rows of stories in the index, and in which views they stand."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from tui_reader.languages import language_of
from tui_reader.models import (
    BY_HAND,
    NO_RULES,
    Mark,
    OutletRules,
    distinct,
    distinct_outlets,
    in_story_order,
    merged_articles,
    new_outlets,
    story_time,
)
from tui_reader.query.terms import parts_of
from tui_reader.records import Loaded, briefing_from, moment_from, names_from, names_text
from tui_reader.store.mark_rows import mark_from
from tui_reader.store.parts import MARK, PartTable, united
from tui_reader.store.schema import ALL, STARRED


class Facts(NamedTuple):
    """What the list has to know of a story."""

    mark: Mark
    headline: str
    outlets: tuple[str, ...]
    articles: int
    at: int
    draft: bool
    roots: tuple[int, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    parts: int = 0
    language: str = ""


def facts_of_loaded(loaded: Loaded, mark: Mark) -> Facts:
    """A story of one briefing, from its header alone: the content need not be decoded."""
    date = None if loaded.date is None else dt.date.fromisoformat(loaded.date)
    at = story_time(moment_from(loaded.published), date, mark.first_seen)
    return Facts(
        mark=mark,
        headline=loaded.title,
        outlets=loaded.outlets,
        articles=loaded.articles,
        at=int(at.timestamp()),
        draft=loaded.draft,
        roots=(loaded.stamp.root,),
        categories=loaded.categories,
        tags=loaded.tags,
        parts=loaded.parts,
        language=loaded.language,
    )


def facts_of_briefings(rows: Iterable[tuple[int, str]], mark: Mark) -> Facts:
    """A story of several briefings; `rows` are the number of the source and the content of each."""
    roots, contents = zip(*rows, strict=True)
    briefings = in_story_order(briefing_from(json.loads(content)) for content in contents)
    articles = merged_articles(briefings)
    times = [story_time(one.published, one.date, mark.first_seen) for one in briefings]
    return Facts(
        mark=mark,
        headline=briefings[0].title,
        outlets=distinct_outlets(article.outlet for article in articles),
        articles=len(articles),
        at=int(max(times).timestamp()),
        draft=all(briefing.draft for briefing in briefings),
        roots=tuple(dict.fromkeys(roots)),
        categories=distinct(name for one in briefings for name in one.categories),
        tags=distinct(name for one in briefings for name in one.tags),
        parts=reduce(or_, map(parts_of, briefings)),
        language=language_of(briefings[0].title, briefings[0].summary or briefings[0].text),
    )


class StoryTable:
    """Writes stories and their places in views; always inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection, *, drafts: bool) -> None:
        self.database = database
        self.parts = PartTable(database)
        self.drafts = drafts
        self.views: dict[tuple[str, str], int] = {}
        self.categories: dict[int, str] = {}
        self.muted_by: Callable[[Facts, tuple[str, ...]], str] = lambda *_: ""
        """The rule that mutes a story, with all its categories, as far as its facts tell."""
        self.outlets: OutletRules = NO_RULES
        """Which outlets count as one, and which are preferred."""

    def forget(self) -> None:
        """Forget the numbers that were looked up: they are good for one transaction."""
        self.views.clear()
        self.categories.clear()

    def number(self, identity: str) -> int | None:
        """The number of the story that a briefing founded, or has joined."""
        row = self.database.execute(
            "SELECT id FROM stories WHERE identity = ?1"
            " UNION ALL SELECT stories.id FROM parts JOIN stories ON stories.id = story"
            " WHERE parts.identity = ?1 LIMIT 1",
            (identity,),
        ).fetchone()
        return None if row is None else int(row[0])

    def insert(self, facts: Facts) -> int:
        """A new story; returns its number."""
        mark, muted = facts.mark, self._muted(facts)
        cursor = self.database.execute(
            "INSERT INTO stories (identity, headline, outlets, articles, at, first_seen,"
            " read, starred, seen, joined, draft, hidden, breadth, parts, language,"
            " own_tags, put_away, muted, mine)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                mark.key,
                facts.headline,
                names_text(facts.outlets),
                facts.articles,
                facts.at,
                int(mark.first_seen.timestamp()),
                mark.read,
                mark.starred,
                names_text(mark.outlets),
                joined(mark, facts.outlets, self.outlets),
                facts.draft,
                self.hides(facts) or bool(muted),
                len(self.outlets.shown(facts.outlets)),
                facts.parts,
                facts.language,
                names_text(mark.tags),
                mark.hidden,
                muted,
                self.outlets.has_mine(facts.outlets),
            ),
        )
        number = int(cursor.lastrowid or 0)
        self.place(number, facts, muted=bool(muted))
        return number

    def update(self, number: int, facts: Facts, now: dt.datetime | None) -> None:
        """Make a story of what its briefings say now; an outlet that joins makes it updated."""
        mark = facts.mark
        before, was_muted = self.database.execute(
            "SELECT outlets, muted FROM stories WHERE id = ?", (number,)
        ).fetchone()
        muted = self._muted(facts, was_muted)
        grown = bool(new_outlets(json.loads(before), facts.outlets))
        self.take_out(number)
        self.database.execute(
            "UPDATE stories SET headline = ?, outlets = ?, articles = ?, at = ?,"
            " read = ?, starred = ?, seen = ?, joined = ?,"
            " draft = ?, hidden = ?, breadth = ?, parts = ?, language = ?,"
            " own_tags = ?, put_away = ?, muted = ?, mine = ?,"
            " updated = CASE WHEN ? THEN ? ELSE updated END WHERE id = ?",
            (
                facts.headline,
                names_text(facts.outlets),
                facts.articles,
                facts.at,
                mark.read,
                mark.starred,
                names_text(mark.outlets),
                joined(mark, facts.outlets, self.outlets),
                facts.draft,
                self.hides(facts) or bool(muted),
                len(self.outlets.shown(facts.outlets)),
                facts.parts,
                facts.language,
                names_text(mark.tags),
                mark.hidden,
                muted,
                self.outlets.has_mine(facts.outlets),
                grown,
                None if now is None else int(now.timestamp()),
                number,
            ),
        )
        self.place(number, facts, muted=bool(muted))

    def hides(self, facts: Facts) -> bool:
        """A draft stands in no view unless drafts are wanted."""
        return facts.draft and not self.drafts

    def _muted(self, facts: Facts, before: str = "") -> str:
        """The rule that mutes a story; as `before` where that takes all its words to tell."""
        if self.hides(facts):
            return ""
        found = self.muted_by(facts, self.all_categories(facts))
        return found or ("" if before == BY_HAND else before)

    def take_out(self, number: int) -> None:
        """Take a story out of all views."""
        for table in ("members", "aside"):
            self.database.execute(f"DELETE FROM {table} WHERE story = ?", (number,))

    def place(self, number: int, facts: Facts, *, muted: bool = False) -> None:
        """Put a story into its views, or where they are kept while it is muted."""
        if self.hides(facts):
            return
        views = [ALL, STARRED] if facts.mark.starred else [ALL]
        views += [self.view("source", str(root)) for root in facts.roots]
        views += [self.view("category", name) for name in self.all_categories(facts)]
        views += [self.view("tag", name) for name in distinct((*facts.tags, *facts.mark.tags))]
        self._join(places(muted), number, views, facts.at)

    def all_categories(self, facts: Facts) -> tuple[str, ...]:
        """The categories of its briefings, and those that their sources were put into."""
        if not self.categories:
            self.categories = dict(self.database.execute("SELECT id, category FROM roots"))
        own = [self.categories.get(root, "") for root in facts.roots]
        return distinct((*own, *facts.categories))

    def view(self, kind: str, name: str) -> int:
        """The number of a view, made if it is new."""
        key = (kind, name)
        if key not in self.views:
            self.database.execute("INSERT OR IGNORE INTO views (kind, name) VALUES (?, ?)", key)
            found = self.database.execute(
                "SELECT id FROM views WHERE kind = ? AND name = ?", key
            ).fetchone()
            self.views[key] = int(found[0])
        return self.views[key]

    def mark(self, marks: Iterable[Mark]) -> list[tuple[int, bool]]:
        """Copy marks into the stories they belong to, as far as there are any.

        Returns the number of each of these, and whether it was hidden or shown by this.
        """
        wanted = self._of_stories(marks)
        rows = self.database.execute(
            "SELECT identity, id, outlets, starred, own_tags, put_away FROM stories"
            " WHERE identity IN (SELECT value FROM json_each(?))",
            (json.dumps(list(wanted)),),
        ).fetchall()
        self.database.executemany(
            "UPDATE stories SET read = ?, starred = ?, seen = ?, joined = ?,"
            " own_tags = ?, put_away = ? WHERE id = ?",
            [
                _copied(wanted[identity], number, outlets, self.outlets)
                for identity, number, outlets, *_ in rows
            ],
        )
        for identity, number, _, starred, tags, _ in rows:
            mark = wanted[identity]
            if bool(starred) != mark.starred:
                self._move(number, [STARRED], into=mark.starred)
            if tags != names_text(mark.tags):
                self._retag(number, set(names_from(tags)), set(mark.tags))
        return [(row[1], bool(row[5]) != wanted[row[0]].hidden) for row in rows]

    def _retag(self, number: int, before: set[str], after: set[str]) -> None:
        """The reader gave a story tags, or took them away; those of its briefings stay."""
        gone = [name for name in before - after if not self._tells(number, name)]
        self._move(number, [self.view("tag", name) for name in gone], into=False)
        self._move(number, [self.view("tag", name) for name in after - before], into=True)

    def _move(self, number: int, views: Iterable[int], *, into: bool) -> None:
        """Put a story into views, or take it out."""
        at, muted, is_listed = self.database.execute(
            "SELECT at, muted, muted <> '' OR NOT hidden FROM stories WHERE id = ?", (number,)
        ).fetchone()
        if into and is_listed:
            self._join(places(muted), number, views, at)
        elif not into:
            self.database.executemany(
                f"DELETE FROM {places(muted)} WHERE view = ? AND story = ?",
                [(view, number) for view in views],
            )

    def _tells(self, number: int, tag: str) -> bool:
        """Whether a briefing of the story has this tag itself."""
        found = self.database.execute(
            "SELECT 1 FROM briefings, json_each(content, '$.tags')"
            " WHERE story = ? AND content <> '' AND value = ?",
            (number, tag),
        )
        return found.fetchone() is not None

    def _join(self, table: str, number: int, views: Iterable[int], at: int) -> None:
        self.database.executemany(
            f"INSERT OR IGNORE INTO {table} (view, at, story) VALUES (?, ?, ?)",
            [(view, at, number) for view in views],
        )

    def _of_stories(self, marks: Iterable[Mark]) -> dict[str, Mark]:
        """The marks of the stories that some marks belong to, by their identities."""
        wanted = {mark.key: mark for mark in marks}
        for number in self.parts.mark(wanted.values()):
            parts = self.parts.of(number)
            whole = united(self.marked(number).key, parts)
            for part in parts:
                wanted.pop(part.key, None)
            wanted[whole.key] = whole
        return wanted

    def marked(self, number: int) -> Mark:
        """The mark that was copied into a story."""
        row = self.database.execute(
            f"SELECT identity, {MARK} FROM stories WHERE id = ?", (number,)
        ).fetchone()
        return mark_from(row)

    def copy_of(self, identity: str) -> Mark:
        """The mark of one briefing that was copied in."""
        row = self.database.execute(
            f"SELECT identity, {MARK} FROM parts WHERE identity = ?1 UNION ALL"
            f" SELECT identity, {MARK} FROM stories WHERE identity = ?1 LIMIT 1",
            (identity,),
        ).fetchone()
        return mark_from(row)

    def with_others(self, number: int, mark: Mark) -> Mark:
        """The mark of a story, where this is that of one of its briefings."""
        others = [one for one in self.parts.of(number) if one.key != mark.key]
        return united(mark.key, (*others, mark)) if others else mark

    def holds(self, number: int) -> bool:
        """Whether a story has any briefing."""
        query = "SELECT 1 FROM briefings WHERE story = ? LIMIT 1"
        return self.database.execute(query, (number,)).fetchone() is not None

    def drop(self, number: int) -> None:
        """Remove a story."""
        self.take_out(number)
        self.database.execute("DELETE FROM stories WHERE id = ?", (number,))


def places(muted: object) -> str:
    """The table that says in which views a story stands, or would stand if it were not muted."""
    return "aside" if muted else "members"


def _copied(mark: Mark, number: int, outlets: str, rules: OutletRules) -> tuple[object, ...]:
    """What is copied of a mark into a story that has these outlets, as JSON."""
    seen = names_text(mark.outlets)
    more = 0 if seen == outlets else joined(mark, json.loads(outlets), rules)
    return mark.read, mark.starred, seen, more, names_text(mark.tags), mark.hidden, number


def joined(mark: Mark, outlets: Iterable[str], rules: OutletRules = NO_RULES) -> int:
    """How many outlets joined since the story was read; not under another name alone."""
    return len(new_outlets(rules.shown(mark.outlets), rules.shown(outlets))) if mark.read else 0
