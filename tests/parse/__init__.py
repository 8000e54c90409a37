"""Tests of the parser of briefing files."""
