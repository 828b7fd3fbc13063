"""From claims to points, classes and ranks: the one engine (scoring.md)."""
