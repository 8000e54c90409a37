"""Stories that are named by a query: to be listed, shown, marked, opened, exported, counted."""

import json
from pathlib import Path

from tests.cli.desk import Desk


def test_stories_are_named_by_a_query(library: Desk, browser: Path) -> None:
    """To be shown, marked and opened, in the language of the search."""
    assert library("show", "outlets:>=3").out.startswith("ferry in Isle\n")
    assert library("show", "cape", "-bell", "--json").json["stories"][0]["outlets"][-1] == "Cape"
    assert library("mark", "--starred", "outlet:reef").err == "Starred 2 stories\n"
    assert library("open", "outlet:reef", 3).code == 1  # one of them has no third outlet
    assert not browser.exists()
    library("open", "outlet:reef")
    assert browser.read_text(encoding="utf-8").splitlines() == [
        "https://isle.example/ferry",
        "https://reef.example/bell",
    ]
    said = library("mark", "--read", "outlet:nobody")
    assert (said.code, "or answers such a query" in said.err) == (1, True)
    said = library("mark", "--read", "outlets:many")
    assert (said.code, "many" in said.err) == (1, True)


def test_stories_are_tagged(library: Desk) -> None:
    """By id or query; a tag of the file is not ours to take away."""
    assert library("tag", "isles", "outlet:reef").err == "Tagged 2 stories #isles\n"
    assert len(library("list", "--view", "tag:isles").out.splitlines()) == 2
    bell = library.ids()["bell"]
    assert library("tag", "isles", bell, "--remove").err == "Took #isles from 1 story\n"
    assert library("list", "--view", "tag:isles").out.split()[2] == "ferry"
    assert library("tag", " ", bell).code == 2


def test_stories_are_exported_in_the_form_that_is_wanted(library: Desk, tmp_path: Path) -> None:
    """To stdout or to a file; briefing files need a folder."""
    out = library("export", "outlet:cape", "--format", "csv").out
    assert [line.split(",")[2] for line in out.splitlines()] == [
        *("outlet", "Isle", "Dune", "Reef", "Cape"),
    ]
    assert json.loads(library("export", "bell", "--format", "json").out)["stories"]
    page = tmp_path / "news.html"
    said = library("export", "--view", "unread", "--format", "html", "--to", page)
    assert (said.code, said.err) == (0, f"Wrote 2 stories to {page}\n")
    assert "<h1>unread</h1>" in page.read_text(encoding="utf-8")
    assert library("export", "bell").code == 2


def test_no_more_is_opened_than_is_meant(library: Desk, browser: Path) -> None:
    """A query that many stories answer opens none of them."""
    library.keep_apart()
    for number in range(12):
        library.put(f"wave{number}", "Isle")
    said = library("open", "wave")
    assert (said.code, "12 stories are more than `open_cap` (10)" in said.err) == (2, True)
    assert not browser.exists()


def test_a_list_takes_a_query(library: Desk) -> None:
    """Of the library, of a view, and of a folder by its path."""
    assert library("list", "outlet:reef", "-bell").out.split()[2] == "ferry"
    assert library("list", "outlet:reef", "--view", "tag:sea").out.split()[2] == "ferry"
    assert len(library("list", library.news, "reef").out.splitlines()) == 2
    assert library("list", "nobody").out == ""
    assert library("list", "outlets:many").code == 1


def test_lines_have_the_form_that_is_wanted(library: Desk) -> None:
    """For other programs; what there is nothing for is wrong usage."""
    said = library("list", "--format", r"{breadth}\t{headline}\t{url}")
    assert said.out.splitlines()[0] == "4\tferry in Isle\thttps://isle.example/ferry"
    assert library("search", "bell", "--format", "{outlets}").out == "Reef\n"
    said = library("list", "--format", "{nothing}")
    assert (said.code, said.out, "no field {nothing}" in said.err) == (2, "", True)


def test_figures_are_told_of_all_or_some(library: Desk) -> None:
    """Of the whole library, or of the stories that answer a query."""
    assert library("stats").out.startswith("2 stories · 0% read · 0 starred\n")
    assert library("stats", "outlet:cape").out.startswith("1 story · ")
