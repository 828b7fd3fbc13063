"""The page of commands says what the commands say."""

import click
from repository import ROOT

from thidua_xl.cli import main
from thidua_xl.cli.manual import page


def test_the_page_of_commands_is_up_to_date() -> None:
    """Made anew by `python docs/generate.py`."""
    assert (ROOT / "docs" / "lenh.md").read_text(encoding="utf-8") == page(main)


def test_every_command_and_option_is_on_the_page() -> None:
    text = page(main)
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert f"## thidua {command.name}\n" in text
        assert command.help
        assert all(option in text for param in command.params for option in param.opts if option.startswith("-"))
    assert "## thidua rulebook diff\n" in text
