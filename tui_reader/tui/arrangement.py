"""Where the panes stand: side by side, stacked, or one at a time."""

WIDE_COLUMNS = 110
NARROW_COLUMNS = 70

SHARES = range(20, 82)
"""What part of the room, in per cent, the list may have; the story has the rest."""
SHARE_STEP = 5


def arrangement(setting: str, columns: int) -> str:
    """ "wide", "stacked" or "narrow", by the configuration or by the size of the terminal."""
    if setting != "auto":
        return setting
    if columns < NARROW_COLUMNS:
        return "narrow"
    return "wide" if columns >= WIDE_COLUMNS else "stacked"
