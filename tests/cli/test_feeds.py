"""Feeds on the command line: add, refresh, list, import, export, let go of."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.fetch.server import Behaviour, Server, answer, feed, redirect, serve
from tests.library.station import Item, rss
from tui_reader.library import Library
from tui_reader.paths import standard_paths
from tui_reader.sources import add_feed, load_sources


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with two feeds."""
    with serve() as server:
        server.pages["/isle"] = feed(rss(Item("Ferry", hours=1), Item("Lamp", hours=2)), etag='"1"')
        server.pages["/vale"] = feed(rss("Tide", title="Vale Radio"))
        yield server


def titles(tui: Desk, *argv: object) -> list[str]:
    """The headlines of `list`."""
    return [story["headline"] for story in tui("list", "--json", *argv).json["stories"]]


def test_a_feed_is_added_fetched_and_listed(tui: Desk, server: Server) -> None:
    """Under its own title; its stories are there at once."""
    said = tui("add", server.url("/isle"))
    assert said.code == 0
    assert "Added Isle Observer: http://127.0.0.1" in said.err
    assert "2 new stories from 1 of 1 feed" in said.err
    assert titles(tui) == ["Ferry", "Lamp"]
    (source,) = tui("list", "--sources", "--json").json["sources"]
    assert source["name"] == "Isle Observer"
    assert (source["kind"], source["failing"]) == ("feed", None)
    assert tui("list", "--sources").out.startswith("Isle Observer  http://127.0.0.1")


def test_a_feed_that_is_added_is_asked_for_once(tui: Desk, server: Server) -> None:
    """The look at it is its first fetch; the next one is conditional."""
    tui("add", server.url("/isle"))
    assert [one.target for one in server.asked] == ["/isle"]
    assert titles(tui) == ["Ferry", "Lamp"]
    assert tui("refresh").err == "No new stories from 1 feed\n"
    assert server.asked[-1].headers["if-none-match"] == '"1"'


def test_who_builds_no_index_says_what_came_all_the_same(tui: Desk, server: Server) -> None:
    """Beside an open screen, which takes the stories in."""
    tui("add", tui.news)
    with Library.open(standard_paths()) as screen:
        screen.begin()
        said = tui("add", server.url("/isle"))
    assert said.err.endswith("2 briefings from 1 of 1 feed\n")


