"""Which sources a library is made of: those of `sources.toml`, or what was named; else samples."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tui_reader.errors import NotFoundError
from tui_reader.models import Source
from tui_reader.parse import clean
from tui_reader.paths import Paths, samples_folder
from tui_reader.sources import feed_folder, load_sources
from tui_reader.urls import host_of, typed_address, without_user

_SCHEME = re.compile(r"feed:|[a-z][a-z0-9+.-]*://", re.ASCII | re.IGNORECASE)


def chosen_sources(paths: Paths, targets: Sequence[str]) -> tuple[Source, ...]:
    """The folders, files and feeds that were named; the library's own if none was.

    Raises NotFoundError or ConfigError.
    """
    if not targets:
        return load_sources(paths.sources_file, paths.briefings) or (samples(),)
    return named_apart(
        _feed(paths, target) if is_address(target) else _folder(target) for target in targets
    )


def samples() -> Source:
    """What the program carries, for when there is nothing else yet."""
    return Source(path=samples_folder(), name="Samples")


def is_address(target: str) -> bool:
    """Whether this is an address rather than a path, be it one that can be fetched or not."""
    return _SCHEME.match(target.strip()) is not None


def is_there(typed: str) -> bool:
    """Whether a file or folder is called so; what no path can be called is not there."""
    try:
        return Path(typed).exists()
    except (OSError, ValueError):
        return False


def _feed(paths: Paths, url: str) -> Source:
    """A feed that is read once: kept apart from those of the library, and may be lost."""
    url = typed_address(url)
    name = host_of(without_user(url)) or clean(without_user(url))
    return Source(path=paths.once / feed_folder(url), name=name, url=url)


def scope_of(sources: Sequence[Source]) -> str:
    """A short name for a set of folders: each set that was opened by name has its own index."""
    import hashlib

    paths = "\0".join(sorted(str(source.path) for source in sources))
    return hashlib.blake2b(paths.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def named_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources, each once; those of one name are called by their whole path or address."""
    each = tuple(dict.fromkeys(sources))
    names = Counter(source.name for source in each)
    return tuple(
        source if names[source.name] == 1 else source._replace(name=_whole_name(source))
        for source in each
    )


def _whole_name(source: Source) -> str:
    """What no other source is called by."""
    address = without_user(source.url).partition("://")[2].rstrip("/")
    return clean(address or str(source.path), 4096)


def _folder(folder: str) -> Source:
    shown = clean(without_user(folder), 4096)
    try:
        path = Path(folder).expanduser().resolve(strict=True)
        str(path).encode()
    except UnicodeEncodeError as error:
        raise NotFoundError(f"{shown}: its path is not UTF-8") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise NotFoundError(f"{shown}: no such file or folder") from error
    return Source(path=path, name=clean(path.name) or "/")
