"""The texts of articles, kept to be read offline: a file for each in the folder `pages`.

The name of a file is made from the link of its article, so that nothing has to be looked up, and
nothing can be out of step. What is in a file is read as if a stranger had written it.
"""

import json
import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tui_reader.errors import ParseError, StoreError
from tui_reader.folders import make_private
from tui_reader.models import FullText
from tui_reader.parse.limits import MAX_TEXT_LINKS, MAX_URL_CHARS
from tui_reader.parse.text import clean, clean_body
from tui_reader.records import full_text_from, full_text_record
from tui_reader.workers.files import read_regular

_LINES = ("url", "address", "title")


class Pages:
    """Keeps and finds the texts of articles, by their links."""

    def __init__(self, folder: Path) -> None:
        """The folder is made when the first text is kept."""
        self.folder = folder

    def get(self, url: str) -> FullText | None:
        """What is kept of an article: its text, or only its address; None where nothing is."""
        with suppress(ParseError, ValueError, RecursionError):
            found = _cleaned(json.loads(read_regular(self._file(url))))
            if found is not None and found.url == url:
                return found
        return None

    def of(self, urls: Iterable[str]) -> tuple[FullText, ...]:
        """The texts that are kept of these articles, each once."""
        found = (self.get(url) for url in dict.fromkeys(urls) if url)
        return tuple(one for one in found if one and one.text)

    def texts(self) -> Callable[[Iterable[str]], list[str]]:
        """Who gives the texts of some articles out of many, of which few are kept.

        The folder is listed once: what comes later is not found.
        """
        names: set[str] = set()
        with suppress(OSError):
            names.update(os.listdir(self.folder))
        if not names:
            return lambda _: []
        return lambda urls: [
            one.text for one in self.of(url for url in urls if self._file(url).name in names)
        ]

    def keep(self, text: FullText) -> None:
        """Keep the text of an article, in place of an older one; whole, or not at all.

        Raises StoreError where the disk refuses.
        """
        import tempfile  # the first paint only looks for texts

        content = json.dumps(full_text_record(text)).encode()
        try:
            make_private(self.folder)
            handle, draft = tempfile.mkstemp(prefix=".", dir=self.folder)  # 0600, and new
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(draft).replace(self._file(text.url))
            except OSError:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise StoreError(f"{self.folder}: can't be written: {error.strerror}") from error

    def expire(self, before: float, kept: Collection[str]) -> int:
        """Let go of what was fetched before a time, in seconds since 1970, but for some articles.

        Returns how many that were; what can't be deleted stays.
        """
        names = {self._file(url).name for url in kept}
        gone = 0
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    is_old = entry.stat(follow_symlinks=False).st_mtime < before
                    if is_old and entry.name not in names:
                        Path(entry.path).unlink()
                        gone += 1
        return gone

    def _file(self, url: str) -> Path:
        digest = blake2b(url.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return self.folder / f"{digest}.json"


def _cleaned(record: Any) -> FullText | None:
    """What a file says, as clean as what a worker says; None where it is none of ours."""
    if not isinstance(record, dict) or record.keys() != set(FullText._fields):
        return None
    pairs, lines = record["links"], [record[name] for name in _LINES]
    if not isinstance(pairs, list) or not _are_texts([*lines, record["text"]]):
        return None
    pairs = pairs[:MAX_TEXT_LINKS]
    if not all(isinstance(pair, list) and len(pair) == 2 and _are_texts(pair) for pair in pairs):
        return None
    url, address, title = (clean(line, MAX_URL_CHARS) for line in lines)
    links = [(clean(words), clean(link, MAX_URL_CHARS)) for words, link in pairs]
    text = clean_body(record["text"])
    return full_text_from(
        {"url": url, "address": address, "title": title, "text": text, "links": links}
    )


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(one, str) for one in values)
