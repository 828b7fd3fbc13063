"""What a person types in a terminal."""

from click.testing import CliRunner, Result

from thidua_xl.cli import main


def thidua(*words: object) -> Result:
    """The command ``thidua`` with these words."""
    return CliRunner().invoke(main, [str(word) for word in words])
