"""Finished masters read back: their marks, lines and results, and how one period follows another."""
