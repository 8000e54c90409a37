"""The only SQL: `marks.db` (what the reader did) and `index.db` (what was loaded; may be lost)."""