def test_a_site_with_several_feeds_offers_them(tui: Desk, server: Server) -> None:
    """`--feed` chooses."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">'
        for name in ("isle", "vale")
    )
    server.pages["/"] = answer(f"<html><head>{links}</head></html>".encode())
    said = tui("add", server.url("/"))
    assert said.code == 1
    assert [line.split()[:2] for line in said.out.splitlines()] == [["1", "isle"], ["2", "vale"]]
    assert "--feed N" in said.err
    assert tui("add", server.url("/"), "--feed", "3").code == 2
    assert tui("add", server.url("/"), "--feed", "0").code == 2
    assert tui("add", server.url("/"), "--feed", "2", "--name", "Vale").code == 0
    assert titles(tui) == ["Tide"]


@pytest.mark.parametrize("path", ["/none", "/text"])
def test_what_is_no_feed_is_not_added(tui: Desk, server: Server, path: str) -> None:
    """One line says why, and what to do."""
    server.pages["/text"] = answer(b"just text")
    said = tui("add", server.url(path))
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert not standard_paths().sources_file.exists()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_host_with_a_port_is_no_path(tui: Desk, server: Server, host: str) -> None:
    """It is asked as is safe; how else is told."""
    port = server.url("").rpartition(":")[2]
    said = tui("add", f"{host}:{port}/isle")
    assert said.code == 1
    assert said.err.endswith(f"; try http://{host}:{port}/isle\n")


def test_a_search_on_google_news_is_an_address(tui: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any language and country; nothing is fetched where there is no network."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    said = tui("add", "--google-news", "tidal power", "--lang", "de", "--country", "CH")
    assert said.code == 0
    (source,) = tui("list", "--sources", "--json").json["sources"]
    assert source["url"].startswith("https://news.google.com/rss/search?q=tidal")
    assert "hl=de" in source["url"]
    assert "gl=CH" in source["url"]
    assert source["name"] == "tidal power"


def test_refresh_has_codes_that_cron_can_use(tui: Desk, server: Server) -> None:
    """0 where all is well, 3 where some fail, 1 where nothing could be had."""
    for path in ("/isle", "/vale"):
        tui("add", server.url(path))
    said = tui("refresh")
    assert (said.code, said.out) == (0, "")
    assert said.err == "No new stories from 2 feeds\n"
    server.pages["/vale"] = answer(status=404)
    server.pages["/isle"] = feed(rss("Flood", title="Isle Observer"))
    said = tui("refresh")
    assert said.code == 3
    assert said.err.startswith("tui-reader: Vale Radio: ")
    assert said.err.endswith("1 new story from 1 of 2 feeds · 1 problem\n")
    assert tui("refresh", "--only", "Vale Radio").code == 1
    said = tui("refresh", "--only", "nobody")
    assert (said.code, "no feed 'nobody'" in said.err) == (1, True)
    assert tui("refresh", "--offline").code == 1
    assert "404" in tui("problems").out
    assert "404" in tui("list", "--sources").out


def test_refresh_as_json(tui: Desk, server: Server) -> None:
    """Each feed with what became of it; `--due` asks nobody again too soon."""
    tui("add", server.url("/isle"))
    server.asked.clear()
    said = tui("refresh", "--json", "--due")
    assert json.loads(said.out) == {
        "asked": 0,
        "new": 0,
        "joined": 0,
        "offline": False,
        "feeds": [],
    }
    assert server.asked == []
    said = tui("refresh", "--json")
    value = json.loads(said.out)
    assert value["feeds"] == [
        {
            "name": "Isle Observer",
            "url": server.url("/isle"),
            "status": "unchanged",
            "written": 0,
            "problem": None,
            "moved_to": None,
        }
    ]


def test_without_a_feed_there_is_nothing_to_refresh(tui: Desk) -> None:
    """And a way on."""
    said = tui("refresh")
    assert (said.code, "tui-reader add URL" in said.err) == (1, True)


def test_a_feed_is_shown_and_listed_without_being_kept(tui: Desk, server: Server) -> None:
    """By its address; what can't be had is a problem, or an error."""
    value = tui("show", "--json", server.url("/isle")).json
    assert (value["status"], value["problem"]) == ("loaded", None)
    assert [one["title"] for one in value["briefings"]] == ["Ferry", "Lamp"]
    assert value["briefings"][0]["articles"][0]["openable"] is True
    value = tui("show", "--json", server.url("/none")).json
    assert (value["status"], value["briefings"]) == ("problem", [])
    assert "404" in value["problem"]
    assert titles(tui, server.url("/vale")) == ["Tide"]
    said = tui("list", server.url("/none"))
    assert (said.code, "404" in said.err) == (1, True)
    assert not standard_paths().sources_file.exists()


def test_opml_goes_in_and_out(tui: Desk, server: Server, tmp_path: Path) -> None:
    """What was exported is imported as it was."""
    tui("add", server.url("/isle"), "--category", "Coast")
    out = tui("export", "--format", "opml").out
    assert server.url("/isle") in out
    tui("export", "--format", "opml", "--to", tmp_path / "feeds.opml")
    assert (tmp_path / "feeds.opml").read_text(encoding="utf-8") == out
    tui("remove", "Isle Observer")
    said = tui("import", tmp_path / "feeds.opml")
    assert (said.code, said.err) == (0, "Added 1 feed\n")
    (source,) = tui("list", "--sources", "--json").json["sources"]
    assert (source["name"], source["category"]) == ("Isle Observer", "Coast")
    said = tui("import", tmp_path / "feeds.opml")
    assert (said.code, said.err) == (0, "Added 0 feeds · 1 there already\n")


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"\0\1", None])
def test_what_is_no_list_of_feeds_is_told(tui: Desk, tmp_path: Path, content: bytes | None) -> None:
    """In one line, with what it looks like."""
    if content is not None:
        (tmp_path / "x.opml").write_bytes(content)
    said = tui("import", tmp_path / "x.opml")
    assert said.code == 1
    assert said.err.count("\n") == 1


