"""Add, change and remove sources; each change can be undone."""

import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui_reader import sources
from tui_reader.errors import ConfigError, NotFoundError
from tui_reader.library.history import History, Step
from tui_reader.models import Source
from tui_reader.parse import clean
from tui_reader.parse.limits import MAX_OPML_BYTES
from tui_reader.paths import Paths
from tui_reader.records import source_from, source_record
from tui_reader.store.feeds import feed_key, known_states
from tui_reader.urls import host_of, without_user

if TYPE_CHECKING:
    from tui_reader.starter import StarterFeed


ADD, REMOVE, RESTORE = "add sources", "remove sources", "restore source"
RENAME, MOVE = "rename source", "move source"
"""The steps that the history may ask for."""


class Imported(NamedTuple):
    """What a list of feeds brought."""

    added: int
    known: int
    """There already: these keep their names and categories."""
    skipped: tuple[tuple[str, str], ...]
    """What could not be taken, each with the reason."""


class Listed(NamedTuple):
    """A source of the library."""

    source: Source
    failing: str
    """Why its feed can't be fetched, and since when; "" if it can."""


class Subscriptions:
    """The sources of the library, as `sources.toml` keeps them."""

    def __init__(self, paths: Paths, history: History) -> None:
        self.paths = paths
        self.history = history
        history.able |= {
            ADD: self._add,
            REMOVE: partial(sources.remove_sources, *self._where),
            RESTORE: self._restore,
            RENAME: partial(sources.rename_source, *self._where),
            MOVE: partial(sources.move_source, *self._where),
        }

    # Looking ---------------------------------------------------------------------------------

    def listed(self) -> list[Listed]:
        """The sources, with how their feeds fare."""
        known = sources.load_sources(*self._where)
        keys = [feed_key(source.path) for source in known]
        states = known_states(self.paths.feeds_file, keys)
        return [
            Listed(source, states[key].failing if source.url and key in states else "")
            for source, key in zip(known, keys, strict=True)
        ]

    def starter(self) -> "tuple[StarterFeed, ...]":
        """Well-known feeds to begin with."""
        from tui_reader.starter import starter_feeds

        return starter_feeds()

    # Changing --------------------------------------------------------------------------------

    def add_folder(self, folder: str, name: str = "") -> Source:
        """Add a folder, or a single file."""
        source = sources.add_folder(self.paths.sources_file, Path(folder), name)
        self._note_added([source])
        return source

    def add_feed(self, url: str, name: str = "", category: str = "", title: str = "") -> Source:
        """Add a feed; without a name it is called by its title, numbered where that is taken."""
        source = sources.add_feed(*self._where, url, name, category, title)
        self._note_added([source])
        return source

    def add_feeds(self, feeds: Sequence[tuple[str, str, str]]) -> "sources.Added":
        """Add many feeds at once: address, name and category of each."""
        added = sources.add_feeds(*self._where, feeds)
        self._note_added(added.sources)
        return added

    def remove(self, wanted: str) -> Source:
        """Take a source out, by its name, path or address; its files and marks stay."""
        removed = sources.remove_source(*self._where, wanted)
        name = removed.source.name
        back = Step(RESTORE, {**removed._asdict(), "source": source_record(removed.source)})
        self.history.note(
            f"Removed {name}", f"{name} is back", back, Step(REMOVE, {"names": [name]})
        )
        return removed.source

    def rename(self, wanted: str, name: str) -> str:
        """Give a source another name; returns what was done, "" where it has it already."""
        source = sources.rename_source(*self._where, wanted, name)
        if source.name == wanted:
            return ""
        return self.history.note(
            f"Renamed {wanted}",
            f"{source.name} is called {wanted} again",
            Step(RENAME, {"wanted": source.name, "name": wanted}),
            Step(RENAME, {"wanted": wanted, "name": source.name}),
        )

    def move(self, source: Source, category: str) -> str:
        """Put a feed into a category, or into none; returns what was done, "" if nothing."""
        moved = sources.move_source(*self._where, source.name, category)
        if moved.category == source.category:
            return ""
        return self.history.note(
            f"Moved {source.name} {_into(moved.category)}",
            f"Moved {source.name} back {_into(source.category)}",
            Step(MOVE, {"wanted": source.name, "category": source.category}),
            Step(MOVE, {"wanted": source.name, "category": moved.category}),
        )

    def follow_redirects(self, moves: Sequence[tuple[Source, str]]) -> list[str]:
        """Note where feeds have moved for good; returns a line for each that was moved.

        Where a new address can't be noted the old one stays.
        """
        trusted = [(source, url) for source, url in moves if _may_lead(source.url, url)]
        if not trusted:
            return []
        try:
            moved = sources.replace_urls(*self._where, trusted)
        except ConfigError:  # the file can't be written just now: the redirect stays as well
            return []
        return [f"{one.name} has moved for good, to {without_user(one.url)}" for one in moved]

    # OPML ------------------------------------------------------------------------------------

    def import_opml(self, file: str) -> Imported:
        """Add the feeds of an OPML file, or of a list of addresses.

        Raises NotFoundError, ParseError where there is no feed in it, or ConfigError.
        """
        from tui_reader.library.looking import read_opml

        reading = read_opml(_content(file))
        added = self.add_feeds(reading.feeds)
        return Imported(
            added=len(added.sources),
            known=added.known + reading.merged,
            skipped=(*reading.skipped, *added.refused),
        )

    def export_opml(self) -> str:
        """The feeds of the library as OPML, without passwords."""
        from tui_reader.parse.opml import write_opml

        return write_opml(sources.load_sources(*self._where))

    # Inside ----------------------------------------------------------------------------------

    @property
    def _where(self) -> tuple[Path, Path]:
        return self.paths.sources_file, self.paths.briefings

    def _note_added(self, added: Sequence[Source]) -> None:
        """Sources were added: how that is taken back."""
        if not added:
            return
        names = [source.name for source in added]
        what = names[0] if len(names) == 1 else f"{len(names):,} feeds"
        self.history.note(
            f"Added {what}",
            f"Removed {what} again",
            Step(REMOVE, {"names": names}),
            Step(ADD, {"added": [source_record(source) for source in added]}),
        )

    def _add(self, added: Sequence[dict[str, Any]]) -> None:
        """Add sources again, as they were added before."""
        again = [source_from(record) for record in added]
        for source in again:
            if not source.url:
                sources.add_folder(self.paths.sources_file, source.path, source.name)
        feeds = [(one.url, one.name, one.category) for one in again if one.url]
        if feeds:
            sources.add_feeds(*self._where, feeds)

    def _restore(self, source: dict[str, Any], **where: Any) -> None:
        """Put a source back that was removed."""
        sources.restore(*self._where, sources.Removed(source_from(source), **where))


def _into(category: str) -> str:
    return f"to {category}" if category else "out of its category"


def _may_lead(old: str, new: str) -> bool:
    """Whether a redirect is to be believed for good: anybody on the way may answer plain http."""
    is_safe = old.startswith("https:") or new.startswith("https:")
    return is_safe or host_of(without_user(old)) == host_of(new)


def _content(file: str) -> bytes:
    """What is in a file that the reader named."""
    name = clean(without_user(file), 4096)
    try:
        path = Path(file.strip()).expanduser()
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotFoundError(f"{name}: is no file")
        with path.open("rb") as opened:
            content = opened.read(MAX_OPML_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: nobody has this ~home
        why = error.strerror if isinstance(error, OSError) and error.strerror else "no such file"
        raise NotFoundError(f"{name}: {why}") from error
    if len(content) > MAX_OPML_BYTES:
        raise ConfigError(f"{name}: larger than {MAX_OPML_BYTES // 1_000_000} MB")
    return content
