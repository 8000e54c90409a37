"""Where things live on this system; makes nothing."""

import os
from pathlib import Path
from typing import NamedTuple

APP = "tui-reader"


class Paths(NamedTuple):
    """The program's own folders; nothing is made until something is written."""

    config: Path
    data: Path
    cache: Path

    @property
    def config_file(self) -> Path:
        """What the user may change."""
        return self.config / "config.toml"

    @property
    def sources_file(self) -> Path:
        """The sources of the library."""
        return self.config / "sources.toml"

    @property
    def marks_file(self) -> Path:
        """What the reader did: not to be lost."""
        return self.data / "marks.db"

    @property
    def views_file(self) -> Path:
        """What the reader has made of the library: views, and what is muted."""
        return self.config / "views.toml"

    @property
    def briefings(self) -> Path:
        """What was fetched: a folder of briefing files for each feed; not to be lost."""
        return self.data / "briefings"

    @property
    def pages(self) -> Path:
        """The texts of articles, to be read offline: a file for each; may be fetched again."""
        return self.data / "pages"

    @property
    def lock_file(self) -> Path:
        """Held by the one instance that saves."""
        return self.data / "lock"

    def place_file(self, scope: str = "") -> Path:
        """Where the reader was, in the same library; may be lost."""
        return self.data / (f"place-{scope}.json" if scope else "place.json")

    @property
    def feeds_file(self) -> Path:
        """What servers have said about feeds; may be lost."""
        return self.cache / "feeds.db"

    @property
    def refreshed_file(self) -> Path:
        """Touched by whoever has refreshed feeds: its time is when that was."""
        return self.cache / "refreshed"

    @property
    def once(self) -> Path:
        """Feeds that were opened by name and are not kept; may be lost."""
        return self.cache / "once"

    def index_file(self, scope: str = "") -> Path:
        """What was loaded, for the library ("") or for folders opened by name; may be lost."""
        return self.cache / (f"index-{scope}.db" if scope else "index.db")


def standard_paths() -> Paths:
    """The folders that the system (XDG on Linux) or `TUI_READER_HOME` gives us."""
    if home := os.environ.get("TUI_READER_HOME"):
        root = Path(home).expanduser()
        return Paths(config=root / "config", data=root / "data", cache=root / "cache")
    import platformdirs

    return Paths(
        config=Path(platformdirs.user_config_dir(APP)),
        data=Path(platformdirs.user_data_dir(APP)),
        cache=Path(platformdirs.user_cache_dir(APP)),
    )


def samples_folder() -> Path:
    """The briefing files that the program carries."""
    return Path(__file__).parent / "samples"
