"""Outlets: who reports what, first or alone, with whom; and what the reader says of them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader import shapes
from tui_reader.errors import UsageError
from tui_reader.library.history import History, Step
from tui_reader.shapes import Outlet
from tui_reader.store.outlets import OutletCount, OutletFigures, Overlap
from tui_reader.store.views import Views

__all__ = ["OutletShaper", "OutletUse", "Overlap", "all_overlaps", "outlets", "overlaps"]

SET = "set outlets"
"""The step that the history may ask for."""


class OutletUse(NamedTuple):
    """What one outlet reported, and what the reader says of it."""

    told: OutletCount
    preferred: bool
    muted: bool
    names: tuple[str, ...]
    """What it is called in articles, where that is not its name here alone."""

    @property
    def name(self) -> str:
        """As it is shown."""
        return self.told.name

    @property
    def share_first(self) -> float:
        """How often it was first, where that is known; from 0 to 1."""
        return self.told.first / self.told.contested if self.told.contested else 0.0


def outlets(views: Views, since: dt.datetime | None) -> tuple[OutletUse, ...]:
    """The outlets of the stories since then, or of all; not for a thread that draws."""
    rules = views.outlet_rules
    names: dict[str, list[str]] = {}
    for name, shown in rules.renamed.items():
        names.setdefault(shown, []).append(name)
    return tuple(
        OutletUse(
            told=one,
            preferred=one.name in rules.preferred,
            muted=one.name in rules.muted,
            names=tuple(sorted(names.get(one.name, ()))),
        )
        for one in figures_of(views, since).outlets()
    )


def overlaps(views: Views, name: str, since: dt.datetime | None) -> tuple[Overlap, ...]:
    """With which outlets one shares most stories."""
    return tuple(figures_of(views, since).overlaps(name))


def all_overlaps(
    views: Views, names: Sequence[str], since: dt.datetime | None
) -> dict[str, list[Overlap]]:
    """The same of the largest of these, by name."""
    return figures_of(views, since).all_overlaps(names)


def figures_of(views: Views, since: dt.datetime | None) -> OutletFigures:
    """The counts of the stories since then."""
    seconds = None if since is None else int(since.timestamp())
    return OutletFigures(views.database, views.path, views.outlet_rules, seconds)


class OutletShaper:
    """Prefers, mutes and renames outlets, by the names that are shown; each can be undone."""

    def __init__(self, path: Path, history: History, judge: Callable[[], int]) -> None:
        """`judge` has what the file says obeyed."""
        self.path = path
        self.history = history
        self.judge = judge
        history.able[SET] = self._set

    def prefer(self, name: str, *, preferred: bool) -> str:
        """Prefer an outlet, or no longer; what was done."""
        done = f"Preferred {name}" if preferred else f"{name} is no longer preferred"
        back = f"{name} is {'no longer' if preferred else 'again'} preferred"
        return self._mark(name, "preferred", value=preferred, done=done, back=back)

    def mute(self, name: str, *, muted: bool) -> str:
        """Have an outlet folded away in the coverage, or no longer; what was done."""
        done = f"Folded {name} away" if muted else f"{name} is no longer folded away"
        back = f"{name} is {'no longer' if muted else 'again'} folded away"
        return self._mark(name, "muted", value=muted, done=done, back=back)

    def rename(self, name: str, called: str) -> str:
        """Show an outlet under another name, which others may have too; what was done.

        Raises ConfigError where that can be no name.
        """
        if not called.strip():
            raise UsageError("an outlet needs a name; its own one gives that back")
        known = self._known()
        after = {one.name: one for one in known.values() if one.called == name}
        after = {key: one._replace(called=called) for key, one in after.items()}
        after[name] = known.get(name, Outlet(name))._replace(called=called)
        if called in known:  # it is shown under its own name, so that nothing goes round
            after[called] = known[called]._replace(called="")
        return self._change(
            after.values(), f"Renamed {name}: {called}", f"{called} is called {name} again"
        )

    def _mark(self, name: str, key: str, *, value: bool, done: str, back: str) -> str:
        known = self._known()
        calls = {one.name: one.called for one in known.values() if one.called}
        named = [one for one in known.values() if shapes.shown_name(one.name, calls) == name]
        if value:
            named = [known.get(name, Outlet(name))]
        changed = [Outlet(**{**one._asdict(), key: value}) for one in named]
        return self._change(changed, done, back)

    def _change(self, outlets: Iterable[Outlet], done: str, back: str) -> str:
        known = self._known()
        after = list(outlets)
        before = [known.get(one.name, Outlet(one.name)) for one in after]
        redo, undo = _step(after), _step(before)
        self._set(**redo.arguments)
        return self.history.note(done, back, undo, redo)

    def _known(self) -> dict[str, Outlet]:
        return {one.name: one for one in shapes.load_shapes(self.path).outlets}

    def _set(self, outlets: list[dict[str, Any]]) -> None:
        shapes.set_outlets(self.path, [Outlet(**one) for one in outlets])
        self.judge()


def _step(outlets: Iterable[Outlet]) -> Step:
    return Step(SET, {"outlets": [one._asdict() for one in outlets]})
