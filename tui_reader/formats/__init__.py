"""Stories as text for other programs: lines, JSON, CSV, a web page. Values in, text out."""

from tui_reader.formats.line import FIELDS, LineFormat
from tui_reader.formats.objects import briefing_object, export_json, story_object
from tui_reader.formats.page import web_page
from tui_reader.formats.table import csv_table

__all__ = [
    "FIELDS",
    "LineFormat",
    "briefing_object",
    "csv_table",
    "export_json",
    "story_object",
    "web_page",
]
