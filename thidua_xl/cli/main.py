"""The group of commands, and what happens when one cannot go on."""

import gc
import sys
from errno import EPIPE
from typing import Any

import click

from thidua_xl.cli.check import check
from thidua_xl.cli.close import close
from thidua_xl.cli.consolidate import consolidate
from thidua_xl.cli.demo import demo
from thidua_xl.cli.excel import excel
from thidua_xl.cli.feedback import feedback
from thidua_xl.cli.handover import handover
from thidua_xl.cli.history import history
from thidua_xl.cli.minutes import minutes
from thidua_xl.cli.province import province
from thidua_xl.cli.reporting import sentence
from thidua_xl.cli.rulebook import rulebook
from thidua_xl.cli.rulebook_diff import diff
from thidua_xl.cli.start import start
from thidua_xl.cli.targets import targets
from thidua_xl.cli.template import template
from thidua_xl.cli.upgrade import upgrade
from thidua_xl.cli.vietnamese import speak_vietnamese
from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.refusal import why_refused

KEPT = 50_000  # objects: a bloc is made of many that all stay, and looking through them took a quarter of the time

speak_vietnamese()


class Commands(click.Group):
    """Turns a CannotGoOn, and what the system refuses, into one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CannotGoOn as why:
            click.echo(sentence(why), err=True)
            ctx.exit(1)
        except OSError as refused:
            if refused.errno == EPIPE:  # the other end of a pipe was closed: click knows
                raise
            click.echo(f"Không đọc, ghi được {refused.filename or 'tệp'}: {why_refused(refused)}.", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="thidua-xl", message="thidua-xl %(version)s")
def main() -> None:
    """Chấm điểm, đối chiếu và xếp hạng thi đua của khối, cụm bằng Excel."""
    gc.set_threshold(KEPT)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a Windows console with an old code page must not stop a command with a traceback
            reconfigure(errors="replace")


main.add_command(demo)
main.add_command(rulebook)
rulebook.add_command(diff)
main.add_command(start)
main.add_command(template)
main.add_command(check)
main.add_command(targets)
main.add_command(upgrade)
main.add_command(consolidate)
main.add_command(excel)
main.add_command(feedback)
main.add_command(history)
main.add_command(province)
main.add_command(handover)
main.add_command(close)
main.add_command(minutes)
