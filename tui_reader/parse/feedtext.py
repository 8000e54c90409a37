"""The bytes of a feed → text that an XML parser may be given.

    bytes ─decode─▶ text ─from the root on─▶ what XML allows ─the first entries─▶ document

Both ways of reading feeds, the fast and the slow one, read this text. So each guard counts for
both, and neither of them sees an encoding, a declaration or a DTD.
"""

import codecs
import html
import re
from itertools import islice

from tui_reader.errors import ParseError
from tui_reader.parse.declared import codec_of, declared_codec
from tui_reader.parse.decode import decode
from tui_reader.parse.limits import MAX_ENTRIES, MAX_PROLOG_CHARS
from tui_reader.parse.links import absolute

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_SEVEN_BIT = "iso2022_jp"
"""The one encoding whose bytes are valid UTF-8, and mean something else."""
_CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
"""What XML has no place for, and what nobody could see."""
_REFERENCE = re.compile("&#(?:[xX]([0-9A-Fa-f]{1,2}|[0-9A-Fa-f]{4,})|([0-9]{1,2}|[0-9]{5,}));")
"""Characters by number, but for those of the lengths that can't be forbidden ones."""

_BLANKS = re.compile(r"\s*")
_ROOT = re.compile(r"<(?:[a-z_][\w.-]*:)?(?:rss|rdf|feed|channel)(?=[\s>/])", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|meta|script|div)\b", re.IGNORECASE)
_WRAPPING = re.compile(r"<!--.*?-->|<\?[^>]*>|<!doctype[^>]*>|<(?:html|body)\b[^<>]*>", re.I | re.S)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)

ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
"""The opening tag of an entry."""
_BASE = re.compile(r"""\sxml:base\s*=\s*(["'])([^"'<>]*)\1""")


def document(body: bytes, content_type: str) -> str:
    """Return the feed from its first tag on; raise ParseError where there is none."""
    text = _decoded(body, content_type)
    if len(body.translate(None, _CONTROLS)) < len(body) or "\ufffe" in text or "\uffff" in text:
        text = _FORBIDDEN.sub("", text)
    text = _from_root(text)
    if "&#" in text:
        text = _REFERENCE.sub(_allowed, text)
    return _first_entries(text)


def with_whole_base(text: str, url: str) -> str:
    """Return a document whose first tag has no `xml:base` that is itself relative to `url`."""
    tag = text[: text.find(">") + 1]
    found = _BASE.search(tag)
    if found is None or ":" in found[2]:
        return text
    base = absolute(url, html.unescape(found[2]))
    return f"{tag[: found.start(2)]}{html.escape(base)}{tag[found.end(2) :]}{text[len(tag) :]}"


def _decoded(body: bytes, content_type: str) -> str:
    """Decode by a mark, by what is valid UTF-8, by what the server says, by what the feed says.

    Text in another encoding is practically never valid UTF-8, whereas UTF-8 is often called
    something else.
    """
    if b"\x00" in body[:1000] or body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(body)
    codec = _codec(body, content_type)
    if codec == _SEVEN_BIT and b"\x1b" in body:
        return body.decode(codec, "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode(codec, "replace") if codec else decode(body)


def _codec(body: bytes, content_type: str) -> str:
    """Return the codec that the server, else the feed itself names; "" for none that is known.

    Latin-1 is what servers say of all that they send, without having looked at it.
    """
    charset = _CHARSET.search(content_type)
    by_server = codec_of(charset[1]) if charset else ""
    by_feed = declared_codec(body)
    return by_feed or by_server if by_server == "cp1252" else by_server or by_feed


def _from_root(text: str) -> str:
    """Cut off all before the first tag of the feed; raise ParseError where there is no such tag.

    The DTD goes, too, as nothing of it is of use; one that defines entities is refused.
    """
    start = _after_prolog(text)
    head = text[: start + MAX_PROLOG_CHARS]
    root = _ROOT.search(head, start)
    before = head[start : root.start()] if root else head
    page = _PAGE.search(before)
    if root is None or (page and not _is_wrapping(before)):
        raise ParseError(_what_it_is(text, head, is_page=page is not None))
    if _ENTITY.search(head, 0, root.start()):
        raise ParseError("refused: a DTD with entities")
    return text[root.start() :]


def _after_prolog(text: str) -> int:
    """Return where declaration, comments and instructions end."""
    place = 0
    while True:
        blanks = _BLANKS.match(text, place)
        place = blanks.end() if blanks else place
        end = "-->" if text.startswith("<!--", place) else "?>"
        if not text.startswith(("<!--", "<?"), place) or (found := text.find(end, place + 2)) < 0:
            return place
        place = found + len(end)


def _is_wrapping(before: str) -> bool:
    """Whether there is nothing but the frame of a page around the feed."""
    return len(before) < 2000 and not _WRAPPING.sub("", before).strip()


def _what_it_is(text: str, head: str, *, is_page: bool) -> str:
    """Say what was found instead of a feed."""
    if not text.strip():
        return "empty"
    if _OPML.search(head):
        return "not a feed but a list of feeds (OPML)"
    return "not a feed but a web page" if is_page else "not a feed"


def _allowed(reference: re.Match[str]) -> str:
    """Return a reference as it is if there is such a character in XML, else nothing."""
    digits = reference[1] or reference[2]
    if len(digits) > 12:
        return ""
    code = int(digits, 16 if reference[1] else 10)
    is_allowed = code < 0x110000 and not _FORBIDDEN.match(chr(code))
    return reference[0] if is_allowed else ""


def _first_entries(text: str) -> str:
    """Cut off what comes after the entries that are read, and close what is open then."""
    if text.count("<item") + text.count("<entry") <= MAX_ENTRIES:
        return text
    after = next(islice(ENTRY.finditer(text), MAX_ENTRIES, None), None)
    if after is None:
        return text
    kept = text[: after.start()]
    root = re.split(r"[\s>/]", kept[1:201], maxsplit=1)[0]
    channel = "</channel>" if "<channel" in kept and "</channel" not in kept else ""
    return f"{kept}{channel}</{root}>"
