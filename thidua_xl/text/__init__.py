"""What people type: Vietnamese text, numbers, dates. Standard library only (a cell function loads it)."""
