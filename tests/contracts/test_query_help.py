"""The README explains the query language, and every example in it is understood."""

import re

from tests.contracts.checkout import readme
from tui_reader.query import FIELDS, read_query
from tui_reader.query.terms import ORDERS, PARTS, STATES
from tui_reader.tui.screens.dialogs import TERMS


def section() -> str:
    """What the README says about searching."""
    return readme().partition("### Searching")[2].partition("\n## ")[0]


def test_every_example_is_understood() -> None:
    """Each row of the table has one."""
    examples = re.findall(r"^\| `([^`]+)` \|", section(), re.MULTILINE)
    assert len(examples) >= len(FIELDS)
    for example in examples:
        query = read_query(example)
        assert query.terms or query.order, example


def test_every_field_and_value_is_explained() -> None:
    """Those of `is:`, `has:` and `sort:` too."""
    text = section()
    assert [field for field in FIELDS if f"`{field}:" not in text] == []
    values = [*STATES, *PARTS, *ORDERS]
    assert [
        value for value in values if f"`{value}`" not in text and f":{value}`" not in text
    ] == []


def test_the_examples_in_the_help_are_understood() -> None:
    """Of words, and of each field."""
    for term in TERMS:
        assert read_query(term).terms
    for field, meaning in FIELDS.items():
        examples = re.findall(rf"\b{field}:[^\s,]+", meaning)
        assert examples, field
        for example in examples:
            query = read_query(example)
            assert query.terms or query.order, example
