"""Texts of articles: fetched from their pages when asked for, kept, and let go of."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from tests.fetch.server import Exchange, answer, redirect, silent
from tests.library.articles import publish, served
from tests.library.shelf import ALL
from tests.library.station import Station, statuses
from tui_reader.errors import FetchError, ReaderError
from tui_reader.library import Library
from tui_reader.library.pages import Pages
from tui_reader.models import Article, FullText, Story, View
from tui_reader.records import full_text_record

TEXT = FullText(
    url="https://isle.example/ferry",
    address="https://isle.example/ferry?real",
    title="Ferry",
    text="## One\n\n• two[^1]",
    links=(Article(headline="two", outlet="", url="https://vale.example/"),),
)
RECORD = full_text_record(TEXT)


@pytest.fixture
def isle(station: Station) -> Station:
    """Two stories of a feed, each with a page."""
    publish(station, "Ferry", "Lamp")
    station.subscribe("isle")
    station.refresh()
    station.requests()
    return station


def stories(library: Library) -> Sequence[Story]:
    """All stories, by their headlines."""
    return sorted(map(library.story, library.numbers(ALL)), key=lambda story: story.headline)


def test_a_text_is_fetched_kept_and_there_without_a_network(isle: Station) -> None:
    """Also in another run; it is not fetched again unless it is asked for by its link."""
    with isle.library() as library:
        done = library.fetch_texts(stories(library))
        assert [one.status for one in done.results] == ["new", "new"]
    assert sorted(isle.requests()) == ["ferry", "lamp"]
    with isle.library() as library:
        library.offline = True
        ferry, lamp = stories(library)
        assert "1. Ferry is what the whole isle speaks of" in ferry.texts[0].text
        assert "Home" not in ferry.texts[0].text
        assert [text.url for text in lamp.texts] == [lamp.url]
        assert library.fetch_texts([ferry]).offline
        library.offline = False
        assert library.fetch_texts([ferry, lamp]).count("known") == 2
        assert isle.requests() == []
        isle.server.pages["/ferry"] = served("Flood")
        assert library.fetch_texts([ferry], ferry.url).count("renewed") == 1
        assert "Flood" in library.story(ferry.number).texts[0].text


def test_a_page_that_can_not_be_had_is_a_result(isle: Station) -> None:
    """The others go on; what was kept before stays."""
    isle.server.pages["/ferry"] = answer(status=403)
    isle.server.pages["/lamp"] = answer(b"<html><p>Subscribe to read on</p></html>")
    with isle.library() as library:
        done = library.fetch_texts(stories(library))
        problems = {one.headline: one.problem for one in done.failed}
    assert "403" in problems["Ferry"]
    assert problems["Lamp"] == "no article text found in this page"


def test_a_stranger_can_not_send_us_into_the_private_network(isle: Station) -> None:
    """What a file of a folder links to is fetched only from the public network."""
    news = isle.paths.data / "news"
    news.mkdir()
    news.joinpath("x.md").write_text(
        f"---\ntitle: Trap\nlink: {isle.server.url('/ferry')}\n---\nText", encoding="utf-8"
    )
    with isle.library(str(news)) as library:
        (failed,) = library.fetch_texts(stories(library)).failed
    assert failed.problem == "led from the public network into a private one"
    assert isle.requests() == []


def test_the_next_outlet_is_tried_where_one_lets_nobody_read(isle: Station) -> None:
    """A redirect is followed; the text is kept under the link that the story has."""
    isle.server.pages["/wall"] = answer(status=403)
    isle.server.pages["/moved"] = redirect("/lamp")
    with isle.library() as library:
        story = stories(library)[0]
        urls = [isle.server.url(path) for path in ("/wall", "/moved")]
        story = story._replace(articles=tuple(Article("Ferry", "Isle", url) for url in urls))
        (done,) = library.fetch_texts([story]).results
        (text,) = library.pages.of(urls)
    assert (done.status, done.url) == ("new", urls[1])
    assert (text.url, text.address) == (urls[1], isle.server.url("/lamp"))


def test_an_address_that_was_told_once_is_not_asked_again(isle: Station) -> None:
    """A link of an aggregator leads on from what is kept, and the text is found under the link."""
    link = f"https://news.google.com/rss/articles/CBMi{'x' * 30}"
    with isle.library() as library:
        library.pages.keep(FullText(url=link, address=isle.server.url("/ferry")))
        assert library.pages.of([link]) == ()
        story = stories(library)[0]._replace(articles=(Article("Ferry", "Isle", link),))
        (done,) = library.fetch_texts([story]).results
        (text,) = library.pages.of([link])
    assert (done.status, text.address) == ("new", isle.server.url("/ferry"))
    assert isle.requests() == ["ferry"]


def test_an_aggregator_that_keeps_silent_is_left_alone(isle: Station) -> None:
    """The stories that are left have the same reason."""
    links = [f"https://news.google.com/rss/articles/CBMi{one * 30}" for one in "abcdefgh"]
    asked: list[str] = []

    async def untold(_: object, url: str) -> str:
        asked.append(url)
        raise FetchError("not told")

    with isle.library() as library, pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui_reader.library.fulltext.real_address", untold)
        story = stories(library)[0]
        wanted = [story._replace(articles=(Article("Ferry", "Isle", one),)) for one in links]
        failed = library.fetch_texts(wanted).failed
    assert len(failed) == 8
    assert 3 <= len(asked) <= 4  # two are asked at a time


def test_a_feed_may_have_the_texts_of_new_articles_fetched(station: Station) -> None:
    """Within its refresh; a page that can't be had is no failure of the feed."""
    publish(station, "Ferry", "Lamp")
    station.subscribe("isle")
    file = station.paths.sources_file
    file.write_text(file.read_text(encoding="utf-8") + "full_text = true\n", encoding="utf-8")
    station.server.pages["/lamp"] = answer(status=404)
    told: list[tuple[int, int]] = []
    with station.library() as library:
        done = library.refresh(
            told=lambda one: told.append((one.done, one.total)) if one.of_texts else None
        )
        assert sorted(one.status for one in done.texts) == ["failed", "new"]
        assert statuses(done) == {"isle": "new"}
        assert told[0] == (0, 2)
        assert library.refresh(by_hand=True).texts == ()
        assert stories(library)[0].texts
    assert station.requests().count("ferry") == 1


