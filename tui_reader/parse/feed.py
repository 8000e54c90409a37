"""The bytes of a feed → a Feed; pure: no clock, network, database, environment.

    bytes ─▶ JSON? ──────────────▶ jsonfeed ─────────────┐
        └──▶ feedtext ─▶ fastfeed, else slowfeed ────────┴─▶ entries ─▶ Feed

What it is, the bytes say: servers call feeds text/html, and web pages application/xml. Only
ParseError leaves this module, whatever the bytes.
"""

from tui_reader.errors import ParseError
from tui_reader.models import Feed
from tui_reader.parse.decode import decode
from tui_reader.parse.entries import FeedFacts, feed_of
from tui_reader.parse.fastfeed import read_fast
from tui_reader.parse.feedtext import document, with_whole_base
from tui_reader.parse.jsonfeed import read_json
from tui_reader.parse.limits import MAX_FEED_BYTES
from tui_reader.urls import without_user

_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"


def parse_feed(body: bytes, *, url: str, content_type: str = "", name: str = "") -> Feed:
    """Return what a feed says; `url` is the address that answered, which links are relative to.

    `content_type` is only believed about the encoding. `name` is what the reader calls the
    source; "" means the feed's own title. Raises ParseError with one line of reason.
    """
    if len(body) > MAX_FEED_BYTES:
        raise ParseError(f"larger than {MAX_FEED_BYTES // 1_000_000} MB")
    url = without_user(url)
    start = body[:1000].lstrip(_BEFORE_JSON)[:1]
    facts = read_json(decode(body)) if start in {b"{", b"["} else _read_xml(body, content_type, url)
    return feed_of(facts, url=url, name=name)


def _read_xml(body: bytes, content_type: str, url: str) -> FeedFacts:
    """Read a feed the fast way, else the slow one, whose parser is loaded only then."""
    text = with_whole_base(document(body, content_type), url)
    facts = read_fast(text)
    if facts is None:
        from tui_reader.parse.slowfeed import read_slowly

        facts = read_slowly(text)
    return facts
