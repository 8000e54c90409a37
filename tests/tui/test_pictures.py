"""The pictures of the README: what they show is what is drawn now.

`REDRAW=1` draws them anew, see `tests.golden`.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.fetch.server import answer, serve
from tests.golden import check_picture, tidy
from tests.library.station import rss
from tests.tui.screen_harness import NARROW, STACKED, WIDE, Reader, clock, reading
from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.models import Article, FullText
from tui_reader.paths import Paths, samples_folder
from tui_reader.tui.screens.outlets import OutletTable

TREATY = "eleven-islands-sign-treaty-ending-forty-year-ferry-toll-dispute.md"
LATE = '<li><a href="https://lanternpost.example/explained/ferry-treaty"'
STORM = """\
Storm Odile lost its strength over the shelf at dawn, and the harbours of the outer isles open six \
hours early, says the harbour board[^1].

## What opens when

1. Gull Point, for the mail boats, at once
2. The inner bay at noon, if the wind stays below eight, and else when it does

> We slept in our boots, said the watch. Now we sleep.

```
gauge   metres
north      3.1
```"""


@pytest.fixture
def paths(home: Path) -> Paths:
    """A library of its own: the samples as a folder that somebody has added."""
    return Paths(config=home / "config", data=home / "data", cache=home / "cache")


@pytest.fixture
def folder(paths: Paths, tmp_path: Path) -> Path:
    """The folder of that library; its youngest story lacks an outlet yet."""
    folder = tmp_path / "news"
    shutil.copytree(samples_folder(), folder)
    text = (folder / TREATY).read_text(encoding="utf-8")
    before, late, _ = text.partition(LATE)
    assert late
    (folder / TREATY).write_text(f"{before}</ol>\n", encoding="utf-8")
    paths.config.mkdir(parents=True)
    sources = f"[[folder]]\npath = '{folder}'\nname = 'Lantern Isles'\n"
    paths.sources_file.write_text(sources, encoding="utf-8")
    return folder


@asynccontextmanager
async def reader_of(
    paths: Paths, size: tuple[int, int], theme: str = "dark"
) -> AsyncIterator[Reader]:
    """The app on the library, after its first look."""
    config = Config(theme=theme, read_after=None)
    with Library.open(paths, config=config, clock=clock) as library:
        async with reading(library, size) as reader:
            await reader.loaded()
            yield reader


async def read_a_little(reader: Reader, folder: Path) -> None:
    """One story read, one starred, one read and grown since; then into one of many outlets."""
    await go_to(reader, "Eleven islands")
    await reader.press("m")
    await go_to(reader, "Stolen bell")
    await reader.press("s")
    await go_to(reader, "Every lighthouse")
    await reader.press("m")
    shutil.copyfile(samples_folder() / TREATY, folder / TREATY)
    await reader.press("r")
    await reader.loaded()
    await reader.settled()
    reader.main.say("")


async def check(reader: Reader, name: str, tmp_path: Path) -> None:
    """Compare with a picture, when all is drawn: the last two looks were the same."""
    looks: list[str] = ["", ""]

    def drawn() -> bool:
        looks.append(tidy(reader.app.export_screenshot()))
        return looks[-1] == looks[-2] == looks[-3]

    await reader.until(drawn)
    check_picture(reader.app, name, tmp_path)


async def go_to(reader: Reader, beginning: str) -> None:
    """Put the cursor on a story."""
    places = [at for at, headline in enumerate(reader.listed) if headline.startswith(beginning)]
    reader.main.stories.cursor = places[0]
    await reader.settled()


async def test_wide(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """Three panes side by side, the cursor in the story."""
    async with reader_of(paths, WIDE) as reader:
        await read_a_little(reader, folder)
        await go_to(reader, "Eleven islands")
        await reader.press("enter", "j")
        await check(reader, "wide", tmp_path)


async def test_stacked(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """List above story."""
    async with reader_of(paths, STACKED) as reader:
        await read_a_little(reader, folder)
        await check(reader, "stacked", tmp_path)


async def test_narrow(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """The story alone."""
    async with reader_of(paths, NARROW) as reader:
        await read_a_little(reader, folder)
        await go_to(reader, "Eleven islands")
        await reader.press("enter")
        await check(reader, "narrow", tmp_path)


async def test_empty(paths: Paths, tmp_path: Path) -> None:
    """The first start: the samples, and what to do next."""
    async with reader_of(paths, STACKED) as reader:
        await check(reader, "empty", tmp_path)


async def test_problems(
    paths: Paths, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that could not be used, one of them with its reason and its path."""
    monkeypatch.setenv("HOME", str(tmp_path))
    damaged = {
        "half-a-title.md": '---\ntitle: "Gale warning for the Sound\n---\n',
        "feed.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}',
        "nothing.md": "",
    }
    for name, text in damaged.items():
        (folder / name).write_text(text, encoding="utf-8")
    async with reader_of(paths, STACKED) as reader:
        await reader.choose("Problems")
        await reader.press("j")
        reader.main.say("")
        await check(reader, "problems", tmp_path)


