"""A Windows PC: the folder that runs there without an installation, what Excel is told of it, and what is found there.

Standard library only; each module says what it does on another system. The worksheet functions are named here as Excel
names them, never imported.
"""
