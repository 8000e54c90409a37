"""Briefings to stories: which of them are about the same event; pure, and it can say why.

`grouping.Clusterer` takes one briefing after the other, as an `items.Item`, and says in which story
it is, and why. What it knows of the last three days is behind `window.Window`.
"""
