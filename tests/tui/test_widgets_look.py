"""Colours that can be read, screens without colours, and hostile text that stays text."""

import pytest
from textual.color import Color
from textual.geometry import Region
from textual.widget import Widget

from tests.tui.widget_harness import Desk, harbour_story, host_of, row, strips_of, widths
from tui_reader.tui.sink import FORBIDDEN
from tui_reader.tui.theme import ANSI, DARK, LIGHT, theme_name
from tui_reader.tui.widgets.line_view import LineView

HOSTILE = (
    "[/]",
    "[@click=app.bell]x[/]",
    "[bold]\\[x",
    "\x1b[2J\x1b]52;c;eA==\x07\x1b]8;;javascript:x\x07",
    "a\u202eabc\u2066\U000e0041\ufeff",
    "tab\tline\nfeed\r\x0b\x85\u2028",
    "\ud83d half a pair",
    "🇫🇷👩‍👩‍👧❤️1️⃣",
    "a" + "\u0301" * 1_000_000,
    "word " * 200_000,
    "北" * 1_000_000,
)
READABLE = 4.5
"""The contrast that WCAG AA asks for."""


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours by WCAG 2.1, from 1 to 21."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_all_text_can_be_read(theme: str) -> None:
    """Each part that is text, on each row: ordinary, cursor, cursor without focus."""
    app = Desk()
    async with app.run_test(size=(120, 30)) as pilot:
        app.theme = theme
        await pilot.pause()
        for view in app.query(LineView):
            for pens in view.pens:
                for part, style in pens.items():
                    assert style.color is not None
                    assert style.bgcolor is not None
                    found = contrast(
                        Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                    )
                    assert found >= (READABLE if part != "rule" else 1), (view, part, found)


def test_contrast_is_measured_as_it_is_defined() -> None:
    """Black on white is 21, and grey #767676 on white the well-known limit."""
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("#fff")) == pytest.approx(4.54, abs=0.01)


def test_theme_names() -> None:
    """The three words of the configuration, and Textual's own names."""
    assert [theme_name(word) for word in ("dark", "light", "ansi", "nord")] == [
        DARK.name,
        LIGHT.name,
        ANSI.name,
        "nord",
    ]


def colours(widget: Widget) -> set[str]:
    """The colours of a widget's lines as they go to the terminal."""
    lines = widget.render_lines(Region(0, 0, *widget.size))
    styles = [segment.style for strip in lines for segment in strip if segment.style]
    return {color.name for s in styles for color in (s.color, s.bgcolor) if color is not None}


async def test_no_color_has_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor is then reversed, or without focus bold behind its bar."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = Desk(ansi_color=True)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j")
        for view in app.query(LineView):
            assert colours(view) <= {"default"}
        cursor = app.stories.render_line(4)
        assert {segment.style.reverse for segment in cursor if segment.style} == {True}
        await pilot.press("tab")
        cursor = app.stories.render_line(4)
        assert cursor.text.startswith("▌")
        assert {segment.style.bold for segment in cursor if segment.style} == {True}


async def test_no_color_with_a_theme_of_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual then draws in greys; all widgets bear it."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("j", "tab", "j", "tab", "G"):
            await pilot.press(key)
        assert app.return_code is None


async def test_sixteen_colours_are_the_terminals_own() -> None:
    """No colour of ours is mixed in."""
    app = Desk(ansi_color=True)
    async with app.run_test(size=(120, 30)):
        for view in app.query(LineView):
            assert not any(name.startswith("#") for name in colours(view))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_only_text(text: str) -> None:
    """In every place where a text from outside is drawn: no crash, no control, no shift."""
    app = Desk()
    hostile = harbour_story(text)
    async with app.run_test(size=(80, 24)) as pilot:
        app.stories.update_row(0, row(0, headline=text, outlets=(text, text)))
        app.stories.update_row(1, row(1, headline=text, reason=text))
        app.stories.empty_text = text[:1_000]
        app.stories.set_heading(text)
        app.status.say(text)
        app.status.facts(text)
        app.pane.show_text(text, [text])
        await pilot.pause()
        app.pane.show_story(hostile, host_of=host_of)
        await pilot.press("j", "tab", "j", "j")
        for view in app.query(LineView):
            assert widths(strips_of(view)) <= {view.content_size.width}
            for strip in view.render_lines(Region(0, 0, *view.size)):
                assert not FORBIDDEN.search(strip.text)
                assert "\t" not in strip.text
                assert "\n" not in strip.text


async def test_markup_is_shown_and_not_obeyed() -> None:
    """A headline in brackets keeps them."""
    app = Desk()
    async with app.run_test(size=(80, 24)):
        app.stories.update_row(0, row(0, headline="[@click=app.bell]x[/]"))
        assert "[@click=app.bell]x[/]" in app.stories.render_line(0).text
