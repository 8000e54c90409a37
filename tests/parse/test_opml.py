"""Lists of feeds: read in whatever state they come, written so that any reader understands them."""

import json
import time
import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import ParseError
from tui_reader.models import Source
from tui_reader.parse.limits import MAX_NAME_CHARS
from tui_reader.parse.opml import OpmlFeed, Skipped, read_opml, write_opml
from tui_reader.parse.text import clean

FOLDER = Path(__file__).parent.parent / "data" / "opml"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
SECONDS = 3.0
"""Several times what the slowest takes on a slow machine; quadratic ones would take minutes."""


def outlined(text: str) -> ET.Element:
    """What a strict reader makes of it."""
    return ET.fromstring(text)  # noqa: S314  (our own writing)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".expected")[0])
def test_a_list_says_what_stands_beside_it(path: Path) -> None:
    """Each feed, each entry that is none, and how many came twice."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    reading = read_opml((FOLDER / path.name.removesuffix(".expected.json")).read_bytes())
    assert reading.feeds == tuple(OpmlFeed(*feed) for feed in expected["feeds"])
    assert reading.skipped == tuple(Skipped(*entry) for entry in expected["skipped"])
    assert reading.merged == expected["merged"]


def test_every_list_has_its_expected_values() -> None:
    """No fixture is forgotten."""
    names = {path.name for path in FOLDER.iterdir() if not path.name.endswith(".expected.json")}
    assert names == {path.name.removesuffix(".expected.json") for path in EXPECTED}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"<!DOCTYPE html><title>x</title>", "an HTML page, not a list of feeds"),
        (b"<opml version='2.0'><head/></opml>", "OPML, but without a feed"),
        (
            b"<opml><outline text='x' xmlUrl='|cat'/></opml>",
            "OPML, but without a feed (x: a command or query of another reader)",
        ),
        (b"<opml><outline xmlUrl=''/></opml>", "OPML, but without a feed (an outline: it has no"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "a feed, not a list; add its address"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "a feed, not a list; add its address"),
        (b"<gpx/>", "XML, but without an OPML outline"),
        (b'{"feeds": []}', "JSON, not OPML"),
        (b"Dear reader,\nhello.", "neither OPML nor a list of addresses, one a line"),
        (b"\x1f\x8b\x08\x00", "packed with gzip; unpack it first"),
        (bytes(range(256)) * 9, "binary data, not text"),
        (b"<!DOCTYPE o [<!ENTITY a 'b'>]><opml/>", "refused: it defines entities of its own"),
        (b" " * 20_000_001, "larger than 20 MB"),
        (b"<outline xmlUrl='a'/>" * 100_001, "more than 100,000 feeds"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_without_feeds_is_called_what_it_is(data: bytes, reason: str) -> None:
    """No silence: whoever picks the wrong file sees which it is."""
    with pytest.raises(ParseError) as caught:
        read_opml(data)
    assert str(caught.value).startswith(reason)
    assert str(caught.value).isprintable()


def test_a_wrong_entry_keeps_its_password_to_itself() -> None:
    """What is skipped is shown."""
    with pytest.raises(ParseError) as caught:
        read_opml(b"<outline xmlUrl='https://ann:secret@x.example:0/'/>")
    assert "secret" not in str(caught.value)


FLOODS = (
    *("<outline", "<outline>", '<outline xmlUrl="', "<outline xmlUrl='a", "</outline>", "<!--"),
    *("<outline text='a'>", "<outline xmlUrl='http://a.example'>", "<![CDATA[", "<?", "<", "&a"),
    *("<outline a='b\" c=", "a=", "aaaa", "a ", '"', "\n", "<!-- -->", "http://a.example\n", "a:"),
)


@pytest.mark.parametrize("piece", FLOODS)
def test_a_hostile_list_is_read_soon(piece: str) -> None:
    """In time that does not grow with the square of its length."""
    start = time.perf_counter()
    for text in (piece * 40_000, f"<opml><outline {piece * 40_000}", piece * 40_000 + "<outline/>"):
        with suppress(ParseError):
            read_opml(text.encode())
    assert time.perf_counter() - start < SECONDS


def test_folders_without_end_are_folders_no_longer() -> None:
    """The innermost of many is left out; the feeds stay."""
    folders = "".join(f"<outline text='{number}'>" for number in range(5_000))
    (feed,) = read_opml(f"{folders}<outline xmlUrl='http://a.example'/>".encode()).feeds
    assert feed.url == "http://a.example"
    assert feed.category.startswith("0 / 1 / 2 / ")
    assert len(feed.category) <= MAX_NAME_CHARS


def test_thousands_of_feeds_are_read_soon() -> None:
    """A hundred thousand would take two seconds."""
    feed = '<outline type="rss" text="Isle {0}" xmlUrl="https://isle.example/{0}?a=1&amp;b=2"/>'
    text = "<opml><body>" + "".join(map(feed.format, range(5_000))) + "</body></opml>"
    start = time.perf_counter()
    assert len(read_opml(text.encode()).feeds) == 5_000
    assert time.perf_counter() - start < 2


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_list_or_an_error_of_ours(data: bytes) -> None:
    """Nothing else leaves the reader, and what it says is fit to be shown."""
    for prefix in (b"", b'<opml><outline xmlUrl="http://a.example" text="', b"http://a.example\n"):
        with suppress(ParseError):
            reading = read_opml(prefix + data)
            texts = [text for feed in reading.feeds for text in (feed.title, feed.category)]
            texts += [text for entry in reading.skipped for text in entry]
            assert all(clean(text, 10_000) == text for text in texts)


SOURCES = [
    Source(path=Path("/a"), name="A folder"),
    Source(path=Path("/b"), name='Quoted "b" & <c>', url="https://b.example/?x=1&region=2"),
    Source(path=Path("/c"), name="Reef", url="https://ann:secret@reef.example/rss", category="Sea"),
    Source(path=Path("/d"), name="Isle", url="https://isle.example/rss", category="Land"),
    Source(path=Path("/e"), name="Whale", url="https://whale.example/rss", category="Sea"),
]


def test_what_is_written_is_plain_opml() -> None:
    """Version 2.0, with text and title and one level of folders; without logins and folders."""
    root = outlined(write_opml(SOURCES))
    assert (root.tag, root.attrib) == ("opml", {"version": "2.0"})
    body = root.find("body")
    assert body is not None
    assert [(outline.get("text"), len(outline)) for outline in body] == [
        ('Quoted "b" & <c>', 0), ("Sea", 2), ("Land", 1),
    ]  # fmt: skip
    (whale,) = [outline for outline in body.iter() if outline.get("text") == "Whale"]
    assert whale.attrib == {
        "type": "rss", "text": "Whale", "title": "Whale", "xmlUrl": "https://whale.example/rss",
    }  # fmt: skip
    assert "secret" not in write_opml(SOURCES)


def test_an_empty_list_is_still_opml() -> None:
    """Of a library that has only folders."""
    assert len(outlined(write_opml(SOURCES[:1])).findall("body/outline")) == 0


def test_what_no_xml_may_hold_is_left_out() -> None:
    """Or no reader would read the rest."""
    name = "a\0\x1b\ud800\ufffe\n\tb"
    text = write_opml([Source(path=Path("/a"), name=name, url="https://a.example", category=name)])
    assert [outline.get("text") for outline in outlined(text).iter("outline")] == ["a b"] * 2


NAMES = st.text(max_size=20).map(lambda text: clean("".join(filter(str.isprintable, text))))
FEEDS = st.lists(
    st.tuples(st.sampled_from(["a", "b?x=1&lt=2", "c/~%41;"]), st.integers(0, 9), NAMES, NAMES),
    unique_by=lambda feed: feed[:2],
    max_size=8,
)


@given(feeds=FEEDS)
def test_what_was_written_is_read_again(feeds: list[tuple[str, int, str, str]]) -> None:
    """The same addresses, names and categories."""
    sources = [
        Source(
            path=Path("/"), name=name or "-", url=f"https://h{n}.example/{url}", category=category
        )
        for url, n, name, category in feeds
    ]
    with suppress(ParseError):
        reading = read_opml(write_opml(sources).encode())
        assert (reading.skipped, reading.merged) == ((), 0)
        assert sorted(reading.feeds) == sorted((s.url, s.name, s.category) for s in sources)
        return
    assert sources == []