def test_a_refresh_without_the_extra_says_what_is_missing(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is a refresh all the same."""
    publish(station, "Ferry")
    station.subscribe("isle")
    with station.paths.sources_file.open("a", encoding="utf-8") as file:
        file.write("full_text = true\n")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with station.library() as library:
        assert library.refresh().new == 1
        assert "tui-reader[fulltext]" in library.notices[0]


def test_fetching_can_be_stopped(isle: Station) -> None:
    """A server that never ends holds up nobody."""
    stop = Event()

    def wait(exchange: Exchange) -> None:
        stop.set()
        silent(exchange)

    isle.server.pages["/ferry"] = wait
    with isle.library() as library:
        done = library.fetch_texts(stories(library)[:1], stop=stop)
    assert done.stopped
    assert done.results == ()


def test_without_the_extra_nothing_is_fetched(
    isle: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it says how to have it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with isle.library() as library, pytest.raises(ReaderError, match=r"tui-reader\[fulltext\]"):
        library.fetch_texts(stories(library))
    assert isle.requests() == []


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    """For nobody but its owner to read, and nothing else is left in the folder."""
    pages = Pages(tmp_path / "data/pages")
    assert pages.of([TEXT.url]) == ()
    pages.keep(TEXT._replace(text="old"))
    pages.keep(TEXT)
    assert pages.of([TEXT.url, "", TEXT.url]) == (TEXT,)
    (file,) = pages.folder.iterdir()
    assert (file.stat().st_mode & 0o777, pages.folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_old_texts_are_let_go_of_but_for_starred_stories(isle: Station) -> None:
    """By the age that is kept of feeds; one that was fetched since stays, too."""
    with isle.library() as library:
        ferry, lamp = stories(library)
        library.mark_starred([lamp.number], starred=True)
        library.fetch_texts([ferry, lamp])
        library.pages.keep(TEXT)
        old = isle.now.timestamp() - 366 * 86_400
        for file in library.pages.folder.iterdir():
            os.utime(file, (old, old))
        library.pages.keep(TEXT)
        library.expire(dry_run=True)
        assert len(list(library.pages.folder.iterdir())) == 3
        library.expire()
        assert library.pages.of([ferry.url, lamp.url]) == (library.pages.get(lamp.url),)
        assert library.pages.of([TEXT.url]) == (TEXT,)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[" * 100_000, b"null", b"{}", b"\xff", b'{"url": 1}',
        json.dumps({**RECORD, "links": ["ab"]}).encode(),
        json.dumps({**RECORD, "links": 1}).encode(),
        json.dumps({**RECORD, "url": "https://other.example/", "links": []}).encode(),
        json.dumps({**RECORD, "text": None, "links": []}).encode(),
    ],
)  # fmt: skip
def test_a_damaged_file_is_no_text(tmp_path: Path, content: bytes) -> None:
    """The article is as good as not fetched; and a text is cleaned again."""
    pages = Pages(tmp_path)
    pages.keep(TEXT)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert pages.get(TEXT.url) is None
    record = {**RECORD, "text": "a\x1b[2Jb", "links": []}
    file.write_text(json.dumps(record), encoding="utf-8")
    assert pages.of([TEXT.url])[0].text == "a[2Jb"
    file.unlink()
    os.mkfifo(file)
    assert pages.get(TEXT.url) is None


def test_a_text_that_is_kept_is_found(isle: Station) -> None:
    """Its words, and `has:text`; also after the index is made anew."""
    with isle.library() as library:
        library.make_searchable()
        story = stories(library)[0]
        query = View(kind="search", name="has:text")
        assert library.total(query) == 0
        library.pages.keep(FullText(url=story.url, address=story.url, text="A walrus came aboard."))
        library.begin().index.search_anew([story.id])
        library.make_searchable()
        assert library.total(query) == library.total(View(kind="search", name="walrus")) == 1
    isle.paths.index_file().unlink()
    with isle.library() as library:
        library.make_searchable()
        assert library.total(View(kind="search", name="walrus")) == 1


def test_a_view_has_the_texts_of_what_is_new_in_it_fetched(station: Station) -> None:
    """Of that alone, and says how much it is."""
    publish(station, "Ferry", "Lamp")
    station.subscribe("isle")
    station.paths.views_file.write_text(
        '[[view]]\nname = "Ferries"\nquery = "ferry"\nfull_text = true\nnotify = true\n'
        '[[view]]\nname = "Lamps"\nquery = "lamp"\n',
        encoding="utf-8",
    )
    with station.library() as library:
        done = library.refresh(by_hand=True)
        assert [one.status for one in done.texts] == ["new"]
        assert done.noticed == ("Ferries: 1 new",)
        assert [bool(story.texts) for story in stories(library)] == [True, False]
    station.later(hours=1)
    publish(station, "Ferry", "Lamp", "Buoy")
    with station.library() as library:
        done = library.refresh(by_hand=True)
        assert (done.new, done.texts, done.noticed) == (1, (), ())
