"""An index and its marks, fed by hand: briefings go in as the loader would give them."""

import datetime as dt
import json
import os
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tui_reader.models import Article, Briefing, Mark, Source, View
from tui_reader.records import FileStamp, Loaded, briefing_record, identity, iso
from tui_reader.store.index import Index
from tui_reader.store.views import Views

NOW = dt.datetime(2026, 1, 8, 12, 0, tzinfo=dt.UTC)
MIDNIGHT = dt.datetime(2026, 1, 8, tzinfo=dt.UTC)
ALL = View(kind="all")
UNREAD = View(kind="unread")


def briefing(key: str, outlets: Sequence[str] = ("Isle Observer",), **fields: Any) -> Briefing:
    """A briefing with an article of each outlet; other fields as `Briefing` has them."""
    articles = tuple(
        Article(headline=f"{key} in {name}", outlet=name, url=f"https://{name[:4]}.example/{key}")
        for name in outlets
    )
    plain = Briefing(key=key, title=f"Story {key}", text=f"Text of {key}.", articles=articles)
    return plain._replace(**fields)


def stamp(path: str, root: int, version: int = 1) -> FileStamp:
    """The numbers of a file."""
    return FileStamp(path=path, root=root, mtime_ns=version, size=version, inode=version)


def loaded(path: str, one: Briefing | str, root: int = 1) -> Loaded:
    """What a worker says of a file: a briefing, or the reason of a problem."""
    if isinstance(one, str):
        return Loaded(stamp=stamp(path, root), content="null", problem=one)
    return Loaded(
        stamp=stamp(path, root),
        content=json.dumps(briefing_record(one)),
        identity=identity(one.key),
        title=one.title,
        date=iso(one.date),
        published=iso(one.published),
        draft=one.draft,
        categories=one.categories,
        tags=one.tags,
        outlets=one.outlets,
        articles=len(one.articles),
    )


class Desk:
    """A writing index and the views of it, with the marks in a dictionary."""

    def __init__(self, path: Path, *, drafts: bool = False) -> None:
        self.index = Index(path, drafts=drafts)
        self.views = Views(path)
        self.marks: dict[str, Mark] = {}
        self.change = 0

    def close(self) -> None:
        """Close both connections."""
        self.views.close()
        self.index.close()

    def roots(self, *names: str) -> dict[str, int]:
        """Make these the sources; returns their numbers."""
        sources = [Source(path=Path("/news") / name, name=name) for name in names]
        return {path.name: number for number, path in self.index.set_roots(sources)}

    def take(self, *batch: Loaded, now: dt.datetime = NOW) -> None:
        """Take files in, seen for the first time now."""
        for one in batch:
            if one.identity:
                self.marks.setdefault(one.identity, Mark(key=one.identity, first_seen=now))
        self.index.add(batch, self.marks, now)

    def vanish(self, *paths: str) -> None:
        """These files are gone."""
        held = self.index.database.execute("SELECT path, id FROM briefings").fetchall()
        gone = {os.fsencode(path) for path in paths}
        self.index.vanish([number for path, number in held if path in gone])

    def mark(
        self,
        key: str,
        *,
        read: bool | None = None,
        starred: bool | None = None,
        hidden: bool | None = None,
    ) -> None:
        """Mark the story of a briefing's key."""
        mark = self.marks[identity(key)]
        if read is not None:
            outlets = self.views.story(self.number(key)).outlets
            mark = mark._replace(read=read, outlets=outlets if read else mark.outlets)
        if starred is not None:
            mark = mark._replace(starred=starred)
        if hidden is not None:
            mark = mark._replace(hidden=hidden)
        self.marks[mark.key] = mark
        self.change += 1
        self.index.apply([mark], self.change)

    def number(self, key: str) -> int:
        """The number of the story of a briefing's key."""
        return self.views.find(identity(key))

    def headlines(self, view: View = ALL) -> list[str]:
        """The list of a view as the reader sees it."""
        return [
            row.headline for row in self.views.rows(self.views.listing(view, MIDNIGHT).numbers())
        ]

    def counts(self) -> dict[View, tuple[int, int]]:
        """Total and unread of each view that has something in it."""
        counts = self.views.counts(MIDNIGHT)
        return {one.view: (one.total, one.unread) for one in counts if one.total}


@contextmanager
def open_desk(path: Path, *, drafts: bool = False) -> Iterator[Desk]:
    """A desk that is closed at the end."""
    desk = Desk(path, drafts=drafts)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: what a full disk looks like."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