def test_stories_are_exported_as_files(tui: Desk, server: Server, tmp_path: Path) -> None:
    """A view, or some by their ids; read again they are the same."""
    tui("add", server.url("/isle"))
    assert tui("export", "--to", tmp_path / "all").err.startswith("Wrote 2 files")
    assert titles(tui, tmp_path / "all") == ["Ferry", "Lamp"]
    story = tui.ids()["Lamp"]
    assert tui("export", story, "--to", tmp_path / "one").err.startswith("Wrote 1 file ")
    assert titles(tui, tmp_path / "one") == ["Lamp"]
    assert tui("export").code == 2


def test_expire_says_what_it_would_do(tui: Desk, server: Server) -> None:
    """And then does it."""
    tui("add", server.url("/isle"))
    paths = standard_paths()
    paths.config_file.write_text("[keep]\ncount = 1\n", encoding="utf-8")
    said = tui("expire", "--dry-run")
    assert (said.code, said.out) == (0, "Isle Observer: Lamp\n")
    assert said.err == "Would let go of 1 briefing\n"
    assert titles(tui) == ["Ferry", "Lamp"]
    assert tui("expire").err == "Let go of 1 briefing\n"
    assert titles(tui) == ["Ferry"]
    assert json.loads(tui("expire", "--json").out) == {"expired": [], "dry_run": False}


@pytest.mark.parametrize(
    "words",
    [
        ("refresh", "--only", "http://zed:secret@a.example/"),
        ("refresh", "--only", "zed:secret@a.example"),
        ("show", "zed:secret@a.example/x"),
        ("show", "ftp://zed:secret@a.example/x"),
        ("list", "zed:secret@host/x"),
        ("list", "ftp://zed:secret@a.example/x"),
        ("add", "ftp://zed:secret@a.example/x"),
        ("add", "zed:secret@host/x"),
        ("add", "https://zed:sec ret@127.0.0.1:1/x"),
        ("remove", "zed:secret@a.example/x"),
        ("import", "ftp://zed:secret@a.example/x"),
    ],
)
def test_no_message_tells_a_password(tui: Desk, server: Server, words: tuple[str, ...]) -> None:
    """Not even in an address that is none; messages end up in logs and in reports."""
    add_feed(standard_paths().sources_file, standard_paths().briefings, server.url("/isle"))
    said = tui(*words)
    assert "sec" not in said.out + said.err
    assert said.err


def test_a_feed_that_moved_for_good_is_added_with_its_login(tui: Desk, server: Server) -> None:
    """Where it went before; so the next refresh is let in, too."""
    server.pages["/old"] = redirect("/isle", 301)
    assert tui("add", server.url("/old", user="bob:pw")).code == 0
    (source,) = load_sources(standard_paths().sources_file, standard_paths().briefings)
    assert source.url == server.url("/isle", user="bob:pw")


@pytest.mark.parametrize("scheme", ["feed:", "FEED:"])
def test_feed_addresses_are_those_of_the_web(tui: Desk, server: Server, scheme: str) -> None:
    """Wherever one is named."""
    url = f"{scheme}{server.url('/isle')}"
    assert titles(tui, url) == ["Ferry", "Lamp"]
    assert len(tui("show", "--json", url).json["briefings"]) == 2
    assert tui("add", url).code == 0
    assert tui("refresh", "--only", url).code == 0
    assert tui("remove", url).code == 0


