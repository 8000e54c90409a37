"""What a text says about its own encoding is believed where it makes sense."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import ParseError
from tui_reader.parse.declared import decode_declared

TEXT = "Möwe – Чайка"


@pytest.mark.parametrize(
    ("head", "encoding", "text"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "cp1252", "Möwe – “x”"),
        ("<?xml version='1.0' encoding='windows-1251' ?>", "cp1251", "Чайка"),
        ('<html><head><meta charset="Shift_JIS">', "cp932", "カモメ①"),
        ("<meta http-equiv=content-type content='text/html; charset=gb2312'>", "gb18030", "海鸥"),
        ("<meta charset=euc-kr>", "cp949", "갈매기"),
        ('<meta charset="utf-8">', "utf-8", TEXT),
        ('<?xml version="1.0" encoding="utf-8"?>', "cp1252", "Möwe – “x”"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-8", TEXT),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16", TEXT),
        ('<?xml version="1.0" encoding="iso-8859-1"?>', "utf-8-sig", TEXT),
        ("<p>charset=koi8-r</p>", "utf-8", TEXT),
        ("<!-- " + "x" * 3_000 + ' --><meta charset="koi8-r">', "utf-8", TEXT),
    ],
)
def test_a_known_encoding_is_believed(head: str, encoding: str, text: str) -> None:
    """A byte order mark and what can't be true go before what is declared."""
    assert decode_declared(f"{head}{text}".encode(encoding)) == f"{head}{text}"


@pytest.mark.parametrize("name", ["unicode_escape", "utf-7", "punycode", "idna", "zlib", "rot13"])
def test_an_encoding_that_makes_something_else_is_not(name: str) -> None:
    """Python would make control characters of letters, or fail with an error of its own."""
    text = f"<?xml version='1.0' encoding='{name}'?>a\\x1b]0;b"
    assert decode_declared(text.encode()) == text


NAMES = [
    "latin1",
    "shift_jis",
    "euc-jp",
    "gbk",
    "big5",
    "koi8-u",
    "iso-8859-16",
    "windows-874",
    "iso-2022-jp",
]


@given(data=st.binary(max_size=200), name=st.sampled_from(NAMES))
def test_any_bytes_are_text_or_an_error_of_ours(data: bytes, name: str) -> None:
    """Every encoding of the list exists, and none of them fails."""
    with suppress(ParseError):
        assert "<meta" in decode_declared(f"<meta charset={name}>".encode() + data)
