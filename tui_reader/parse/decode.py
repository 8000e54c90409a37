"""Bytes → text: a byte order mark, UTF-16 that shows, UTF-8, else Windows-1252."""

import codecs
import re

from tui_reader.errors import ParseError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 27})
_SAMPLE = 1_000
_NOT_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")


def decode(data: bytes) -> str:
    """Return the text of a file; raise ParseError where it is none.

    Never guesses from words: the result depends on byte patterns only.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding)
    if encoding := _wide_encoding(data[:_SAMPLE]):
        return _checked(data, encoding)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * 20 > len(data):  # random or packed bytes have one in ten, text has none
        raise ParseError("binary data, not text")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _repaired(data)


def _checked(data: bytes, encoding: str) -> str:
    """Decode with replacement; a text full of replacements or NULs is none."""
    text = data.decode(encoding, "replace")
    if (text.count("\x00") + text.count("\ufffd")) * 20 > len(text):
        raise ParseError("binary data, not text")
    return text


def _wide_encoding(sample: bytes) -> str:
    """Return the byte order of UTF-16 without a mark; "" unless the sample clearly is that.

    Western text has a NUL in nearly every second byte, and none in the others.
    """
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd < 2 or (even + odd) * 4 < len(sample) or min(even, odd) > 0:
        return ""
    return "utf-16-be" if even else "utf-16-le"


def _repaired(data: bytes) -> str:
    """Decode what is not valid UTF-8.

    A generator that cuts a text at a number of bytes cuts inside a character and then writes
    three dots: that is UTF-8 with a piece missing. More broken characters than sound ones mean
    that it never was UTF-8.
    """
    text = data.decode("utf-8", "replace").replace("\ufffd...", "...")
    broken = text.count("\ufffd")
    if broken <= len(_NOT_ASCII.findall(text)):
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
