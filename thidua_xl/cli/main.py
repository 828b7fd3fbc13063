"""The group of commands, and what happens when one cannot go on."""

import gc
import os
import sys
from errno import EPIPE
from typing import Any

import click

from thidua_xl.cli.lazy import Lazy
from thidua_xl.cli.reporting import sentence
from thidua_xl.cli.vietnamese import speak_vietnamese
from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.refusal import why_refused

KEPT = 50_000  # objects: a bloc is made of many that all stay, and looking through them took a quarter of the time

NAMES = (
    *("demo", "start", "rulebook", "targets", "template", "check", "upgrade", "consolidate", "feedback", "minutes"),
    *("close", "history", "province", "handover", "excel"),
)
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
PLACES = {name: f"thidua_xl.cli.{name}:{name}" for name in NAMES}

speak_vietnamese()


class Commands(Lazy):
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


@click.group(cls=Commands, lazy=PLACES, context_settings=SETTINGS)
@click.version_option(package_name="thidua-xl", message="thidua-xl %(version)s")
def main() -> None:
    """Chấm điểm, đối chiếu và xếp hạng thi đua của khối, cụm bằng Excel."""
    gc.set_threshold(KEPT)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a program without a console, or a closed stream: what is said is not heard
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as we run
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a Windows console with an old code page must not stop a command with a traceback
            reconfigure(errors="replace")
