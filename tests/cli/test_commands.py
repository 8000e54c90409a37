"""What each command does, says and returns."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tui_reader import __version__
from tui_reader.cli import reading
from tui_reader.library import Library
from tui_reader.paths import standard_paths


def test_a_list_is_a_line_for_each_story(library: Desk) -> None:
    """Id, mark, headline, the first outlets, and when; with drafts if they are wanted."""
    said = library("list")
    assert (said.code, said.err) == (0, "")
    ferry, bell = said.out.splitlines()
    assert ferry.split(maxsplit=2)[1:] == ["o", "ferry in Isle  [Isle, Dune, Reef +1, 2026-01-08]"]
    assert bell.endswith("bell in Reef  [Reef, 2025-11-07]")
    assert "sand" in library("list", "--drafts").out
    assert "sand" not in library("list").out


def test_a_list_is_of_a_view_and_as_long_as_wanted(library: Desk) -> None:
    """By kind, or kind and name."""
    for view, names in {
        "unread": ["ferry", "bell"],
        "tag:sea": ["ferry"],
        "category:World": ["ferry", "bell"],
        "source:news": ["ferry", "bell"],
        "starred": [],
    }.items():
        lines = library("list", "--view", view).out.splitlines()
        assert [line.split()[2] for line in lines] == names
    assert len(library("list", "--limit", 1).out.splitlines()) == 1
    assert library("list", "--limit", 0).out == ""
    assert library("list", "--limit", -1).code == 2
    said = library("list", "--view", "nonsense")
    assert (said.code, said.out) == (1, "")
    assert "no view 'nonsense'; use all, unread" in said.err


def test_marks_are_set_and_told(library: Desk) -> None:
    """By the ids of the list, or by their beginnings; all or none."""
    ids = library.ids()
    said = library("mark", "--read", ids["ferry"], ids["bell"][:9])
    assert (said.code, said.out, said.err) == (0, "", "Marked 2 stories read\n")
    library("mark", "--unread", ids["bell"])
    library("mark", "--starred", ids["ferry"])
    assert [line.split()[1] for line in library("list").out.splitlines()] == ["*", "o"]
    library("mark", "--unstarred", ids["ferry"])
    assert library("list", "--view", "starred").out == ""
    library.put("ferry", "Isle", "Dune", "Reef", "Cape", "Mole")
    assert library("list").out.split()[1] == "+"
    said = library("mark", "--starred", ids["bell"], "ffff")
    assert (said.code, "or answers such a query" in said.err) == (1, True)
    assert library("list", "--view", "starred").out == ""


def test_a_story_is_shown_with_its_coverage(library: Desk) -> None:
    """Headline, numbered outlets, links; nothing that acts on a terminal."""
    said = library("show", library.ids()["ferry"])
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == "ferry in Isle"
    assert " 4  Cape" in lines
    assert "    https://cape.example/ferry" in lines
    assert "\033" not in said.out


def test_a_file_and_a_folder_are_shown(tui: Desk) -> None:
    """Problems and what is ignored are narration."""
    path = tui.put("ferry", "Isle", "Dune")
    (tui.news / "broken.json").write_text("{", encoding="utf-8")
    assert tui("show", path).out.startswith("ferry in Isle\n2 outlets · 2026-01-08 · World")
    for target in (tui.news, tui.news / "broken.json"):
        said = tui("show", target)
        assert said.code == 0
        assert said.err.startswith(f"tui-reader: {tui.news}/broken.json: JSON, line 1:")
    (tui.news / "photo.jpg").touch()
    said = tui("show", tui.news / "photo.jpg")
    assert (said.code, said.out) == (0, "")
    assert "not a briefing file" in said.err


@pytest.mark.parametrize(
    "target",
    ["nowhere.md", "./nowhere", "~nobody-has-this-name/x", "x" * 300, f"{'x' * 300}.md", "a\0b"],
    ids=["file", "folder", "home", "long id", "long file", "nul"],
)
def test_what_is_not_there_is_an_error(library: Desk, target: str) -> None:
    """In one line, with exit code 1."""
    said = library("show", target)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("tui-reader: ")
    assert said.err.count("\n") == 1


def test_an_article_is_opened_in_the_browser(library: Desk, browser: Path) -> None:
    """The first one, or the one that is named; then the story is read."""
    story = library.ids()["ferry"]
    said = library("open", story)
    assert (said.code, said.out, said.err) == (0, "", "Opening isle.example\n")
    assert browser.read_text(encoding="utf-8") == "https://isle.example/ferry\n"
    assert library("list", "--view", "unread").out.split()[2] == "bell"
    library("open", story[:8], 3)
    assert browser.read_text(encoding="utf-8").splitlines()[1:] == ["https://reef.example/ferry"]


def test_what_can_not_be_opened_is_told(library: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No such outlet; no browser, and then the link is data; a browser that fails."""
    story = library.ids()["ferry"]
    said = library("open", story, 5)
    assert (said.code, "4 articles" in said.err) == (1, True)
    said = library("open", story)
    assert (said.code, said.out) == (1, "https://isle.example/ferry\n")
    assert "no browser to open it with" in said.err
    monkeypatch.setenv("BROWSER", "false")
    said = library("open", story)
    assert (said.code, "false ended with status 1" in said.err) == (1, True)
    assert len(library("list", "--view", "unread").out.splitlines()) == 2


