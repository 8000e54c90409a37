"""Tests of fetching, against a real server on this machine that behaves well and badly."""
