"""The colours: two themes of our own, and the terminal's own sixteen colours.

A colour has one meaning everywhere: *accent* is what is new or where you are, *warning* is a
star, *error* is a problem, and muted text is what may be skipped. All text reaches a contrast
of 4.5 : 1 (WCAG AA) on the background and on both kinds of cursor row. Widgets name theme
variables only, so each of Textual's themes may be chosen as well.
"""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="reader-dark",
    dark=True,
    primary="#7aa2d6",
    secondary="#8fa3b8",
    accent="#82b8ff",
    warning="#e3b75c",
    error="#f28b82",
    success="#93c88a",
    foreground="#d8dde4",
    background="#13161b",
    surface="#191d23",
    panel="#21262e",
    variables={
        "text": "#d8dde4",
        "text-muted": "#99a3b1",
        "text-disabled": "#5d6673",
        "primary-muted": "#253650",
        "border": "#5f8fcf",
        "border-blurred": "#343b46",
        "block-cursor-background": "#253650",
        "block-cursor-foreground": "#f2f5f9",
        "scrollbar": "#343b46",
        "scrollbar-hover": "#4a5464",
        "scrollbar-active": "#5f8fcf",
        "scrollbar-background": "#13161b",
        "footer-key-foreground": "#82b8ff",
        "footer-background": "#191d23",
    },
)

LIGHT = Theme(
    name="reader-light",
    dark=False,
    primary="#1f5fa8",
    secondary="#4c6178",
    accent="#0b57b0",
    warning="#7d5200",
    error="#b3261e",
    success="#2b6a2f",
    foreground="#1f2429",
    background="#fbfaf7",
    surface="#f3f2ee",
    panel="#e9e8e3",
    variables={
        "text": "#1f2429",
        "text-muted": "#565f69",
        "text-disabled": "#9aa1a9",
        "primary-muted": "#d3e3f6",
        "border": "#1f5fa8",
        "border-blurred": "#cdccc6",
        "block-cursor-background": "#d3e3f6",
        "block-cursor-foreground": "#11161b",
        "scrollbar": "#cdccc6",
        "scrollbar-hover": "#b4b3ac",
        "scrollbar-active": "#1f5fa8",
        "scrollbar-background": "#fbfaf7",
        "footer-key-foreground": "#0b57b0",
        "footer-background": "#f3f2ee",
    },
)

_ANSI = BUILTIN_THEMES["ansi-dark"]
ANSI = replace(
    _ANSI,
    name="ansi-reader",
    accent="ansi_cyan",
    variables={
        **_ANSI.variables,
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        "footer-key-foreground": "ansi_cyan",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)
"""Textual's ansi-dark, calmer: one accent, and grey where it has blue on black."""

THEMES = (DARK, LIGHT, ANSI)

_NAMES = {"dark": DARK.name, "light": LIGHT.name, "ansi": ANSI.name}


def theme_name(setting: str) -> str:
    """The name of Textual's or our own theme for a word of the configuration.

    "ansi" draws with the terminal's own sixteen colours and background; together with
    `App(ansi_color=True)` it is also what NO_COLOR asks for. Other words are taken as they are.
    """
    return _NAMES.get(setting, setting)
