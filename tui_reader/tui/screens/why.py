"""Why a story is one: for each of its briefings the words, links and times that put it there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_reader.tui.screens.dialogs import DIALOG_CSS

if TYPE_CHECKING:
    from tui_reader.library.why import Reason

Parts = list[str | tuple[str, str]]

OUTLETS = 3
"""Names of outlets that are written out; the others are counted."""


class WhyScreen(ModalScreen[str]):
    """One paragraph a briefing; ends with the identity of one to take out, or ""."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="WhyScreen")
        + """
    WhyScreen > .dialog { width: 90; max-width: 100%; padding: 0 1; }
    WhyScreen Static { padding: 0 1; margin-bottom: 1; }
    WhyScreen Static.chosen { background: $block-cursor-blurred-background; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w,enter", "dismiss('')", "Close"),
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("x", "take_out", "Take it out"),
    ]

    def __init__(self, reasons: "Sequence[Reason]", first: str = "") -> None:
        """`first` is the identity of the briefing that the reader asks about."""
        super().__init__()
        self.reasons = reasons
        places = [place for place, reason in enumerate(reasons) if reason.id == first]
        self.chosen = places[0] if places else 0

    def compose(self) -> ComposeResult:
        box = VerticalScroll(
            *(Static(paragraph(reason), markup=False) for reason in self.reasons),
            classes="dialog",
        )
        box.border_title = Content("Why together?" if len(self.reasons) > 1 else "One briefing")
        keys = "j k move · x takes out · esc closes" if len(self.reasons) > 1 else "esc closes"
        box.border_subtitle = Content(keys)
        yield box

    def on_mount(self) -> None:
        self.action_move(0)

    def action_move(self, step: int) -> None:
        """Go to the next briefing, or the one before."""
        self.chosen = max(0, min(self.chosen + step, len(self.reasons) - 1))
        for place, each in enumerate(self.query(Static)):
            each.set_class(place == self.chosen, "chosen")
            if place == self.chosen:
                each.scroll_visible(animate=False)

    def action_take_out(self) -> None:
        """End, and have the briefing taken out of the story."""
        if len(self.reasons) > 1:
            self.dismiss(self.reasons[self.chosen].id)


def paragraph(reason: "Reason") -> Content:
    """Who says what, and what put it there."""
    parts: Parts = [(_outlets(reason), "bold"), f"\n{reason.briefing.title}\n"]
    return Content.assemble(*parts, *because(reason))


def because(reason: "Reason") -> Parts:
    """What put a briefing into its story."""
    if not reason.kind:
        return [(f"The story begins with it · {reason.source}", "$text-muted")]
    if reason.kind == "before":
        return [(f"It was here before · {reason.source}", "$text-muted")]
    if reason.kind == "reader":
        return [("You put it here", "$accent"), (f" · {reason.source}", "$text-muted")]
    parts: Parts = []
    if reason.same:
        outlets = ", ".join(dict.fromkeys(one.outlet for one in reason.same if one.outlet))
        headlines = "”, “".join(one.headline for one in reason.same)
        parts += [("The same article", "$accent"), (f" {outlets}: “{headlines}”", "$text-muted")]
    for place, (word, share) in enumerate(reason.words):
        parts += [("  " if place else "", ""), (word, "$accent"), (f" {share:.0%}", "$text-muted")]
    if reason.near:
        parts.append((f"\nas in “{reason.near}”", "$text-muted"))
    alike = f"{reason.likeness:.0%} alike" if reason.kind == "words" else ""
    told = " · ".join(filter(None, (_gap(reason.seconds), alike, reason.source)))
    parts.append((f"\n{told}", "$text-muted"))
    return parts


def _outlets(reason: "Reason") -> str:
    """Who reports: the first names, and how many more."""
    names = reason.briefing.outlets
    more = f" +{len(names) - OUTLETS}" if len(names) > OUTLETS else ""
    return ", ".join(names[:OUTLETS]) + more if names else "—"


def _gap(seconds: int) -> str:
    """How long before or after the story it came; nothing while that lasted, or for equal days."""
    if seconds < 60:
        return ""
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min apart"
    hours = minutes // 60
    return f"{hours} h apart" if hours < 48 else f"{hours // 24} days apart"
