"""Briefings to stories."""
