"""`goodstanding serve`: the pages and the background, until Ctrl-C."""

import errno
import os
import socket
import sys
from collections.abc import Callable

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.django import migrate, set_up
from goodstanding.cli.progress import waiting
from goodstanding.cli.supervising import Part, supervise
from goodstanding.cli.work import worker

_APPLICATION = "goodstanding.config.wsgi:application"
_THREADS = 32
"""Of each process. One works at a time; the others wait for slow senders, who hold up nobody so."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port; PORT or 8000 when left out.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--demo",
    is_flag=True,
    help="Lay out the demonstration company on the first start, and print a link that signs in"
    " on this machine.",
)
def serve(port: int | None, host: str, demo: bool) -> None:
    """Serve the pages, and run what happens in the background, until Ctrl-C.

    The database is prepared first; the data stays in the data folder.
    """
    set_up()
    from django.conf import settings  # slow to import

    if demo and settings.PRODUCTION:
        raise Refused("--demo signs in without a code: it is not for PRODUCTION. Leave it out.")
    port = port or settings.PORT
    _refuse_taken(host, port)
    migrate()
    click.echo(f"The data is in {settings.HOME}")
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    link = _lay_out(address) if demo else None
    web = Part("web server", _granian(host, port, settings.WEB_PROCESSES))
    supervise([web, worker()], _say, _Announcement(host, port, lambda: _announce(address, link)))
    click.echo("Stopped. The data is kept.")


def _say(line: str) -> None:
    click.echo(line, err=True)


def _refuse_taken(host: str, port: int) -> None:
    """Find out whether it can listen there, before anything is started."""
    try:
        family, kind, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise Refused(_why_not(host, port, error)) from None


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use: stop what runs there, or choose another with --port or PORT."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is for the administrator; choose one from 1024, such as 8000."
    return f"It cannot listen on {host} ({error.strerror or error}); leave --host out."


def _granian(host: str, port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(processes)),
        *("--blocking-threads", str(_THREADS), "--respawn-failed-workers"),
        *("--workers-kill-timeout", "10", "--log-level", "error", "--no-access-log"),
        _APPLICATION,
    ]


class _Announcement:
    """Says once that the pages can be opened, when they can."""

    def __init__(self, host: str, port: int, say: Callable[[], None]) -> None:
        self._where = ({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104
        self._say: Callable[[], None] | None = say

    def __call__(self) -> None:
        """Look whether somebody answers there."""
        if self._say is None:
            return
        try:
            socket.create_connection(self._where, 0.5).close()
        except OSError:
            return
        self._say()
        self._say = None


def _lay_out(address: str) -> str:
    """The address that signs in to the demonstration."""
    from goodstanding.services import demonstration
    from goodstanding.services.signing_in import make_local_link

    if demonstration.is_first_start():
        click.echo("Laying out the demonstration company (fictional), around today.")
    with waiting("Laying out the demonstration company"):
        user = demonstration.owner()
    return f"{address}/sign-in/{make_local_link(user=user)}/"


def _announce(address: str, link: str | None) -> None:
    click.echo(f"Good Standing is at {address}")
    if link:
        click.echo(f"Sign in, on this machine only: {link}")
    click.echo("Ctrl-C stops it.")
