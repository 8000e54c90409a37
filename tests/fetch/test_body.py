"""Bodies: whole, unpacked, and never larger than is good for us."""

import gzip
import time
import tracemalloc
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.asking import SMALL, failure, fetched
from tests.fetch.server import Server, answer, endless, head, raw
from tui_reader.errors import FetchError
from tui_reader.fetch import Limits
from tui_reader.fetch.body import Unpacker

BODY = b"<rss><channel><title>Isle Observer</title></channel></rss>"
PACKED = gzip.compress(BODY, mtime=0)
CHUNKED = head(200, transfer_encoding="chunked")


def bomb(size: int) -> bytes:
    """A few bytes of gzip that unpack to many."""
    return gzip.compress(bytes(size))


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", PACKED),
        ("GZIP", PACKED),
        ("x-gzip", PACKED),
        ("gzip", PACKED + b"\0\0\0"),
        ("identity", BODY),
        ("", BODY),
    ],
    ids=["gzip", "GZIP", "x-gzip", "gzip and more", "identity", "nothing"],
)
async def test_gzip_and_plain(server: Server, encoding: str, data: bytes) -> None:
    """What was asked for is unpacked; what follows a gzip is passed over."""
    server.pages["/feed"] = answer(data, content_encoding=encoding)
    assert (await fetched(server.url("/feed"))).body == BODY


async def test_a_gzip_file_is_unpacked_too(server: Server) -> None:
    """`feed.xml.gz` is a feed whose server says nothing of packing."""
    server.pages["/feed.xml.gz"] = answer(PACKED, content_type="application/gzip")
    assert (await fetched(server.url("/feed.xml.gz"))).body == BODY


async def test_chunks_are_put_together(server: Server) -> None:
    """Most servers that make their feeds on demand send them so."""
    server.pages["/feed"] = raw(CHUNKED + b"5\r\n<rss>\r\n6;x=y\r\n</rss>\r\n0\r\nX: y\r\n\r\n")
    assert (await fetched(server.url("/feed"))).body == b"<rss></rss>"


async def test_an_empty_body_is_an_answer(server: Server) -> None:
    """That it is no feed is for the parser to say; servers call even nothing gzip."""
    server.pages["/feed"] = answer()
    assert (await fetched(server.url("/feed"))).body == b""
    server.pages["/feed"] = answer(content_encoding="gzip")
    assert (await fetched(server.url("/feed"))).body == b""


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "gzip,identity", "x"])
async def test_other_packing_is_refused(server: Server, encoding: str) -> None:
    """It was not asked for, and the reason does not repeat what the server calls it."""
    server.pages["/feed"] = answer(PACKED, content_encoding=encoding)
    error = await failure(server.url("/feed"))
    assert str(error) == "the server packs its answer in a way that it was not asked for"


@pytest.mark.parametrize("cut", [1, 9, 12, -1])
async def test_a_gzip_that_is_cut_short_is_an_error(server: Server, cut: int) -> None:
    """The length is right, the end of the gzip is missing: half a feed must not pass for one."""
    for encoding in ("gzip", "") if cut != 1 else ("gzip",):  # one byte is no sign of a gzip file
        server.pages["/feed"] = answer(PACKED[:cut], content_encoding=encoding)
        error = await failure(server.url("/feed"))
        assert str(error) == "the answer ended too early"
        assert error.temporary


@pytest.mark.parametrize(
    "data",
    [BODY, b"\x1f\x8b\x07garbage", PACKED[:-6] + b"wrong!"],
    ids=["plain", "beginning", "checksum"],
)
async def test_what_is_called_gzip_and_is_not(server: Server, data: bytes) -> None:
    """Plain text under a wrong name, a damaged beginning, a checksum that does not fit."""
    server.pages["/feed"] = answer(data, content_encoding="gzip")
    assert "no sound gzip" in str(await failure(server.url("/feed")))


@pytest.mark.parametrize("encoding", ["", "gzip"])
async def test_the_limit_itself_is_allowed(server: Server, encoding: str) -> None:
    """One byte more is not, packed or not."""
    for size in (SMALL.size, SMALL.size + 1):
        data = gzip.compress(bytes(size)) if encoding else bytes(size)
        server.pages[f"/{size}"] = answer(data, content_encoding=encoding)
    assert len((await fetched(server.url(f"/{SMALL.size}"))).body) == SMALL.size
    assert str(await failure(server.url(f"/{SMALL.size + 1}"))) == "larger than 0.1 MB"


async def test_a_length_beyond_the_limit_is_believed(server: Server) -> None:
    """Nothing of the body is waited for."""
    server.pages["/feed"] = raw(head(200, content_length="10000001"))
    assert str(await failure(server.url("/feed"), limits=Limits())) == "larger than 10 MB"


@pytest.mark.parametrize(
    "start",
    [head(200, content_type="text/xml"), head(200, content_encoding="gzip") + bomb(10)],
    ids=["plain", "behind a gzip"],
)
async def test_a_body_without_end_ends_at_the_limit(server: Server, start: bytes) -> None:
    """Also where all that comes is passed over, as it follows the end of a gzip."""
    server.pages["/feed"] = endless(start, bytes(10_000))
    assert str(await failure(server.url("/feed"))) == "larger than 0.1 MB"


async def test_chunks_without_end_end_at_the_limit(server: Server) -> None:
    """A length is not needed to be too long."""
    server.pages["/feed"] = endless(CHUNKED, b"1000\r\n" + bytes(0x1000) + b"\r\n")
    assert str(await failure(server.url("/feed"))) == "larger than 0.1 MB"


@pytest.mark.parametrize("encoding", ["gzip", ""])
async def test_a_bomb_is_never_unpacked(server: Server, encoding: str) -> None:
    """A hundred kilobytes that would be a hundred megabytes cost little more than the limit."""
    server.pages["/feed"] = answer(bomb(100_000_000), content_encoding=encoding)
    await failure(server.url("/feed"))  # whatever is loaded only once
    tracemalloc.start()
    started = time.perf_counter()
    try:
        error = await failure(server.url("/feed"), limits=Limits(size=1_000_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(error) == "larger than 1 MB"
    assert most < 5_000_000
    assert time.perf_counter() - started < 5


@given(st.binary(), st.lists(st.integers(0, 400)), st.integers(0, 9))
def test_gzip_in_pieces_is_what_it_was(data: bytes, cuts: list[int], level: int) -> None:
    """However the network cuts it."""
    packed = gzip.compress(data * 5, level)
    unpacker = Unpacker(limit=len(data) * 5)
    ends = sorted({*cuts, 0, len(packed)})
    pieces = [packed[start:end] for start, end in pairwise(ends)]
    assert b"".join(map(unpacker.unpack, pieces)) == data * 5
    unpacker.end()


@given(st.binary())
def test_arbitrary_bytes_are_unpacked_or_refused(data: bytes) -> None:
    """No zlib.error gets out."""
    unpacker = Unpacker(limit=100)
    try:
        unpacked = unpacker.unpack(data)
        unpacker.end()
    except FetchError:
        return
    assert zlib.decompressobj(31).decompress(data) == unpacked