async def test_help(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """All the keys."""
    async with reader_of(paths, (100, 62)) as reader:
        reader.main.say("")
        await reader.press("?")
        await check(reader, "help", tmp_path)


async def test_adding(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """A look at a feed before it is kept."""
    titles = (
        *("Ferry fares frozen until spring", "Lamp at Gull Point lit again"),
        *("Storm Odile weakens before landfall", "Regatta moved to the inner bay"),
        *("Old bell found under the jetty", "Tide tables to be printed anew"),
    )
    with serve() as server:
        server.pages["/"] = answer(rss(*titles, title="The Harbour Gazette"))
        async with reader_of(paths, (100, 30)) as reader:
            reader.main.say("")
            await reader.press("a")
            line = reader.app.screen.query_one("#address", Input)
            line.value = server.url()
            await reader.press("enter")
            await reader.until(lambda: "Tide tables" in reader.text)
            line.value = "harbourgazette.example"
            await check(reader, "adding", tmp_path)


@pytest.mark.parametrize("look", ["coverage", "timeline", "compare"])
async def test_looks(look: str, paths: Paths, folder: Path, tmp_path: Path) -> None:
    """What four sources tell of one storm, in each of the three looks."""
    for outlet in ("preferred = true", "muted = true"):
        with paths.views_file.open("a", encoding="utf-8") as file:
            name = "Isle Observer" if outlet.startswith("p") else "Tidewater Science"
            file.write(f'[[outlet]]\nname = "{name}"\n{outlet}\n')
    if look != "coverage":
        paths.views_file.unlink()
    async with reader_of(paths, (110, 26)) as reader:
        await go_to(reader, "Storm Odile")
        await reader.press("enter")
        while reader.main.story_pane.look != look:
            await reader.press("L")
        reader.main.say("")
        await check(reader, f"story-{look}", tmp_path)


async def test_why(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """The words, and the times, that make one story of four briefings."""
    async with reader_of(paths, (100, 32)) as reader:
        await go_to(reader, "Storm Odile")
        reader.main.say("")
        await reader.press("w", "j")
        await check(reader, "why", tmp_path)


async def test_offline(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """The text of an article that was fetched, with all that a text may have."""
    async with reader_of(paths, (80, 58)) as reader:
        await go_to(reader, "Storm Odile")
        story = reader.main.story_pane.story
        assert story is not None
        links = (Article("the harbour board", "", "https://harbourboard.example/odile"),)
        text = FullText(story.url, story.url, story.headline, STORM, links)
        reader.main.library.pages.keep(text)
        reader.main.desk.at_hand.clear()
        reader.main.library.offline = True
        reader.main.tell_facts()
        reader.main.say("")
        reader.main.show_story()
        await reader.settled()
        await reader.press("enter")
        await check(reader, "offline", tmp_path)


async def test_statistics(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """What arrives, and what is read."""
    async with reader_of(paths, (100, 30)) as reader:
        await read_a_little(reader, folder)
        await reader.press("%")
        await check(reader, "statistics", tmp_path)


async def test_outlets(paths: Paths, folder: Path, tmp_path: Path) -> None:
    """Who reports how much, one of them preferred."""
    async with reader_of(paths, (100, 24)) as reader:
        await read_a_little(reader, folder)
        await reader.press("&")
        await reader.until(lambda: "has the same stories as" in reader.text)
        reader.app.screen.query_one(OutletTable).cursor = 1
        await reader.press("p")
        reader.app.clear_notifications()
        await reader.until(lambda: "has the same stories as" in reader.text)
        await check(reader, "outlets", tmp_path)


@pytest.mark.parametrize("theme", ["light", "ansi"])
async def test_other_themes(theme: str, paths: Paths, folder: Path, tmp_path: Path) -> None:
    """The same in other colours."""
    async with reader_of(paths, WIDE, theme) as reader:
        await read_a_little(reader, folder)
        await check(reader, theme, tmp_path)
