"""Put a new text in the place of `sources.toml`: only one that says what it has to say."""

from collections.abc import Collection
from pathlib import Path

from tui_reader.errors import ConfigError
from tui_reader.models import Source
from tui_reader.sources.reading import MAX_BYTES, read_sources
from tui_reader.tomlfile import TomlFile, replace_text


def put(file: TomlFile, text: str, briefings: Path, wanted: Collection[Source]) -> None:
    """Write a text that says just these sources in the place of the file.

    Raises ConfigError where it says anything else, because the file is written in a way that
    the program can't follow, or where it can't be written.
    """
    _check_size(file, text)
    try:
        _, said = read_sources(file.path, text, briefings)
    except ConfigError:
        said = ()
    if _by_name(said) != _by_name(wanted):
        raise file.error("can't be changed by the program; change it by hand")
    replace_text(file.path, text)


def _by_name(sources: Collection[Source]) -> dict[str, Source]:
    """The sources by what no two of them share; hashing all of each takes far longer."""
    return {source.name: source for source in sources}


def _check_size(file: TomlFile, text: str) -> None:
    """Refuse a text that would be too large to be read again."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise file.error(f"would be larger than {MAX_BYTES // 1024:,} kB; add less")
