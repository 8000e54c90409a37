"""`sources.toml`: read strictly, and rewritten without losing a word of its user's."""
