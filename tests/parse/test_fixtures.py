"""Every shape and every malformed class that briefing files are known to have, as a file."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tui_reader.models import Article
from tui_reader.parse import parse_file

FOLDER = Path(__file__).parent.parent / "data" / "briefings"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))


def _plain(value: object) -> object:
    """Return a field of a briefing as the expected values are written."""
    if isinstance(value, Article):
        return [value.headline, value.outlet, value.url]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".expected")[0])
def test_a_file_says_what_stands_beside_it(path: Path) -> None:
    """Each field that the expected values name is as they say."""
    name = path.name.removesuffix(".expected.json")
    expected = json.loads(path.read_text(encoding="utf-8"))
    briefing = parse_file((FOLDER / name).read_bytes(), name)
    assert {field: _plain(getattr(briefing, field)) for field in expected} == expected


def test_every_file_has_its_expected_values() -> None:
    """No fixture is forgotten."""
    names = {path.name for path in FOLDER.iterdir() if not path.name.endswith(".expected.json")}
    assert names == {path.name.removesuffix(".expected.json") for path in EXPECTED}
