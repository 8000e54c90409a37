"""Bytes → text where the text itself says how: in its XML declaration, or in a `<meta>` of a page.

Only encodings that such files really have are believed: Python knows others that unpack
archives, or make control characters out of plain letters.
"""

import codecs
import re

from tui_reader.parse.decode import decode

_DECLARED = re.compile(
    rb"""(?:<\?xml\b[^<>]{0,200}?\bencoding|<meta\b[^<>]{0,200}?\bcharset)\s*=\s*["']?\s*([\w-]{1,30})""",
    re.IGNORECASE,
)
_SAMPLE = 2_000
"""Bytes at the beginning that are searched: twice what browsers look at."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_CODECS = {
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (*range(2, 12), *range(13, 17))},
    **{f"windows-{page}": f"cp{page}" for page in (874, *range(1250, 1259))},
    **{f"cp{page}": f"cp{page}" for page in range(1250, 1259)},
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "big5": "big5hkscs",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "ibm866": "cp866",
    "tis-620": "cp874",
    "macintosh": "mac_roman",
}
"""Names as files have them, in lower case, and the codec. Browsers take Latin-1 for Windows-1252,
and the smaller Asian sets for the larger ones that contain them, too."""


def decode_declared(data: bytes) -> str:
    """Return the text of an XML file or a page; raise ParseError where it is none.

    A byte order mark goes first, then what is declared, if it is one of the known encodings;
    else the bytes decide.
    """
    codec = declared_codec(data)
    if not codec or data.startswith(_MARKS):
        return decode(data)
    return data.decode(codec, "replace")


def declared_codec(data: bytes) -> str:
    """Return the codec of the encoding that is declared in the bytes; "" for none that is known."""
    declared = _DECLARED.search(data[:_SAMPLE])
    return codec_of(declared[1].decode("ascii")) if declared else ""


def codec_of(name: str) -> str:
    """Return the codec of an encoding that files or servers name; "" if it is not a known one."""
    return _CODECS.get(name.lower(), "")
