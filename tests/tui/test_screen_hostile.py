"""Hostile texts on the whole screen: they stay text, and the screen stays whole."""

from pathlib import Path

import pytest

from tests.tui.screen_harness import NARROW, STACKED, WIDE, Reader, Shelf
from tui_reader.tui.sink import FORBIDDEN

TEXTS = (
    "[@click=app.quit]leave[/]",
    "[/] [bold red]x [link='javascript:x']y",
    "$accent \\[ [$error]",
    "\x1b]52;c;eA==\x07\x1b[2J\x1bc",
    "a\u202eb\u2066c\ufeff\U000e0041d",
    "x" * 1_000_000,
    "word " * 20_000,
    "a" + "\u0301" * 50_000,
    "北" * 50_000,
    "👩‍👩‍👧❤️1️⃣🇫🇷" * 5_000,
)


@pytest.fixture
def hostile(own_shelf: Shelf) -> Shelf:
    """A story for each text, with it in every place of the file; and as the name of a problem."""
    for number, text in enumerate(TEXTS):
        short = text[:2_000]
        name = text[:60].encode()[:200].decode("utf-8", "ignore")
        own_shelf.write(
            f"Story {number}",
            number,
            slug=f"story-{number}",
            title=f"{short} title",
            description=short,
            categories=(short.replace("'", ""),),
            tags=(short.replace("'", "")[:500],),
            articles=(
                (f"{text} headline", f"{text} outlet", f"https://a.example/{number}"),
                (f"other {text}", text, f"https://b.example/{text[:1_000]}"),
            ),
        )
        damaged = own_shelf.folder / f"{name.replace('/', '')}.md"
        damaged.write_text('---\ntitle: "\n---\n', encoding="utf-8")
    return own_shelf


def check(reader: Reader, size: tuple[int, int]) -> None:
    """Every line is as wide as the screen, and has nothing in it that acts on a terminal."""
    strips = reader.app.screen._compositor.render_strips()
    assert len(strips) == size[1]
    for strip in strips:
        assert strip.cell_length == size[0]
        assert not FORBIDDEN.search(strip.text)
        assert "\t" not in strip.text


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_hostile_texts_are_only_text(size: tuple[int, int], hostile: Shelf) -> None:
    """In every view, story and problem; clicks on them run nothing."""
    async with hostile.reader(size) as reader:
        for view in ("All", "Problems") if size == WIDE else ("All",):
            await reader.choose(view)
            assert reader.main.stories.count == len(TEXTS)
            for _ in TEXTS:
                await reader.rush("enter", "j", "y")
                check(reader, size)
                await reader.rush("escape", "j")
                check(reader, size)
        await reader.pilot.click(offset=(size[0] // 2, size[1] // 2), times=2)
        assert reader.app.is_running


async def test_markup_is_shown_as_it_is(hostile: Shelf) -> None:
    """In the list, in the story, in the views and among the problems."""
    async with hostile.reader() as reader:
        await reader.choose("All")
        assert "[@click=app.quit]leave[/] title" in reader.text
        assert "[@click=app.quit]leave[/] outlet" in reader.story_words
        assert "[@click=app.quit]l…" in reader.text  # a category
        await reader.choose("Problems")
        assert "[@click=app.quit]leave[].md" in reader.text


async def test_a_folder_with_a_hostile_name(tmp_path: Path, home: Path) -> None:
    """As the name of a source, and where there is nothing in it."""
    shelf = Shelf(home=home, folder=tmp_path / "[@click=app.quit]\x1b[2Jx[")
    shelf.folder.mkdir()
    async with shelf.reader(WIDE) as reader:
        told = "".join(line.strip() for line in reader.drawn("stories"))
        assert "[@click=app.quit][2Jx[" in told
        check(reader, WIDE)
        shelf.write("Ferry")
        await reader.until(lambda: reader.listed == ["Ferry"])
        await reader.until(lambda: "[@click=app.quit]" in reader.lines[8])
        check(reader, WIDE)
