"""The command line. Each command is imported only when it is asked for, so that it starts fast."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from goodstanding import __version__
from goodstanding.cli.encoding import discard, never_closed, never_fail
from goodstanding.cli.harmless import harmless_lines

_COMMANDS = {
    "backup": "goodstanding.cli.backup",
    "certificate": "goodstanding.cli.certificate",
    "check": "goodstanding.cli.check",
    "demo": "goodstanding.cli.demo",
    "export": "goodstanding.cli.export",
    "exposure": "goodstanding.cli.exposure",
    "health": "goodstanding.cli.health",
    "import": "goodstanding.cli.import_",
    "migrate": "goodstanding.cli.migrate",
    "plan": "goodstanding.cli.plan",
    "read": "goodstanding.cli.read",
    "restore": "goodstanding.cli.restore",
    "resume": "goodstanding.cli.resume",
    "rules": "goodstanding.cli.rules",
    "serve": "goodstanding.cli.serve",
    "template": "goodstanding.cli.template",
    "user": "goodstanding.cli.user",
    "verify": "goodstanding.cli.verify",
    "work": "goodstanding.cli.work",
}
_UNUSABLE = 2
_INTERRUPTED = 130


@contextmanager
def _harmless_errors() -> Iterator[None]:
    """Errors name files and cells; what they hold must not command the terminal."""
    try:
        yield
    except click.ClickException as error:
        vars(error)["message"] = harmless_lines(error.message)  # click calls it final
        raise


def _say_unwritten(error: OSError) -> None:
    """Say that the output has nowhere to go, if at least that can be said."""
    reason = error.strerror or str(error)
    with suppress(OSError):
        click.echo(
            f"Error: The answer cannot be written ({reason}): free some space, "
            "or choose another place for it.",
            err=True,
        )
    discard()


class _Commands(click.Group):
    """A group whose commands are found by name: each is a module that holds one by that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _harmless_errors():
            return super().parse_args(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        never_closed()
        never_fail()
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # what is read is looked after where it is read
            _say_unwritten(error)
            sys.exit(_UNUSABLE)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _harmless_errors():
                done = super().invoke(ctx)
            sys.stdout.flush()  # here a reader that has gone away is noticed and no error
        except BrokenPipeError:  # whoever reads has seen enough; that is no negative answer
            discard()
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(_INTERRUPTED)
        return done


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="Good Standing %(version)s")
def main() -> None:
    """Keep every certification in good standing.

    Judges a workbook of people, certifications and credits (check), and serves a company's
    record in the browser (serve): who is in good standing, who is about to lapse, and what to
    do next.

    Begin with: goodstanding template team.xlsx, or: goodstanding serve --demo
    """
