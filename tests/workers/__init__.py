"""The worker processes: files go in, briefings or problems come out, whatever the files do."""
