"""The figures of the library on a screen of their own."""

from tests.tui.screen_harness import STACKED, Shelf, clock, reading
from tui_reader.library import Library


async def test_figures_of_days_outlets_and_sources(shelf: Shelf) -> None:
    """With the cursor on the first source; esc leads back to the list."""
    async with shelf.reader(size=STACKED) as reader:
        before = reader.headline
        await reader.press("%")
        assert reader.over == "StatisticsScreen"
        assert "30 stories · 0% read · 0 starred · 1 source" in reader.words
        assert "Northern Wire" in reader.words
        await reader.press("G", "k", "escape")
        assert (reader.over, reader.headline) == ("", before)


async def test_a_source_is_let_go_of(shelf: Shelf) -> None:
    """`D` removes the source under the cursor."""
    other = shelf.home / "other"
    other.mkdir()
    shelf.paths.config.mkdir(parents=True)
    folders = "".join(f"[[folder]]\npath = '{path}'\n" for path in (shelf.folder, other))
    shelf.paths.sources_file.write_text(folders, encoding="utf-8")
    with Library.open(shelf.paths, clock=clock) as library:
        async with reading(library) as reader:
            await reader.loaded()
            await reader.press("%", "D")
            assert reader.over == ""
            assert "Removed news" in reader.toast
            assert [source.name for source in library.sources] == ["other"]
            await reader.press("%", "g", "D")
            assert (reader.over, reader.toast) == (
                "StatisticsScreen",
                "D removes the source under the cursor",
            )
            await reader.press("u")
            await reader.until(lambda: "news is back" in reader.toast)
            assert len(library.sources) == 2


async def test_only_what_fits_is_shown_of_a_source(shelf: Shelf) -> None:
    """Columns are left out, the most telling last; the cursor is never on an empty line."""
    for width, columns in {
        100: "a day read these days youngest fetched",
        80: "a day read these days youngest fetched",
        70: "a day read youngest fetched",
        60: "a day read youngest",
        50: "a day read",
    }.items():
        async with shelf.reader(size=(width, 40)) as reader:
            await reader.press("%")
            lines = [" ".join(line.strip("│▌▐ ").split()) for line in reader.lines]
            assert f"Sources {columns}" in lines
            assert all("today" in line and "most" in line for line in lines if "today" in line)
            await reader.press("G")
            (cursor,) = (line for line in reader.lines if "▌" in line)
            assert "news" in cursor
            await reader.press("escape")
