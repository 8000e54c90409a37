"""How fast the program is, measured against floors of the same stack in the same run.

    .venv/bin/python -m tests.benchmarks

prints a Markdown table; `--quick` measures only a small library. Linux only. No part of the
tests: a busy machine must not fail them. Figures of different runs do not compare, ratios do.
"""
