"""The databases: what is in them is right, and what is wrong with them is said."""
