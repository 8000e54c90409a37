"""The comparison of pictures notices what it is there for."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tests import golden


class Sign(App[object]):
    """One word on the screen."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def compose(self) -> ComposeResult:
        yield Static(self.word, markup=False)


async def test_a_picture_is_kept_and_a_changed_one_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn on request, equal in the next run, and unlike the picture of another screen."""
    monkeypatch.setattr(golden, "SCREENSHOTS", tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("REDRAW", "1")
    async with (app := Sign("quay")).run_test(size=(20, 2)):
        golden.check_picture(app, "sign", scratch)
    monkeypatch.delenv("REDRAW")
    async with (app := Sign("quay")).run_test(size=(20, 2)):
        golden.check_picture(app, "sign", scratch)
    async with (app := Sign("pier")).run_test(size=(20, 2)):
        with pytest.raises(AssertionError, match=r"sign\.svg"):
            golden.check_picture(app, "sign", scratch)
    assert "pier" in (scratch / "sign.svg").read_text(encoding="utf-8")
