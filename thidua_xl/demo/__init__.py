"""A complete example bloc: realistic submissions through the real template, some with planted faults."""
