"""A place for `sources.toml`, in a home folder that has folders of news."""

from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `sources.toml` is to be, with a home folder that has three folders of news."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("world", "config/near", "science"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path / "config" / "sources.toml"
