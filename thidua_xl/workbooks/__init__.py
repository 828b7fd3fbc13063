"""The only place that touches spreadsheet libraries: reading, writing, files."""
