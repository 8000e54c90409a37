"""A folder of briefing files and the library that reads it."""

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.briefing_files import write_briefing
from tui_reader.library import Library
from tui_reader.library.reading import BUILT_IN
from tui_reader.models import Row, Story, View
from tui_reader.paths import Paths

ALL, UNREAD, STARRED = (View(kind=kind) for kind in ("all", "unread", "starred"))
PROBLEMS = View(kind="problems")

APART = 'cluster = "off"\n'
"""A config.toml for most tests: their invented headlines are alike, and are to stay apart."""

State = Mapping[str, Sequence[str]]
"""What a generator writes: slugs, and the outlets of each."""


class Shelf:
    """The folder `news`, which is the library's only source, and a clock that can be set."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.news = root / "news"
        self.news.mkdir()
        self.now = dt.datetime(2026, 1, 8, 12, 0, tzinfo=dt.UTC)
        self.paths = Paths(
            config=root / "home/config", data=root / "home/data", cache=root / "home/cache"
        )
        self.paths.config.mkdir(parents=True, mode=0o700)
        self.paths.config_file.write_text(APART, encoding="utf-8")
        self.paths.sources_file.write_text(f'[[folder]]\npath = "{self.news}"\n', encoding="utf-8")

    def clock(self) -> dt.datetime:
        """The time, as it was set."""
        return self.now

    def later(self, **how_much: float) -> None:
        """Let time go by."""
        self.now += dt.timedelta(**how_much)

    def put(self, slug: str, *outlets: str, folder: Path | None = None, **fields: object) -> Path:
        """Write a briefing file with an article of each outlet; the first makes its identity."""
        names = [name.replace(" ", "").lower() for name in outlets]
        articles = [
            (f"{slug} in {outlet}", outlet, f"https://{name}.example/{slug}")
            for outlet, name in zip(outlets, names, strict=True)
        ]
        return write_briefing(folder or self.news, slug=slug, articles=articles, **fields)

    def rewrite(self, state: State) -> None:
        """What the generators do: the folder goes, and comes again with other files."""
        shutil.rmtree(self.news)
        self.news.mkdir()
        for slug, outlets in state.items():
            self.put(slug, *outlets)

    @contextmanager
    def library(self, *folders: Path | str) -> Iterator[Library]:
        """The library (or these folders), open, and nothing looked at yet."""
        names = [str(folder) for folder in folders]
        with Library.open(self.paths, folders=names, clock=self.clock) as library:
            yield library

    @contextmanager
    def loaded(self, *folders: Path | str) -> Iterator[Library]:
        """The same, up to date with the files."""
        with self.library(*folders) as library:
            library.load()
            yield library


def rows(library: Library, view: View = ALL) -> dict[str, Row]:
    """The rows of a view by their slugs: the first word of the headline."""
    found = library.rows(view, library.numbers(view))
    return {row.headline.split()[0]: row for row in found}


def stories(library: Library, view: View = ALL) -> dict[str, Story]:
    """The same, with all that a story knows."""
    return {slug: library.story(row.number) for slug, row in rows(library, view).items()}


def tally(library: Library) -> dict[str, tuple[int, int]]:
    """Total and unread of the fixed views that are counted."""
    fixed = [one for one in library.counts() if not one.view.name and one.view.kind not in BUILT_IN]
    return {one.view.kind: (one.total, one.unread) for one in fixed}
