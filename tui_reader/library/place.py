"""Where the reader was: a small file for each library, read before the first paint."""

import json
from pathlib import Path
from typing import Any


def recall(path: Path) -> dict[str, Any]:
    """What was kept, or nothing: a place that can't be read is only a place lost."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def remember(path: Path, value: dict[str, Any]) -> None:
    """Keep something for the next start: complete or not at all."""
    text = json.dumps(value)
    draft = path.with_suffix(".new")
    try:
        draft.touch(mode=0o600)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError:  # a full disk must not keep anybody from leaving
        draft.unlink(missing_ok=True)
