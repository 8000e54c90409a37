"""All tests: plain `pytest` from the top folder runs them, offline."""
