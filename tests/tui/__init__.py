"""Tests of the screen: its widgets alone, the whole of it, and what a real terminal gets."""