def site(*paths: str, title: str = "") -> Behaviour:
    """A page that names feeds."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{path}">'
        for path in paths
    )
    return answer(f"<html><head>{links}</head></html>".encode())


def test_a_feed_that_was_chosen_has_its_own_title(tui: Desk, server: Server) -> None:
    """Where the page tells none, it is not that of the first."""
    server.pages["/"] = site("/isle", "/vale")
    assert tui("add", server.url("/"), "--feed", "2").err.startswith("Added Vale Radio: ")


def test_a_title_that_is_taken_gets_a_number(tui: Desk, server: Server) -> None:
    """As in a list of feeds; a name that was asked for is refused."""
    server.pages["/isle2"] = server.pages["/isle"]
    assert tui("add", server.url("/isle")).err.startswith("Added Isle Observer: ")
    said = tui("add", server.url("/isle2"), "--name", "Isle Observer")
    assert (said.code, "there is a source" in said.err) == (1, True)
    assert tui("add", server.url("/isle2")).err.startswith("Added Isle Observer (2): ")


def test_what_was_fetched_earlier_is_read_without_the_network(tui: Desk, server: Server) -> None:
    """One line says that it may be old; what was never fetched can't be read."""
    url = server.url("/isle")
    said = tui("list", "--offline", url)
    assert (said.code, said.out) == (1, "")
    assert titles(tui, url) == ["Ferry", "Lamp"]
    server.pages["/isle"] = answer(status=404)
    for words in (("list", "--offline", url), ("list", url)):
        said = tui(*words)
        assert (said.code, said.out.count("\n"), said.err.count("\n")) == (0, 2, 1)


def test_a_dead_feed_does_not_hide_the_others(tui: Desk, server: Server) -> None:
    """What can be had is printed, the rest has a line each; and is a problem."""
    said = tui("list", server.url("/none"), server.url("/vale"))
    assert (said.code, "Tide" in said.out) == (0, True)
    assert said.err.count("\n") == 1
    assert "404" in said.err
    said = tui("problems", server.url("/none"))
    assert (said.code, "404" in said.out) == (0, True)


def test_feeds_of_one_host_are_told_apart(tui: Desk, server: Server) -> None:
    """By their addresses."""
    names = [
        name
        for story in tui("list", "--json", server.url("/isle"), server.url("/vale")).json["stories"]
        for name in story["sources"]
    ]
    host = server.url().partition("://")[2].rstrip("/")
    assert set(names) == {f"{host}/isle", f"{host}/vale"}


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("export",),
        ("list", "--sources", "/tmp"),
        ("list", "--limit", "-1"),
        ("list", "--limit", "many"),
    ],
)
def test_wrong_usage_is_two(tui: Desk, words: tuple[str, ...]) -> None:
    """In words of this program."""
    said = tui(*words)
    assert (said.code, said.out) == (2, "")
    assert "_count" not in said.err


def test_looking_at_the_sources_writes_nothing(tui: Desk, server: Server) -> None:
    """A cache that can't be read, or written, is no hindrance."""
    tui("add", server.url("/isle"))
    before = tui("list", "--sources").out
    file = standard_paths().feeds_file
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    assert tui("list", "--sources").out == before
    assert not file.exists()
    file.write_text("nonsense")
    assert tui("list", "--sources").out == before
    assert file.read_text() == "nonsense"


def test_where_nothing_can_be_written_there_is_still_something_to_read(
    tui: Desk, server: Server
) -> None:
    """As it was left, with a line that says why; what is to be written fails."""
    tui("add", server.url("/isle"))
    assert titles(tui) == ["Ferry", "Lamp"]
    lock = standard_paths().lock_file
    lock.unlink()
    lock.mkdir()  # nobody can take it
    said = tui("list")
    assert (said.code, "Ferry" in said.out) == (0, True)
    assert "can't be written" in said.err
    assert tui("mark", "--read", said.out.split()[0]).code == 1


def test_where_a_feed_has_moved_to_is_told(tui: Desk, server: Server) -> None:
    """By the refresh that notes it."""
    tui("add", server.url("/isle"))
    server.pages["/isle"] = redirect("/vale", 301)
    assert f"Isle Observer has moved for good, to {server.url('/vale')}" in tui("refresh").err
