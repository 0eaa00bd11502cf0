"""The command line. Each command is imported only when it is asked for, so that it starts fast."""

import sys
from importlib import import_module
from typing import Any

import click

from goodstanding import __version__
from goodstanding.cli.encoding import never_fail

_COMMANDS = {
    "check": "goodstanding.cli.check",
    "exposure": "goodstanding.cli.exposure",
    "read": "goodstanding.cli.read",
    "rules": "goodstanding.cli.rules",
    "template": "goodstanding.cli.template",
}
_INTERRUPTED = 130


class _Commands(click.Group):
    """A group whose commands are found by name: each is a module that holds one by that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        never_fail()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()  # here a reader that has gone away is noticed and no error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(_INTERRUPTED)
        return done


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="Good Standing %(version)s")
def main() -> None:
    """Keep every certification in good standing.

    Reads a workbook of people, certifications and credits, and says who is in good standing,
    who is about to lapse, and what to do next.

    Begin with: goodstanding template team.xlsx
    """
