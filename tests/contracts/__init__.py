"""What holds for the project as a whole: layers, lint, sizes, guards, documentation."""
