"""What the parts of a line look like, looked up in the theme.

Component classes would say the same in a style sheet, but each of them is styled again whenever
a widget is: four widgets with eleven parts took a sixth of the first paint.
"""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

Pens = dict[str, Style]
"""The style of each part."""

COLOURS = {
    "text": "foreground",
    "strong": "foreground",
    "read": "foreground",
    "muted": "text-muted",
    "quote": "text-muted",
    "accent": "accent",
    "warning": "warning",
    "error": "error",
    "hit": "warning",
    "rule": "border-blurred",
    "bar": "text-muted",
}
"""The parts that a text can play, and the variable of the theme that colours them."""

BOLD = frozenset({"strong", "accent", "error", "hit"})
DIM = frozenset({"muted", "quote", "rule"})
"""Parts that are dim where there are too few colours for a shade."""
READ_SHARE = 0.82
"""How much of the foreground is in the headline of a story that was read."""


def pens_of(
    variables: Mapping[str, str], background: Color, *, focused: bool, plain: bool
) -> tuple[Pens, Pens]:
    """The styles of the parts, on an ordinary line and on the cursor's.

    `variables` are those of the theme; `plain` means the terminal's own colours, or none.
    """
    names = COLOURS | ({"bar": "accent"} if focused else {})
    if plain:
        names |= dict.fromkeys((*DIM, "bar"), "foreground")
    ordinary = {
        part: Style(
            color=_colour(variables[name], background, part).rich_color,
            bgcolor=background.rich_color,
            bold=part in BOLD or None,
            italic=part == "quote" or None,
            underline=part == "hit" or None,
            dim=(plain and part in DIM) or None,
        )
        for part, name in names.items()
    }
    if plain and focused:
        text = ordinary["text"]
        reverse = Style(color=text.color, bgcolor=text.bgcolor, reverse=True)
        marked = {part: reverse + Style(bold=style.bold) for part, style in ordinary.items()}
    elif plain:
        marked = {part: style + Style(bold=True) for part, style in ordinary.items()}
    else:
        name = "primary-muted" if focused else "panel"
        row = Style(bgcolor=_colour(variables[name], background).rich_color)
        marked = {part: style + row for part, style in ordinary.items()}
    return ordinary, marked


def _colour(value: str, background: Color, part: str = "") -> Color:
    """A variable of a theme as a colour on a background: "#82b8ff", "auto 60%", "ansi_cyan"."""
    name, _, per_cent = value.partition(" ")
    share = float(per_cent.rstrip("%")) / 100 if per_cent else 1.0
    colour = background.get_contrast_text(1.0) if name == "auto" else Color.parse(name)
    if part == "read":
        share *= READ_SHARE
    if colour.ansi is not None or background.ansi is not None:
        return colour
    return background.blend(colour, share * colour.a, 1.0)
