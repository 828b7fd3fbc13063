"""A command as it was typed, so that a button of the workbook it wrote can run it again."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from thidua_xl.workbooks.remote import is_remote

# where it was written, what only this run asked for, and what never ends
LEFT_OUT = {"out", "json_file", "force", "watch", "export"}


def command_again(context: click.Context, arguments: Sequence[Path], folder: Path) -> str:
    """The command and its words as a JSON list; paths as seen from ``folder``, so that all may move together."""
    words = [context.info_name or "", *(word for option in _typed(context) for word in _words(option, context, folder))]
    return json.dumps([*words, *(seen_from(folder, path) for path in arguments)], ensure_ascii=False)


def _typed(context: click.Context) -> Iterator[click.Option]:
    options = (one for one in context.command.params if isinstance(one, click.Option) and one.name not in LEFT_OUT)
    typed = ParameterSource.COMMANDLINE
    yield from (one for one in options if context.get_parameter_source(one.name or "") is typed)


def _words(option: click.Option, context: click.Context, folder: Path) -> Iterator[str]:
    value = context.params[option.name or ""]
    for one in value if isinstance(value, tuple | list) else [value]:
        if option.is_flag:
            yield from option.opts if one else option.secondary_opts
        else:
            yield from (option.opts[0], seen_from(folder, one) if isinstance(one, Path) else str(one))


def seen_from(folder: Path, path: Path) -> str:
    """``path`` relative to ``folder``; whole where they lie on different drives."""
    if is_remote(path):
        return str(path)
    try:
        return os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:
        return str(path.resolve())
