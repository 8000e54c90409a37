"""Work on files in processes of its own, each with a time and a memory limit.

Whatever a hostile file does to a parser (hang, crash, eat memory), it does to a child, and costs
one line in the view of problems. `pool` is the parent's side, `child` the worker's,
`scan` the child that looks for files that have changed.
"""
