"""One word for one thing, in British spelling, in all that people read."""

import ast
import re

import pytest

from tests.contracts.checkout import ROOT, modules

INSTEAD = {
    "outlet": r"publishers?|newspapers?",
    "starred": r"favou?rites?|bookmark(?:s|ed)?",
    "source": r"subscriptions?|subscribed?",
    "story": r"news items?|clusters? of articles",
    "library": r"collection of briefings",
    "-our, -ise, -lled": r"colors?|behaviors?|(?:normal|recogn|organ|initial|sanit)iz\w+|canceled",
}
"""The word that we use, and those that would mean the same."""

CODE = re.compile(r"```.*?```|``[^`]+``|`[^`]+`|^ {4,}[^\n]*", re.DOTALL | re.MULTILINE)


def prose() -> dict[str, str]:
    """The README, the changelog and every docstring of the package, without code, by place."""
    texts = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CHANGELOG.md")}
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                place = f"{name}:{getattr(node, 'lineno', 1)}"
                texts[place] = ast.get_docstring(node) or ""
    return {place: CODE.sub("", text) for place, text in texts.items()}


@pytest.mark.parametrize("word", INSTEAD)
def test_one_word_for_one_thing(word: str) -> None:
    """What has a word of its own is not called by another."""
    others = re.compile(rf"\b(?:{INSTEAD[word]})\b", re.IGNORECASE)
    found = [
        f"{place}: {hit.group()}"
        for place, text in prose().items()
        for hit in others.finditer(text)
    ]
    assert found == [], "\n".join(found)
