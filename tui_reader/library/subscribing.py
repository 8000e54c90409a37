"""Add, change and remove sources; each change can be undone."""

import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_reader import sources
from tui_reader.errors import ConfigError, NotFoundError, ReaderError
from tui_reader.library.history import History
from tui_reader.models import Source
from tui_reader.parse import clean
from tui_reader.parse.limits import MAX_OPML_BYTES
from tui_reader.paths import Paths

if TYPE_CHECKING:
    from tui_reader.library.looking import Found, Preview
    from tui_reader.starter import StarterFeed


class Imported(NamedTuple):
    """What a list of feeds brought."""

    added: int
    known: int
    """There already: these keep their names and categories."""
    skipped: tuple[tuple[str, str], ...]
    """What could not be taken, each with the reason."""


class Subscriptions:
    """The sources of the library, as `sources.toml` keeps them."""

    def __init__(self, paths: Paths, history: History) -> None:
        self.paths = paths
        self.history = history

    # Looking ---------------------------------------------------------------------------------

    def look_at(self, address: str) -> "Found":
        """Find out which feed an address leads to, and what is in it; keeps nothing."""
        from tui_reader.library.looking import look_at

        return look_at(address)

    def preview(self, url: str, named_by: str) -> "Preview":
        """Read one feed that a page names; keeps nothing."""
        from tui_reader.library.looking import preview

        return preview(url, named_by=named_by)

    def starter(self) -> "tuple[StarterFeed, ...]":
        """Well-known feeds to begin with."""
        from tui_reader.starter import starter_feeds

        return starter_feeds()

    # Changing --------------------------------------------------------------------------------

    def add_folder(self, folder: str, name: str = "") -> Source:
        """Add a folder, or a single file."""
        source = sources.add_folder(self.paths.sources_file, Path(folder), name)
        self._note(f"Added {source.name}", source.name)
        return source

    def add_feed(self, url: str, name: str = "", category: str = "") -> Source:
        """Add a feed."""
        source = sources.add_feed(*self._where, url, name, category)
        self._note(f"Added {source.name}", source.name)
        return source

    def add_feeds(self, feeds: Sequence[tuple[str, str, str]]) -> "sources.Added":
        """Add many feeds at once: address, name and category of each."""
        added = sources.add_feeds(*self._where, feeds)
        names = [source.name for source in added.sources]
        if names:
            label = f"Added {len(names):,} feeds" if len(names) > 1 else f"Added {names[0]}"
            self.history.note(label, partial(self._take_out, names))
        return added

    def remove(self, wanted: str) -> Source:
        """Take a source out, by its name, path or address; its files and marks stay."""
        removed = sources.remove_source(*self._where, wanted)
        self.history.note(
            f"Removed {removed.source.name}", partial(sources.restore, *self._where, removed)
        )
        return removed.source

    def rename(self, wanted: str, name: str) -> Source:
        """Give a source another name."""
        source = sources.rename_source(*self._where, wanted, name)
        if source.name != wanted:
            back = partial(sources.rename_source, *self._where, source.name, wanted)
            self.history.note(f"Renamed {wanted}", back)
        return source

    def move(self, source: Source, category: str) -> Source:
        """Put a feed into a category, or into none."""
        moved = sources.move_source(*self._where, source.name, category)
        if moved.category != source.category:
            back = partial(sources.move_source, *self._where, source.name, source.category)
            where = f"to {moved.category}" if moved.category else "out of its category"
            self.history.note(f"Moved {source.name} {where}", back)
        return moved

    def follow_redirect(self, source: Source, url: str) -> None:
        """A feed has moved for good; where its new address can't be noted the old one stays."""
        try:
            sources.replace_url(*self._where, source.name, url)
        except ReaderError:  # it is another's already, or the file can't be written just now
            return

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

    def _note(self, label: str, name: str) -> None:
        self.history.note(label, partial(self._take_out, [name]))

    def _take_out(self, names: Sequence[str]) -> None:
        """Take sources out that were just added; those that are gone by now are gone."""
        sources.remove_sources(*self._where, names)


def _content(file: str) -> bytes:
    """What is in a file that the reader named."""
    name = clean(file, 4096)
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
