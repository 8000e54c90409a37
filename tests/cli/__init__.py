"""The command line: stdout is data, stderr is narration, the exit code says whether it went well."""