def test_an_address_that_is_none_of_the_web_is_not_opened(tui: Desk, browser: Path) -> None:
    """Whatever the file says."""
    tui.put("trap", body="", link="file:///etc/passwd")
    tui.add_library()
    said = tui("open", *tui.ids().values())
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("tui-reader: ")
    assert not browser.exists()


def test_problems_are_listed_with_their_reasons(tui: Desk) -> None:
    """Of the library, or of folders."""
    assert tui("problems", tui.news).out == ""
    (tui.news / "empty.md").touch()
    assert tui("problems", tui.news).out == f"{tui.news / 'empty.md'}: empty file\n"
    tui.add_library()
    assert "empty file" in tui("problems").out


@pytest.mark.parametrize("target", ["a.b" + "x" * 300, "x" * 300, "a\0b"])
def test_what_can_be_no_path_can_be_no_source(tui: Desk, target: str) -> None:
    """One line says so: no path is so long, or has a zero in it, and no host either."""
    said = tui("add", target)
    assert said.code == 1
    assert said.err.startswith("tui-reader: ")
    assert said.err.count("\n") == 1


def test_sources_are_added_and_removed(tui: Desk) -> None:
    """By folder, by name; what is wrong is told."""
    tui.put("ferry", "Isle")
    said = tui("add", tui.news, "--name", "Sea news")
    assert (said.code, said.out, said.err) == (0, "", f"Added Sea news: {tui.news}\n")
    assert tui("list", "--json").json["stories"][0]["sources"] == ["Sea news"]
    assert tui("add", tui.news).code == 1
    assert tui("add", tui.news / "nowhere").code == 1
    assert tui("remove", "nonsense").code == 1
    said = tui("remove", "Sea news")
    assert (said.code, said.err) == (0, f"Removed Sea news: {tui.news}\n")
    assert (tui.news / "ferry.md").exists()


def test_without_a_source_the_samples_are_listed(tui: Desk) -> None:
    """So that there is something to see."""
    said = tui("list", "--json")
    stories = json.loads(said.out)["stories"]
    assert said.err == "tui-reader: the library is empty: these are samples\n"
    assert {source for story in stories for source in story["sources"]} == {"Samples"}
    assert len(stories) >= 10


def test_the_paths_are_those_that_are_used(library: Desk, home: Path) -> None:
    """After a list they are there."""
    library("list")
    lines = dict(line.split(maxsplit=1) for line in library("paths").out.splitlines())
    assert set(lines) == {"config", "sources", "views", "briefings", "marks", "index"}
    assert all(Path(path).is_relative_to(home) for path in lines.values())
    missing = [name for name, path in lines.items() if not Path(path).exists()]
    assert missing == ["config", "views", "briefings"]


