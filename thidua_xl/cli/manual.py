"""The page that lists every command with its options, from the commands themselves: docs/lenh.md."""

import inspect
from collections.abc import Iterator

import click

HEAD = """# Các lệnh

Trang này được tạo từ chính các lệnh (`python docs/generate.py`). Gõ `thidua LỆNH --help` để đọc cùng nội dung trên máy.
"""
EXAMPLE = "Ví dụ: "


def page(program: click.Command) -> str:
    """Every command below ``program``, as Markdown."""
    return "\n".join([HEAD, *_command(click.Context(program, info_name="thidua"))])


def _command(context: click.Context) -> Iterator[str]:
    command = context.command
    if context.parent:
        yield f"## {context.command_path}\n"
        yield from (f"{paragraph}\n" for paragraph in _paragraphs(command))
        yield f"```\n{_usage(context)}\n```\n"
    options = [one for one in command.params if isinstance(one, click.Option)]
    records = [record for one in options if (record := one.get_help_record(context))]
    if records:
        yield "| Tùy chọn | Để làm gì |\n| --- | --- |"
        yield from (f"| `{_cell(names)}` | {_cell(help_)} |" for names, help_ in records)
        yield ""
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from _command(click.Context(inner, info_name=name, parent=context))


def _paragraphs(command: click.Command) -> Iterator[str]:
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        text = " ".join(paragraph.split())
        yield f"{EXAMPLE}`{text.removeprefix(EXAMPLE)}`" if text.startswith(EXAMPLE) else text


def _usage(context: click.Context) -> str:
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())
