"""Which bytes are which text."""

import pytest

from tui_reader.errors import ParseError
from tui_reader.parse.decode import decode


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_text_is_read_in_the_encodings_that_occur(encoding: str) -> None:
    """With and without a byte order mark, which never becomes part of the text."""
    text = "Möwen über dem Café: „fünf“ Wellen\n" * 3
    assert decode(text.encode(encoding)) == text


def test_utf_16_with_the_other_mark() -> None:
    """Big endian with its mark."""
    assert decode(b"\xfe\xff" + "Möwe".encode("utf-16-be")) == "Möwe"


def test_latin_1_where_windows_has_no_character() -> None:
    """0x81 is nothing in Windows-1252."""
    assert decode(b"caf\xe9 \x81 na\xefve") == "café \x81 naïve"


@pytest.mark.parametrize("piece", [b"\xe2", b"\xe2\x80", b"\xf0\x9f\x98"])
def test_a_character_cut_by_a_generator_is_dropped(piece: bytes) -> None:
    """A text that is ASCII but for the cut stays UTF-8 too."""
    assert decode(b"The headline goes on " + piece + b"...") == "The headline goes on ..."


def test_a_broken_character_among_sound_ones_does_not_change_the_encoding() -> None:
    """It is replaced; the others are read."""
    assert decode("„Möwe“ ".encode() + b"\xe2\x80 x") == "„Möwe“ \ufffd x"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x01\x00",
        b"\x00" * 100,
        b"\xff\xfe" + b"\x00\xd8" * 50,
        b"SQLite format 3\x00\x10\x00\x01\x01\x00@  \x00\x00\x00\x02",
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    """Pictures, archives, databases, zeros."""
    with pytest.raises(ParseError, match=r"^binary data, not text$"):
        decode(data)