def test_without_a_home_of_its_own_the_system_says_where(
    tui: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folders of the XDG base directories, each with the name of the program."""
    monkeypatch.delenv("TUI_READER_HOME")
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("sys.platform", "linux")
    assert tui("paths", "--json").json == {
        "config": f"{tmp_path}/CONFIG/tui-reader/config.toml",
        "sources": f"{tmp_path}/CONFIG/tui-reader/sources.toml",
        "views": f"{tmp_path}/CONFIG/tui-reader/views.toml",
        "briefings": f"{tmp_path}/DATA/tui-reader/briefings",
        "marks": f"{tmp_path}/DATA/tui-reader/marks.db",
        "index": f"{tmp_path}/CACHE/tui-reader/index.db",
    }


def test_what_was_repaired_is_told_and_the_list_goes_on(library: Desk, home: Path) -> None:
    """On stderr, so that the output stays data."""
    library("list")
    (home / "cache" / "index.db").write_bytes(b"damaged" * 1000)
    said = library("list")
    assert (said.code, len(said.out.splitlines())) == (0, 2)
    assert "tui-reader: The index was damaged and is being built again" in said.err


@pytest.mark.parametrize(
    "argv",
    [["--nonsense"], ["list", "--nonsense"], ["mark", "a"], ["mark", "--read"], ["open"], ["show"],
     ["stats", "--days", "many"], ["mark", "--read", "--unread", "a"], ["list", "--limit", "many"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_told_with_exit_code_2(tui: Desk, argv: list[str]) -> None:
    """On stderr, with the usage."""
    said = tui(*argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: tui-reader")


def test_an_index_that_another_instance_has_open_is_left_to_it(library: Desk, home: Path) -> None:
    """It is damaged: that is told, and nothing is moved away under the other one."""
    library.keep_apart()
    for number in range(60):
        library.put(f"s{number}", "Isle")
    library("list")
    index = home / "cache" / "index.db"
    with Library.open(standard_paths()) as other:
        other.begin()
        data = index.read_bytes()
        index.write_bytes(data[:4096].ljust(len(data), b"\x5a"))
        said = library("list")
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("tui-reader: ")
        assert [path.name for path in index.parent.glob("*.damaged")] == []
    assert len(library("list").out.splitlines()) == 62


def test_a_library_that_is_begun_by_another_is_waited_for(
    library: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has not read yet is not there: to say so of a story, or of all, would be false."""
    monkeypatch.setattr(reading, "PATIENCE", 0.1)
    with Library.open(standard_paths()) as other:
        other.begin()
        for argv in (["list"], ["open", "abcdef"], ["show", "is:unread"]):
            said = library(*argv)
            assert (said.code, said.out) == (1, "")
            assert "reads the library for the first time; try again" in said.err
        other.load()
        assert library("list", "--json").json["stories"]


def test_the_version_is_one_line(tui: Desk) -> None:
    """Name and number."""
    assert tui("--version") == (0, f"tui-reader {__version__}\n", "")


def test_the_screen_needs_a_terminal(tui: Desk) -> None:
    """With or without a folder, with or without the word."""
    for argv in ([], [tui.news], ["read", tui.news]):
        said = tui(*argv)
        assert (said.code, said.out) == (1, "")
        assert "the screen needs a terminal; `tui-reader list`" in said.err


def test_a_broken_configuration_is_an_error(tui: Desk, home: Path) -> None:
    """Named with its file."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text("colour = 1\n", encoding="utf-8")
    said = tui("list")
    assert (said.code, said.out) == (1, "")
    assert "config.toml" in said.err


HOSTILE = "\x1b]52;c;aGk=\x07\x9b31m\u202eEvil\u2066\x00\x08\x7f\r\u200b"


def is_harmless(text: str) -> bool:
    """Whether a text has line breaks, and nothing else that a terminal or an eye would obey."""
    return all(c == "\n" or c.isprintable() for c in text)


def test_nothing_that_a_file_says_acts_on_the_terminal(tui: Desk) -> None:
    """In titles, outlets, tags, bodies, names of files, reasons; as text and as JSON."""
    evil = HOSTILE.replace("\0", "")
    tui.put(
        "trap", "Isle", title=evil, tags=(evil,), categories=(evil,), description=f"Sum {evil}",
        source=f"https://x.example/{evil}", image=f"https://x.example/{evil}.png",
        body=f"<p>Text {evil}</p><a href='https://y.example/{evil}'>{evil}</a>",
    )  # fmt: skip
    tui.put("cluster", "Isle", body="").write_text(
        f"<ol><li><a href='https://y.example/{evil}'>{evil}</a> <font>{evil}</font></li>"
        f"<li><a href='https://z.example/'>Quiet</a> <font>Dune</font></li></ol>",
        encoding="utf-8",
    )
    name = f"a{evil}.json".replace("/", "")
    (tui.news / name).write_text(f'{{"{evil}": ', encoding="utf-8")
    (tui.news / f"b{name}").write_text(f"---\n{evil}: '{evil}\n---\n", encoding="utf-8")
    folder = tui.news / f"folder {evil}"
    folder.mkdir()
    (folder / "c.md").write_text(f"---\ntitle: *{evil}\n---\n", encoding="utf-8")
    for argv in (
        *(["list", tui.news], ["problems", tui.news], ["problems", tui.news / name]),
        *(["show", tui.news], ["show", folder], ["show", tui.news / name]),
    ):
        for option in ([], ["--json"]):
            said = tui(*argv, *option)
            assert said.code == 0
            assert is_harmless(said.out), argv
            assert is_harmless(said.err), argv
    said = tui("show", f"nowhere{evil}")
    assert (said.code, is_harmless(said.err)) == (1, True)
    said = tui("add", folder)
    assert is_harmless(said.err)
    said = tui("list", "--json")
    assert (said.code, is_harmless(said.out)) == (0, True)
    assert not os.path.lexists("nowhere")
