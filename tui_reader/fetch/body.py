"""The body of an answer, whole and unpacked, never larger than asked for."""

import zlib
from collections.abc import AsyncIterable

from tui_reader.errors import FetchError
from tui_reader.fetch.answers import Headers

GZIP = b"\x1f\x8b"
"""How every gzip file begins, and no feed."""

_PACKED = frozenset({"gzip", "x-gzip"})
_PLAIN = frozenset({"", "identity"})


async def read_body(chunks: AsyncIterable[bytes], headers: Headers, limit: int) -> bytes:
    """Return the body, unpacked where it is gzip: as an encoding, or as a file (`feed.xml.gz`).

    Raises FetchError where it is larger than `limit` before or after, damaged or cut short, or
    encoded otherwise: we have asked for gzip alone, and twice gzip is a way to hide a bomb.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in _PACKED | _PLAIN:
        raise FetchError("the server packs its answer in a way that it was not asked for")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:18]) > limit:
        raise _too_large(limit)
    unpacker = Unpacker(limit) if encoding in _PACKED else None
    parts: list[bytes] = []
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        if received > limit:
            raise _too_large(limit)
        parts.append(unpacker.unpack(chunk) if unpacker else chunk)
    if unpacker and received:
        unpacker.end()
    body = b"".join(parts)
    return _unpacked(body, limit) if not unpacker and body.startswith(GZIP) else body


class Unpacker:
    """Unpacks gzip as it comes, and stops at the limit, however much more there would be.

    What follows the end of the gzip is passed over, as browsers do.
    """

    def __init__(self, limit: int) -> None:
        self._inflate = zlib.decompressobj(31)
        self._limit = limit
        self._room = limit

    def unpack(self, chunk: bytes) -> bytes:
        """Return what the next bytes unpack to."""
        if self._inflate.eof:  # zlib would keep what follows
            return b""
        try:
            data = self._inflate.decompress(chunk, self._room + 1)
        except zlib.error as error:
            raise FetchError("the answer is damaged: it is no sound gzip") from error
        self._room -= len(data)
        if self._room < 0:
            raise _too_large(self._limit)
        return data

    def end(self) -> None:
        """Make sure that the gzip was complete: zlib itself is content with a part."""
        if not self._inflate.eof:
            raise FetchError("the answer ended too early", temporary=True)


def _unpacked(data: bytes, limit: int) -> bytes:
    unpacker = Unpacker(limit)
    body = unpacker.unpack(data)
    unpacker.end()
    return body


def _too_large(limit: int) -> FetchError:
    return FetchError(f"larger than {limit / 1_000_000:g} MB")
