"""Put a new text in the place of `sources.toml`: whole or not at all, and only one that is read."""

import os
from collections.abc import Collection
from pathlib import Path

from tui_reader.errors import ConfigError
from tui_reader.models import Source
from tui_reader.sources.reading import MAX_BYTES, parse_file, read_sources
from tui_reader.tomlfile import TomlFile, shown_path


def put(file: TomlFile, text: str, briefings: Path, wanted: Collection[Source]) -> None:
    """Write a text that says just these sources in the place of the file.

    Raises ConfigError where it says anything else, because the file is written in a way that
    the program can't follow, or where it can't be written.
    """
    _check_size(file, text)
    try:
        said = read_sources(parse_file(file.path, text), briefings)
    except ConfigError:
        said = ()
    if len(said) != len(wanted) or set(said) != set(wanted):
        raise file.error("can't be changed by the program; change it by hand")
    _write(file.path, text)


def _check_size(file: TomlFile, text: str) -> None:
    """Refuse a text that would be too large to be read again."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise file.error(f"would be larger than {MAX_BYTES // 1024:,} kB; add less")


def _write(path: Path, text: str) -> None:
    """Put the text in the file's place; a link to the file stays a link."""
    import tempfile

    target = Path(os.path.realpath(path))
    try:
        content = text.encode()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(number)
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(f"{shown_path(path)}: can't be written: {error.strerror}") from error
    except UnicodeEncodeError as error:
        raise ConfigError(f"{shown_path(path)}: a path that is not UTF-8 has no place") from error
